// The frame of a chart: title, unit, drawing with its text for readers of the screen, and the figures as a table.

import { h, svg } from "./dom.js";
import { fromRight, t } from "./words.js";

/** Width on which charts are drawn where the page is not laid out yet. */
const USUAL = 300;

export class Card {
  /** `draw(card, data)` fills `card.plot` and sets `card.words(...)`; `table(data)` gives rows, the first the head. */
  constructor(name, draw, table) {
    this.name = name;
    this.draw = draw;
    this.table = table;
    this.title = h("h3", { id: `${name}-title` });
    this.sub = h("p", { class: "sub" });
    this.plot = h("div", { class: "plot" });
    this.summary = h("summary");
    this.grid = h("div", { class: "scroll" });
    this.figures = h("details", { class: "figures", on: { toggle: () => this.fill() } }, this.summary, this.grid);
    this.root = h("section", { class: "card", "aria-labelledby": `${name}-title` },
      this.title, this.sub, this.plot, this.figures);
    new ResizeObserver(() => this.data && this.wide !== this.width && this.show(this.data)).observe(this.plot);
  }

  get width() {
    return Math.round(this.plot.clientWidth) || USUAL;
  }

  show(data) {
    this.data = data;
    this.wide = this.width;
    this.summary.textContent = t("web-figures");
    this.draw(this, data);
    if (this.figures.open) this.fill();
  }

  words(title, sub) {
    this.title.textContent = title;
    this.sub.textContent = sub;
  }

  /** A drawing of a height, whose horizontal places are mirrored where one reads from the right. */
  sheet(height, alt, mirrored = fromRight()) {
    const width = this.wide;
    const root = svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", class: "chart" });
    root.setAttribute("aria-label", alt);
    this.plot.replaceChildren(root);
    return new Sheet(root, width, height, mirrored);
  }

  fill() {
    if (!this.figures.open || !this.data) return;
    const [head, ...rows] = this.table(this.data);
    const cell = (text, i) => (i ? h("td", {}, text) : h("th", { scope: "row" }, text));
    this.grid.replaceChildren(h("table", {},
      h("caption", { class: "unseen" }, this.title.textContent),
      h("thead", {}, h("tr", {}, head.map((text) => h("th", { scope: "col" }, text)))),
      h("tbody", {}, rows.map((row) => h("tr", {}, row.map(cell))))));
  }
}

/** Places are given from the side where reading begins. */
export class Sheet {
  constructor(root, width, height, mirrored) {
    Object.assign(this, { root, width, height, mirrored });
  }

  x(value) {
    return this.mirrored ? this.width - value : value;
  }

  rect(x, y, wide, high, kind) {
    const left = this.mirrored ? this.width - x - wide : x;
    const made = { x: left.toFixed(1), y: y.toFixed(1), width: Math.max(0, wide).toFixed(1), height: high, class: kind };
    this.root.append(svg("rect", made));
  }

  line(x1, y1, x2, y2, kind) {
    this.root.append(svg("line", { x1: this.x(x1), y1, x2: this.x(x2), y2, class: kind }));
  }

  /** `anchor`: which end of the text is at x, in the order of reading. */
  text(x, y, text, kind = "", anchor = "start") {
    const own = this.mirrored === fromRight() || anchor === "middle" ? anchor : anchor === "start" ? "end" : "start";
    this.root.append(svg("text", { x: this.x(x), y, class: kind, "text-anchor": own }, text));
  }

  path(points, kind, closed = false) {
    const d = points.map(([x, y], i) => `${i ? "L" : "M"}${this.x(x).toFixed(1)} ${y.toFixed(1)}`).join("");
    this.root.append(svg("path", { d: closed ? `${d}Z` : d, class: kind }));
  }
}

/** Round steps of an axis from 0 to at least `most`: two to five of them. */
export function steps(most) {
  if (!(most > 0)) return [0, 1];
  const power = 10 ** Math.floor(Math.log10(most));
  const step = [0.2, 0.25, 0.5, 1, 2, 2.5, 5].map((part) => part * power).find((each) => most / each <= 4);
  const found = [];
  for (let at = 0; at < most + step * 0.999; at += step) found.push(at);
  return found;
}
