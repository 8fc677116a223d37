// The Lorenz curve of jobs over regions, and the path of jobs to their goals.

import { Card, steps } from "./card.js";
import { number, percent } from "./format.js";
import { named, t } from "./words.js";

const last = (list) => list[list.length - 1];

/** Points of the curve: regions from the least to the best served, both shares summed up. */
export function curve(rows, at) {
  const order = [...rows].sort((a, b) => a.jobs[at] / a.active - b.jobs[at] / b.active);
  const people = rows.reduce((sum, row) => sum + row.active, 0) || 1;
  const jobs = rows.reduce((sum, row) => sum + row.jobs[at], 0) || 1;
  let [x, y] = [0, 0];
  return [[0, 0], ...order.map((row) => [(x += row.active / people), (y += row.jobs[at] / jobs)])];
}

export const lorenz = () => new Card("lorenz", (card, { plan }) => {
  const [first, final] = [plan.gini[0], last(plan.gini)];
  const year = last(plan.years);
  const values = { base: plan.base_year, year, first: number(first, 2), final: number(final, 2) };
  const even = Math.abs(final - first) < 0.005 ? "web-chart-lorenz-same"
    : final < first ? "web-chart-lorenz-even" : "web-chart-lorenz-uneven";
  card.words(t(even, values), t("web-chart-lorenz-sub"));
  const wide = card.width;
  const size = Math.min(wide - 46, 270);
  // Shares run from the left in every language, as in mathematics.
  const sheet = card.sheet(size + 84, card.title.textContent, false);
  const x = (share) => 44 + size * share;
  const y = (share) => 8 + size * (1 - share);
  for (const share of [0, 0.5, 1]) {
    sheet.line(x(0), y(share), x(1), y(share), "rule");
    sheet.line(x(share), y(0), x(share), y(1), "rule");
    sheet.text(x(0) - 6, y(share) + 5, percent(share), "muted", "end");
    sheet.text(x(share), y(0) + 18, percent(share), "muted", share === 1 ? "end" : "middle");
  }
  const at = (points) => points.map(([a, b]) => [x(a), y(b)]);
  const now = at(curve(plan.regions, plan.years.length));
  sheet.path([...now, [x(0), y(0)]], "between", true);
  sheet.path([[x(0), y(0)], [x(1), y(1)]], "even");
  sheet.path(at(curve(plan.regions, 0)), "curve past");
  sheet.path(now, "curve");
  sheet.text(x(0.5), y(0) + 38, t("web-lorenz-people"), "muted", "middle");
  [["curve past", plan.base_year, first], ["curve", year, final]].forEach(([kind, when, gini], i) => {
    const left = 4 + i * (wide / 2);
    sheet.line(left, size + 68, left + 22, size + 68, kind);
    sheet.text(left + 28, size + 73, t("web-lorenz-gini", { year: when, gini: number(gini, 2) }), i ? "strong" : "");
  });
}, ({ plan, names }) => {
  const people = plan.regions.reduce((sum, row) => sum + row.active, 0);
  const jobs = (at) => plan.regions.reduce((sum, row) => sum + row.jobs[at], 0);
  const end = plan.years.length;
  const rate = (row) => row.jobs[end] / row.active;
  return [
    [t("web-head-region"), t("web-head-people"), String(plan.base_year), String(last(plan.years))],
    ...[...plan.regions].sort((a, b) => rate(a) - rate(b)).map((row) => [named(names.get(row.code)),
      percent(row.active / people, 1), percent(row.jobs[0] / jobs(0), 1), percent(row.jobs[end] / jobs(end), 1)]),
    [t("web-head-gini"), "–", number(plan.gini[0], 3), number(last(plan.gini), 3)],
  ];
});

const total = (plan) => [plan.base_year, ...plan.years].map((year, i) => ({
  year,
  jobs: plan.jobs.reduce((sum, own) => sum + own[i], 0),
  goal: plan.goals.find((goal) => goal.goal === "jobs" && goal.year === year)?.asked ?? null,
}));

export const path = () => new Card("path", (card, { plan, year }) => {
  const rows = total(plan);
  const end = last(rows);
  card.words(t("web-chart-path", { year: end.year }), t("web-chart-path-sub"));
  const marks = steps(Math.max(...rows.map((row) => Math.max(row.jobs, row.goal ?? 0))) / 1000);
  const sheet = card.sheet(216, rows.map((row) => `${row.year}: ${number(row.jobs)}`).join("; "));
  const [left, top, high] = [40, 12, 150];
  const wide = (sheet.width - left) / rows.length;
  const y = (jobs) => top + high * (1 - jobs / 1000 / last(marks));
  for (const mark of marks) {
    sheet.line(left, y(1000 * mark), sheet.width, y(1000 * mark), mark ? "rule" : "axis");
    sheet.text(left - 6, y(1000 * mark) + 5, number(mark), "muted", "end");
  }
  rows.forEach((row, i) => {
    const x = left + i * wide;
    sheet.rect(x + 0.14 * wide, y(row.jobs), 0.72 * wide, (y(0) - y(row.jobs)).toFixed(1), row.year === year ? "reached" : "pale");
    if (row.goal !== null) sheet.line(x + 2, y(row.goal), x + wide - 2, y(row.goal), "goal");
    const near = wide < 34 && i % 2; // every second year where there is little room
    if (!near) sheet.text(x + wide / 2, y(0) + 18, String(row.year), row.year === year ? "strong" : "muted", "middle");
  });
  sheet.line(left, 204, left + 20, 204, "goal");
  sheet.text(left + 26, 209, t("web-key-goal"), "muted");
}, ({ plan }) => [
  [t("web-head-year"), t("web-head-jobs"), t("web-head-goal"), t("web-head-exports")],
  ...total(plan).map((row, i) => [String(row.year), number(row.jobs), row.goal === null ? "–" : number(row.goal),
    i ? number(plan.exports_bmad[i - 1], 1) : "–"]),
]);
