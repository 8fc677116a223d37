// The view "Plan": controls, map and figures, all following one plan.

import { costs, goals, regions } from "./charts.js";
import { Controls } from "./controls.js";
import { lorenz, path } from "./curves.js";
import { h, rested } from "./dom.js";
import { money, number } from "./format.js";
import * as known from "./known.js";
import { MapSection } from "./mapsection.js";
import { clear, notice, painted, tell } from "./notices.js";
import { ZonePanel } from "./panel.js";
import { Planner } from "./planner.js";
import { change, listen, state } from "./state.js";
import { registerView } from "./views.js";
import { named, t } from "./words.js";

/** Aims that spread jobs over regions; and how much of the least cost may be given for them until it is no longer that. */
const FAIR = ["least_served", "inequality", "ordered_median", "kolm_pollak"];
const CHEAP = 0.01;

let parts = null;
let plan = null;
let base = null;
let good = null;
let loading = 0;
let shownFor = null;
const planner = new Planner((news) => heard(news));

function build(root) {
  const aside = h("section", { id: "controls", class: "controls", "aria-labelledby": "controls-title" });
  const title = h("h2", { id: "controls-title" }, t("web-controls"));
  const settings = h("div");
  const figures = h("section", { id: "charts", class: "charts", "aria-labelledby": "charts-title" });
  aside.append(title, settings);
  const cards = [goals(), costs(), regions(), lorenz(), path()];
  parts = {
    controls: new Controls(settings),
    map: new MapSection(),
    zone: new ZonePanel(() => closeZone()),
    cards,
    behind: h("p", { class: "behind", hidden: true }),
    cardsBox: h("div", { class: "cards", hidden: true }, cards.map((card) => card.root)),
    noFigures: h("p", { class: "card", hidden: true }, t("web-no-figures-plan")),
  };
  parts.map.root.prepend(parts.behind);
  figures.append(h("h2", { id: "charts-title", class: "unseen" }, t("web-charts")), parts.zone.root, parts.noFigures, parts.cardsBox);
  root.replaceChildren(h("div", { class: "plan" }, aside, parts.map.root, figures));
  plan = null;
  load({ key: "page", at: performance.now() });
}

/** Controls and shapes of the model, scenario and level; then their plan. */
async function load(cause) {
  const turn = ++loading;
  const { model, scenario, level, data } = state;
  try {
    const [models, scenarios, groups, view, sets] = await Promise.all([
      known.models(), known.scenarios(model), known.controls(model, scenario), known.shapes(model, level, data),
      data ? known.datasets(model) : [],
    ]);
    if (turn !== loading) return;
    clear("load");
    parts.controls.build(groups);
    parts.map.build(view, models.find((each) => each.name === model));
    parts.scenario = scenarios.find((each) => each.name === scenario);
    parts.data = sets.find((each) => each.name === data);
    parts.names = parts.map.names;
    [plan, base] = [null, null];
    shownFor = Planner.where(state.request());
    if (good && Planner.where(good) !== shownFor) good = null;
    parts.map.sync();
    planner.ask(cause);
  } catch (error) {
    if (turn === loading) notice("load", failed(error), [[t("web-retry"), () => load(cause)]]);
  }
}

const failed = (error) => (error.status === 0 ? t("web-unreachable") : error.message);

function heard(news) {
  if (!parts) return;
  if (news.kind === "busy") parts.map.state("busy", t("web-badge-busy"));
  else if (news.kind === "error") wrong(news.error);
  else if (news.kind === "unrefined") parts.map.state("least", t("web-badge-least"), t("web-badge-unrefined"));
  else if (Planner.where(news.answer.request) === shownFor) answered(news);
}

function answered({ answer, base: own, cause, last }) {
  clear("answer");
  parts.controls.problems([]);
  if (answer.status === "optimal") {
    [plan, base] = [answer, own];
    good = { ...state.request(), settings: settingsOf(answer) };
    parts.map.show(plan, base);
    figures();
    if (last) badge(answer);
  } else {
    plan = null;
    refused(answer);
  }
  painted(cause, { refined: answer.refined, status: answer.status, request: answer.request });
  parts.map.root.setAttribute("aria-busy", "false");
  if (last) atRest();
}

/** The settings of the page that an answer is about: those that were not sent are taken from the state. */
function settingsOf(answer) {
  const kept = Object.entries(state.settings).filter(([key]) => state.waiting.keys.has(key));
  const sent = Object.entries(answer.request.settings).filter(([key]) => !(key in state.waiting.instead));
  return Object.fromEntries([...sent, ...kept]);
}

function badge(answer) {
  if (!answer.refined) return parts.map.state("least", t("web-badge-least"), t("web-badge-least-help"));
  const [first, second] = answer.aims;
  const fairest = first?.objective === "cost" && first.weight === null && first.tolerance <= CHEAP && FAIR.includes(second?.objective);
  return parts.map.state("refined", fairest ? t("web-badge-fairest") : t("web-badge-refined"), t("web-badge-refined-help"));
}

function figures() {
  parts.cardsBox.hidden = false;
  parts.noFigures.hidden = true;
  for (const card of parts.cards) card.show({ plan, base, names: parts.names, year: state.year });
  chosen();
  told();
}

function chosen() {
  const zone = parts.map.shapes?.get(state.zone) ?? null;
  parts.zone.show(zone, zone && parts.map.regions.get(zone.region), plan, base, state.year);
}

function told() {
  const name = parts.scenario ? named(parts.scenario.title) : "";
  const changed = Object.keys(state.settings).length;
  const sub = changed ? t("web-map-sub-changed", { name, n: String(changed) }) : t("web-map-sub", { name });
  parts.map.sub.textContent = parts.data ? t("web-data-sub", { sub, data: parts.data.title }) : sub;
  parts.behind.hidden = !parts.controls.behind;
  parts.behind.textContent = parts.controls.behind ? t("web-behind") : "";
}

/** Ways out of where there is no plan. */
function waysBack() {
  const ways = [];
  if (good) ways.push([t("web-last-good"), () => change({ settings: good.settings })]);
  if (state.data) ways.push([t("web-data-back"), () => change({ data: null })]);
  if (Object.keys(state.settings).length) ways.push([t("web-reset-all"), () => change({ settings: {} })]);
  return ways;
}

function empty() {
  parts.cardsBox.hidden = true;
  parts.noFigures.hidden = false;
}

function refused(answer) {
  const stopped = answer.status === "stopped";
  parts.map.state("none", stopped ? t("web-badge-stopped") : t("web-badge-none"));
  empty();
  const why = stopped || answer.reasons.length ? "" : t("web-infeasible-together");
  parts.map.refuse(stopped ? t("web-stopped") : t("web-infeasible"), answer.reasons, waysBack(), why);
  chosen();
  told();
  document.dispatchEvent(new CustomEvent("siting:infeasible", { detail: { request: state.request(), answer } }));
}

function wrong(error) {
  parts.map.root.setAttribute("aria-busy", "false");
  if (error.status === 422) {
    parts.map.state("wrong", t("web-badge-wrong"));
    const keyed = error.problems.some((problem) => problem.key);
    parts.controls.problems(error.problems, keyed || error.problems.length ? "" : error.message);
    if (!plan) {
      empty();
      parts.map.refuse(t("web-badge-wrong"), [], waysBack(), t("web-problem-first"));
      told();
    }
    return;
  }
  parts.map.state("away", error.status === 0 ? t("web-badge-away") : t("web-badge-wrong"));
  notice("answer", failed(error), [[t("web-retry"), () => planner.retry()]]);
}

const atRest = rested(() => {
  if (!plan) return tell(parts.map.none.querySelector("h3")?.textContent ?? "");
  parts.map.describe();
  const end = plan.years[plan.years.length - 1];
  const jobs = plan.jobs.reduce((sum, own) => sum + own[own.length - 1], 0);
  return tell(`${parts.map.badge.textContent}. ${t("web-status", { jobs: number(jobs), year: end, cost: money(plan.cost_mmad) })}`);
}, 250);

function closeZone() {
  const code = state.zone;
  change({ zone: null });
  if (code && parts.map.shapes.has(code)) parts.map.map.focus(code);
}

listen((changed, cause) => {
  if (!parts) return;
  if (["model", "scenario", "level", "data"].some((name) => changed.has(name))) {
    load(cause);
    return;
  }
  if (changed.has("settings")) {
    parts.controls.sync();
    told();
    planner.ask(cause);
  }
  if (["year", "show", "zone"].some((name) => changed.has(name))) {
    parts.map.sync();
    chosen();
    if (plan && changed.has("year")) parts.cards[parts.cards.length - 1].show({ plan, base, names: parts.names, year: state.year });
    if (plan) {
      painted(cause, { refined: plan.refined, status: plan.status, request: plan.request });
      atRest();
    }
  }
});

registerView({ name: "plan", label: () => t("web-tab-plan"), build });
