// Names of regions on the map: in two lines where they are long, and only where they have room.

import { svg } from "./dom.js";
import { named } from "./words.js";

const SIZE = 14;
const LINE = 15;
const canvas = document.createElement("canvas").getContext("2d");

/** Two lines of about one length. */
function lines(name) {
  const breaks = [...name.matchAll(/[- ]/g)].map((found) => found.index + 1);
  if (name.length < 11 || !breaks.length) return [name];
  const best = breaks.reduce((a, b) => (Math.abs(b - name.length / 2) < Math.abs(a - name.length / 2) ? b : a));
  return [name.slice(0, best).trim(), name.slice(best).trim()];
}

/** Write the names that run neither into one another nor into `circles` ([x, y, radius in pixels]). */
export function labelled(layer, regions, box, circles) {
  canvas.font = `${SIZE}px "IBM Plex Sans", "IBM Plex Sans Arabic", sans-serif`;
  const px = box.pixels;
  const taken = circles.map(([x, y, r]) => [x * px - r, y * px - r, x * px + r, y * px + r]);
  const made = [];
  for (const region of regions) {
    const told = lines(named(region.name));
    const wide = Math.max(...told.map((line) => canvas.measureText(line).width)) + 6;
    const high = told.length * LINE + 2;
    const aside = wide / 2 + 16;
    for (const [dx, dy] of [[0, 0], [0, -14], [0, 14], [-22, 0], [22, 0], [-aside, -6], [-aside, 10], [-aside - 26, 12], [-aside, -30], [-aside - 30, -34], [aside, 0]]) {
      const [x, y] = [region.at[0] * px + dx, region.at[1] * px + dy];
      const own = [x - wide / 2, y - high / 2, x + wide / 2, y + high / 2];
      if (taken.some((it) => own[0] < it[2] && own[2] > it[0] && own[1] < it[3] && own[3] > it[1])) continue;
      taken.push(own);
      const text = svg("text", { "font-size": (SIZE / px).toFixed(3), "text-anchor": "middle" });
      told.forEach((line, i) => {
        const down = (i - (told.length - 1) / 2) * LINE + 5;
        text.append(svg("tspan", { x: (x / px).toFixed(2), y: ((y + down) / px).toFixed(2) }, line));
      });
      made.push(text);
      break;
    }
  }
  layer.replaceChildren(...made);
}
