// Plans that cost little more than the cheapest: what each region can have, how even they are, the plans found.

import { h } from "./dom.js";
import { number, percent } from "./format.js";
import { key, notes, ownName, pair, scale, section, span, table, whole } from "./tradeoffs_parts.js";
import { t } from "./words.js";

const KINDS = { "must-have": "must", "real choice": "choice", "must-avoid": "avoid" };

const classWord = (name) => ({
  "must-have": t("web-tradeoffs-must"),
  "real choice": t("web-tradeoffs-choice"),
  "must-avoid": t("web-tradeoffs-avoid"),
})[name] ?? "–";

/** Fill `root` with a set of alternatives. */
export function alternatives(root, study) {
  const facts = study.facts;
  const slack = whole(percent(facts.slack, Number.isInteger(Number((100 * facts.slack).toFixed(6))) ? 0 : 1));
  const regions = study.tables.regions ?? [];
  const jobs = regions.filter((row) => row.quantity === "jobs");
  const seats = regions.filter((row) => row.quantity === "seats");
  const parks = study.tables.parks ?? [];
  const must = jobs.filter((row) => row.class === "must-have").length;
  const told = [t("web-tradeoffs-each-alone"), ...(facts.complete === false ? [t("web-tradeoffs-not-complete")] : [])];
  const over = t("web-money-million", { amount: number(facts.limit_mmad) });
  root.replaceChildren(
    section("ranges", jobs.length ? t("web-tradeoffs-ranges", { must: String(must), all: String(jobs.length), slack })
      : t("web-tradeoffs-near", { slack }),
    t("web-tradeoffs-ranges-sub", { year: String(facts.last_year), limit: over }),
    jobs.length ? [legend(facts.base_year), ranges(t("web-tradeoffs-jobs-range"), jobs)] : h("p", {}, t("web-tradeoffs-no-ranges"))),
    evenness(facts.inequality),
    seats.length ? section("seats", t("web-tradeoffs-seats-range"), t("web-tradeoffs-seats-range-sub", { year: String(facts.last_year) }),
      ranges(t("web-tradeoffs-seats-range"), seats)) : "",
    plansTable(study),
    study.level !== "region" && parks.some(bounded) ? section("parks", t("web-tradeoffs-parks-range"), t("web-tradeoffs-parks-range-sub"),
      ranges(t("web-tradeoffs-parks-range"), parks, t("web-tradeoffs-place"))) : "",
    importance(study),
    notes(told) ?? "",
  );
}

const legend = (base) => key([
  ["must", pair(t("web-tradeoffs-must"), t("web-tradeoffs-must-help"))],
  ["choice", pair(t("web-tradeoffs-choice"), t("web-tradeoffs-choice-help"))],
  ["avoid", pair(t("web-tradeoffs-avoid"), t("web-tradeoffs-avoid-help"))],
  ["tick cheapest", t("web-tradeoffs-cheapest")],
  ["tick start", t("web-tradeoffs-start", { year: String(base) })],
]);

/** Whether the highest was looked for. */
const bounded = (row) => typeof row.highest === "number";

/** A table of ranges with their bars, the widest reach first. */
function ranges(caption, rows, what = t("web-head-region")) {
  const known = rows.filter(bounded).sort((a, b) => b.highest - a.highest);
  const on = scale(known.map((row) => row.highest));
  const heads = [what, { text: t("web-tradeoffs-range"), axis: on }, t("web-tradeoffs-lowest"),
    t("web-tradeoffs-cheapest"), t("web-tradeoffs-highest"), { text: t("web-tradeoffs-class") }];
  return table(caption, heads, known.map((row) => {
    const kind = KINDS[row.class] ?? "choice";
    const ticks = [[row.cheapest, "cheapest"], ...(row.start > 0 ? [[row.start, "start"]] : [])];
    return {
      key: row.zone ?? row.region,
      cells: [ownName(row), span(on, [[row.lowest, row.highest, kind]], ticks), number(row.lowest), number(row.cheapest),
        number(row.highest), h("span", { class: `word ${kind}` }, classWord(row.class))],
    };
  }), "ranges");
}

/** How even and how uneven plans within the slack can be. */
function evenness(told) {
  if (!told) return "";
  const on = scale([told.gini_least, told.gini_cheapest, told.gini_most_found], (mark) => number(mark, 2));
  const heads = [t("web-tradeoffs-measure"), { text: t("web-tradeoffs-range"), axis: on }, t("web-tradeoffs-most-even"),
    t("web-tradeoffs-cheapest"), t("web-tradeoffs-most-uneven")];
  return section("evenness",
    t("web-tradeoffs-evenness", { low: number(told.gini_least, 3), high: number(told.gini_most_found, 3) }),
    t("web-tradeoffs-evenness-sub"),
    table(t("web-tradeoffs-evenness-sub"), heads, [{
      key: "gini",
      cells: [t("web-head-gini"), span(on, [[told.gini_least, told.gini_most_found, "choice"]], [[told.gini_cheapest, "cheapest"]]),
        number(told.gini_least, 3), number(told.gini_cheapest, 3), number(told.gini_most_found, 3)],
    }], "ranges"));
}

function plansTable(study) {
  const rows = study.tables.plans ?? [];
  const heads = [t("web-head-plan"), t("web-tradeoffs-axis-cost"), t("web-tradeoffs-above"), t("web-head-built"),
    t("web-tradeoffs-places-built"), t("web-head-gini"), t("web-tradeoffs-elsewhere")];
  return section("plans", t("web-tradeoffs-plans-found", { n: String(Math.max(0, rows.length - 1)) }), t("web-tradeoffs-plans-sub"),
    table(t("web-tradeoffs-plans-sub"), heads, rows.map((row) => ({
      key: row.plan,
      cells: [row.plan ? String(row.plan) : t("web-tradeoffs-cheapest"), number(row.cost_mmad),
        row.plan ? percent(row.above_least, 1) : "–",
        number(row.seats), number(row.parks), number(row.gini, 3), row.plan ? percent(row.from_cheapest) : "–"],
    }))));
}

/** What the least cost rises to without a place, where that was asked for. */
function importance(study) {
  const rows = study.tables.importance ?? [];
  if (!rows.length) return "";
  const names = new Map([...(study.tables.parks ?? []).map((row) => [`park ${row.zone}`, row]),
    ...(study.tables.regions ?? []).map((row) => [`region ${row.region}`, row])]);
  const line = (row) => ({
    key: `${row.kind} ${row.code}`,
    cells: [names.has(`${row.kind} ${row.code}`) ? ownName(names.get(`${row.kind} ${row.code}`)) : row.code, number(row.seats),
      row.irreplaceable ? t("web-tradeoffs-irreplaceable") : number(row.replacement_cost_mmad, 1),
      row.irreplaceable ? "–" : percent(row.share_of_least, 2)],
  });
  // Regions apart from the places within them: their losses do not add up.
  const kinds = [["region", t("web-head-region")], ["park", t("web-tradeoffs-place")]].filter(([kind]) => rows.some((row) => row.kind === kind));
  return section("importance", t("web-tradeoffs-importance"), t("web-tradeoffs-importance-sub"),
    kinds.map(([kind, what]) => table(pair(t("web-tradeoffs-importance"), what),
      [what, t("web-head-built"), t("web-tradeoffs-loss"), t("web-tradeoffs-loss-share")],
      rows.filter((row) => row.kind === kind).map(line), "figured")));
}
