// The curve of a frontier: axes in units, points that are buttons, the figures of the one under the hand.

import { Sheet } from "./card.js";
import { h, svg } from "./dom.js";
import { number } from "./format.js";
import { AIMS, aimAxis, figuresOf } from "./tradeoffs_aims.js";
import { mad, pair } from "./tradeoffs_parts.js";
import { fromRight, t } from "./words.js";

const PAD = { left: 74, right: 28, top: 34, bottom: 52 };
const HIGH = 380;
/** Pixels: how far apart two numbers in circles must be, and how near a pointer must come to a point. */
const [APART, REACH] = [23, 18];
/** Pixels of width under which the steps have no room for their price: the heading tells it. */
const NARROW = 420;

/** Round marks between two values that need not hold zero: four to seven of them. */
export function marksBetween(low, high) {
  const wide = high - low || Math.abs(high) || 1;
  const power = 10 ** Math.floor(Math.log10(wide / 4));
  const step = [1, 2, 2.5, 5, 10].map((part) => part * power).find((each) => wide / each <= 5);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-9));
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

const digitsOf = (marks) => Math.min(4, Math.max(0, ...marks.map((mark) => (String(mark).split(".")[1] ?? "").length)));

const gap = ([ax, ay], [bx, by]) => Math.hypot(ax - bx, ay - by);

/** Which of `spots` have room for their number: the ends first, then in order. */
function roomy(spots) {
  const order = [0, spots.length - 1, ...spots.keys()];
  const found = new Set();
  for (const i of order) if ([...found].every((own) => own === i || gap(spots[own], spots[i]) >= APART)) found.add(i);
  return found;
}

/** `choose(point)` is called when one is chosen. Gives `root`, `mark(number)` and `focus(number)`. */
export function drawn({ points, aims, linear, choose }) {
  const [up, across] = aims;
  const tip = h("div", { class: "tip", hidden: true });
  const field = h("div", { class: "field-of-points" });
  const root = h("div", { class: "curve" }, field);
  let now = points[0]?.point;
  let marked = null;
  const buttons = new Map();
  let spots = [];

  const figures = (point) => figuresOf(point, aims);
  const show = (point, x, y, width) => {
    tip.replaceChildren(h("p", { class: "strong" }, t("web-tradeoffs-point", { n: String(point.point) })),
      h("dl", {}, figures(point).map(([what, figure]) => [h("dt", {}, what), h("dd", {}, figure)])));
    tip.hidden = false;
    const left = x > width / 2 ? x - tip.offsetWidth - 18 : x + 18;
    tip.style.left = `${Math.max(0, Math.min(left, width - tip.offsetWidth))}px`;
    tip.style.top = `${Math.max(0, Math.min(y - 20, HIGH - tip.offsetHeight))}px`;
  };

  /** Where circles lie over one another the nearest one is meant, not the uppermost. */
  const nearest = (event) => {
    const box = field.getBoundingClientRect();
    const at = [event.clientX - box.left, event.clientY - box.top];
    const i = spots.reduce((best, own, each) => (best < 0 || gap(own, at) < gap(spots[best], at) ? each : best), -1);
    return i >= 0 && gap(spots[i], at) <= REACH ? i : null;
  };
  const under = (i) => {
    for (const [number, made] of buttons) made.classList.toggle("under", i !== null && points[i].point === number);
    if (i === null) tip.hidden = true;
    else show(points[i], ...spots[i], field.clientWidth);
  };
  field.addEventListener("pointermove", (event) => event.pointerType !== "touch" && under(nearest(event)));
  field.addEventListener("pointerleave", () => under(null));

  function draw() {
    const width = Math.round(root.clientWidth) || 640;
    const value = (point, aim) => point[AIMS[aim].column];
    const ticks = (aim) => {
      const all = points.map((point) => value(point, aim));
      return marksBetween(Math.min(...all), Math.max(...all));
    };
    const [xs, ys] = [ticks(across), ticks(up)];
    const x = (own) => PAD.left + ((width - PAD.left - PAD.right) * (own - xs[0])) / (xs[xs.length - 1] - xs[0]);
    const y = (own) => HIGH - PAD.bottom - ((HIGH - PAD.top - PAD.bottom) * (own - ys[0])) / (ys[ys.length - 1] - ys[0]);
    const art = svg("svg", { viewBox: `0 0 ${width} ${HIGH}`, width, height: HIGH, class: "chart", "aria-hidden": "true" });
    // Amounts run from the left in every language, as in mathematics.
    const sheet = new Sheet(art, width, HIGH, false);
    for (const mark of ys) {
      sheet.line(PAD.left, y(mark), width - PAD.right, y(mark), mark === ys[0] ? "axis" : "rule");
      sheet.root.append(label(PAD.left - 8, y(mark) + 5, number(mark, digitsOf(ys)), "end"));
    }
    for (const mark of xs) {
      sheet.line(x(mark), HIGH - PAD.bottom, x(mark), HIGH - PAD.bottom + 5, "axis");
      sheet.root.append(label(x(mark), HIGH - PAD.bottom + 21, number(mark, digitsOf(xs)), "middle"));
    }
    sheet.root.append(label(0, 16, aimAxis(up), "start", "strong"), label(width - PAD.right, HIGH - 6, aimAxis(across), "end", "strong"));
    spots = points.map((point) => [x(value(point, across)), y(value(point, up))]);
    if (linear) {
      sheet.path(spots, "curve");
      for (const i of new Set([1, points.length - 1])) price(sheet, spots, i);
    }
    const numbered = roomy(spots);
    field.replaceChildren(art, ...points.map((point, i) => spot(point, spots[i], width, numbered.has(i))), tip);
    tip.hidden = true;
  }

  /** What a job moved costs, beside the step that ends at point `i`. */
  function price(sheet, spots, i) {
    if (typeof points[i]?.per_job_moved !== "number" || sheet.width < NARROW) return;
    const [[x1, y1], [x2, y2]] = [spots[i - 1], spots[i]];
    const first = i === 1;
    const text = t("web-tradeoffs-step-price", { price: mad(points[i].per_job_moved) });
    const middle = Math.min((x1 + x2) / 2, sheet.width - 3.75 * text.length); // half of its width
    const made = first ? label(middle, (y1 + y2) / 2 - 22, text, "middle", "price") : label(Math.max(x1, x2) + 12, (y1 + y2) / 2 - 8, text, "start", "price");
    sheet.root.append(made);
  }

  function spot(point, [x, y], width, numbered) {
    const made = h("button", {
      type: "button", class: numbered ? "spot" : "spot dot", "data-point": point.point, tabindex: point.point === now ? 0 : -1,
      "aria-label": [t("web-tradeoffs-point", { n: String(point.point) }), ...figures(point).map((each) => pair(...each))].join("; "),
      "aria-pressed": String(point.point === marked),
      on: {
        click: (event) => choose(event.detail ? points[nearest(event) ?? points.indexOf(point)] : point),
        focus: () => (rove(point.point), show(point, x, y, width)),
        blur: () => (tip.hidden = true),
        keydown: (event) => moved(event, point),
      },
    }, h("span", { "aria-hidden": "true" }, String(point.point)));
    made.style.left = `${x}px`;
    made.style.top = `${y}px`;
    buttons.set(point.point, made);
    return made;
  }

  function rove(number) {
    now = number;
    for (const [own, made] of buttons) made.tabIndex = own === now ? 0 : -1;
  }

  function moved(event, point) {
    const at = points.indexOf(point);
    const next = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: points.length - 1 }[event.key];
    if (event.key === "Escape") tip.hidden = true;
    if (next === undefined) return;
    event.preventDefault();
    buttons.get(points[Math.max(0, Math.min(points.length - 1, next))].point).focus();
  }

  let drawnAt = 0;
  new ResizeObserver(() => {
    if (!root.clientWidth || root.clientWidth === drawnAt) return;
    drawnAt = root.clientWidth;
    draw();
  }).observe(root);
  field.setAttribute("role", "group");
  field.setAttribute("aria-label", t("web-tradeoffs-curve"));
  return {
    root,
    mark(number) {
      marked = number;
      rove(number);
      for (const [own, made] of buttons) made.setAttribute("aria-pressed", String(own === marked));
    },
    focus: (number) => buttons.get(number)?.focus(),
  };
}

const label = (x, y, text, anchor, kind = "muted") => {
  const own = fromRight() && anchor !== "middle" ? (anchor === "start" ? "end" : "start") : anchor;
  return svg("text", { x, y, class: kind, "text-anchor": own }, text);
};
