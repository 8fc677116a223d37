// The settings that can be moved, in their groups; what differs from the scenario, and the way back.

import { button, h, put, say } from "./dom.js";
import { Control, shown } from "./control.js";
import { change, set, state } from "./state.js";
import { named, t } from "./words.js";

const OPEN = new Set(["goals", "balance"]);

export class Controls {
  constructor(root) {
    this.bar = h("div", { id: "changed", class: "changed" });
    this.alert = h("div", { id: "problems", role: "alert", class: "problems", hidden: true });
    this.groups = h("div", { class: "groups" });
    this.controls = new Map();
    this.open = new Set(OPEN);
    root.replaceChildren(this.bar, this.alert, this.groups);
  }

  /** Draw the controls of a scenario anew: another scenario, or another language. */
  build(groups) {
    this.controls.clear();
    this.sections = groups.map((group) => {
      const controls = group.controls.map((view) => {
        const control = new Control(view, (key, value, history, cause) => set(key, value, history, cause));
        this.controls.set(view.key, control);
        return control;
      });
      const count = h("span", { class: "count" });
      const summary = h("summary", {}, h("h3", {}, named(group.label)), count);
      const section = h("details", { class: "group", open: this.open.has(group.name) }, summary,
        controls.map((control) => control.root));
      section.addEventListener("toggle", () => this.open[section.open ? "add" : "delete"](group.name));
      return { section, count, controls };
    });
    this.groups.replaceChildren(...this.sections.map((each) => each.section));
    this.waiting(groups.flatMap((group) => group.controls));
    this.sync();
  }

  /** What is solved in the background only is not part of the plan that is shown. */
  waiting(views) {
    const later = views.filter((view) => !view.live);
    const flags = later.filter((view) => view.kind === "flag" && view.given === true);
    state.waiting = {
      keys: new Set(later.map((view) => view.key)),
      instead: Object.fromEntries(flags.map((view) => [view.key, false])),
    };
  }

  /** Whether the plan that is shown leaves out something that was asked for. */
  get behind() {
    const asked = Object.keys(state.settings).some((key) => state.waiting.keys.has(key));
    return asked || Object.keys(state.waiting.instead).length > 0;
  }

  /** Show the values of the state. */
  sync() {
    for (const control of this.controls.values()) control.sync(state.settings);
    const keys = Object.keys(state.settings);
    for (const { count, controls } of this.sections || []) {
      const differ = controls.filter((control) => control.view.key in state.settings).length;
      say(count, differ ? t("web-changed-short", { n: differ }) : "");
    }
    const number = String(keys.length);
    if (this.bar.dataset.told === keys.join() + t("web-changed", { n: number })) return;
    this.bar.dataset.told = keys.join() + t("web-changed", { n: number });
    const strange = keys.filter((key) => !this.controls.has(key));
    this.bar.replaceChildren(
      h("p", {}, keys.length ? t("web-changed", { n: number }) : t("web-unchanged")),
      ...(keys.length ? [button(t("web-reset-all"), () => change({ settings: {} }), { id: "reset-all" })] : []),
      ...strange.map((key) => h("p", { class: "strange" }, h("bdi", {}, `${key} = ${JSON.stringify(state.settings[key])}`),
        button(t("web-back"), () => set(key, undefined), { class: "small" }))),
    );
  }

  /** Problems of the last answer: beside their fields, others in the box. */
  problems(list, message = "") {
    const others = [];
    for (const control of this.controls.values()) control.problem(null);
    for (const problem of list) {
      const control = this.controls.get(problem.key);
      if (control) {
        control.problem(problem);
        control.root.closest("details").open = true;
      } else others.push(problem);
    }
    const told = others.length || message;
    this.alert.hidden = !told;
    this.alert.replaceChildren(...(told ? [h("p", { class: "strong" }, message || t("web-problem-request"))] : []),
      ...others.map((problem) => h("p", { dir: "auto" }, shown(problem))));
    put(this.alert, "data-count", others.length);
  }
}
