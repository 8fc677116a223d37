// How runs and tasks are written: dates, verdicts, sentences of the server, links.

import { h } from "./dom.js";
import { locale, number } from "./format.js";
import { LIVE_LEVELS, models } from "./known.js";
import { change, keepOwn, link, state } from "./state.js";
import { t } from "./words.js";

/** A moment as the reader writes it; a dash where none is known. */
export function moment(text) {
  const date = text ? new Date(text) : null;
  if (!date || Number.isNaN(date.getTime())) return "–";
  return new Intl.DateTimeFormat(locale(), { dateStyle: "medium", timeStyle: "short" }).format(date);
}

const VERDICTS = {
  "proven optimal": "web-runs-proven", "within gap": "web-runs-within", "feasible, not proven": "web-runs-unproven",
};
export const verdict = (text) => t(VERDICTS[text] ?? "web-runs-refuted");

/** What a run is called: by people, else by the server. */
export const called = (run) => run.title || run.name;

export const cost = (million) => t("web-money-million", { amount: number(million) });

/** A value of a setting, short. */
export const value = (told) => (told === null ? t("web-rule-off") : typeof told === "boolean" ? t(told ? "web-yes" : "web-no")
  : typeof told === "number" ? number(told, Number.isInteger(told) ? 0 : Math.min(4, String(told).split(".")[1]?.length ?? 0))
    : typeof told === "string" ? told : JSON.stringify(told));

/** Sentences of the server as a list: theirs is the language of the order, or (`null`) that of the page. */
export const sentences = (texts, lang = null) =>
  h("ul", { class: "run-sentences", lang, dir: lang && (lang === "ar" ? "rtl" : "ltr") },
    texts.map((text) => h("li", { dir: lang ? null : "auto" }, text)));

const RUN = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}(\.point-\d{2,3})?$/;

/** The run that the link opens, or null. */
export const openRun = () => (RUN.test(state.own.run ?? "") ? state.own.run : null);

/** Open a run in its view; `null` opens none. */
export const chooseRun = (name, history) => keepOwn({ run: name }, history);

/** The page's link with a run open. */
export function linkTo(name) {
  const told = new URLSearchParams(link().slice(1));
  told.set("view", "runs");
  told.set("v.run", name);
  return `#${told}`;
}

/** A link to a run, which opens its view without loading the page anew. */
export function runLink(name, text, followed = () => {}) {
  return h("a", { href: linkTo(name), class: "run-link", on: { click: (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    followed();
    change({ view: "runs", own: { ...state.own, run: name } });
  } } }, text);
}

/** Plan on from a request: its model, scenario and settings; its level where it can be planned while one waits. */
export async function planFrom(request) {
  const model = (await models()).find((each) => each.name === request.model);
  const live = (level) => LIVE_LEVELS.includes(level) && model.levels.includes(level);
  const level = [request.level, state.model === model.name ? state.level : null, model.level, ...model.levels].find(live);
  const years = [model.base_year, ...model.years];
  const year = years.includes(state.year) ? state.year : years[years.length - 1];
  const zone = state.model === model.name && state.level === level ? state.zone : null;
  const { scenario = null, data = null, settings } = request;
  change({ view: "plan", model: model.name, scenario, level, data, settings: { ...settings }, year, zone });
}
