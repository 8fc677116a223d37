// What the comparison of runs is made of: its runs, their figures by place, and the classes of a difference.

import { ask } from "./api.js";
import { number, signed } from "./format.js";
import { DIVERGING, MEASURES, classesOf, roundDown } from "./measures.js";
import { lang, t } from "./words.js";

/** How runs are called in heads and captions, the first to the fourth. */
export const LETTERS = ["A", "B", "C", "D"];
/** Indicators that can be compared. */
export const SHOWN = ["jobs", "added", "share", "rate", "built"];
const last = (list) => list[list.length - 1];
const escaped = encodeURIComponent;

export const getRuns = () => ask("/runs");
const getRun = (name) => ask(`/runs/${escaped(name)}`);
/** The part of an address that names runs. */
export const naming = (names) => names.map((name) => `runs=${escaped(name)}`).join("&");

/** `{runs, missing, view}`: details of the runs that are there, names of those that are not, their comparison. */
export async function load(names) {
  const asked = await Promise.allSettled(names.map(getRun));
  const missing = names.filter((_, i) => asked[i].status === "rejected" && [404, 409].includes(asked[i].reason.status));
  const failed = asked.find((each, i) => each.status === "rejected" && !missing.includes(names[i]));
  if (failed) throw failed.reason;
  const runs = asked.filter((each) => each.status === "fulfilled").map((each) => each.value);
  if (runs.length < 2) return { runs, missing, view: null };
  const view = await ask(`/compare?${naming(runs.map((run) => run.name))}&lang=${lang()}`);
  const labels = new Map(view.runs.map((run) => [run.name, run.label]));
  return { runs: runs.map((run) => ({ ...run, label: labels.get(run.name) })), missing, view };
}

/** What a run is called on the page. */
export const called = (run) => run.title || run.label || run.name;

/** Whether two runs can stand side by side, as far as their list tells. */
export const alike = (a, b) => a.model === b.model && a.level === b.level && a.last_year === b.last_year;

/** Whole numbers that add up to the rounded total, each at most one away from its figure: the largest rests first. */
export function whole(values) {
  const floors = values.map((value) => Math.floor(value + 1e-6));
  let rest = Math.round(values.reduce((sum, value) => sum + value, 0)) - floors.reduce((sum, value) => sum + value, 0);
  const order = values.map((value, i) => [value - floors[i], i]).sort((a, b) => b[0] - a[0] || a[1] - b[1]);
  for (const [, i] of order) if (rest-- > 0) floors[i] += 1;
  return floors;
}

/** A plan whose jobs and seats are whole in every year, as the tables of a comparison tell them. */
export function wholePlan(plan) {
  const byYear = (rows) => {
    const years = rows[0].map((_, year) => whole(rows.map((row) => row[year])));
    return rows.map((_, i) => years.map((column) => column[i]));
  };
  return { ...plan, jobs: byYear(plan.jobs), built: byYear(plan.built) };
}

/** Figures of an indicator by place for each plan: a map from code to value. */
export function figures(plans, show, year) {
  return plans.map((plan) => {
    const values = MEASURES[show].values(plan, plan, year);
    return new Map(plan.zones.map((code, i) => [code, values[i]]));
  });
}

/** The figure of the country for an indicator; null where places do not add up. */
export const countrywide = (plan, show, year) => (["jobs", "added", "built"].includes(show)
  ? MEASURES[show].values(plan, plan, year).reduce((sum, value) => sum + value, 0) : null);

/** Classes of an indicator over all runs, fixed by their last year so that the legend stays while the year moves. */
export function sharedClasses(plans, show) {
  const values = plans.flatMap((plan) => MEASURES[show].values(plan, plan, last(plan.years)));
  return classesOf(values, MEASURES[show].digits);
}

/** Symmetric round classes of differences: up to three steps on each side of a neutral one. */
export function differenceClasses(values, digits) {
  const least = digits ? 10 ** -digits : 1;
  const most = Math.max(0, ...values.map(Math.abs));
  const limits = [];
  for (let limit = most >= least ? roundDown(most / 2) : 0; limit >= least && limits.length < 3; limit = roundDown(limit / 4)) {
    limits.unshift(limit);
  }
  if (!limits.length && most >= least) limits.push(least);
  const told = (value, write = signed) => write(value, value % 1 ? digits : 0);
  const step = (count) => Math.round((3 * count) / Math.max(1, limits.length));
  const row = (sign, i) => {
    const values_ = { low: told(sign * limits[i]), high: limits[i + 1] ? told(sign * limits[i + 1]) : "" };
    return [DIVERGING[3 + sign * step(i + 1)], t(limits[i + 1] ? "web-change-between" : "web-change-beyond", values_)];
  };
  const order = limits.map((_, i) => i);
  const none = limits.length ? t("web-change-none", { low: told(limits[0], number) }) : t("web-compare-no-difference");
  return {
    colour: (value) => DIVERGING[3 + Math.sign(value) * step(limits.filter((limit) => Math.abs(value) >= limit - 1e-9).length)],
    rows: [...order.map((i) => row(1, i)).reverse(), [DIVERGING[3], none], ...order.map((i) => row(-1, i))],
  };
}

/** The unit of an indicator, or of a difference of it. */
export function unit(show, difference = false) {
  if (show === "share") return difference ? t("web-compare-unit-points") : t("web-unit-percent");
  return { built: t("web-unit-seats"), rate: t("web-unit-rate") }[show] || t("web-unit-jobs");
}

/** Rows of regions: `{code, name, jobs, change, cost, rank}`, the last four by run; jobs are whole. */
export function regionRows(view, runs) {
  const codes = [...new Set(view.regions.map((row) => row.region))];
  const at = new Map(view.regions.map((row) => [`${row.run} ${row.region}`, row]));
  const of = (run, code) => at.get(`${run.name} ${code}`);
  const jobs = runs.map((run) => whole(codes.map((code) => of(run, code).jobs_last)));
  return codes.map((code, i) => ({
    code,
    name: of(runs[0], code)[`name_${lang()}`] || of(runs[0], code).name_fr,
    jobs: runs.map((_, j) => jobs[j][i]),
    change: runs.map((_, j) => jobs[j][i] - jobs[0][i]),
    cost: runs.map((run) => of(run, code).cost_mmad),
    rank: runs.map((run) => of(run, code).rank),
  }));
}
