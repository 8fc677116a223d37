// The view "Compare": two to four runs that are kept, side by side.

import { chooser, usual } from "./compare_choose.js";
import { getRuns, load } from "./compare_data.js";
import { Comparison } from "./compare_view.js";
import { shown } from "./control.js";
import { button, h } from "./dom.js";
import * as known from "./known.js";
import { tell } from "./notices.js";
import { keepOwn, listen, state } from "./state.js";
import { registerView } from "./views.js";
import { t } from "./words.js";

const NAME = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}(?:\.point-[0-9]{2,3})?$/;
/** ms between two looks at which runs are kept, while the view is seen. */
const LOOK = 10_000;

let parts = null;
let kept = [];
let titles = new Map();
let comparison = null;
let asked = null;
let turn = 0;
let timer = 0;

/** Names of runs that the link chooses. */
const chosen = () => [...new Set((state.own.runs || "").split(",").filter((name) => NAME.test(name)))].slice(0, 4);
const seen = () => parts !== null && parts.root.isConnected && state.view === "compare";
const listed = (runs) => JSON.stringify(runs.map((run) => [run.name, run.title, run.created]));
const failed = (error) => (error.status === 0 ? t("web-unreachable") : error.message);

function build(root) {
  const picks = h("div");
  const told = h("div", { class: "compare-told" });
  const body = h("div");
  parts = { root, picks, told, body };
  root.replaceChildren(h("div", { class: "compare" }, h("section", { class: "card", "aria-labelledby": "compare-title" },
    h("h2", { id: "compare-title" }, t("web-compare-title")), picks, told), body));
  [comparison, asked] = [null, null];
  show();
}

function show() {
  clearInterval(timer);
  timer = setInterval(look, LOOK);
  refresh();
}

function hide() {
  clearInterval(timer);
}

/** Whether runs came or went meanwhile. */
async function look() {
  if (!seen() || document.hidden || parts.picks.contains(document.activeElement)) return;
  const now = await getRuns().catch(() => null); // what cannot be asked now is asked again later
  if (now && seen() && listed(now) !== listed(kept)) refresh();
}

/** The runs that are kept, then the comparison of those that are chosen. */
async function refresh() {
  const own = ++turn;
  try {
    const runs = await getRuns();
    const names = await known.titles(runs);
    if (own !== turn) return;
    [kept, titles] = [runs, names];
    if (!chosen().length && kept.length) {
      const pair = usual(kept);
      if (pair.length) return void keepOwn({ runs: pair.join(",") }, "replace"); // heard below, which begins anew
    }
    choose();
    await compare(own);
  } catch (error) {
    if (own === turn) refused(error);
  }
}

function choose(gone = []) {
  const focused = document.activeElement?.id;
  parts.picks.replaceChildren(...(kept.length > 1 || chosen().length
    ? [chooser({ kept, titles }, chosen(), gone, (names) => keepOwn({ runs: names.join(","), pair: null }))] : []));
  if (focused?.startsWith("compare-run-")) document.getElementById(focused)?.focus();
}

async function compare(own) {
  const names = chosen();
  if (names.length < 2) {
    empty();
    say(kept.length < 2 && !names.length ? [h("p", { class: "strong" }, t("web-compare-few")), h("p", {}, t("web-compare-how"))]
      : [h("p", {}, usual(kept).length ? t("web-compare-choose") : t("web-compare-unlike")), h("p", {}, t("web-compare-how"))]);
    return;
  }
  parts.body.setAttribute("aria-busy", "true");
  const found = await load(names);
  const first = found.runs[0];
  const [map, settings] = await Promise.all([
    found.view && first.model ? known.shapes(first.model, found.view.level, first.request?.data).catch(() => null) : null,
    found.view && first.request ? known.settings(first.model, first.scenario).catch(() => new Map()) : new Map(),
  ]);
  if (own !== turn) return;
  parts.body.setAttribute("aria-busy", "false");
  if (found.missing.length) choose(found.missing);
  say(found.missing.length ? missing(found) : []);
  if (!found.view) return empty();
  asked = names.join();
  comparison = new Comparison({ ...found, settings }, map, (error) => [404, 409].includes(error.status) && refresh());
  parts.body.replaceChildren(comparison.root);
  comparison.start();
  tell(t("web-compare-status", { n: String(found.runs.length) }));
}

/** Runs that were deleted meanwhile, and the way on. */
function missing({ missing: gone, runs }) {
  const rest = runs.map((run) => run.name);
  const way = button(t("web-compare-leave-out"), () => keepOwn({ runs: rest.join(",") || null, pair: null }), { class: "main" });
  return [h("p", { class: "strong" }, t("web-compare-gone", { names: gone.join(", ") })),
    h("p", {}, rest.length > 1 ? t("web-compare-gone-rest") : t("web-compare-gone-few")), way];
}

function empty() {
  [comparison, asked] = [null, null];
  parts.body.replaceChildren();
}

/** Say something in place of the comparison, or over it. */
function say(content) {
  parts.told.replaceChildren(...(content.length ? [h("div", { class: "compare-say", role: "alert" }, content)] : []));
}

function refused(error) {
  empty();
  const reasons = (error.problems || []).map((problem) => h("p", { dir: "auto" }, shown(problem)));
  const retry = button(t("web-retry"), () => refresh(), { class: "main" });
  say(error.status === 422 ? [h("p", { class: "strong" }, t("web-compare-cannot")), ...reasons] : [h("p", {}, failed(error)), retry]);
}

listen((changed) => {
  if (!changed.has("own") || !seen()) return;
  if (comparison && asked === chosen().join()) comparison.paint();
  else refresh();
});

registerView({ name: "compare", label: () => t("web-compare-tab"), build, show, hide });
