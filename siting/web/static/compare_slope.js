// Jobs of the regions over the runs, as lines between columns.

import { Card } from "./card.js";
import { LETTERS, called } from "./compare_data.js";
import { number, signed } from "./format.js";
import { t } from "./words.js";

/** Largest figure against the smallest above which small ones need a logarithmic scale. */
const WIDE = 25;
const TOP = 34;
/** Pixels from label to label: of one line, and of two where the chart is narrow. */
const [ONE, TWO] = [19, 35];

const ends = (list) => list[list.length - 1];

/** `{rows, runs, year}`, rows as `regionRows` gives them. */
export const slope = () => new Card("compare-slope", (card, { rows, runs, year }) => {
  card.words(title(rows, runs), `${t("web-compare-slope-sub", { year, first: LETTERS[0] })} ${scaled(rows) ? t("web-compare-slope-log") : t("web-compare-slope-linear")}`);
  const full = rows.map((row) => `${row.name} ${figure(row)}`);
  const broken = 14 + Math.max(...full.map(wide)) > card.width * 0.6;
  const gap = broken ? TWO : ONE;
  const labels = rows.map((row, i) => (broken ? [row.name, figure(row)] : [full[i]]));
  const high = Math.max(rows.length * gap * 1.25, 320);
  const alt = rows.map((row) => `${row.name}: ${row.jobs.map((jobs) => number(jobs)).join(", ")}`).join("; ");
  const sheet = card.sheet(TOP + high + 14, alt);
  const [left, right] = [64, 14 + Math.max(...labels.flat().map(wide))];
  const x = (i) => left + ((sheet.width - left - right) * i) / (runs.length - 1);
  const y = heights(rows, TOP + 8, TOP + high);
  runs.forEach((_, i) => {
    sheet.line(x(i), TOP, x(i), TOP + high + 6, "rule");
    sheet.text(x(i), 20, LETTERS[i], "strong", "middle");
  });
  const begin = spread(rows.map((row) => y(row.jobs[0])), TOP + 8, TOP + high, ONE);
  const end = spread(rows.map((row) => y(ends(row.jobs))), TOP + 8, TOP + high, gap);
  for (const [i, row] of rows.entries()) {
    const change = ends(row.change);
    const kind = Math.abs(change) < 1 ? "same" : change > 0 ? "up" : "down";
    sheet.path(row.jobs.map((jobs, j) => [x(j), y(jobs)]), `slope-line ${kind}`);
    sheet.text(x(0) - 8, begin[i] + 5, number(row.jobs[0]), "", "end");
    labels[i].forEach((line, j) => {
      const down = end[i] + 5 + (j - (labels[i].length - 1) / 2) * 16;
      sheet.text(x(runs.length - 1) + 8, down, line, kind === "same" ? "muted" : `slope-${kind}`);
    });
    sheet.path([[x(runs.length - 1), y(ends(row.jobs))], [x(runs.length - 1) + 6, end[i]]], "slope-lead");
    sheet.path([[x(0), y(row.jobs[0])], [x(0) - 6, begin[i]]], "slope-lead");
  }
}, ({ rows, runs, year }) => [
  [t("web-head-region"), ...runs.map((run, i) => `${LETTERS[i]} ${called(run)}, ${year}`)],
  ...rows.map((row) => [row.name, ...row.jobs.map((jobs) => number(jobs))]),
]);

/** Jobs of the last run and, where there is one, their change against the first. */
function figure(row) {
  const change = ends(row.change);
  return Math.abs(change) < 1 ? number(ends(row.jobs)) : `${number(ends(row.jobs))} (${signed(change)})`;
}

let pen = null;

/** Pixels of a label in the letters of the charts. */
function wide(text) {
  pen ||= document.createElement("canvas").getContext("2d");
  pen.font = '14px "IBM Plex Sans", "IBM Plex Sans Arabic", sans-serif';
  pen.letterSpacing = getComputedStyle(document.body).letterSpacing.replace("normal", "0px");
  return pen.measureText(text).width;
}

/** What the chart says: the region that gains most and the one that loses most from the first to the last run. */
function title(rows, runs) {
  const order = [...rows].sort((a, b) => ends(b.change) - ends(a.change));
  const [most, least] = [order[0], ends(order)];
  const pair = { first: LETTERS[0], other: LETTERS[runs.length - 1] };
  const gain = { region: most.name, gain: signed(ends(most.change)) };
  const loss = { loser: least.name, loss: signed(ends(least.change)) };
  if (ends(most.change) > 0 && ends(least.change) < 0) return t("web-compare-slope-both", { ...pair, ...gain, ...loss });
  if (ends(most.change) > 0) return t("web-compare-slope-gain", { ...pair, ...gain });
  if (ends(least.change) < 0) return t("web-compare-slope-loss", { ...pair, ...loss });
  return t("web-compare-slope-same", pair);
}

function scaled(rows) {
  const all = rows.flatMap((row) => row.jobs);
  const positive = all.filter((value) => value > 0);
  return positive.length > 0 && Math.max(...positive) / Math.min(...positive) >= WIDE;
}

/** Height of a figure; on a logarithmic scale zero lies at the foot. */
function heights(rows, top, bottom) {
  const positive = rows.flatMap((row) => row.jobs).filter((value) => value > 0);
  const high = Math.max(1, ...positive);
  if (!scaled(rows)) return (value) => bottom - ((bottom - top) * value) / high;
  const low = Math.max(1, Math.min(...positive));
  const foot = rows.some((row) => row.jobs.some((value) => value < low)) ? bottom - 24 : bottom;
  return (value) => (value < low ? bottom : foot - ((foot - top) * Math.log(value / low)) / Math.log(high / low));
}

/** Heights of labels as near to the wanted ones as can be, `gap` apart. */
function spread(wanted, top, bottom, gap) {
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a] - wanted[b]);
  const pools = [];
  for (const [place, i] of order.entries()) {
    pools.push([wanted[i] - place * gap, 1]);
    while (pools.length > 1 && pools[pools.length - 2][0] > ends(pools)[0]) {
      const [mean, count] = pools.pop();
      const before = ends(pools);
      before[0] = (before[0] * before[1] + mean * count) / (before[1] + count);
      before[1] += count;
    }
  }
  const free = pools.flatMap(([mean, count]) => Array(count).fill(mean));
  const most = bottom - (order.length - 1) * gap;
  const found = [];
  order.forEach((i, place) => (found[i] = Math.min(Math.max(free[place], top), most) + place * gap));
  return found;
}
