// What the map can show of a plan, and its classes: fixed by the scenario's own plan, so that the legend stays.

import { number, signed } from "./format.js";
import { t } from "./words.js";

export const SEQUENTIAL = ["#dbe7f1", "#b3cfe4", "#7fb0d3", "#4587ba", "#1c5a94"];
export const DIVERGING = ["#5e3c99", "#9e86c4", "#d5cce6", "#f4f2ec", "#fbd2a0", "#eb9a4c", "#b3520a"];
export const NONE = "#f4f2ec";
const LOSS = "#9e86c4";

const at = (plan, year) => Math.max(0, Math.min(plan.years.length, year - plan.base_year));

/** Indicators: `values(plan, base, year)` by zone, `digits` shown, `scale` of counts below which a figure is nought. */
export const MEASURES = {
  jobs: {
    label: (p) => t("web-show-jobs", p),
    values: (plan, _, year) => plan.jobs.map((own) => own[at(plan, year)]),
    digits: 0,
  },
  added: {
    label: (p) => t("web-show-added", p),
    values: (plan, _, year) => plan.jobs.map((own) => own[at(plan, year)] - own[0]),
    digits: 0,
  },
  share: {
    label: (p) => t("web-show-share", p),
    unit: () => t("web-unit-percent"),
    values: (plan, _, year) => {
      const when = at(plan, year);
      const total = plan.jobs.reduce((sum, own) => sum + own[when], 0) || 1;
      return plan.jobs.map((own) => (100 * own[when]) / total);
    },
    digits: 1,
  },
  rate: {
    label: (p) => t("web-show-rate", p),
    values: (plan, _, year) => plan.jobs.map((own, i) => (plan.active[i] > 0 ? (1000 * own[at(plan, year)]) / plan.active[i] : NaN)),
    digits: 1,
  },
  built: {
    label: (p) => t("web-show-built", p),
    values: (plan, _, year) => plan.built.map((own) => own.slice(0, at(plan, year)).reduce((sum, n) => sum + n, 0)),
    digits: 0,
  },
  change: {
    label: (p) => t("web-show-change", p),
    diverging: true,
    values: (plan, base, year) => {
      const before = new Map((base ? base.zones : []).map((code, i) => [code, base.jobs[i][at(base, year)]]));
      return plan.zones.map((code, i) => plan.jobs[i][at(plan, year)] - (before.get(code) ?? plan.jobs[i][at(plan, year)]));
    },
    digits: 0,
  },
};

export const offered = () => Object.keys(MEASURES);

/** The largest of 1, 2, 5 times a power of ten that is not above a positive number. */
export function roundDown(value) {
  const power = 10 ** Math.floor(Math.log10(value) + 1e-12);
  return Math.max(...[1, 2, 5].filter((step) => step * power <= value * (1 + 1e-12)).map((step) => step * power));
}

/** Round inner breaks for figures that spread over orders of magnitude: four or fewer, none of them idle. */
export function breaksOf(values, least) {
  const positive = values.filter((value) => value >= least).sort((a, b) => a - b);
  const found = [];
  for (const share of [0.25, 0.5, 0.75, 0.9]) {
    if (!positive.length) break;
    const candidate = roundDown(positive[Math.min(positive.length - 1, Math.floor(share * positive.length))]);
    const below = found.length ? found[found.length - 1] : 0;
    if (candidate > below && positive.some((value) => value >= below && value < candidate)) found.push(candidate);
  }
  return found;
}

/** Classes of an indicator: `colour(value)` and `rows` of the legend, [colour, words], from high to low. */
export function classes(name, base) {
  const measure = MEASURES[name];
  const last = base.years[base.years.length - 1];
  if (measure.diverging) return changeClasses(MEASURES.jobs.values(base, base, last));
  return classesOf(measure.values(base, base, last), measure.digits);
}

/** The same for figures that are written with so many `digits`. */
export function classesOf(values, digits) {
  const least = 0.5 * 10 ** -digits;
  const breaks = breaksOf(values, least);
  const told = (value) => number(value, value < 1 || value % 1 ? digits : 0);
  const shade = (i) => SEQUENTIAL[breaks.length ? Math.round((4 * i) / breaks.length) : 4];
  const rows = breaks.map((low, i) => {
    const high = breaks[i + 1];
    const words = high === undefined ? t("web-class-above", { low: told(low) })
      : t("web-class-between", { low: told(low), high: told(high) });
    return [shade(i + 1), words];
  });
  const first = breaks.length ? t("web-class-below", { high: told(breaks[0]) }) : t("web-class-all");
  const none = digits ? t("web-class-below", { high: number(least, digits + 1) }) : t("web-class-none");
  return {
    colour: (value) => {
      if (!(Math.abs(value) >= least)) return NONE;
      return value < 0 ? LOSS : shade(breaks.filter((limit) => value >= limit).length);
    },
    rows: [...rows.reverse(), [shade(0), first], [NONE, none]],
    fall: [LOSS, t("web-class-fall")],
    least,
  };
}

function changeClasses(jobs) {
  const some = jobs.filter((value) => value >= 0.5).sort((a, b) => a - b);
  const top = some.length ? Math.max(100, roundDown(some[Math.floor(some.length / 2)])) : 1000;
  const limits = [top / 100, top / 10, top];
  const of = (value) => limits.filter((limit) => Math.abs(value) >= limit).length;
  const row = (sign, step) => {
    const [low, high] = [limits[step - 1], limits[step]].map((limit) => limit && signed(sign * limit));
    const words = high ? t("web-change-between", { low, high }) : t("web-change-beyond", { low });
    return [DIVERGING[3 + sign * step], words];
  };
  return {
    colour: (value) => DIVERGING[3 + Math.sign(value) * of(value)],
    rows: [row(1, 3), row(1, 2), row(1, 1), [DIVERGING[3], t("web-change-none", { low: number(limits[0]) })],
      row(-1, 1), row(-1, 2), row(-1, 3)],
    least: limits[0],
  };
}
