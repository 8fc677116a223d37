// The view "Runs": what is kept, what is being computed, and one run in full. Its tools stand on the plan.

import { button, h } from "./dom.js";
import * as known from "./known.js";
import { clear, notice, tell } from "./notices.js";
import { getRun, getRuns, isGone, trouble } from "./runs_api.js";
import { RunPanel } from "./runs_detail.js";
import { openTool, saveTool } from "./runs_file.js";
import { keepTool } from "./runs_keep.js";
import { takeTool } from "./runs_take.js";
import { RunTable } from "./runs_table.js";
import { look, watchTasks } from "./runs_tasks.js";
import { chooseRun, openRun } from "./runs_words.js";
import { Work } from "./runs_work.js";
import { listen, state } from "./state.js";
import { registerTool, registerView } from "./views.js";
import { t } from "./words.js";

let parts = null;
let runs = [];
let turn = 0;
let listing = 0;
let opened = null;
const ended = new Set();

function build(root) {
  const table = new RunTable();
  const work = new Work();
  const panel = new RunPanel({ close: leave, changed, deleted });
  const wrong = h("div", { role: "alert" });
  const none = h("p", { hidden: true }, t("web-runs-none"));
  const list = h("section", { class: "card runs-list", "aria-labelledby": "runs-title" },
    h("div", { class: "card-head" }, h("h2", { id: "runs-title" }, t("web-runs-kept-runs")),
      button(t("web-runs-refresh"), () => refresh(), { class: "small", id: "runs-refresh" })), wrong, none, table.root);
  const sides = h("div", { class: "runs-sides" }, list, panel.root);
  root.replaceChildren(h("div", { class: "runs" }, work.root, sides));
  parts = { table, work, panel, wrong, none, sides };
  show();
}

function show() {
  if (!parts) return;
  look();
  refresh();
  open();
}

/** Read the list anew. */
async function refresh() {
  const own = parts;
  const now = ++listing;
  try {
    const found = await getRuns();
    const names = await known.titles(found);
    if (own !== parts || now !== listing) return;
    runs = found;
    own.names = names;
    own.wrong.replaceChildren();
    list();
  } catch (error) {
    if (own === parts && now === listing) own.wrong.replaceChildren(trouble(error), button(t("web-retry"), refresh));
  }
}

function list() {
  parts.table.root.hidden = !runs.length;
  parts.none.hidden = runs.length > 0;
  parts.table.show(runs, parts.names);
}

/** Show the run of the link. */
async function open(focus = false) {
  const own = parts;
  const now = ++turn;
  const name = openRun();
  opened = name;
  own.table.sync();
  own.sides.classList.toggle("open", name !== null);
  if (name === null) {
    own.panel.run = null;
    own.panel.root.hidden = true;
    return;
  }
  if (own.panel.run?.name === name) return;
  own.panel.say(name, h("p", { role: "status" }, t("web-runs-reading")));
  if (focus) own.panel.title.focus();
  try {
    const run = await getRun(name);
    if (own === parts && now === turn) own.panel.show(run);
  } catch (error) {
    if (own !== parts || now !== turn) return;
    const again = isGone(error) ? null : button(t("web-retry"), () => open());
    own.panel.say(name, h("div", { role: "alert" }, trouble(error)), again ?? "");
    if (isGone(error)) refresh();
  }
}

function leave() {
  const name = openRun();
  chooseRun(null);
  if (name) parts.table.focus(name);
}

function changed(view) {
  runs = runs.map((run) => (run.name === view.name ? view : run));
  listing += 1; // a list that is on its way does not know of it
  if (parts.names) list();
}

/** A run is no more: because it was deleted here (`here`), or elsewhere. */
function deleted(name, here) {
  runs = runs.filter((run) => run.name !== name);
  listing += 1;
  if (parts.names) list();
  if (!here) return;
  chooseRun(null, "replace");
  tell(t("web-runs-deleted"));
  parts.table.filter.focus();
}

watchTasks((tasks, error) => {
  const made = tasks.filter((task) => task.state === "done" && !ended.has(task.id));
  made.forEach((task) => ended.add(task.id));
  if (error) {
    if (state.view === "runs") notice("tasks", error.status === 0 ? t("web-unreachable") : error.message, [[t("web-retry"), look]]);
    return;
  }
  clear("tasks");
  if (!parts) return;
  parts.work.show(tasks);
  if (made.some((task) => task.result?.run || task.result?.study)) refresh();
});

listen((changes) => {
  if (parts && changes.has("own") && state.view === "runs" && !changes.has("view") && openRun() !== opened) open(true);
});

registerView({ name: "runs", label: () => t("web-runs-tab"), build, show });
registerTool({ build: keepTool });
registerTool({ place: "files", build: takeTool });
registerTool({ place: "files", build: saveTool });
registerTool({ place: "files", build: openTool });
