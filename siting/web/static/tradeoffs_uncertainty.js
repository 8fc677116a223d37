// A plan under assumptions that vary: how often goals are met, what is always built, how wide regions spread, and why.

import { h } from "./dom.js";
import { number, percent, signed } from "./format.js";
import { marksBetween } from "./tradeoffs_curve.js";
import { fixed, key, notes, scale, section, span, table, whole } from "./tradeoffs_parts.js";
import { fromRight, t } from "./words.js";

const SHARES = [0, 0.25, 0.5, 0.75, 1];
/** The figure that tells how strong an influence is, by design, and the ends of its range. */
const STRENGTH = { lhs: "coefficient", morris: "mu_star", sobol: "total" };
/** Influences on more measures than these stand in a part that is opened. */
const FIRST = ["has_plan", "value", "seats_built", "parks"];

const goalName = (goal) => ({ jobs: t("web-goal-jobs"), exports: t("web-goal-exports") })[goal] ?? goal;
const last = (list) => list[list.length - 1];

/** What a measure is called; those of regions are `jobs in CODE`, those of goals `GOAL short YEAR`. */
function measureName(measure, name) {
  const region = /^jobs in (.+)$/.exec(measure);
  if (region) return t("web-tradeoffs-measure-region", { region: name(region[1]) });
  const short = /^(\w+) short (\d+)$/.exec(measure);
  if (short) return t("web-tradeoffs-measure-short", { goal: goalName(short[1]), year: short[2] });
  return {
    has_plan: t("web-tradeoffs-measure-plan"),
    value: t("web-tradeoffs-measure-cost"),
    jobs: t("web-tradeoffs-measure-jobs"),
    seats_built: t("web-tradeoffs-measure-seats"),
    parks: t("web-tradeoffs-measure-parks"),
  }[measure] ?? measure;
}

/** Why nothing is told, in the words of the reader. */
function reason(why) {
  if (why.startsWith("does not vary")) return t("web-tradeoffs-why-still");
  if (why.startsWith("fewer than")) return t("web-tradeoffs-why-few");
  if (why.startsWith("a regression")) return t("web-tradeoffs-why-bent");
  if (why.startsWith("more than")) return t("web-tradeoffs-why-lost");
  return why === "no plan" ? t("web-tradeoffs-why-no-plan") : why;
}

/** Fill `root` with an ensemble; `name(code, given)` tells the name of a region or zone. */
export function uncertainty(root, study, name) {
  const { tables, facts } = study;
  const outcomes = tables.outcomes ?? [];
  const all = outcomes.reduce((sum, row) => sum + row.samples, 0);
  const lost = outcomes.filter((row) => !["optimal", "feasible"].includes(row.outcome)).reduce((sum, row) => sum + row.samples, 0);
  const told = [...(lost ? [t("web-tradeoffs-lost", { n: number(lost), all: number(all) })] : []), ...silent(tables.influence ?? [], name)];
  if (facts.design?.kind === "morris") told.push(t("web-tradeoffs-morris"));
  root.replaceChildren(
    goals(tables.goals ?? [], all),
    country(tables.country ?? []),
    parks(tables.parks ?? [], name),
    regions(tables.regions ?? [], name),
    influences(tables.influence ?? [], facts.design?.kind ?? "lhs", name),
    notes([...told, t("web-tradeoffs-ranges-guessed")]),
  );
}

const interval = (row) => (typeof row.low === "number" ? t("web-tradeoffs-from-to", { low: whole(percent(row.low)), high: whole(percent(row.high)) }) : "–");

function shareCells(on, row, part) {
  const told = typeof row.share === "number";
  return [told ? span(on, [[0, row.share, "share"], [row.low, row.high, "whisker"]], []) : "–",
    t("web-tradeoffs-of", { n: number(part), all: number(row.samples) }), told ? percent(row.share) : "–", interval(row)];
}

function goals(rows, all) {
  const final = last(rows.filter((row) => row.goal === "jobs")) ?? last(rows);
  const title = final ? t("web-tradeoffs-goals-met", { goal: goalName(final.goal), year: String(final.year), n: number(final.met), all: number(all) })
    : t("web-tradeoffs-no-goals");
  const on = fixed(SHARES, (mark) => percent(mark));
  const heads = [t("web-head-goal"), { text: t("web-tradeoffs-met"), axis: on }, t("web-tradeoffs-futures"), t("web-tradeoffs-share"),
    t("web-tradeoffs-interval")];
  return section("goals", title, t("web-tradeoffs-goals-sub"), rows.length
    ? [shareKey(), table(t("web-tradeoffs-goals-sub"), heads, rows.map((row) => ({
      key: `${row.goal} ${row.year}`, cells: [`${goalName(row.goal)} ${row.year}`, ...shareCells(on, row, row.met)],
    })), "ranges")] : null);
}

const shareKey = () => key([["share", t("web-tradeoffs-share")], ["whisker", t("web-tradeoffs-interval")]]);

/** The country's figures, as quantiles. */
function country(rows) {
  const names = { value: t("web-tradeoffs-measure-cost"), jobs: t("web-tradeoffs-measure-jobs"),
    seats_built: t("web-tradeoffs-measure-seats"), parks: t("web-tradeoffs-measure-parks") };
  const known = rows.filter((row) => row.measure in names && typeof row.q50 === "number");
  if (!known.length) return "";
  const heads = [t("web-tradeoffs-measure"), t("web-tradeoffs-q10"), t("web-tradeoffs-q50"), t("web-tradeoffs-q90")];
  return section("country", t("web-tradeoffs-country"), t("web-tradeoffs-quantiles-sub"),
    table(t("web-tradeoffs-country"), heads, known.map((row) => ({
      key: row.measure, cells: [names[row.measure], number(row.q10), number(row.q50), number(row.q90)],
    }))));
}

function parks(rows, name) {
  if (!rows.length) return "";
  const always = rows.filter((row) => row.built === row.samples).length;
  const on = fixed(SHARES, (mark) => percent(mark));
  const sorted = [...rows].sort((a, b) => b.share - a.share || b.seats_50 - a.seats_50);
  const heads = [t("web-tradeoffs-place"), { text: t("web-tradeoffs-built-in"), axis: on }, t("web-tradeoffs-futures"), t("web-tradeoffs-share"),
    t("web-tradeoffs-interval"), t("web-tradeoffs-first-year"), t("web-tradeoffs-seats-median")];
  return section("parks", t("web-tradeoffs-parks-built", { n: String(always), all: String(rows.length) }), t("web-tradeoffs-parks-built-sub"),
    shareKey(), table(t("web-tradeoffs-parks-built-sub"), heads, sorted.map((row) => ({
      key: row.zone,
      cells: [name(row.zone, row.name), ...shareCells(on, row, row.built),
        typeof row.first_year_50 === "number" ? String(Math.round(row.first_year_50)) : "–",
        typeof row.seats_50 === "number" ? number(row.seats_50) : "–"],
    })), "ranges"));
}

function regions(rows, name) {
  const year = Math.max(...rows.map((row) => row.year));
  const known = rows.filter((row) => row.year === year && row.measure === "jobs" && typeof row.q50 === "number")
    .sort((a, b) => b.q50 - a.q50);
  if (!known.length) return "";
  const widest = [...known].sort((a, b) => (b.q90 - b.q10) - (a.q90 - a.q10))[0];
  const apart = known.flatMap((row) => [row.q10 - row.q50, row.q90 - row.q50]);
  const on = fixed(marksBetween(Math.min(...apart), Math.max(...apart)), signed);
  const heads = [t("web-head-region"), { text: t("web-tradeoffs-from-median"), axis: on }, t("web-tradeoffs-q10"), t("web-tradeoffs-q50"),
    t("web-tradeoffs-q90")];
  return section("regions",
    t("web-tradeoffs-widest", { region: name(widest.region, widest.name), low: number(widest.q10), high: number(widest.q90), year: String(year) }),
    t("web-tradeoffs-regions-sub", { year: String(year) }),
    key([["wide", t("web-tradeoffs-eight-of-ten")], ["half", t("web-tradeoffs-half")], ["tick cheapest", t("web-tradeoffs-q50")]]),
    table(t("web-tradeoffs-regions-sub", { year: String(year) }), heads, known.map((row) => ({
      key: row.region,
      cells: [name(row.region, row.name), span(on, [[row.q10 - row.q50, row.q90 - row.q50, "wide"], [row.q25 - row.q50, row.q75 - row.q50, "half"]], [[0, "cheapest"]]),
        number(row.q10), number(row.q50), number(row.q90)],
    })), "ranges"));
}

/** Bars of each influence that is told, by measure. */
function influences(rows, design, name) {
  const figure = STRENGTH[design];
  const known = rows.filter((row) => row.why === "" && typeof row[figure] === "number");
  const measures = [...new Set(known.map((row) => row.measure))];
  const shown = measures.map((measure) => [measure, measureTable(known.filter((row) => row.measure === measure), figure, design,
    measureName(measure, name))]);
  const first = shown.filter(([measure]) => FIRST.includes(measure)).map(([, made]) => made);
  const rest = shown.filter(([measure]) => !FIRST.includes(measure)).map(([, made]) => made);
  const help = { lhs: t("web-tradeoffs-influence-lhs"), morris: t("web-tradeoffs-influence-morris"), sobol: t("web-tradeoffs-influence-sobol") };
  return section("influences", t("web-tradeoffs-influences"), help[design],
    measures.length ? null : h("p", {}, t("web-tradeoffs-influence-none")), ...first,
    rest.length ? h("details", { class: "figures" }, h("summary", {}, t("web-tradeoffs-influence-more", { n: String(rest.length) })), ...rest) : null);
}

function measureTable(rows, figure, design, title) {
  const sorted = [...rows].sort((a, b) => Math.abs(b[figure]) - Math.abs(a[figure]));
  const tell = (value) => (design === "lhs" ? signed(value, 2) : number(value, design === "sobol" ? 2 : 0));
  const on = design === "lhs" ? fixed([-1, -0.5, 0, 0.5, 1], (mark) => signed(mark, 1))
    : design === "sobol" ? fixed([0, 0.5, 1], (mark) => number(mark, 1)) : scale(sorted.map((row) => row[figure]));
  const heads = [t("web-tradeoffs-assumption"), { text: title, axis: on }, t("web-tradeoffs-strength")];
  return table(title, heads, sorted.map((row) => ({
    key: row.assumption,
    cells: [h("bdi", { lang: "en" }, row.assumption), span(on, [[0, row[figure], row[figure] < 0 ? "less" : "more"]]), tell(row[figure])],
  })), "ranges");
}

/** A note for each reason for which influences are withheld. */
function silent(rows, name) {
  const by = new Map();
  for (const row of rows) {
    if (row.why === "") continue;
    if (!by.has(row.why)) by.set(row.why, new Set());
    by.get(row.why).add(measureName(row.measure, name));
  }
  const comma = fromRight() ? "، " : ", ";
  return [...by].map(([why, measures]) => t("web-tradeoffs-silent", { measures: [...measures].join(comma), why: reason(why) }));
}
