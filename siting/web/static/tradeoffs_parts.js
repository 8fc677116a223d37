// What the studies share: sections, tables of figures, ranges drawn in a cell of a table.

import { steps } from "./card.js";
import { h } from "./dom.js";
import { number } from "./format.js";
import { fromRight, lang, named, t } from "./words.js";

const least = (all) => all.reduce((low, value) => Math.min(low, value), Infinity);
const most = (all) => all.reduce((high, value) => Math.max(high, value), -Infinity);

/** A section with a heading, what it shows in which unit, and its content. */
export function section(name, title, sub, ...content) {
  const heading = h("h3", { id: `${name}-title` }, title);
  return h("section", { class: "card", "aria-labelledby": heading.id, "data-part": name },
    heading, sub ? h("p", { class: "sub" }, sub) : null, ...content);
}

/**
 * A table: `heads` are texts, {text, axis} over ranges or {text} over words; cells of `rows` are texts or elements, the first names the row.
 * `wide` tables scroll in themselves and can be reached by keyboard to do so.
 */
export function table(caption, heads, rows, kind = "") {
  const head = (each) => (typeof each === "string" ? h("th", { scope: "col" }, each)
    : h("th", { scope: "col", class: each.axis ? "ranged" : "worded" }, h("span", {}, each.text), each.axis ? axis(each.axis) : null));
  const kindOf = (each) => ({ span: "ranged", word: "worded" })[each?.classList?.[0]];
  const cell = (each, i) => (i ? h("td", { class: kindOf(each) }, each)
    : h("th", { scope: "row" }, each));
  return h("div", { class: `scroll ${kind}`, tabindex: 0, role: "group", "aria-label": caption }, h("table", {},
    h("caption", { class: "unseen" }, caption),
    h("thead", {}, h("tr", {}, heads.map(head))),
    h("tbody", {}, rows.map(({ key, cells }) => h("tr", { "data-row": key }, cells.map(cell))))));
}

/** A scale with round marks on which zero and all values are. */
export function scale(values, tell = number) {
  const known = values.filter((value) => value !== null && value !== undefined);
  const low = Math.min(0, least(known));
  const marks = steps(most([...known, 1e-9]));
  const high = marks[marks.length - 1];
  const below = low < 0 ? steps(-low).slice(1).map((mark) => -mark).reverse() : [];
  const start = below.length ? below[0] : 0;
  return { at: (value) => (100 * (value - start)) / (high - start), marks: [...below, ...marks], tell };
}

/** A scale with given ends and marks. */
export const fixed = (marks, tell = number) => ({
  at: (value) => (100 * (value - marks[0])) / (marks[marks.length - 1] - marks[0]), marks, tell,
});

const held = (percent) => Math.min(100, Math.max(0, percent));

const place = (percent) => `inset-inline-start:${percent.toFixed(2)}%`;

function styled(node, css) {
  for (const each of css.split(";")) {
    const [name, value] = each.split(":");
    node.style.setProperty(name, value); // the page's rules forbid style in markup, not by script
  }
  return node;
}

function axis(on) {
  return h("span", { class: "axis", "aria-hidden": "true" },
    on.marks.map((mark) => styled(h("span", {}, on.tell(mark)), place(on.at(mark)))));
}

/**
 * A range in a cell. `bars`: [from, to, class], `ticks`: [at, class]. Its figures stand in the cells beside it, so
 * readers of the screen pass over it. A bar that goes beyond the scale is cut off there, and marked so.
 */
export function span(on, bars, ticks = []) {
  const box = h("div", { class: "span", "aria-hidden": "true" });
  for (const mark of on.marks) box.append(styled(h("i", { class: mark ? "grid" : "grid zero" }), place(on.at(mark))));
  for (const [from, to, kind] of bars) {
    const [low, high] = [on.at(Math.min(from, to)), on.at(Math.max(from, to))];
    const cut = high > 100.5 ? " cut" : "";
    box.append(styled(h("i", { class: `bar ${kind}${cut}` }), `${place(held(low))};inline-size:max(2px, ${(held(high) - held(low)).toFixed(2)}%)`));
  }
  for (const [at, kind] of ticks) box.append(styled(h("i", { class: `tick ${kind}` }), place(on.at(at))));
  return box;
}

/** `name: figure`, with the space before the colon that French has. */
export const pair = (name, figure) => `${name}${lang() === "fr" ? "\u202f" : ""}: ${figure}`;

/** Swatches and what they mean: [class, text]; a class that begins with "tick" is a mark. */
export const key = (rows) => h("ul", { class: "key" }, rows.map(([kind, text]) =>
  h("li", {}, h("i", { class: kind.startsWith("tick") ? kind : `bar ${kind}`, "aria-hidden": "true" }), text)));

/** Names of regions and zones of the study's map, in the language of the reader; the code where there is none. */
export function namer(shapes) {
  const names = new Map();
  for (const each of [...(shapes?.regions ?? []), ...(shapes?.zones ?? [])]) names.set(each.code, each.name);
  return (code, given = null) => (names.has(code) ? named(names.get(code)) : (given ?? code));
}

/** The name that a row of alternatives brings along. */
export const ownName = (row) => named({ fr: row.name_fr, ar: row.name_ar, en: row.name_en });

/** A few notes under a study. */
export const notes = (texts) => (texts.length
  ? section("notes", t("web-tradeoffs-notes"), "", h("ul", { class: "notes" }, texts.map((text) => h("li", {}, text)))) : null);

/** MAD, rounded to what a reader can use: three leading figures. */
export function mad(million) {
  const value = million * 1e6;
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.abs(value) || 1)) - 2);
  return t("web-tradeoffs-mad", { amount: number(Math.round(value / unit) * unit) });
}

/** A figure with its sign within Arabic words, in one piece. */
export const whole = (text) => (fromRight() ? `\u2066${text}\u2069` : text);
