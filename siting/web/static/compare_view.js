// One comparison on the page: maps, difference, slope, tables; what follows the link is painted again.

import { LinkedMaps, legendRow } from "./compare_maps.js";
import { assumptions, country, notes } from "./compare_country.js";
import * as data from "./compare_data.js";
import { moment } from "./compare_choose.js";
import { downloads } from "./compare_files.js";
import { RegionTable } from "./compare_regions.js";
import { slope } from "./compare_slope.js";
import { h, say } from "./dom.js";
import { number, signed } from "./format.js";
import { MEASURES, offered } from "./measures.js";
import { keepOwn, state } from "./state.js";
import { byLevel, named, t } from "./words.js";

const { LETTERS } = data;
const last = (list) => list[list.length - 1];

/** What the link says of indicator, year and pair, as far as these runs have it. */
export function wanted(level, plan, count) {
  const names = data.SHOWN.filter((name) => offered(level).includes(name));
  const years = [plan.base_year, ...plan.years];
  const year = Number(state.own.year);
  const found = /^([A-D])-([A-D])$/.exec(state.own.pair || "") || ["", "A", "B"];
  const pair = found.slice(1).map((letter) => LETTERS.indexOf(letter));
  const fits = pair[0] !== pair[1] && pair.every((i) => i < count);
  return {
    names,
    years,
    show: names.includes(state.own.show) ? state.own.show : "jobs",
    year: years.includes(year) ? year : last(years),
    pair: fits ? pair : [0, 1],
  };
}

const picked = (id, words, select) => h("div", { class: "pick" }, h("label", { for: id }, words), select);

export class Comparison {
  /**
   * `runs` and `view` as `load` gives them, `settings`: controls by key; `shapes` of their level or null;
   * `failed(error)` when a file cannot be had.
   */
  constructor({ runs, view, settings }, shapes, failed) {
    Object.assign(this, { runs, view, shapes });
    this.plans = runs.map((run) => data.wholePlan(run.plan));
    const rows = data.regionRows(view, runs);
    this.told = { runs, view, settings, rows, year: view.last_year };
    this.slope = slope();
    this.table = new RegionTable();
    const charts = shapes ? [this.difference(), this.slope.root] : [this.slope.root];
    const maps = shapes ? this.maps() : h("p", { class: "card" }, t("web-compare-no-map"));
    this.root = h("div", { class: "compare-body" }, maps, h("div", { class: "compare-row" }, charts), this.table.root,
      h("div", { class: "compare-row" }, country(this.told), assumptions(this.told)),
      h("div", { class: "compare-row" }, notes(this.told), downloads(runs.map((run) => run.name), failed)));
  }

  /** The part with one map for each run; `difference` is made before it, but its map comes last. */
  maps() {
    this.title = h("h2", { id: "compare-maps" });
    this.legend = h("div");
    this.show = h("select", { id: "compare-show", on: { change: () => keepOwn({ show: this.show.value }) } });
    this.year = h("select", { id: "compare-year", on: { change: () => keepOwn({ year: this.year.value }) } });
    const grid = h("div", { class: "compare-grid", "data-count": this.runs.length }, this.heads.map((head) => this.linked.add(head)));
    this.diffBody.append(this.linked.add(h("div")));
    return h("section", { class: "card", "aria-labelledby": "compare-maps" },
      h("div", { class: "compare-head" }, this.title, h("div", { class: "compare-bar" }, picked("compare-show", t("web-show"), this.show),
        picked("compare-year", t("web-head-year"), this.year), this.linked.zoomers())),
      this.legend, grid, h("p", { class: "source" }, named(this.shapes.source)));
  }

  difference() {
    this.linked = new LinkedMaps({ pick: (code) => keepOwn({ place: code }), told: (code) => this.spoken(code) });
    this.heads = this.runs.map((run, i) => {
      const sub = [run.label !== data.called(run) ? run.label : "", run.scenario_title ? named(run.scenario_title) : run.scenario, moment(run.created)];
      return h("div", { class: "compare-map-head" }, h("h3", {}, h("span", { class: "letter" }, LETTERS[i]), " ", h("bdi", {}, data.called(run))),
        h("p", { class: "sub" }, sub.filter((part, j) => part && part !== data.called(run) && sub.indexOf(part) === j).join(" · ")));
    });
    this.diffTitle = h("h3", { id: "compare-diff" });
    this.diffLegend = h("div");
    this.diffSub = h("p", { class: "sub" });
    this.diffBody = h("div", { class: "compare-diff" });
    this.pair = h("select", { id: "compare-pair", on: { change: () => keepOwn({ pair: this.pair.value }) } });
    for (const i of this.runs.keys()) {
      for (const j of this.runs.keys()) {
        const words = t("web-compare-pair", { first: LETTERS[i], other: LETTERS[j] });
        if (i !== j) this.pair.append(h("option", { value: `${LETTERS[i]}-${LETTERS[j]}` }, words));
      }
    }
    return h("section", { class: "card", "aria-labelledby": "compare-diff" },
      h("div", { class: "compare-head" }, h("div", {}, this.diffTitle, this.diffSub), picked("compare-pair", t("web-compare-difference-of"), this.pair)),
      this.diffLegend, this.diffBody);
  }

  /** Once the elements stand in the page. */
  start() {
    if (this.shapes) {
      const weights = new Map(this.plans[0].zones.map((code, i) => [code, this.plans[0].jobs[i][0]]));
      this.linked.build(this.shapes, weights);
    }
    this.slope.show(this.told);
    this.table.show(this.told);
    this.paint();
  }

  /** Follow the link: indicator, year, pair and place. */
  paint() {
    if (!this.shapes) return;
    const { names, years, show, year, pair } = wanted(this.view.level, this.plans[0], this.runs.length);
    const label = (name) => MEASURES[name].label({ year, base: this.view.base_year });
    this.show.replaceChildren(...names.map((name) => h("option", { value: name }, label(name))));
    this.show.value = show;
    if (!this.year.options.length) this.year.append(...years.map((each) => h("option", { value: each }, String(each))));
    this.year.value = String(year);
    this.pair.value = pair.map((i) => LETTERS[i]).join("-");
    say(this.title, t("web-map-title", { measure: label(show), level: byLevel(this.view.level) }));
    this.paintRuns(show, year, label(show));
    this.paintDifference(show, pair, label(show));
    this.linked.choose(state.own.place ?? null);
  }

  paintRuns(show, year, label) {
    const { digits } = MEASURES[show];
    const classes = data.sharedClasses(this.plans, show);
    const values = data.figures(this.plans, show, year);
    const write = (value) => number(value, digits);
    Object.assign(this, { values, digits });
    const fell = values.some((own) => [...own.values()].some((value) => value <= -classes.least));
    const rows = fell ? [...classes.rows, classes.fall] : classes.rows;
    this.legend.replaceChildren(legendRow(data.unit(show), rows));
    for (const [i, run] of this.runs.entries()) {
      const total = data.countrywide(this.plans[i], show, year);
      this.linked.paint(i, {
        values: values[i],
        classes,
        told: write,
        whole: total === null ? null : write(total),
        more: i ? (code) => this.against(code, i) : null,
        alt: t("web-compare-map-alt", { run: `${LETTERS[i]} ${data.called(run)}`, measure: label }),
      });
    }
  }

  paintDifference(show, [first, other], label) {
    const { digits } = MEASURES[show];
    const [from, to] = [this.values[first], this.values[other]];
    const values = new Map([...to].map(([code, value]) => [code, value - (from.get(code) ?? NaN)]));
    const classes = data.differenceClasses([...values.values()].filter(Number.isFinite), digits);
    const names = { first: LETTERS[first], other: LETTERS[other], measure: label };
    say(this.diffTitle, t("web-compare-difference", names));
    say(this.diffSub, this.extremes(values, digits));
    this.diffLegend.replaceChildren(legendRow(data.unit(show, true), classes.rows));
    const total = show === "jobs" || show === "added" || show === "built" ? [...values.values()].reduce((sum, value) => sum + value, 0) : null;
    this.linked.paint(this.runs.length, {
      values,
      classes,
      told: (value) => signed(value, digits),
      whole: total === null ? null : signed(total, digits),
      more: null,
      alt: t("web-compare-difference", names),
    });
  }

  /** The places that gain and lose most. */
  extremes(values, digits) {
    const order = [...values].filter(([, value]) => Math.abs(value) >= 0.5 * 10 ** -digits).sort((a, b) => b[1] - a[1]);
    const said = ([code, value]) => `${named(this.linked.shapes.get(code).name)} ${signed(value, digits)}`;
    const told = [];
    if (order.length && order[0][1] > 0) told.push(t("web-compare-most", { place: said(order[0]) }));
    if (order.length && last(order)[1] < 0) told.push(t("web-compare-least", { place: said(last(order)) }));
    return told.length ? told.join(" · ") : t("web-compare-no-difference");
  }

  against(code, i) {
    const more = this.values[i].get(code) - this.values[0].get(code);
    return Number.isFinite(more) ? t("web-compare-against", { change: signed(more, this.digits), first: LETTERS[0] }) : "";
  }

  /** The figures of all runs for a place. */
  spoken(code) {
    const told = (value) => (Number.isFinite(value) ? number(value, this.digits) : "–");
    return this.runs.map((_, i) => `${LETTERS[i]} ${told(this.values[i].get(code))}`).join(", ");
  }
}
