// The map: drawn once for a level, afterwards only fills and radii are set.

import { put, svg } from "./dom.js";
import { ViewBox } from "./mapview.js";
import { labelled } from "./maplabels.js";
import { named, t } from "./words.js";

/** Radius in pixels of the largest park of the scenario's plan, as a part of the map's size. */
const LARGEST = 0.036;
const NEAR = 75;

export class PlanMap {
  /** `root` holds the map; `on.hover(code, x, y)`, `on.leave()`, `on.pick(code, keyboard)`. */
  constructor(root, on) {
    this.root = root;
    this.on = on;
    this.zones = new Map();
    this.current = null;
    this.most = 1;
    this.focusing();
  }

  /** Draw the shapes of a level. `weights`: code -> size by which the crowded part is found. */
  build(view, weights) {
    this.view = view;
    this.zones.clear();
    const [, , width, height] = view.view_box;
    this.layers = {
      zones: svg("g", { class: "zones", role: "listbox", "aria-orientation": "horizontal" }),
      borders: svg("g", { class: "borders", "aria-hidden": "true" }),
      parks: svg("g", { class: "parks", "aria-hidden": "true" }),
      labels: svg("g", { class: "labels", "aria-hidden": "true" }),
      marks: svg("g", { class: "marks", "aria-hidden": "true" }),
    };
    this.main = svg("svg", { class: "map", viewBox: view.view_box.join(" "), role: "group" });
    this.main.append(...Object.values(this.layers));
    for (const zone of view.zones) this.addZone(zone);
    for (const region of view.regions) this.layers.borders.append(svg("path", { d: region.path, class: "border" }));
    this.marks = { chosen: [], hover: [], focus: [] };
    this.addMarks(this.layers.marks);
    this.buildInset(view, weights);
    this.root.replaceChildren(this.main, ...(this.inset ? [this.inset] : []));
    this.box = new ViewBox(this.main, [0, 0, width, height], () => this.scaled());
    this.listen(this.main);
    this.keyboard();
    this.roving(view.zones[0].code);
    this.describe((code) => named(this.zones.get(code).name));
  }

  addZone(zone) {
    const path = svg("path", { d: zone.path, class: "zone", "data-code": zone.code, role: "option", tabindex: -1 });
    path.setAttribute("aria-selected", "false");
    this.layers.zones.append(path);
    this.zones.set(zone.code, { ...zone, paths: [path], parks: [this.park(zone, this.layers.parks)] });
  }

  /** Outlines of the place that is chosen, under the hand or reached by keyboard. */
  addMarks(layer) {
    for (const [name, paths] of Object.entries(this.marks)) {
      const path = svg("path", { class: name });
      layer.append(path);
      paths.push(path);
    }
  }

  park(zone, layer) {
    const [cx, cy] = zone.at;
    const made = { all: svg("circle", { cx, cy, r: 0, class: "new" }), old: svg("circle", { cx, cy, r: 0, class: "old" }) };
    layer.append(made.all, made.old);
    return made;
  }

  /** The crowded part, enlarged: where the heaviest place has many neighbours close by. */
  buildInset(view, weights) {
    this.inset = null;
    this.frame = null;
    const heaviest = view.zones.reduce((a, b) => ((weights.get(b.code) || 0) > (weights.get(a.code) || 0) ? b : a));
    const close = view.zones.filter((zone) => Math.hypot(zone.at[0] - heaviest.at[0], zone.at[1] - heaviest.at[1]) < NEAR);
    if (close.length < 6) return;
    const middle = (i) => (Math.min(...close.map((z) => z.at[i])) + Math.max(...close.map((z) => z.at[i]))) / 2;
    const [x, y, w, h] = [middle(0) - NEAR, middle(1) - 0.8 * NEAR, 2 * NEAR, 1.6 * NEAR];
    this.inset = svg("svg", { class: "inset", viewBox: `${x} ${y} ${w} ${h}`, "aria-hidden": "true" });
    this.insetWidth = w;
    const parks = svg("g", { class: "parks" });
    for (const zone of this.zones.values()) {
      if (!touches(zone.path, x, y, w, h)) continue;
      const path = svg("path", { d: zone.path, class: "zone", "data-code": zone.code });
      this.inset.append(path);
      zone.paths.push(path);
      zone.parks.push(this.park(zone, parks));
    }
    for (const region of view.regions) this.inset.append(svg("path", { d: region.path, class: "border" }));
    const marks = svg("g", { class: "marks" });
    this.addMarks(marks);
    this.inset.append(parks, marks);
    this.frame = [x, y, w, h];
    this.layers.marks.append(svg("rect", { class: "frame", x, y, width: w, height: h }));
    this.listen(this.inset);
  }

  listen(map) {
    const code = (event) => event.target.dataset?.code;
    map.addEventListener("pointermove", (event) => {
      const over = event.pointerType === "touch" || this.box.moved ? null : code(event);
      this.mark("hover", over);
      if (over) this.on.hover(over, event.clientX, event.clientY);
      else this.on.leave();
    });
    map.addEventListener("pointerleave", () => {
      this.mark("hover", null);
      this.on.leave();
    });
    map.addEventListener("click", (event) => {
      if (code(event) && !this.box.moved) this.on.pick(code(event), false);
    });
  }

  /** Arrow keys go to the next place in that direction, Enter and space choose, plus and minus zoom. */
  keyboard() {
    const zones = this.layers.zones;
    zones.addEventListener("keydown", (event) => {
      const steps = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
      const codes = [...this.zones.keys()];
      let next = null;
      if (steps[event.key]) next = this.beside(this.current, steps[event.key]);
      else if (event.key === "Home") next = codes[0];
      else if (event.key === "End") next = codes[codes.length - 1];
      else if (event.key === "Enter" || event.key === " ") this.on.pick(this.current, true);
      else if (event.key === "+" || event.key === "-") this.box.zoom(event.key === "+" ? 1.5 : 1 / 1.5);
      else if (event.key === "Escape") this.on.leave();
      else return;
      event.preventDefault();
      if (next) this.focus(next);
    });
  }

  /** On the element of the page: a browser takes a part of a drawing that listens to focus for one more stop of Tab. */
  focusing() {
    this.root.addEventListener("focusin", (event) => {
      const code = event.target.dataset.code;
      if (!this.zones.has(code)) return;
      this.roving(code);
      this.mark("focus", event.target.matches(":focus-visible") ? code : null);
      const box = event.target.getBoundingClientRect();
      if (event.target.matches(":focus-visible")) this.on.hover(code, (box.left + box.right) / 2, (box.top + box.bottom) / 2);
    });
    this.root.addEventListener("focusout", () => {
      this.mark("focus", null);
      this.on.leave();
    });
  }

  /** The nearest place in a direction: those straight ahead count as nearer. */
  beside(code, [dx, dy]) {
    const [x, y] = this.zones.get(code).at;
    let best = null;
    let least = Infinity;
    for (const zone of this.zones.values()) {
      const along = (zone.at[0] - x) * dx + (zone.at[1] - y) * dy;
      const aside = Math.abs((zone.at[0] - x) * dy + (zone.at[1] - y) * dx);
      const far = along + 2 * aside;
      if (zone.code !== code && along > 0 && aside < 2 * along && far < least) [best, least] = [zone.code, far];
    }
    return best;
  }

  focus(code) {
    this.roving(code);
    const zone = this.zones.get(code);
    this.box.reveal(zone.at);
    zone.paths[0].focus();
  }

  roving(code) {
    if (this.current) this.zones.get(this.current)?.paths[0].setAttribute("tabindex", "-1");
    this.current = code;
    this.zones.get(code).paths[0].setAttribute("tabindex", "0");
  }

  mark(name, code) {
    for (const path of this.marks?.[name] ?? []) put(path, "d", (code && this.zones.get(code)?.path) || "");
  }

  choose(code) {
    for (const zone of this.zones.values()) put(zone.paths[0], "aria-selected", zone.code === code);
    this.mark("chosen", code);
    if (code && this.zones.has(code)) this.roving(code);
  }

  /** Fills by zone, and seats by zone: all that stand, and those that stood at the beginning. */
  paint(fills, seats) {
    this.seats = seats;
    for (const [code, zone] of this.zones) for (const path of zone.paths) put(path, "fill", fills.get(code));
    this.circles();
  }

  /** Seats for which a circle has the largest radius. */
  set largest(seats) {
    this.most = Math.max(1, seats);
  }

  /** Pixels of the shorter side. */
  get pixels() {
    return Math.min(this.root.clientWidth, this.root.clientHeight) || 600;
  }

  /** Pixels of radius for seats. */
  radius(seats) {
    return LARGEST * this.pixels * Math.sqrt(Math.max(0, seats) / this.most);
  }

  circles() {
    const units = [1 / this.box.pixels, this.inset ? this.insetWidth / (this.inset.clientWidth || 200) : 0];
    for (const [code, zone] of this.zones) {
      const [all, old] = (this.seats?.get(code) || [0, 0]).map((seats) => this.radius(seats));
      zone.parks.forEach((park, i) => {
        // The same pixels everywhere, so that the legend holds for the enlargement too.
        put(park.all, "r", (all * units[i]).toFixed(2));
        put(park.old, "r", (Math.min(old, all) * units[i]).toFixed(2));
      });
    }
  }

  /** After a zoom or a change of size. */
  scaled() {
    if (this.box) {
      this.circles();
      this.named();
    }
    this.on.scaled?.();
  }

  /** Names for readers of the screen; `told(code)` gives the words. */
  describe(told) {
    put(this.main, "aria-label", t("web-map-alt"));
    put(this.layers.zones, "aria-label", t("web-map-alt"));
    for (const [code, zone] of this.zones) put(zone.paths[0], "aria-label", told(code));
    this.named();
  }

  /** Names of regions beside the large circles. */
  named() {
    const large = [...this.zones].map(([code, zone]) => [...zone.at, this.radius(this.seats?.get(code)?.[0] ?? 0)]);
    labelled(this.layers.labels, this.view.regions, this.box, large.filter((circle) => circle[2] > 10), this.frame, this.standing());
  }

  /** What stands on the map: [left, top, right, bottom] in pixels from its middle. */
  standing() {
    const own = this.main.getBoundingClientRect();
    const [x, y] = [(own.left + own.right) / 2, (own.top + own.bottom) / 2];
    const found = this.root.parentElement?.querySelectorAll(".inset, .legend, .zoomers") ?? [];
    return [...found].map((each) => each.getBoundingClientRect()).filter((box) => box.width > 0)
      .map((box) => [box.left - x, box.top - y, box.right - x, box.bottom - y]);
  }

  grey(yes) {
    this.root.classList.toggle("grey", yes);
  }
}

/** Whether a point of a path lies in a rectangle. */
function touches(path, x, y, w, h) {
  for (const [, a, b] of path.matchAll(/([\d.-]+) ([\d.-]+)/g)) {
    if (a >= x && a <= x + w && b >= y && b <= y + h) return true;
  }
  return false;
}
