// The frame of the page: language, models, scenarios, tabs; everything from the link and into it.

import { button, h } from "./dom.js";
import * as known from "./known.js";
import { MEASURES } from "./measures.js";
import "./modules.js";
import { clear, notice } from "./notices.js";
import { BARE, change, link, listen, read, state } from "./state.js";
import { allViews, hasView, watch } from "./views.js";
import { LANGS, named, speak, t } from "./words.js";

const at = (id) => document.getElementById(id);
const built = new Map();
let turn = 0;

/** The language of the link, of the last visit, of the browser. */
function language(wanted) {
  const offered = [wanted, localStorage.getItem("siting-lang"), ...navigator.languages.map((each) => each.slice(0, 2))];
  return offered.find((each) => LANGS.includes(each)) || "fr";
}

/** Tables that were brought in; none where they cannot be asked for: a plan needs none. */
const sets = (model) => known.datasets(model).catch(() => []);

/** Make a whole view of what a link says: names that are not known here give way to those that are. */
async function settled(found) {
  const models = await known.models();
  const odd = [...found.unread];
  const model = models.find((each) => each.name === found.model) || models[0];
  if (found.model && found.model !== model.name) odd.push(found.model);
  const [scenarios, data] = await Promise.all([known.scenarios(model.name), sets(model.name)]);
  const names = scenarios.map((each) => each.name);
  const usual = names.includes("reference") ? "reference" : (names[0] ?? null);
  const bare = found.scenario === BARE;
  if (found.scenario && !bare && !names.includes(found.scenario)) odd.push(found.scenario);
  const own = data.find((each) => each.name === found.data)?.name ?? null;
  if (found.data && !own) odd.push(found.data);
  const levels = model.levels.filter((level) => known.LIVE_LEVELS.includes(level));
  const years = [model.base_year, ...model.years];
  return {
    odd,
    view: hasView(found.view) ? found.view : "plan",
    model: model.name,
    scenario: bare ? null : names.includes(found.scenario) ? found.scenario : usual,
    level: levels.includes(found.level) ? found.level : levels.includes(model.level) ? model.level : levels[0],
    data: own,
    year: years.includes(found.year) ? found.year : years[years.length - 1],
    show: found.show in MEASURES ? found.show : "jobs",
    zone: found.zone,
    settings: found.settings,
    own: found.own || state.own,
  };
}

/** Follow the link: at the start, and when one goes back or forward. */
async function follow() {
  const own = ++turn;
  const found = read(location.hash);
  const lang = language(found.lang);
  try {
    if (lang !== state.lang) await speak(lang);
    const { odd, ...view } = await settled(found);
    if (own !== turn) return;
    clear("start");
    if (odd.length) notice("link", t("web-link-odd", { names: odd.join(", ") }));
    const first = state.model === null;
    const spoke = lang !== state.lang;
    localStorage.setItem("siting-lang", lang);
    change({ lang, ...view }, "none");
    history.replaceState(null, "", link());
    if (spoke || first) rebuild();
    else frame();
  } catch (error) {
    if (own !== turn) return;
    const text = error.status === 0 ? t("web-unreachable") : error.message;
    notice("start", text === "web-unreachable" ? "…" : text, [[t("web-retry") === "web-retry" ? "↻" : t("web-retry"), follow]]);
  }
}

/** Every view anew, in the language of the reader. */
function rebuild() {
  built.clear();
  frame();
}

function frame() {
  at("skip").textContent = t("web-skip");
  at("langs").setAttribute("aria-label", t("web-language"));
  for (const each of document.querySelectorAll("#langs [data-lang]")) {
    each.setAttribute("aria-pressed", String(each.dataset.lang === state.lang));
  }
  at("foot-note").textContent = t("web-foot");
  tabs();
  pickers();
  shown();
}

function tabs() {
  const nav = at("tabs");
  nav.setAttribute("aria-label", t("web-tabs"));
  nav.replaceChildren(...allViews().map((view) => button(view.label(), () => change({ view: view.name }),
    { "aria-current": view.name === state.view ? "page" : null, "data-view": view.name })));
  nav.hidden = !allViews().length;
  titled();
}

/** The title of the document: where one is, of what. */
function titled() {
  const here = allViews().find((view) => view.name === state.view);
  document.title = [here && here.label(), at("title").textContent].filter(Boolean).join(" · ");
}

async function pickers() {
  const [models, scenarios, data] = await Promise.all([known.models(), known.scenarios(state.model), sets(state.model)]);
  const model = models.find((each) => each.name === state.model);
  at("title").textContent = named(model.title);
  titled();
  const levels = { region: t("web-level-region"), province: t("web-level-province") };
  const live = model.levels.filter((level) => known.LIVE_LEVELS.includes(level));
  at("pickers").replaceChildren(
    ...(models.length > 1 ? [picker("model", t("web-model"), models.map((each) => [each.name, named(each.title)]), otherModel)] : []),
    picker("scenario", t("web-scenario"), [
      ...(state.scenario === null ? [["", t("web-runs-no-scenario")]] : []),
      ...scenarios.map((each) => [each.name, named(each.title)]),
    ], (scenario) => change({ scenario: scenario || null, settings: {} })),
    picker("level", t("web-level"), live.map((level) => [level, levels[level]]), (level) => change({ level, zone: null })),
    ...(data.length || state.data ? [picker("data", t("web-data"), [["", t("web-data-of-model")], ...data.map((each) => [each.name, each.title])],
      (name) => change({ data: name || null }))] : []),
  );
}

function picker(name, words, options, picked) {
  const select = h("select", { id: `pick-${name}` }, options.map(([value, text]) => h("option", { value }, text)));
  select.value = state[name] ?? "";
  select.addEventListener("change", () => picked(select.value));
  return h("div", { class: "pick" }, h("label", { for: select.id }, words), select);
}

async function otherModel(model) {
  const { odd: _, view: __, ...view } = await settled({ model, settings: {}, unread: [] });
  change(view);
}

/** Show the view of the state; it is built when it is first seen. */
function shown() {
  const main = at("main");
  for (const view of allViews()) {
    const own = view.name === state.view;
    if (own && !built.has(view.name)) {
      const root = h("div", { class: "view", "data-view": view.name });
      main.querySelector(`:scope > [data-view="${view.name}"]`)?.remove();
      main.append(root);
      built.set(view.name, root);
      view.build(root);
    }
    const root = built.get(view.name);
    if (!root || root.hidden === !own) continue;
    root.hidden = !own;
    (own ? view.show : view.hide)?.();
  }
}

async function chooseLanguage(lang) {
  if (lang === state.lang) return;
  try {
    await speak(lang);
  } catch {
    notice("start", t("web-unreachable"));
    return;
  }
  localStorage.setItem("siting-lang", lang);
  change({ lang });
  rebuild();
}

listen((changed) => {
  if (["view", "model", "scenario", "level", "data"].some((name) => changed.has(name)) && state.lang) {
    tabs();
    pickers();
    shown();
  }
});
for (const each of document.querySelectorAll("#langs [data-lang]")) {
  each.addEventListener("click", () => chooseLanguage(each.dataset.lang));
}
at("skip").addEventListener("click", (event) => {
  event.preventDefault(); // the link is the view: it must not become "#main"
  at("main").focus();
});
watch(() => state.model && tabs());
document.addEventListener("siting:data", pickers);
window.addEventListener("popstate", follow);
follow();
