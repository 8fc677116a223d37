// A frontier: its curve with points that can be chosen, what its first and last steps cost, and all figures.

import { button, h } from "./dom.js";
import { number, signed } from "./format.js";
import { AIMS, aimAxis, figuresOf } from "./tradeoffs_aims.js";
import { drawn } from "./tradeoffs_curve.js";
import { mad, notes, section, table } from "./tradeoffs_parts.js";
import { change, link } from "./state.js";
import { ask } from "./api.js";
import { notice } from "./notices.js";
import { hasView } from "./views.js";
import { t } from "./words.js";

/** The heading: what the first and the last step towards balance cost. */
function headline(points, aims) {
  const priced = points.filter((point) => typeof point.per_job_moved === "number");
  if (points.length === 1) return t("web-tradeoffs-one-point");
  if (aims.length > 2 || !priced.length) return t("web-tradeoffs-points-found", { n: String(points.length) });
  const [first, last] = [mad(priced[0].per_job_moved), mad(priced[priced.length - 1].per_job_moved)];
  return priced.length > 1 ? t("web-tradeoffs-steps", { first, last }) : t("web-tradeoffs-step", { first });
}

function said(points, aims) {
  const [first, last] = [points[0], points[points.length - 1]];
  if (points.length < 2) return "";
  const more = last.cost - first.cost;
  if (aims.length > 2) return t("web-tradeoffs-three");
  return aims[0] !== "cost" ? t("web-tradeoffs-each-point") : t("web-tradeoffs-whole", {
    cost: t("web-money-million", { amount: number(more) }),
    from: number(first.gini, 3), to: number(last.gini, 3),
  });
}

/** Fill `root` with a frontier; `name` tells the name of a region. */
export function frontier(root, study, name) {
  const points = study.tables.points ?? [];
  const aims = study.facts.objectives;
  const chosen = h("section", { class: "card chosen", "aria-labelledby": "chosen-title", hidden: true });
  const choose = (point) => {
    curve.mark(point.point);
    chosen.replaceChildren(...plan(point));
    chosen.hidden = false;
    chosen.querySelector("h3").focus();
    for (const row of root.querySelectorAll("[data-part=points] tbody tr")) {
      row.classList.toggle("now", row.dataset.row === String(point.point));
    }
  };
  const plan = (point) => {
    const run = study.runs[point.point];
    const title = h("h3", { id: "chosen-title", tabindex: -1 }, t("web-tradeoffs-point", { n: String(point.point) }));
    const shut = button("×", () => {
      chosen.hidden = true;
      curve.focus(point.point);
    }, { class: "close", "aria-label": t("web-close") });
    return [h("div", { class: "card-head" }, title, shut),
      h("dl", { class: "told" }, figuresOf(point, aims).map(([what, figure]) => h("div", {}, h("dt", {}, what), h("dd", {}, figure)))),
      run ? h("div", { class: "actions" },
        button(t("web-tradeoffs-plan-on"), () => planOn(run), { class: "main", "data-act": "plan-on" }),
        hasView("runs") ? h("a", { href: runLink(run), class: "as-button" }, t("web-tradeoffs-open-run")) : null) : null,
      moves(study, point, name)];
  };
  const linear = aims.length === 2 && points.slice(1).every((point) => typeof point.price === "number");
  const curve = drawn({ points, aims, linear, choose });
  const told = [];
  if (linear && !study.facts.exact && study.facts.missed > 0) {
    told.push(t("web-tradeoffs-missed", { amount: number(study.facts.missed) }));
  }
  if (!linear && points.length > 1) told.push(t("web-tradeoffs-grid"));
  if (points.length < study.facts.points_asked) {
    told.push(t("web-tradeoffs-fewer", { asked: String(study.facts.points_asked), n: String(points.length) }));
  }
  root.replaceChildren(
    section("curve", headline(points, aims), said(points, aims), curve.root),
    chosen,
    section("points", t("web-tradeoffs-points"), t("web-tradeoffs-points-sub"), pointsTable(points, aims, choose)),
    notes(told) ?? "",
  );
}

function pointsTable(points, aims, choose) {
  const shown = ["cost", "inequality", "least_served", ...aims.filter((aim) => ["suitability", "commuting"].includes(aim))];
  const priced = points.some((point) => typeof point.per_job_moved === "number");
  const heads = [t("web-tradeoffs-head-point"), ...shown.map(aimAxis), t("web-tradeoffs-head-moved"),
    ...(priced ? [t("web-tradeoffs-per-job")] : [])];
  const figure = (value, tell) => (typeof value === "number" ? tell(value) : "–");
  return table(t("web-tradeoffs-points"), heads, points.map((point) => ({
    key: point.point,
    cells: [
      button(String(point.point), () => choose(point), { class: "small", "aria-label": t("web-tradeoffs-point", { n: String(point.point) }) }),
      ...shown.map((aim) => figure(point[AIMS[aim].column], AIMS[aim].tell)),
      figure(point.moved, (value) => number(value)),
      ...(priced ? [figure(point.per_job_moved, mad)] : []),
    ],
  })));
}

/** Jobs of each region at a point, and how many more than at the first. */
function moves(study, point, name) {
  const rows = (study.tables.regions ?? []).filter((row) => row.point === point.point);
  const first = new Map((study.tables.regions ?? []).filter((row) => row.point === 1).map((row) => [row.region, row.jobs]));
  const made = rows.map((row) => ({ ...row, more: row.jobs - (first.get(row.region) ?? row.jobs) }));
  made.sort((a, b) => b.more - a.more || b.jobs - a.jobs);
  const heads = [t("web-head-region"), t("web-head-jobs"), t("web-tradeoffs-against-first"), t("web-head-built")];
  return table(t("web-tradeoffs-moves"), heads, made.map((row) => ({
    key: row.region, cells: [name(row.region), number(row.jobs), signed(row.more), number(row.seats_built)],
  })));
}

/** Make the settings of a run those of the plan. */
async function planOn(run) {
  try {
    const { request } = await ask(`/runs/${encodeURIComponent(run)}`);
    if (!request) notice("tradeoffs", t("web-tradeoffs-no-model"));
    else change({ view: "plan", model: request.model, scenario: request.scenario, level: request.level, settings: request.settings });
  } catch (error) {
    notice("tradeoffs", error.status === 0 ? t("web-unreachable") : error.message);
  }
}

function runLink(run) {
  const told = new URLSearchParams(link().slice(1));
  told.set("view", "runs");
  told.set("v.run", run);
  return `#${told}`;
}
