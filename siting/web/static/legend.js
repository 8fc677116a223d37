// The legend of the map: classes with their colours, and circles of known size.

import { h, svg } from "./dom.js";
import { number } from "./format.js";
import { roundDown } from "./measures.js";
import { t } from "./words.js";

/** Fill `root` with the classes (`fell`: whether one more is needed, for what fell) and the circles of `map`. */
export function legend(root, title, classes, fell, map) {
  const rows = fell && classes.fall ? [...classes.rows, classes.fall] : classes.rows;
  root.replaceChildren(
    h("p", { class: "legend-title" }, title),
    h("ul", { class: "swatches" }, rows.map(([colour, words]) => h("li", {}, swatch(colour), h("span", {}, words)))),
    h("p", { class: "legend-title" }, t("web-legend-seats")),
    circles(map),
  );
}

function swatch(colour) {
  return svg("svg", { width: 22, height: 16, "aria-hidden": "true" },
    svg("rect", { x: 0.5, y: 0.5, width: 21, height: 15, fill: colour, stroke: "#6f767c", "stroke-width": 0.75 }));
}

function circles(map) {
  const top = roundDown(map.most);
  const sizes = [top, roundDown(top / 10)].filter((seats) => seats >= 1);
  const rows = sizes.map((seats) => {
    const r = map.radius(seats);
    const side = Math.max(8, 2 * r + 3);
    const circle = svg("circle", { cx: side / 2, cy: side / 2, r, class: "new" });
    return h("li", {}, svg("svg", { width: side, height: side, "aria-hidden": "true", class: "parks" }, circle),
      h("span", {}, number(seats)));
  });
  const dot = (name, words) => h("li", {},
    svg("svg", { width: 16, height: 16, "aria-hidden": "true", class: "parks" },
      svg("circle", { cx: 8, cy: 8, r: 6.5, class: name })), h("span", {}, words));
  return h("ul", { class: "circles" }, h("li", { class: "sizes" }, h("ul", {}, rows)),
    dot("old", t("web-legend-standing")), dot("new", t("web-legend-new")));
}
