// The view "Trade-offs": orders studies, lists those that are kept, shows the one that is open.

import { ask } from "./api.js";
import { button, h } from "./dom.js";
import { locale } from "./format.js";
import * as known from "./known.js";
import { keepOwn, listen, state } from "./state.js";
import { alternatives } from "./tradeoffs_alternatives.js";
import { frontier } from "./tradeoffs_frontier.js";
import { KINDS, Order, Tasks, kindName } from "./tradeoffs_order.js";
import { namer } from "./tradeoffs_parts.js";
import { uncertainty } from "./tradeoffs_uncertainty.js";
import { registerView } from "./views.js";
import { named, t } from "./words.js";

/** What a study may be called. */
const FOLDER = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/;

let parts = null;
let turn = 0;

/** Where a study stands beside the orders, and where it would stand under them. */
const wide = window.matchMedia("(min-width: 75rem)");

function build(root) {
  parts?.tasks.stop();
  const tasks = new Tasks(ended);
  parts = {
    tasks,
    order: new Order((task) => (tasks.running.add(task.id), tasks.look())),
    list: h("ul", { class: "studies" }),
    empty: h("p", { class: "help", hidden: true }, t("web-tradeoffs-none")),
    head: h("div", { class: "study-head" }),
    study: h("div", { class: "study-parts" }),
    shown: null,
  };
  const aside = h("div", { class: "aside" }, parts.order.root, tasks.root,
    h("section", { class: "card", "aria-labelledby": "studies-title" },
      h("h3", { id: "studies-title" }, t("web-tradeoffs-kept")), parts.empty, parts.list));
  parts.order.root.open = wide.matches || !opened();
  root.replaceChildren(h("div", { class: "tradeoffs" }, h("h2", { class: "unseen" }, t("web-tab-tradeoffs")), aside,
    h("div", { class: "study", id: "study", "aria-live": "off" }, parts.head, parts.study)));
  show();
}

function show() {
  parts.order.sync();
  parts.tasks.look();
  list();
  open();
}

/** The study that the link names. */
const opened = () => (FOLDER.test(state.own.study ?? "") ? state.own.study : null);

const failed = (error) => (error.status === 0 ? t("web-unreachable") : error.message);

const when = (created) => (created ? new Intl.DateTimeFormat(locale(), { dateStyle: "medium", timeStyle: "short" })
  .format(new Date(created)) : "–");

async function list() {
  let studies;
  try {
    studies = (await ask("/studies")).filter((study) => KINDS.includes(study.kind));
  } catch (error) {
    parts.empty.hidden = false;
    parts.empty.textContent = failed(error);
    return;
  }
  parts.empty.hidden = studies.length > 0;
  parts.list.replaceChildren(...studies.map((study) => h("li", {},
    h("button", { type: "button", "data-study": study.name, on: { click: () => keepOwn({ study: study.name }) } },
      h("span", { class: "strong" }, h("bdi", {}, study.title || study.name)),
      h("span", { class: "sub" }, `${kindName(study.kind)} · ${when(study.created)}`)))));
  current();
}

function current() {
  for (const each of parts.list.querySelectorAll("button")) {
    if (each.dataset.study === opened()) each.setAttribute("aria-current", "true");
    else each.removeAttribute("aria-current");
  }
}

/** A task has made a study: it opens, where one waits for it here. */
function ended(task) {
  list();
  if (state.view === "tradeoffs" && task.result?.study) keepOwn({ study: task.result.study });
}

/** Show the study of the link. */
async function open() {
  const own = ++turn;
  const into = parts;
  const wanted = opened();
  current();
  if (!wanted) return say(t("web-tradeoffs-what"));
  if (parts.shown === wanted) return null;
  parts.study.setAttribute("aria-busy", "true");
  try {
    const study = await ask(`/studies/${encodeURIComponent(wanted)}`);
    const shapes = study.model ? await known.shapes(study.model, study.level ?? "region").catch(() => null) : null;
    const scenarios = study.model ? await known.scenarios(study.model).catch(() => []) : [];
    if (own !== turn || into !== parts) return null;
    parts.shown = study.name;
    parts.head.replaceChildren(...heading(study, scenarios.find((each) => each.name === study.scenario)));
    draw(study, namer(shapes));
  } catch (error) {
    if (own !== turn || into !== parts) return null;
    return say(error.status === 404 ? t("web-tradeoffs-gone", { name: wanted }) : failed(error),
      error.status === 404 ? [] : [button(t("web-retry"), open)]);
  }
  parts.study.removeAttribute("aria-busy");
  return null;
}

function draw(study, name) {
  const root = parts.study;
  if (study.kind === "frontier") frontier(root, study, name);
  else if (study.kind === "alternatives") alternatives(root, study);
  else uncertainty(root, study, name);
}

/** A text in the place of a study. */
function say(text, actions = []) {
  parts.shown = null;
  parts.head.replaceChildren();
  parts.study.removeAttribute("aria-busy");
  parts.study.replaceChildren(h("section", { class: "card what" }, h("p", {}, text), ...actions));
  return null;
}

function heading(study, scenario) {
  const told = [kindName(study.kind), when(study.created), scenario ? named(scenario.title) : study.scenario, study.level && levelName(study.level)].filter(Boolean);
  return [h("h2", { id: "study-title" }, h("bdi", {}, study.title || study.name)), h("p", { class: "sub" }, told.join(" · ")),
    study.note ? h("p", {}, study.note) : ""];
}

const levelName = (level) => ({ region: t("web-level-region"), province: t("web-level-province") })[level] ?? level;

listen((changed) => {
  if (!parts || state.view !== "tradeoffs") return;
  if (["model", "scenario", "level", "settings"].some((name) => changed.has(name))) parts.order.sync();
  if (changed.has("own")) open();
});

registerView({ name: "tradeoffs", label: () => t("web-tab-tradeoffs"), build, show, hide: () => parts?.tasks.stop() });
