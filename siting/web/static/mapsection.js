// The middle of the plan: head, pickers, map, legend, years and source.

import { button, h, put, say } from "./dom.js";
import { number, signed } from "./format.js";
import { legend } from "./legend.js";
import { PlanMap } from "./map.js";
import { MEASURES, classes, offered } from "./measures.js";
import { change, state } from "./state.js";
import { menu } from "./menu.js";
import { placeTools } from "./views.js";
import { byLevel, named, t } from "./words.js";
import { Years } from "./years.js";

const last = (list) => list[list.length - 1];

export class MapSection {
  constructor() {
    this.title = h("h2", { id: "map-title" });
    this.sub = h("p", { class: "sub" });
    this.badge = h("p", { id: "badge", class: "badge" });
    this.tools = h("div", { id: "plan-tools", class: "tools", role: "group", "aria-label": t("web-tools"), hidden: true });
    this.files = h("div", { id: "plan-files", class: "menu-items" });
    this.measure = h("select", { id: "show" });
    this.measure.addEventListener("change", () => change({ show: this.measure.value }));
    this.place = h("select", { id: "place" });
    this.place.addEventListener("change", () => change({ zone: this.place.value || null }));
    this.holder = h("div", { class: "map-holder" });
    this.legend = h("div", { class: "legend" });
    this.tip = h("div", { class: "tip", hidden: true });
    this.none = h("div", { id: "no-plan", class: "no-plan", role: "alert", hidden: true });
    this.years = new Years();
    this.source = h("p", { class: "source" });
    this.map = new PlanMap(this.holder, {
      hover: (code, x, y) => this.hover(code, x, y),
      leave: () => (this.tip.hidden = true),
      pick: (code, keyboard) => this.picked(code, keyboard),
      scaled: () => this.classes && this.drawLegend(),
    });
    const label = (id, text) => h("label", { for: id }, text);
    this.root = h("section", { class: "map-panel", "aria-labelledby": "map-title" },
      // The badge has a line of its own: whatever it says, the map below keeps its size.
      h("div", { class: "map-head" }, h("div", {}, this.title, this.sub, this.badge),
        h("div", { class: "head-end" }, this.tools, menu("files", t("web-files"), this.files))),
      h("div", { class: "map-bar" }, h("div", { class: "pick" }, label("show", t("web-show")), this.measure),
        h("div", { class: "pick" }, label("place", t("web-place")), this.place)),
      h("div", { class: "map-body" }, this.holder, this.legend, this.zoomers(), this.tip, this.none),
      this.years.root, this.source);
    document.addEventListener("keydown", (event) => event.key === "Escape" && (this.tip.hidden = true));
    placeTools(this.tools, "plan");
    placeTools(this.files, "files");
  }

  zoomers() {
    const one = (text, words, act) => button(text, act, { "aria-label": words });
    return h("div", { class: "zoomers", role: "group", "aria-label": t("web-zoom") },
      one("+", t("web-zoom-in"), () => this.map.box?.zoom(1.6)),
      one("−", t("web-zoom-out"), () => this.map.box?.zoom(1 / 1.6)),
      one("⟲", t("web-zoom-all"), () => this.map.box?.reset()));
  }

  /** Draw the shapes of a level: `view` as the interface gives it. */
  build(view, model) {
    this.view = view;
    this.model = model;
    this.names = new Map([...view.zones, ...view.regions].map((shape) => [shape.code, shape.name]));
    this.shapes = new Map(view.zones.map((shape) => [shape.code, shape]));
    this.regions = new Map(view.regions.map((shape) => [shape.code, shape]));
    say(this.source, named(view.source));
    this.years.build([model.base_year, ...model.years]);
    const groups = view.regions.map((region) => h("optgroup", { label: named(region.name) },
      view.zones.filter((zone) => zone.region === region.code).map((zone) => h("option", { value: zone.code }, named(zone.name)))));
    this.place.replaceChildren(h("option", { value: "" }, t("web-place-none")),
      ...(view.level === "region" ? groups.flatMap((group) => [...group.children]) : groups));
    this.scaleOf = null;
    this.plan = null;
    this.drawn = "";
  }

  /** Show a plan beside the scenario's own; both of this level. */
  show(plan, base) {
    this.none.hidden = true;
    this.map.grey(false);
    const scale = base || plan;
    [this.plan, this.base] = [plan, base];
    if (this.drawn !== "whole") {
      this.drawn = "whole";
      this.map.build(this.view, new Map(scale.zones.map((code, i) => [code, scale.jobs[i][0]])));
      this.map.largest = Math.max(...scale.seats.map(last));
    }
    this.sync();
  }

  /** Follow the state: year, indicator, place. */
  sync() {
    const names = offered();
    if (!names.includes(state.show)) state.show = "jobs";
    const { year, show } = state;
    const base = this.model.base_year;
    const options = names.map((name) => h("option", { value: name }, MEASURES[name].label({ year, base })));
    if (this.measure.textContent !== options.map((option) => option.textContent).join("")) this.measure.replaceChildren(...options);
    this.measure.value = show;
    this.place.value = this.shapes.has(state.zone) ? state.zone : "";
    this.years.sync();
    say(this.title, t("web-map-title", { measure: MEASURES[show].label({ year, base }), level: byLevel(state.level) }));
    if (!this.plan) return;
    this.paint();
    this.map.choose(this.shapes.has(state.zone) ? state.zone : null);
  }

  paint() {
    const { plan, base } = this;
    const measure = MEASURES[state.show];
    const key = `${state.show} ${(base || plan).request.scenario} ${state.level} ${document.documentElement.lang}`;
    if (this.scaleOf !== key) {
      this.classes = classes(state.show, base || plan);
      this.scaleOf = key;
      this.fell = null;
    }
    const values = measure.values(plan, base, state.year);
    this.values = new Map(plan.zones.map((code, i) => [code, values[i]]));
    const fills = new Map(plan.zones.map((code, i) => [code, this.classes.colour(values[i])]));
    const at = state.year - plan.base_year;
    const seats = new Map(plan.zones.map((code, i) => [code, [plan.seats[i][at], plan.seats[i][0]]]));
    this.map.paint(fills, seats);
    const fell = values.some((value) => value <= -this.classes.least);
    if (fell !== this.fell) {
      this.fell = fell;
      this.drawLegend();
    }
  }

  drawLegend() {
    const measure = MEASURES[state.show];
    const unit = measure.unit?.() ?? (state.show === "built" ? t("web-unit-seats") : state.show === "rate" ? t("web-unit-rate") : t("web-unit-jobs"));
    legend(this.legend, unit, this.classes, this.fell, this.map);
  }

  /** No plan: the map without figures, why, and ways on ([text, function]). */
  refuse(title, reasons, actions, words = "") {
    if (!this.drawn) {
      this.drawn = "bare"; // without weights there is no enlargement: the first plan draws the map anew
      this.map.build(this.view, new Map());
    }
    this.plan = null;
    this.map.grey(true);
    const repairs = h("div", { id: "plan-repairs", hidden: true });
    const list = h("ul", {}, reasons.map((reason) => h("li", { dir: "auto" }, reason)));
    this.none.replaceChildren(h("h3", {}, title), ...(reasons.length ? [list] : []), ...(words ? [h("p", {}, words)] : []),
      h("div", { class: "actions" }, actions.map(([text, act]) => button(text, act, { class: "main" }))), repairs);
    placeTools(repairs, "repairs");
    this.none.hidden = false;
  }

  state(name, text, help = "") {
    put(this.badge, "data-state", name);
    say(this.badge, text);
    put(this.badge, "title", help);
  }

  /** Lines about a place, for the tip and for readers of the screen. */
  told(code) {
    if (!this.plan || !this.none.hidden) return [];
    const i = this.plan.zones.indexOf(code);
    if (i < 0) return [];
    const at = state.year - this.plan.base_year;
    const jobs = this.plan.jobs[i];
    const own = this.base ? this.base.jobs[this.base.zones.indexOf(code)] : null;
    const lines = [
      [t("web-tip-jobs", { year: state.year }), number(jobs[at])],
      [t("web-tip-added", { base: this.plan.base_year }), signed(jobs[at] - jobs[0])],
      [t("web-tip-seats"), number(this.plan.seats[i][at])],
    ];
    if (own && Math.abs(jobs[at] - own[at]) >= 0.5) lines.push([t("web-tip-change"), signed(jobs[at] - own[at])]);
    if (["share", "rate"].includes(state.show)) {
      lines.push([MEASURES[state.show].label({ year: state.year, base: this.plan.base_year }), number(this.values.get(code), 1)]);
    }
    return lines;
  }

  hover(code, x, y) {
    const zone = this.shapes.get(code);
    const region = zone.region !== code ? named(this.names.get(zone.region)) : "";
    this.tip.replaceChildren(h("p", { class: "strong" }, named(zone.name)), ...(region ? [h("p", { class: "muted" }, region)] : []),
      h("dl", {}, this.told(code).map(([name, figure]) => [h("dt", {}, name), h("dd", {}, figure)])));
    this.tip.hidden = false;
    const body = this.tip.parentElement.getBoundingClientRect();
    const [wide, high] = [this.tip.offsetWidth, this.tip.offsetHeight];
    const left = x - body.left + 16 + wide > body.width ? x - body.left - wide - 12 : x - body.left + 16;
    const top = Math.min(Math.max(4, y - body.top - high / 2), Math.max(4, body.height - high - 4));
    this.tip.style.left = `${Math.max(4, left)}px`;
    this.tip.style.top = `${top}px`;
  }

  picked(code, keyboard) {
    change({ zone: state.zone === code && !keyboard ? null : code });
    if (keyboard) document.getElementById("zone-title")?.focus();
  }

  /** At rest: words for readers of the screen. */
  describe() {
    this.map.describe((code) => [named(this.names.get(code)), ...this.told(code).map((line) => line.join(" "))].join(", "));
  }
}
