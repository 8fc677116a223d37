// "Keep as a run": title and note, the solving of the plan to the end, its result or what would help.

import { button, h } from "./dom.js";
import * as known from "./known.js";
import { openDialog, labelled } from "./runs_dialog.js";
import { trouble } from "./runs_api.js";
import { failure } from "./runs_failed.js";
import { end, isOpen, order, tasks, watchTasks } from "./runs_tasks.js";
import { called, runLink } from "./runs_words.js";
import { number } from "./format.js";
import { tell } from "./notices.js";
import { state } from "./state.js";
import { lang, t } from "./words.js";

/** What was asked for by this tab, by the id of its task: for the repairs of one that failed. */
export const requests = new Map();

/** What gets the focus when it is shown, so that it is read aloud. */
const HEARD = { tabindex: "-1", autofocus: "" };

export function keepTool() {
  return button(t("web-runs-keep"), keep, { id: "keep-run", class: "small" });
}

function keep() {
  let unwatch = () => {};
  const dialog = openDialog(t("web-runs-keep"), () => unwatch());
  const follow = (task, asked) => {
    unwatch();
    unwatch = running(dialog, task, asked, () => form(dialog, follow, asked));
  };
  form(dialog, follow, { title: "", note: "" });
}

function form(dialog, follow, told) {
  const title = h("input", { id: "keep-title", type: "text", maxlength: "200", autocomplete: "off", value: told.title, autofocus: "" });
  const note = h("textarea", { id: "keep-note", maxlength: "4000", rows: "4" }, told.note);
  const level = h("select", { id: "keep-level" });
  known.models().then((models) => {
    const levels = { region: t("web-level-region"), province: t("web-level-province"), commune: t("web-data-commune") };
    level.replaceChildren(...models.find((each) => each.name === state.model).levels.map((each) => h("option", { value: each }, levels[each] ?? each)));
    level.value = state.level;
  }, () => {}); // then the level is the page's
  const wrong = h("div", { class: "problems", role: "alert", hidden: true });
  const go = h("button", { type: "submit", class: "main" }, t("web-runs-keep-go"));
  const send = async (event) => {
    event.preventDefault();
    if (go.disabled) return;
    go.disabled = true;
    wrong.hidden = true;
    const asked = { title: title.value.trim(), note: note.value.trim(), request: { ...state.request(), level: level.value || state.level }, lang: lang() };
    try {
      const task = await order({ kind: "solve", ...asked });
      requests.set(task.id, { request: asked.request, lang: asked.lang });
      if (dialog.root.open) follow(task, asked);
    } catch (error) {
      wrong.replaceChildren(trouble(error));
      wrong.hidden = false;
      go.disabled = false;
    }
  };
  dialog.say(h("form", { class: "run-form", on: { submit: send } },
    h("p", { class: "sub" }, t("web-runs-keep-help")),
    labelled(t("web-runs-title"), title), labelled(t("web-runs-note"), note),
    labelled(t("web-level"), level), wrong,
    h("div", { class: "actions" }, go, button(t("web-close"), dialog.close))));
}

/** Follow a task to its end; answers what ends the following. */
function running(dialog, task, asked, again) {
  const list = h("ol", { class: "run-progress" });
  const status = h("p"); // not read aloud: it changes every second
  const wrong = h("div", { role: "alert" });
  const stop = button(t("web-runs-cancel"), async () => {
    stop.disabled = true;
    try {
      await end(task.id);
    } catch (error) {
      wrong.replaceChildren(trouble(error));
      stop.disabled = false;
    }
  });
  dialog.say(status, h("div", { class: "run-progress-box", tabindex: 0, role: "group", "aria-label": t("web-runs-progress") }, list), wrong,
    h("p", { class: "sub" }, t("web-runs-goes-on")), h("div", { class: "actions" }, stop, button(t("web-runs-background"), dialog.close)));
  let seen = false;
  const show = (known) => {
    const now = known.find((each) => each.id === task.id);
    if (!now) return seen && ended(dialog, again, null, asked);
    seen = true;
    if (!isOpen(now)) return ended(dialog, again, now, asked);
    status.textContent = standing(now);
    for (const step of now.progress.slice(list.children.length)) list.append(h("li", { dir: "auto" }, step.message));
    list.parentElement.scrollTop = list.parentElement.scrollHeight;
    return undefined;
  };
  let over = false;
  const once = (known, error = null) => {
    if (over) return;
    wrong.replaceChildren(...(error ? [trouble(error)] : []));
    over = !error && show(known) === true;
  };
  const unwatch = watchTasks(once);
  once(tasks());
  return unwatch;
}

function ended(dialog, again, task, asked) {
  const close = () => dialog.close();
  if (task?.state === "done") {
    const name = task.result.run;
    tell(t("web-runs-kept", { title: called({ title: asked.title, name }) }));
    dialog.say(h("p", { class: "strong", ...HEARD }, t("web-runs-kept", { title: called({ title: asked.title, name }) })),
      h("p", {}, runLink(name, t("web-runs-open"), close)), h("div", { class: "actions" }, button(t("web-close"), close)));
  } else if (task?.state === "failed") {
    const why = failure(task.problems, { request: asked.request, lang: asked.lang, applied: close });
    for (const [name, text] of Object.entries(HEARD)) why.firstChild.setAttribute(name, text);
    dialog.say(why,
      h("div", { class: "actions" }, button(t("web-runs-again"), again), button(t("web-close"), close)));
  } else {
    dialog.say(h("p", { class: "strong", ...HEARD }, t("web-runs-cancelled")),
      h("div", { class: "actions" }, button(t("web-runs-again"), again), button(t("web-close"), close)));
  }
  return true;
}

/** How a task stands, in a line. */
export function standing(task) {
  if (task.state === "waiting") return t("web-runs-waiting", { n: String(task.before) });
  return t("web-runs-running", { seconds: number(task.seconds) });
}
