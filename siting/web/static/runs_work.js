// Work in the background of this tab on top of the runs: what waits, runs, failed, or has a document to fetch.

import { button, h, put, say } from "./dom.js";
import { save, trouble } from "./runs_api.js";
import { failure } from "./runs_failed.js";
import { requests, standing } from "./runs_keep.js";
import { end, isOpen } from "./runs_tasks.js";
import { t } from "./words.js";

const shown = (task) => isOpen(task) || task.state === "failed" || (task.state === "done" && task.result?.file);

export class Work {
  constructor() {
    this.list = h("ul", { class: "run-tasks" });
    this.wrong = h("div", { role: "alert" });
    this.root = h("section", { class: "card", id: "run-work", "aria-labelledby": "run-work-title", hidden: true },
      h("h2", { id: "run-work-title" }, t("web-runs-work")), this.list, this.wrong);
    this.items = new Map();
  }

  show(tasks) {
    const own = tasks.filter(shown);
    const ids = new Set(own.map((task) => task.id));
    for (const [id, item] of this.items) {
      if (ids.has(id)) continue;
      item.root.remove();
      this.items.delete(id);
    }
    for (const task of own) {
      const item = this.items.get(task.id);
      if (item && item.state === task.state) this.update(item, task);
      else this.make(item, task);
    }
    this.root.hidden = !own.length;
  }

  make(old, task) {
    const line = h("span", { class: "run-standing" });
    const step = h("span", { class: "sub", dir: "auto" });
    const name = h("span", { class: "strong", dir: "auto" }, [t(`web-runs-kind-${task.kind}`), task.title].filter(Boolean).join(" · "));
    const root = h("li", { "data-task": task.id, "data-state": task.state }, h("div", { class: "run-task-head" }, name, line, this.actions(task)), step);
    if (task.state === "failed") {
      const why = failure(task.problems, requests.get(task.id) ?? {});
      root.append(h("details", { class: "figures" }, h("summary", {}, t("web-runs-why-not")), why));
    }
    const item = { root, line, step, state: task.state };
    if (old) old.root.replaceWith(root);
    else this.list.append(root);
    this.items.set(task.id, item);
    this.update(item, task);
  }

  update(item, task) {
    const state = { failed: "web-runs-failed", done: "web-runs-done" }[task.state];
    say(item.line, state ? t(state) : standing(task));
    say(item.step, isOpen(task) ? (task.progress[task.progress.length - 1]?.message ?? "") : "");
    put(item.root, "aria-busy", task.state === "running");
  }

  actions(task) {
    const act = (work) => async (event) => {
      const own = event.currentTarget;
      own.disabled = true;
      this.wrong.replaceChildren();
      try {
        await work();
      } catch (error) {
        this.wrong.replaceChildren(trouble(error));
      }
      own.disabled = false;
    };
    const drop = button(t(isOpen(task) ? "web-runs-cancel" : "web-runs-forget"), act(() => end(task.id)), { class: "small" });
    const fetch = task.state === "done" ? button(t("web-runs-fetch"), act(() => save(`/tasks/${task.id}/file`)), { class: "main small" }) : null;
    return h("span", { class: "actions" }, fetch, drop);
  }
}
