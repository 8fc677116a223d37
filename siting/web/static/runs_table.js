// The table of runs: sorted by its heads, filtered by a text.

import { h } from "./dom.js";
import { number } from "./format.js";
import { called, chooseRun, linkTo, moment, openRun, verdict } from "./runs_words.js";
import { byLevel, named, t } from "./words.js";

const text = (one) => one.toLocaleLowerCase();

/** Columns: name, words of the head, what is sorted by, what is shown, whether the first click sorts downwards. */
const COLUMNS = [
  ["title", "web-runs-title", (run) => text(called(run)), (run) => opener(run)],
  ["scenario", "web-scenario", (run) => text(run.told), (run) => run.told],
  ["created", "web-runs-created", (run) => Date.parse(run.created) || 0, (run) => moment(run.created), true],
  ["jobs", "web-head-jobs", (run) => run.jobs, (run) => number(run.jobs), true],
  ["cost", "web-runs-cost", (run) => run.cost_mmad, (run) => number(run.cost_mmad), true],
  ["gini", "web-head-gini", (run) => run.gini, (run) => number(run.gini, 3)],
  ["verdict", "web-runs-verdict", (run) => run.verdict, (run) => verdict(run.verdict)],
  ["pinned", "web-runs-pinned", (run) => Number(run.pinned), (run) => (run.pinned ? t("web-yes") : "–"), true],
];
const FIGURES = ["jobs", "cost", "gini"];
const order = { by: "created", down: true, words: "" };

function opener(run) {
  const open = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    chooseRun(run.name);
  };
  return h("a", { href: linkTo(run.name), dir: "auto", on: { click: open } }, called(run));
}

export class RunTable {
  constructor() {
    this.runs = [];
    this.filter = h("input", { id: "runs-filter", type: "search", autocomplete: "off", value: order.words });
    this.filter.addEventListener("input", () => {
      order.words = this.filter.value;
      this.rows();
    });
    this.count = h("p", { class: "sub", role: "status" });
    this.heads = new Map(COLUMNS.map(([name, words, , , down]) => [name, this.head(name, t(words), Boolean(down))]));
    this.body = h("tbody");
    this.body.addEventListener("click", (event) => {
      const row = event.target.closest("tr");
      if (row && !event.target.closest("a")) chooseRun(row.dataset.run);
    });
    this.table = h("table", { class: "runs-table" }, h("caption", { class: "unseen" }, t("web-runs-kept-runs")),
      h("thead", {}, h("tr", {}, [...this.heads.values()])), this.body);
    this.root = h("div", {}, h("div", { class: "runs-bar" },
      h("label", { for: "runs-filter" }, t("web-runs-filter")), this.filter, this.count),
    h("div", { class: "scroll" }, this.table));
  }

  head(name, words, down) {
    const sort = () => {
      order.down = order.by === name ? !order.down : down;
      order.by = name;
      this.rows();
    };
    const arrow = h("span", { class: "run-arrow", "aria-hidden": "true" });
    return h("th", { scope: "col", "data-column": name, class: FIGURES.includes(name) ? "figure" : "" },
      h("button", { type: "button", on: { click: sort } }, words, arrow));
  }

  /** `names`: titles of scenarios in three languages by "model scenario"; the level is told where runs differ in it. */
  show(runs, names) {
    const mixed = new Set(runs.map((run) => run.level)).size > 1;
    this.runs = runs.map((run) => {
      const title = names.get(`${run.model} ${run.scenario}`);
      const scenario = title ? named(title) : (run.scenario ?? t("web-runs-no-scenario"));
      return { ...run, told: mixed ? `${scenario} · ${byLevel(run.level)}` : scenario };
    });
    this.rows();
  }

  rows() {
    const [name, , by] = COLUMNS.find((column) => column[0] === order.by);
    for (const [each, head] of this.heads) {
      if (each === name) head.setAttribute("aria-sort", order.down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
      head.querySelector(".run-arrow").textContent = each !== name ? "" : order.down ? " ↓" : " ↑";
    }
    const words = text(order.words).split(/\s+/).filter(Boolean);
    const all = (run) => text([run.title, run.name, run.note, run.told, run.model ?? ""].join(" "));
    const found = this.runs.filter((run) => words.every((word) => all(run).includes(word)));
    const compared = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
    found.sort((a, b) => (order.down ? -1 : 1) * compared(by(a), by(b)) || compared(b.created ?? "", a.created ?? ""));
    const at = document.activeElement?.closest?.("tr")?.dataset.run;
    this.body.replaceChildren(...found.map((run) => this.row(run)));
    if (at && document.activeElement === document.body) this.focus(at);
    this.count.textContent = t("web-runs-count", { n: number(found.length), all: number(this.runs.length) });
    this.table.parentElement.hidden = !found.length;
  }

  row(run) {
    const cells = COLUMNS.map(([name, , , shown], i) => (i
      ? h("td", { "data-column": name, class: FIGURES.includes(name) ? "figure" : "" }, shown(run))
      : h("th", { scope: "row" }, shown(run))));
    const row = h("tr", { "data-run": run.name }, cells);
    this.mark(row);
    return row;
  }

  mark(row) {
    const own = row.dataset.run === openRun();
    row.classList.toggle("run-open", own);
    const anchor = row.querySelector("a");
    if (own) anchor.setAttribute("aria-current", "true");
    else anchor.removeAttribute("aria-current");
  }

  /** Mark the run that is open. */
  sync() {
    for (const row of this.body.children) this.mark(row);
  }

  focus(name) {
    const row = [...this.body.children].find((each) => each.dataset.run === name);
    (row?.querySelector("a") ?? this.filter).focus();
  }
}
