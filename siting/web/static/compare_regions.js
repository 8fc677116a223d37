// The table of regions: sorted by any column, filtered by text.

import { LETTERS } from "./compare_data.js";
import { h, say } from "./dom.js";
import { number, signed } from "./format.js";
import { lang, t } from "./words.js";

const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLocaleLowerCase(lang());
const sum = (values) => values.reduce((all, value) => all + value, 0);
const known = (value) => value !== null && value !== undefined;

/** Columns by group: `of(row)` the figure, `told(value)` its text, `up`: whether the lowest comes first when chosen. */
function groups({ runs, rows, year }) {
  const digits = Math.max(...rows.flatMap((row) => row.cost.map((value) => Math.abs(value ?? 0)))) < 1000 ? 1 : 0;
  const told = (write) => (value) => (known(value) ? write(value) : "–");
  const columns = (name, pick, write, from = 0, up = false) => runs.slice(from).map((_, i) => ({
    id: `${name}-${LETTERS[i + from]}`, letter: LETTERS[i + from], of: (row) => pick(row)[i + from], told: told(write), up,
  }));
  return [
    { name: t("web-compare-head-jobs", { year }), columns: columns("jobs", (row) => row.jobs, (value) => number(value)), total: "sum" },
    { name: t("web-compare-head-change", { first: LETTERS[0] }), columns: columns("change", (row) => row.change, (value) => signed(value), 1), total: "sum" },
    { name: t("web-compare-head-cost"), columns: columns("cost", (row) => row.cost, (value) => number(value, digits)), total: "sum" },
    { name: t("web-compare-head-rank"), columns: columns("rank", (row) => row.rank, (value) => number(value), 0, true), total: null },
  ];
}

export class RegionTable {
  constructor() {
    this.sort = { id: "jobs-A", up: false };
    this.title = h("h3", { id: "compare-regions" });
    this.filter = h("input", { type: "search", id: "compare-filter", autocomplete: "off", on: { input: () => this.fill() } });
    this.count = h("p", { class: "sub", role: "status" });
    this.table = h("table", { class: "compare-table" });
    this.scroll = h("div", { class: "scroll", tabindex: 0, role: "group", "aria-labelledby": "compare-regions" }, this.table);
    this.root = h("section", { class: "card", "aria-labelledby": "compare-regions" },
      h("div", { class: "compare-head" }, h("div", {}, this.title, h("p", { class: "sub" }, t("web-compare-regions-sub"))),
        h("div", { class: "pick" }, h("label", { for: "compare-filter" }, t("web-compare-filter")), this.filter, this.count)),
      this.scroll);
  }

  /** `{runs, rows, year}`, rows as `regionRows` gives them. */
  show(data) {
    this.data = data;
    this.groups = groups(data);
    const region = { id: "region", of: (row) => row.name, told: (text) => text, up: true };
    this.columns = [region, ...this.groups.flatMap((group) => group.columns)];
    if (!this.columns.some((column) => column.id === this.sort.id)) this.sort = { id: "jobs-A", up: false };
    say(this.title, t("web-compare-regions", { year: data.year }));
    this.heads = this.columns.map((column) => this.head(column, column === region ? t("web-head-region") : column.letter));
    const first = new Set(this.groups.map((group) => this.heads[this.columns.indexOf(group.columns[0])]));
    for (const head of first) head.classList.add("first");
    this.body = h("tbody");
    this.table.replaceChildren(
      h("caption", { class: "unseen" }, this.title.textContent),
      h("thead", {},
        h("tr", {}, h("td", {}), this.groups.map((group) => h("th", { scope: "colgroup", colspan: group.columns.length, class: "first" }, group.name))),
        h("tr", {}, this.heads)),
      this.body,
      h("tfoot", {}, h("tr", {}, h("th", { scope: "row" }, t("web-compare-country")), this.groups.flatMap((group) => group.columns.map((column, i) => {
        const values = data.rows.map(column.of);
        const text = group.total && values.every(known) ? column.told(sum(values)) : "–";
        return h("td", { class: i ? null : "first" }, text);
      })))));
    this.fill();
  }

  head(column, text) {
    const group = this.groups.find((each) => each.columns.includes(column));
    const words = group ? [h("span", { class: "unseen" }, `${group.name} `), text] : [text];
    const own = h("th", { scope: "col", "data-column": column.id });
    own.append(h("button", { type: "button", class: "sorter", on: { click: () => this.by(column) } }, words, h("span", { class: "arrow", "aria-hidden": "true" })));
    return own;
  }

  by(column) {
    this.sort = { id: column.id, up: this.sort.id === column.id ? !this.sort.up : column.up };
    this.fill();
  }

  fill() {
    const { id, up } = this.sort;
    const by = this.columns.find((column) => column.id === id);
    const compared = (a, b) => {
      const [x, y] = [by.of(a), by.of(b)];
      if (!known(x) || !known(y)) return Number(known(y)) - Number(known(x)); // what is not known comes last
      const order = typeof x === "string" ? x.localeCompare(y, lang()) : x - y;
      return up ? order : -order;
    };
    const wanted = plain(this.filter.value.trim());
    const rows = this.data.rows.filter((row) => plain(`${row.name} ${row.code}`).includes(wanted)).sort(compared);
    this.heads.forEach((head, i) => {
      const own = this.columns[i].id === id;
      if (own) head.setAttribute("aria-sort", up ? "ascending" : "descending");
      else head.removeAttribute("aria-sort");
    });
    const firsts = new Set(this.groups.map((group) => group.columns[0].id));
    this.body.replaceChildren(...rows.map((row) => h("tr", { "data-code": row.code }, this.columns.map((column) => {
      const text = column.told(column.of(row));
      return column.id === "region" ? h("th", { scope: "row" }, text) : h("td", { class: firsts.has(column.id) ? "first" : null }, text);
    }))));
    say(this.count, wanted ? t("web-compare-found", { n: number(rows.length), of: number(this.data.rows.length) }) : "");
  }
}
