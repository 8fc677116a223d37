// The country's figures side by side, what the runs assume differently, and the notes.

import { LETTERS, called } from "./compare_data.js";
import { h } from "./dom.js";
import { number, signed } from "./format.js";
import { named, t } from "./words.js";

/** Rows of the country's table: [quantity, item, words, digits or null for as many as its size needs]. */
const ROWS = (year) => [
  ["jobs", String(year), t("web-compare-jobs", { year }), 0],
  ["jobs_added", "", t("web-compare-added"), 0],
  ["exports", String(year), t("web-compare-exports", { year }), null],
  ["seats_built", "", t("web-compare-seats"), 0],
  ["parks_opened", "", t("web-compare-parks"), 0],
  ["cost_total", "", t("web-compare-cost"), null],
  ["cost_by_payer", "state", t("web-payer-state"), null],
  ["cost_by_payer", "developer", t("web-payer-developer"), null],
  ["cost_by_payer", "firm", t("web-payer-firm"), null],
  ["cost_by_payer", "worker", t("web-payer-worker"), null],
  ["state_per_job", "", t("web-compare-state-per-job"), 0],
  ["gini", "", t("web-compare-gini"), 3],
  ["least_served", "", t("web-compare-least-served"), 1],
];

const sized = (values) => {
  const most = Math.max(0, ...values.filter((value) => value !== null).map(Math.abs));
  return most < 10 ? 2 : most < 1000 ? 1 : 0;
};
const rounded = (value, digits) => Number(value.toFixed(digits));

/** Column heads of runs: the letter, and what the run is called. */
const heads = (runs) => runs.map((run, i) => h("th", { scope: "col" }, h("span", { class: "letter" }, LETTERS[i]), " ", h("bdi", {}, called(run))));

function frame(id, title, sub, content) {
  return h("section", { class: "card", "aria-labelledby": id }, h("h3", { id }, title), sub ? h("p", { class: "sub" }, sub) : null, content);
}

const wide = (id, table) => h("div", { class: "scroll", tabindex: 0, role: "group", "aria-labelledby": id }, table);

export function country({ view, runs }) {
  const at = new Map(view.national.map((row) => [`${row.quantity} ${row.item} ${row.run}`, row.value]));
  const rows = ROWS(view.last_year).map(([quantity, item, words, digits]) => {
    const values = runs.map((run) => at.get(`${quantity} ${item} ${run.name}`) ?? null);
    if (values.every((value) => value === null)) return null;
    const own = digits ?? sized(values);
    const cell = (value, i) => h("td", {}, value === null ? "–" : number(value, own), i ? change(value, values[0], own) : null);
    return h("tr", { "data-row": item && quantity === "cost_by_payer" ? `${quantity}-${item}` : quantity },
      h("th", { scope: "row", class: quantity === "cost_by_payer" ? "part" : null }, words), values.map(cell));
  });
  const table = h("table", { class: "compare-table" }, h("caption", { class: "unseen" }, t("web-compare-national")),
    h("thead", {}, h("tr", {}, h("td", {}), heads(runs))), h("tbody", {}, rows));
  return frame("compare-national", t("web-compare-national"), t("web-compare-national-sub", { first: LETTERS[0] }), wide("compare-national", table));
}

/** The change against the first run, of the figures as they are shown. */
function change(value, first, digits) {
  if (first === null) return null;
  const more = rounded(value, digits) - rounded(first, digits);
  return h("span", { class: "delta" }, rounded(more, digits) === 0 ? "=" : signed(more, digits));
}

const GROUPS = () => ({
  scenario: t("web-scenario"), settings: t("web-compare-by-hand"), model: t("web-model"), data: t("web-compare-data"),
  solver: t("web-compare-solver"), versions: t("web-compare-versions"),
});

/** What differs; a setting that the page can move is called as its control is. */
export function assumptions({ view, runs, settings }) {
  const title = t("web-compare-assumptions");
  const keys = [...new Set(view.assumptions.map((row) => `${row.group} ${row.key}`))];
  if (!keys.length) return frame("compare-assumptions", title, "", h("p", {}, t("web-compare-same")));
  const at = new Map(view.assumptions.map((row) => [`${row.group} ${row.key} ${row.run}`, row.value]));
  const groups = GROUPS();
  const told = (key, run) => {
    if (key === "scenario scenario" && run.scenario_title) return named(run.scenario_title);
    const text = at.get(`${key} ${run.name}`);
    return text && text !== "none" ? h("bdi", { dir: "ltr" }, text) : "–";
  };
  const rows = keys.map((key) => {
    const [group, name] = [key.slice(0, key.indexOf(" ")), key.slice(key.indexOf(" ") + 1)];
    const head = group === name ? groups[group] : headOf(name, groups[group] ?? group, group === "model" ? settings.get(name) : null);
    return h("tr", { "data-key": name }, h("th", { scope: "row" }, head), runs.map((run) => h("td", {}, told(key, run))));
  });
  const table = h("table", { class: "compare-table words" }, h("caption", { class: "unseen" }, title),
    h("thead", {}, h("tr", {}, h("td", {}), heads(runs))), h("tbody", {}, rows));
  return frame("compare-assumptions", title, t("web-compare-assumptions-sub"), wide("compare-assumptions", table));
}

/** The head of a row: the words of the `control` over the key of the setting, or the key and its group. */
function headOf(name, group, control) {
  const key = h("bdi", { dir: "ltr", class: control ? "muted" : "strong" }, name);
  return control ? [h("span", { class: "strong" }, named(control.label)), h("br"), key] : [key, " ", h("span", { class: "muted" }, group)];
}

export const notes = ({ view }) => frame("compare-notes", t("web-compare-notes"), "",
  h("ul", { class: "compare-notes" }, view.notes.map((note) => h("li", {}, note))));
