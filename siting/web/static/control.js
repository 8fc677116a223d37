// One setting: label, switch where it is a rule that may be off, slider and field, what the scenario has, problems.

import { button, h, put, say } from "./dom.js";
import { number, parsed } from "./format.js";
import { named, t } from "./words.js";

const unitWords = () => ({
  "jobs/year": t("web-unit-jobs-year"),
  ratio: t("web-unit-times"),
  "fraction/year": t("web-unit-percent-year"),
  fraction: t("web-unit-percent"),
  "jobs per 1,000 active": t("web-unit-rate"),
  index: t("web-unit-index"),
  "MAD/person": t("web-unit-person"),
  minutes: t("web-unit-minutes"),
  "seats per 1,000 active": t("web-unit-seats-rate"),
  seats: t("web-unit-seats"),
  "MAD/m2": t("web-unit-m2"),
  "MAD/person/minute/year": t("web-unit-commute"),
  MMAD: t("web-unit-million"),
  years: t("web-unit-years"),
});
const optionWords = () => ({
  stock: t("web-option-stock"),
  added: t("web-option-added"),
  straight: t("web-option-straight"),
  none: t("web-option-none"),
});

/** A problem of the server as a sentence. */
export const shown = (problem) => [problem.message, problem.remedy].filter(Boolean).join(" – ");

function unitOf(view) {
  if (view.kind === "share") return view.unit.endsWith("/year") ? t("web-unit-percent-year") : t("web-unit-percent");
  if (view.key.startsWith("goals.jobs.")) return t("web-unit-jobs");
  if (view.key.startsWith("goals.exports_mmad.")) return t("web-unit-million");
  return unitWords()[view.unit] ?? view.unit;
}

export class Control {
  /** `moved(key, value, history, cause)`; a value of `undefined` is the scenario's again. */
  constructor(view, moved) {
    this.view = view;
    this.moved = moved;
    this.id = `c-${view.key.replace(/[^A-Za-z0-9]/g, "-")}`;
    this.factor = view.kind === "share" ? 100 : 1;
    this.unit = unitOf(view);
    this.last = view.given ?? view.start;
    this.help = h("p", { class: "help", id: `${this.id}-help` }, named(view.help));
    this.wrong = h("p", { class: "problem", id: `${this.id}-wrong`, role: "alert" });
    this.was = h("p", { class: "was", hidden: true });
    this.label = h("label", { for: this.id }, named(view.label));
    const head = h("div", { class: "control-head" }, this.label);
    if (view.optional) head.append(this.switch());
    this.root = h("div", { class: `control ${view.kind}`, "data-key": view.key }, head);
    this.root.append(...this.fields(), this.help, this.wrong);
    if (!view.live) this.root.append(h("p", { class: "later" }, t("web-later")));
    this.root.append(this.was);
  }

  get described() {
    return `${this.id}-help ${this.id}-wrong`;
  }

  switch() {
    const name = `${named(this.view.label)}: ${t("web-rule")}`;
    this.on = h("input", { type: "checkbox", role: "switch", class: "switch", "aria-label": name });
    this.on.addEventListener("change", (event) => this.send(this.on.checked ? this.last : null, "push", event));
    return this.on;
  }

  fields() {
    const { kind, options } = this.view;
    if (kind === "choice") {
      const words = optionWords();
      this.field = h("select", { id: this.id, "aria-describedby": this.described },
        options.map((name) => h("option", { value: name }, words[name] ?? name)));
      this.field.addEventListener("change", (event) => this.send(this.field.value, "push", event));
      return [this.field];
    }
    if (kind === "flag") {
      this.field = h("input", { id: this.id, type: "checkbox", "aria-describedby": this.described });
      this.field.addEventListener("change", (event) => this.send(this.field.checked, "push", event));
      this.label.prepend(this.field);
      return [];
    }
    return [this.sliderAndField()];
  }

  sliderAndField() {
    const { low, high, step } = this.view;
    this.slider = h("input", { id: this.id, type: "range", "aria-describedby": this.described });
    for (const [name, value] of Object.entries({ min: low, max: high, step })) {
      this.slider.setAttribute(name, String(this.scaled(value)));
    }
    this.slider.addEventListener("input", (event) => this.slid(event, "drag"));
    this.slider.addEventListener("change", (event) => this.slid(event, "commit"));
    this.field = h("input", { type: "text", inputmode: "decimal", class: "field", id: `${this.id}-field`, dir: "ltr",
      autocomplete: "off", "aria-label": `${named(this.view.label)} (${this.unit || t("web-field")})` });
    this.field.setAttribute("aria-describedby", this.described);
    this.field.addEventListener("change", (event) => this.typed(event));
    this.field.addEventListener("keydown", (event) => this.stepped(event));
    this.mark = h("span", { class: "mark", "aria-hidden": "true" });
    const given = this.view.given;
    if (typeof given === "number") this.mark.style.setProperty("--at", String(this.part(given)));
    this.mark.hidden = typeof given !== "number";
    return h("div", { class: "slide" }, h("div", { class: "track" }, this.slider, this.mark), this.field,
      h("span", { class: "unit" }, this.unit));
  }

  /** A number as it is shown, without the noise of floating point. */
  scaled(value) {
    return Number((value * this.factor).toFixed(6));
  }

  part(value) {
    const { low, high } = this.view;
    return Math.min(1, Math.max(0, (value - low) / (high - low || 1)));
  }

  slid(event, history) {
    this.send(Number((Number(this.slider.value) / this.factor).toFixed(8)), history, event);
  }

  typed(event) {
    const value = parsed(this.field.value);
    if (Number.isNaN(value)) {
      this.problem({ message: t("web-problem-number") });
      return;
    }
    this.problem(null);
    this.send(Number((value / this.factor).toFixed(8)), "push", event);
  }

  stepped(event) {
    const way = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    const value = parsed(this.field.value);
    if (!way || Number.isNaN(value)) return;
    event.preventDefault();
    this.send(Number((value / this.factor + way * this.view.step).toFixed(8)), "commit", event);
  }

  send(value, history, event) {
    if (value !== null) this.last = value;
    const cause = { key: this.view.key, at: event.timeStamp };
    this.moved(this.view.key, this.given(value) ? undefined : value, history, cause);
  }

  given(value) {
    const given = this.view.given;
    if (typeof value === "number" && typeof given === "number") return Math.abs(value - given) < 1e-9;
    return value === given;
  }

  words(value) {
    if (value === null || value === undefined) return t("web-rule-off");
    if (typeof value === "boolean") return value ? t("web-yes") : t("web-no");
    if (typeof value !== "number") return optionWords()[value] ?? String(value);
    return [number(value * this.factor, this.digits(value)), this.unit].filter(Boolean).join(" ");
  }

  /** Decimals: those of the control, more where the value has more. */
  digits(value) {
    let digits = this.view.digits;
    while (digits < 6 && Math.abs(Number((value * this.factor).toFixed(digits)) - value * this.factor) > 1e-7) digits += 1;
    return digits;
  }

  /** Show the value of the settings, or the scenario's. */
  sync(settings) {
    const { key, given, kind } = this.view;
    const differs = key in settings;
    const value = differs ? settings[key] : given;
    this.root.classList.toggle("differs", differs);
    if (kind === "choice") this.field.value = value;
    else if (kind === "flag") this.field.checked = value === true;
    else this.syncNumber(value);
    if (this.was.hidden === !differs) return;
    this.was.hidden = !differs;
    const back = button(t("web-back"), (event) => {
      this.send(given ?? null, "push", event);
      (this.slider || this.field).focus();
    }, { class: "small", "aria-label": `${t("web-back")}: ${named(this.view.label)}` });
    this.was.replaceChildren(...(differs ? [h("span", {}, t("web-scenario-has", { value: this.words(given) })), back] : []));
  }

  syncNumber(value) {
    const off = typeof value !== "number";
    const value_ = off ? this.last : value;
    if (this.on) this.on.checked = !off;
    this.slider.disabled = this.field.disabled = off;
    this.root.classList.toggle("off", off);
    const told = String(this.scaled(value_));
    if (this.slider.value !== told) this.slider.value = told;
    this.slider.style.setProperty("--p", String(this.part(value_)));
    put(this.slider, "aria-valuetext", off ? t("web-rule-off") : this.words(value));
    const text = off ? "" : number(value * this.factor, this.digits(value));
    if (this.field.value !== text && !(this.field === document.activeElement && parsed(this.field.value) === value * this.factor)) {
      this.field.value = text;
    }
    put(this.field, "placeholder", off ? t("web-rule-off") : "");
  }

  problem(problem) {
    say(this.wrong, problem ? shown(problem) : "");
    this.wrong.dir = "auto";
    for (const field of [this.slider, this.field]) {
      if (!field) continue;
      if (problem) field.setAttribute("aria-invalid", "true");
      else field.removeAttribute("aria-invalid");
    }
  }
}
