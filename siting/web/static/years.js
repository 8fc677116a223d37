// The year that the map shows: a slider, and a button that lets the years pass.

import { button, h, put, say } from "./dom.js";
import { change, state } from "./state.js";
import { t } from "./words.js";

/** ms that each year stays. */
const PACE = 900;

export class Years {
  constructor() {
    this.play = button("", () => this.toggle(), { id: "play", class: "play" });
    this.slider = h("input", { type: "range", id: "year", step: 1 });
    this.slider.addEventListener("input", (event) => this.moved(event, "drag"));
    this.slider.addEventListener("change", (event) => this.moved(event, "commit"));
    this.ticks = h("div", { class: "ticks", "aria-hidden": "true" });
    this.label = h("label", { for: "year", class: "unseen" });
    this.root = h("div", { class: "years" }, this.play, h("div", { class: "year-line" }, this.label, this.slider, this.ticks));
    this.timer = 0;
  }

  build(years) {
    this.years = years;
    put(this.slider, "min", years[0]);
    put(this.slider, "max", years[years.length - 1]);
    this.ticks.replaceChildren(...years.map((year) => h("span", { "data-year": year }, String(year))));
    say(this.label, t("web-year"));
    this.told();
    this.sync();
  }

  moved(event, history) {
    this.stop();
    change({ year: Number(this.slider.value) }, history, { key: "year", at: event.timeStamp });
  }

  toggle() {
    if (this.timer) return this.stop();
    if (state.year >= this.years[this.years.length - 1]) this.step(this.years[0]);
    this.timer = setInterval(() => {
      if (state.year >= this.years[this.years.length - 1]) this.stop();
      else this.step(state.year + 1);
    }, PACE);
    this.told();
    return undefined;
  }

  step(year) {
    change({ year }, "replace", { key: "year", at: performance.now() });
  }

  stop() {
    clearInterval(this.timer);
    this.timer = 0;
    this.told();
  }

  told() {
    say(this.play, this.timer ? "❚❚" : "▶");
    put(this.play, "aria-label", this.timer ? t("web-pause") : t("web-play"));
  }

  sync() {
    if (Number(this.slider.value) !== state.year) this.slider.value = String(state.year);
    const [first, last] = [this.years[0], this.years[this.years.length - 1]];
    this.slider.style.setProperty("--p", String((state.year - first) / (last - first || 1)));
    put(this.slider, "aria-valuetext", state.year);
    for (const tick of this.ticks.children) tick.classList.toggle("now", Number(tick.dataset.year) === state.year);
  }
}
