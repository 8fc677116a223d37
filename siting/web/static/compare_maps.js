// Maps that move together: what is marked, chosen or enlarged on one is so on all.

import { button, h, put, say, svg } from "./dom.js";
import { PlanMap } from "./map.js";
import { NONE } from "./measures.js";
import { named, t } from "./words.js";

/** One map with its head and the line that tells the figure of a place. */
class Panel {
  constructor(head, on) {
    this.holder = h("div", { class: "map-holder" });
    this.place = h("span", { class: "place" });
    this.figure = h("span", { class: "strong" });
    this.beside = h("span", { class: "muted" });
    this.map = new PlanMap(this.holder, on);
    this.root = h("div", { class: "compare-map" }, head, h("div", { class: "map-body" }, this.holder),
      h("p", { class: "readout" }, this.place, this.figure, this.beside));
    // The page is moved by the wheel; a map is enlarged by it with Ctrl alone.
    this.root.addEventListener("wheel", (event) => !event.ctrlKey && !event.metaKey && event.stopPropagation(), { capture: true });
  }
}

export class LinkedMaps {
  /** `on.pick(code)` where a place is chosen; `on.told(code)` gives its words for readers of the screen. */
  constructor(on) {
    this.on = on;
    this.panels = [];
    this.chosen = null;
    this.linking = false;
  }

  /** A further map with `head` over it; gives its element. */
  add(head) {
    const own = this.panels.length;
    const panel = new Panel(head, {
      hover: (code) => this.hover(code, own),
      leave: () => this.hover(null, own),
      pick: (code, keyboard) => this.on.pick(code === this.chosen && !keyboard ? null : code),
      scaled: () => this.link(own),
    });
    this.panels.push(panel);
    return panel.root;
  }

  /** Draw the shapes of a level on all maps. `weights`: code -> size by which the crowded part is found. */
  build(view, weights) {
    this.shapes = new Map(view.zones.map((zone) => [zone.code, zone]));
    for (const panel of this.panels) panel.map.build(view, weights);
  }

  zoomers() {
    const box = () => this.panels[0].map.box;
    const one = (text, words, act) => button(text, act, { "aria-label": words, class: "zoomer" });
    return h("div", { class: "compare-zoom", role: "group", "aria-label": t("web-zoom") },
      one("+", t("web-zoom-in"), () => box().zoom(1.6)),
      one("−", t("web-zoom-out"), () => box().zoom(1 / 1.6)),
      one("⟲", t("web-zoom-all"), () => box().reset()));
  }

  /** After a zoom or a move of one map the others show the same part. */
  link(own) {
    if (this.linking) return;
    this.linking = true;
    const now = this.panels[own].map.box?.now;
    for (const { map } of this.panels) {
      if (now && map.box && map.box.now.some((value, i) => Math.abs(value - now[i]) > 0.005)) map.box.set([...now]);
    }
    this.linking = false;
  }

  hover(code, own) {
    this.panels.forEach((panel, i) => i !== own && panel.map.mark("hover", code));
    this.read(code || this.chosen);
  }

  /**
   * Paint map `i`: `values` by place, their `classes`, `told(value)` as text, `whole` the text for the whole country,
   * `more(code)` what is said besides, `alt` the words for the whole map.
   */
  paint(i, { values, classes, told, whole, more, alt }) {
    const panel = this.panels[i];
    Object.assign(panel, { values, told, whole, more });
    const fill = (code) => (Number.isFinite(values.get(code)) ? classes.colour(values.get(code)) : NONE);
    panel.map.paint(new Map([...this.shapes.keys()].map((code) => [code, fill(code)])), new Map());
    panel.map.describe((code) => `${named(this.shapes.get(code).name)}, ${this.on.told(code)}`);
    put(panel.map.main, "aria-label", alt);
    put(panel.map.layers.zones, "aria-label", alt);
  }

  choose(code) {
    this.chosen = this.shapes.has(code) ? code : null;
    for (const panel of this.panels) panel.map.choose(this.chosen);
    this.read(this.chosen);
  }

  /** The line under each map: of a place, or of the whole country. */
  read(code) {
    for (const panel of this.panels) {
      const value = code ? panel.values?.get(code) : undefined;
      say(panel.place, code ? named(this.shapes.get(code).name) : t("web-compare-country"));
      say(panel.figure, code ? (Number.isFinite(value) ? panel.told(value) : "–") : (panel.whole ?? ""));
      say(panel.beside, code ? (panel.more?.(code) ?? "") : "");
      panel.root.querySelector(".readout").classList.toggle("quiet", !code && !panel.whole);
    }
  }
}

/** One legend for several maps: classes from the lowest to the highest beside one another. */
export function legendRow(unit, rows) {
  const swatch = (fill) => svg("svg", { width: 26, height: 14, "aria-hidden": "true" },
    svg("rect", { x: 0.5, y: 0.5, width: 25, height: 13, fill, stroke: "#6f767c", "stroke-width": 0.75 }));
  return h("div", { class: "compare-legend" }, h("p", { class: "strong" }, unit),
    h("ul", {}, [...rows].reverse().map(([colour, words]) => h("li", {}, swatch(colour), h("span", {}, words)))));
}
