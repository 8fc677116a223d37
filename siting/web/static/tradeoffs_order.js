// Orders a study from the plan's settings, and follows the work until it has ended.

import { ask } from "./api.js";
import { button, h } from "./dom.js";
import { number, parsed } from "./format.js";
import * as known from "./known.js";
import { tell } from "./notices.js";
import { state } from "./state.js";
import { AIMS, aimName } from "./tradeoffs_aims.js";
import { named, t } from "./words.js";

export const KINDS = ["frontier", "alternatives", "ensemble"];
/** ms between two looks at work that is going on. */
const LOOK = 800;

export const kindName = (kind) => ({
  frontier: t("web-tradeoffs-frontier"),
  alternatives: t("web-tradeoffs-alternatives"),
  ensemble: t("web-tradeoffs-ensemble"),
})[kind];

const kindHelp = (kind) => ({
  frontier: t("web-tradeoffs-frontier-help"),
  alternatives: t("web-tradeoffs-alternatives-help"),
  ensemble: t("web-tradeoffs-ensemble-help"),
})[kind];

/** Fields of each kind: [name, label, first value, least, most]. */
const fields = (kind) => ({
  frontier: [["points", t("web-tradeoffs-field-points"), 8, 2, 40]],
  alternatives: [["slack", t("web-tradeoffs-field-slack"), 2, 0.1, 100], ["count", t("web-tradeoffs-field-count"), 5, 1, 20]],
  ensemble: [["samples", t("web-tradeoffs-field-samples"), 60, 10, 2000]],
})[kind];

export class Order {
  /** `ordered(task)` is called with the task that was taken on. */
  constructor(ordered) {
    this.ordered = ordered;
    this.kind = "frontier";
    this.aims = new Set(["cost", "inequality"]);
    this.inputs = new Map();
    this.from = h("p", { class: "sub" });
    this.body = h("div");
    this.wrong = h("div", { class: "problems", role: "alert", hidden: true });
    this.go = button(t("web-tradeoffs-order"), () => this.send(), { class: "main", "data-act": "order" });
    this.title = h("input", { id: "order-title", type: "text", maxlength: 120, class: "wide" });
    this.root = h("details", { class: "card order", id: "order" }, h("summary", {}, h("h3", {}, t("web-tradeoffs-new"))), this.from,
      h("fieldset", { class: "kinds" }, h("legend", { class: "unseen" }, t("web-tradeoffs-kind")), KINDS.map((kind) => this.radio(kind))),
      this.body, h("label", { for: "order-title" }, t("web-tradeoffs-title")), this.title, this.wrong, this.go);
    this.fill();
    this.sync();
  }

  radio(kind) {
    const input = h("input", { type: "radio", name: "kind", value: kind, id: `kind-${kind}`, on: { change: () => {
      this.kind = kind;
      this.fill();
    } } });
    input.checked = kind === this.kind;
    return h("label", { for: input.id }, input, kindName(kind));
  }

  fill() {
    this.inputs.clear();
    this.tell([]);
    const rows = fields(this.kind).map(([name, label, value, least, most]) => {
      const id = `order-${name}`;
      const input = h("input", { id, type: "text", inputmode: "decimal", class: "field", "aria-describedby": `${id}-range` });
      input.value = String(value);
      this.inputs.set(name, { input, label, least, most });
      return h("div", { class: "row" }, h("label", { for: id }, label), input,
        h("span", { id: `${id}-range`, class: "help" }, t("web-tradeoffs-between", { low: number(least, least % 1 ? 1 : 0), high: number(most) })));
    });
    const aims = this.kind === "frontier" ? h("fieldset", { class: "aims" }, h("legend", {}, t("web-tradeoffs-aims")),
      Object.keys(AIMS).map((aim) => {
        const input = h("input", { type: "checkbox", id: `aim-${aim}`, on: { change: () => {
          if (input.checked) this.aims.add(aim);
          else this.aims.delete(aim);
        } } });
        input.checked = this.aims.has(aim);
        return h("label", { for: input.id }, input, aimName(aim));
      })) : "";
    this.body.replaceChildren(h("p", { class: "help" }, kindHelp(this.kind)), aims, ...rows);
  }

  /** The plan from which a study would be ordered. */
  async sync() {
    const list = await known.scenarios(state.model).catch(() => []);
    const scenario = list.find((each) => each.name === state.scenario);
    const n = Object.keys(state.settings).length;
    const name = scenario ? named(scenario.title) : String(state.scenario ?? "");
    const level = state.level === "region" ? t("web-level-region") : t("web-level-province");
    this.about = name;
    this.from.textContent = n ? t("web-tradeoffs-from-changed", { name, level, n: String(n) }) : t("web-tradeoffs-from", { name, level });
  }

  /** Show what is wrong: texts, each in a line. */
  tell(texts) {
    this.wrong.hidden = !texts.length;
    this.wrong.replaceChildren(...texts.map((text) => h("p", {}, text)));
  }

  /** Options as the interface takes them, or null where a field is wrong. */
  options() {
    const problems = [];
    const made = {};
    for (const [name, { input, label, least, most }] of this.inputs) {
      const value = parsed(input.value);
      const whole = name === "slack" || Number.isInteger(value);
      const right = value >= least && value <= most && whole;
      if (right) input.removeAttribute("aria-invalid");
      else {
        input.setAttribute("aria-invalid", "true");
        problems.push(t("web-tradeoffs-field-wrong", { field: label, low: number(least, least % 1 ? 1 : 0), high: number(most) }));
      }
      made[name] = name === "slack" ? Number((value / 100).toFixed(6)) : value;
    }
    if (this.kind === "frontier") {
      made.objectives = Object.keys(AIMS).filter((aim) => this.aims.has(aim));
      if (made.objectives.length < 2 || made.objectives.length > 3) problems.push(t("web-tradeoffs-aims-wrong"));
    }
    this.tell(problems);
    return problems.length ? null : made;
  }

  usual(options) {
    if (this.kind !== "frontier") return `${kindName(this.kind)} · ${this.about ?? ""}`;
    return `${options.objectives.map(aimName).join(" · ")} · ${this.about ?? ""}`;
  }

  async send() {
    const options = this.options();
    if (!options) return;
    this.go.disabled = true;
    try {
      const title = (this.title.value.trim() || this.usual(options)).slice(0, 200);
      const body = { kind: this.kind, request: state.request(), title, options, lang: state.lang };
      this.ordered(await ask("/tasks", body));
      this.title.value = "";
    } catch (error) {
      this.tell(error.status === 0 ? [t("web-unreachable")] : textsOf(error));
    }
    this.go.disabled = false;
  }
}

/** A failure in sentences: the message, then each problem that it does not say already. */
function textsOf(told) {
  const more = (told.problems ?? []).map((each) => [each.key, each.message].filter(Boolean).join(": "));
  const texts = [told.message, ...more.filter((text) => !told.message.includes(text)), ...(told.reasons ?? [])];
  return [...new Set(texts.filter(Boolean))];
}

/** The session's work on studies, looked at while any of it goes on. */
export class Tasks {
  /** `done(task)` is called once for each that ends well while it is watched. */
  constructor(done) {
    this.done = done;
    this.running = new Set();
    this.timer = 0;
    this.boxes = new Map();
    this.root = h("div", { class: "tasks" });
  }

  stop() {
    clearTimeout(this.timer);
  }

  async look() {
    clearTimeout(this.timer);
    let tasks;
    try {
      tasks = (await ask("/tasks")).filter((task) => KINDS.includes(task.kind));
    } catch {
      this.timer = setTimeout(() => this.look(), 4 * LOOK);
      return;
    }
    const shown = tasks.filter((task) => !["done", "cancelled"].includes(task.state));
    for (const [id, box] of this.boxes) {
      if (shown.some((task) => task.id === id)) continue;
      box.root.remove();
      this.boxes.delete(id);
    }
    for (const task of shown) this.show(task);
    for (const task of tasks) {
      const going = ["waiting", "running"].includes(task.state);
      if (!going && this.running.delete(task.id)) {
        tell(task.state === "done" ? t("web-tradeoffs-done", { title: task.title }) : t("web-tradeoffs-failed", { title: task.title }));
        if (task.state === "done") this.done(task);
      }
      if (going) this.running.add(task.id);
    }
    if (this.running.size) this.timer = setTimeout(() => this.look(), LOOK);
  }

  show(task) {
    if (!this.boxes.has(task.id)) {
      const box = {
        state: h("p", { class: "sub" }), messages: h("ol", { class: "messages" }),
        wrong: h("div", { class: "problems", hidden: true }), act: button("", () => this.end(task.id), { class: "small" }),
      };
      box.root = h("section", { class: "card task", "data-task": task.id, "aria-label": task.title },
        h("h3", {}, task.title || kindName(task.kind)), box.state, h("div", { class: "bar-of-work", "aria-hidden": "true" }),
        box.messages, box.wrong, h("div", { class: "actions" }, box.act));
      this.boxes.set(task.id, box);
      this.root.append(box.root);
    }
    const box = this.boxes.get(task.id);
    const failed = task.state === "failed";
    box.root.dataset.state = task.state;
    box.state.textContent = failed ? t("web-tradeoffs-failed-short") : task.state === "waiting"
      ? t("web-tradeoffs-waiting", { n: String(task.before) }) : t("web-tradeoffs-running", { seconds: number(task.seconds) });
    box.messages.replaceChildren(...task.progress.slice(-3).map((step) => h("li", { dir: "auto" }, step.message)));
    box.messages.hidden = failed || !task.progress.length;
    box.act.textContent = failed ? t("web-close") : t("web-tradeoffs-cancel");
    box.wrong.hidden = !failed;
    if (failed && task.problems) box.wrong.replaceChildren(...textsOf(task.problems).map((text) => h("p", {}, text)));
  }

  async end(id) {
    this.running.delete(id);
    await ask(`/tasks/${id}`, undefined, "DELETE").catch(() => null);
    tell(t("web-tradeoffs-cancelled"));
    this.look();
  }
}
