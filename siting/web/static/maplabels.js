// Names of regions on the map: in two lines where they are long, and only where they have room.

import { svg } from "./dom.js";
import { named } from "./words.js";

const SIZE = 14;
const LINE = 15;
const canvas = document.createElement("canvas").getContext("2d");

/** Whether two boxes [left, top, right, bottom] lie over one another. */
const meet = (a, b) => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];

/** Two lines of about one length. */
function halves(name) {
  const breaks = [...name.matchAll(/[- ]/g)].map((found) => found.index + 1);
  if (name.length < 11 || !breaks.length) return [name];
  const best = breaks.reduce((a, b) => (Math.abs(b - name.length / 2) < Math.abs(a - name.length / 2) ? b : a));
  return [name.slice(0, best).trim(), name.slice(best).trim()];
}

const areas = new WeakMap();

/** Whether a place lies in another region than `own`: there its name would be taken for that one's. */
function abroad(regions, own, x, y) {
  return regions.some((region) => {
    if (!areas.has(region)) areas.set(region, new Path2D(region.path));
    return region !== own && canvas.isPointInPath(areas.get(region), x, y, "evenodd");
  });
}

/** The four sides of a frame [x, y, width, height], each as a narrow box in pixels. */
function sides([x, y, w, h], px) {
  const [left, top, right, bottom] = [x * px, y * px, (x + w) * px, (y + h) * px];
  return [[left - 1, top, left + 1, bottom], [right - 1, top, right + 1, bottom], [left, top - 1, right, top + 1], [left, bottom - 1, right, bottom + 1]];
}

/**
 * Write the names that run neither into one another nor into `circles` ([x, y, radius in pixels]), nor out of sight, nor
 * over the lines of `frame` where there is room beside them. `standing`: what stands on the map, as boxes in pixels from
 * the middle of what is in sight.
 */
export function labelled(layer, regions, box, circles, frame = null, standing = []) {
  canvas.font = `${SIZE}px "IBM Plex Sans", "IBM Plex Sans Arabic", sans-serif`;
  canvas.letterSpacing = getComputedStyle(document.body).letterSpacing.replace("normal", "0px");
  const px = box.pixels;
  const taken = circles.map(([x, y, r]) => [x * px - r, y * px - r, x * px + r, y * px + r]);
  const lines = frame ? sides(frame, px) : [];
  const [middle, over] = [[(box.now[0] + box.now[2] / 2) * px, (box.now[1] + box.now[3] / 2) * px], [box.map.clientWidth / 2, box.map.clientHeight / 2]];
  const inSight = ([left, top, right, bottom]) => left >= middle[0] - over[0] && right <= middle[0] + over[0]
    && top >= middle[1] - over[1] && bottom <= middle[1] + over[1];
  for (const [left, top, right, bottom] of standing) taken.push([left + middle[0], top + middle[1], right + middle[0], bottom + middle[1]]);
  const made = [];
  for (const region of regions) {
    const told = halves(named(region.name));
    const wide = Math.max(...told.map((line) => canvas.measureText(line).width)) + 6;
    const high = told.length * LINE + 2;
    const aside = wide / 2 + 16;
    const places = [[0, 0], [0, -14], [0, 14], [-22, 0], [22, 0], [-aside, -6], [-aside, 10], [-aside - 26, 12], [-aside, -30], [-aside - 30, -34], [aside, 0]]
      .map(([dx, dy]) => [region.at[0] * px + dx, region.at[1] * px + dy])
      .map(([x, y]) => ({ x, y, own: [x - wide / 2, y - high / 2, x + wide / 2, y + high / 2] }))
      .filter(({ x, y, own }) => inSight(own) && !taken.some((it) => meet(own, it)) && !abroad(regions, region, x / px, y / px));
    const best = places.find(({ own }) => !lines.some((it) => meet(own, it))) ?? places[0];
    if (!best) continue;
    taken.push(best.own);
    const text = svg("text", { "font-size": (SIZE / px).toFixed(3), "text-anchor": "middle" });
    told.forEach((line, i) => {
      const down = (i - (told.length - 1) / 2) * LINE + 5;
      text.append(svg("tspan", { x: (best.x / px).toFixed(2), y: ((best.y + down) / px).toFixed(2) }, line));
    });
    made.push(text);
  }
  layer.replaceChildren(...made);
}
