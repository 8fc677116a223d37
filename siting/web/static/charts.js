// Goals, cost by payer and jobs by region, as bars from zero.

import { Card } from "./card.js";
import { money, number, percent, signed } from "./format.js";
import { fromRight, named, t } from "./words.js";

const PAYERS = ["state", "developer", "worker", "firm"];
const last = (list) => list[list.length - 1];

const payer = (name) => ({
  state: t("web-payer-state"),
  developer: t("web-payer-developer"),
  worker: t("web-payer-worker"),
  firm: t("web-payer-firm"),
})[name];

let pen = null;

/** Pixels of a text in the letters of the charts, as far apart as the reader has them. */
function wideOf(text, weight = 400) {
  if (!pen) {
    pen = document.createElement("canvas").getContext("2d");
    pen.letterSpacing = getComputedStyle(document.body).letterSpacing.replace("normal", "0px");
  }
  pen.font = `${weight} 14px "IBM Plex Sans", "IBM Plex Sans Arabic", sans-serif`;
  return pen.measureText(text).width;
}

/** Writes figures of one column at its end; in Arabic too their units are under one another. */
function column(sheet, texts) {
  const wide = fromRight() ? Math.ceil(Math.max(...texts.map((text) => wideOf(text, 700)))) : 0;
  return (y, text) => (wide ? sheet.text(sheet.width - wide, y, text, "strong") : sheet.text(sheet.width, y, text, "strong", "end"));
}

/** Goals of the last year: [name, reached, asked or null, text of a figure]. */
export function goalsOf(plan) {
  const year = last(plan.years);
  const asked = (name) => plan.goals.find((goal) => goal.goal === name && goal.year === year)?.asked ?? null;
  const jobs = plan.jobs.reduce((sum, own) => sum + last(own), 0);
  return [
    { name: t("web-goal-jobs"), reached: jobs, asked: asked("jobs"), told: (value) => number(value) },
    { name: t("web-goal-exports"), reached: last(plan.exports_bmad), asked: asked("exports"), told: (value) => number(value, 1) },
  ];
}

function outcome(goal) {
  if (goal.asked === null) return t("web-goal-none");
  const missing = goal.asked - goal.reached;
  if (missing > 0.0005 * goal.asked) return t("web-goal-missing", { amount: goal.told(missing) });
  return t("web-goal-met");
}

export const goals = () => new Card("goals", (card, { plan }) => {
  card.words(t("web-chart-goals", { year: last(plan.years) }), t("web-chart-goals-sub"));
  const rows = goalsOf(plan);
  const alt = rows.map((goal) => `${goal.name}: ${goal.told(goal.reached)}, ${outcome(goal)}`).join("; ");
  const sheet = card.sheet(rows.length * 74 - 6, alt);
  rows.forEach((goal, i) => {
    const y = i * 74;
    const most = 1.12 * Math.max(goal.reached, goal.asked ?? 0, 1e-9);
    const wide = (value) => (sheet.width * value) / most;
    sheet.text(0, y + 16, goal.name);
    sheet.text(sheet.width, y + 16, goal.told(goal.reached), "strong", "end");
    sheet.rect(0, y + 24, sheet.width, 16, "ground");
    const short = goal.asked !== null && goal.reached < 0.9995 * goal.asked;
    sheet.rect(0, y + 24, wide(goal.reached), 16, short ? "missed" : "reached");
    if (goal.asked !== null) {
      sheet.line(wide(goal.asked), y + 20, wide(goal.asked), y + 44, "goal");
      sheet.text(0, y + 60, t("web-goal-asked", { amount: goal.told(goal.asked) }), "muted");
    }
    sheet.text(sheet.width, y + 60, outcome(goal), short ? "bad" : "muted", "end");
  });
}, ({ plan }) => [
  [t("web-head-goal"), t("web-head-asked"), t("web-head-reached")],
  ...goalsOf(plan).map((goal) => [goal.name, goal.asked === null ? "–" : goal.told(goal.asked), goal.told(goal.reached)]),
]);

export const costs = () => new Card("costs", (card, { plan, base }) => {
  const total = plan.cost_mmad;
  card.words(t("web-chart-costs", { amount: money(total) }), t("web-chart-costs-sub", { year: plan.base_year }));
  const values = PAYERS.map((name) => plan.payers_mmad[name] ?? 0);
  const before = PAYERS.map((name) => base?.payers_mmad[name] ?? null);
  const all = [...values, ...before.filter((value) => value !== null)];
  const [low, high] = [Math.min(0, ...all), Math.max(1, ...all)];
  const scale = (card.width - 4) / (high - low); // room for the marks at the ends
  const at = (value) => 2 + (value - low) * scale;
  const alt = PAYERS.map((name, i) => `${payer(name)}: ${number(values[i])}`).join("; ");
  const sheet = card.sheet(PAYERS.length * 46 + (base ? 28 : 6), alt);
  const figure = column(sheet, values.map((value) => number(value)));
  PAYERS.forEach((name, i) => {
    const y = i * 46;
    sheet.text(0, y + 16, payer(name));
    figure(y + 16, number(values[i]));
    sheet.rect(at(Math.min(0, values[i])), y + 23, Math.abs(values[i]) * scale, 14, values[i] < 0 ? "gain" : "reached");
    sheet.line(at(0), y + 21, at(0), y + 39, "axis");
    if (before[i] !== null) sheet.line(at(before[i]), y + 20, at(before[i]), y + 40, "was");
  });
  if (base) {
    const y = PAYERS.length * 46 + 18;
    sheet.line(3, y - 12, 3, y + 3, "was");
    sheet.text(12, y, t("web-own-plan"), "muted");
    const more = total - base.cost_mmad;
    if (Math.abs(more) >= 0.5) sheet.text(sheet.width, y, signed(more), "strong", "end");
  }
}, ({ plan, base }) => {
  const row = (name, own, given) => [name, number(own), base ? number(given) : "–", base ? signed(own - given) : "–"];
  return [
    [t("web-head-payer"), t("web-head-plan"), t("web-head-scenario"), t("web-head-change")],
    ...PAYERS.map((name) => row(payer(name), plan.payers_mmad[name] ?? 0, base?.payers_mmad[name] ?? 0)),
    row(t("web-head-total"), plan.cost_mmad, base?.cost_mmad ?? 0),
  ];
});

export const regions = () => new Card("regions", (card, { plan, names }) => {
  const year = last(plan.years);
  const rows = [...plan.regions].sort((a, b) => last(b.jobs) - last(a.jobs));
  const sum = (pick) => rows.reduce((all, row) => all + pick(row), 0) || 1;
  const top = rows[0];
  const share = percent(last(top.jobs) / sum((row) => last(row.jobs)));
  const past = percent(top.jobs[0] / sum((row) => row.jobs[0]));
  const region = named(names.get(top.code));
  card.words(t("web-chart-regions", { region, past, share, base: plan.base_year, year }), t("web-chart-regions-sub"));
  const alt = rows.map((row) => `${named(names.get(row.code))}: ${number(last(row.jobs))}`).join("; ");
  const words = [t("web-key-past", { base: plan.base_year }), t("web-key-added", { year })];
  const keyed = 20 + (wideOf(words[1]) + 18 > card.wide / 2 ? 18 : 0);
  const sheet = card.sheet(rows.length * 40 + keyed + 6, alt);
  key(sheet, words, keyed > 20);
  const most = Math.max(1, ...rows.map((row) => Math.max(row.jobs[0], last(row.jobs))));
  const wide = (value) => (sheet.width * value) / most;
  const figure = column(sheet, rows.map((row) => number(last(row.jobs))));
  rows.forEach((row, i) => {
    const y = keyed + 6 + i * 40;
    const [before, after] = [row.jobs[0], last(row.jobs)];
    sheet.text(0, y + 16, named(names.get(row.code)));
    figure(y + 16, number(after));
    sheet.rect(0, y + 22, wide(Math.min(before, after)), 10, "past");
    if (after >= before) sheet.rect(wide(before), y + 22, wide(after - before), 10, "added");
    else sheet.rect(wide(after), y + 22, wide(before - after), 10, "lost");
    sheet.line(0, y + 36.5, sheet.width, y + 36.5, "rule");
  });
}, ({ plan, names }) => [
  [t("web-head-region"), String(plan.base_year), String(last(plan.years)), t("web-head-rate"), t("web-head-built")],
  ...[...plan.regions].sort((a, b) => last(b.jobs) - last(a.jobs)).map((row) => [named(names.get(row.code)),
    number(row.jobs[0]), number(last(row.jobs)), number((1000 * last(row.jobs)) / row.active, 1), number(row.seats_built)]),
]);

/** What the two colours mean, beside one another or, where that has no room, `under` one another. */
function key(sheet, words, under) {
  ["past", "added"].forEach((kind, i) => {
    const [x, y] = i === 0 ? [0, 4] : under ? [0, 22] : [sheet.width / 2, 4];
    sheet.rect(x, y, 12, 10, kind);
    sheet.text(x + 18, y + 10, words[i], "muted");
  });
}
