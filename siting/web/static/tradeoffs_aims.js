// The aims of a frontier: what they are called, their units, their figures.

import { number } from "./format.js";
import { mad } from "./tradeoffs_parts.js";
import { t } from "./words.js";

/** What is drawn for an aim: the column, its name, how its figures are written. */
export const AIMS = {
  cost: { column: "cost", tell: (value) => number(value) },
  inequality: { column: "gini", tell: (value) => number(value, 3) },
  least_served: { column: "least_served", tell: (value) => number(value, 1) },
  suitability: { column: "suitability", tell: (value) => number(value) },
  commuting: { column: "commuting", tell: (value) => number(value) },
};

export const aimName = (aim) => ({
  cost: t("web-tradeoffs-aim-cost"),
  inequality: t("web-tradeoffs-aim-inequality"),
  least_served: t("web-tradeoffs-aim-least-served"),
  suitability: t("web-tradeoffs-aim-suitability"),
  commuting: t("web-tradeoffs-aim-commuting"),
})[aim];

export const aimAxis = (aim) => ({
  cost: t("web-tradeoffs-axis-cost"),
  inequality: t("web-tradeoffs-axis-inequality"),
  least_served: t("web-tradeoffs-axis-least-served"),
  suitability: t("web-tradeoffs-axis-suitability"),
  commuting: t("web-tradeoffs-axis-commuting"),
})[aim];

/** Figures of a point: [name, text], those that every frontier has and those of its aims. */
export function figuresOf(point, aims) {
  const shown = ["cost", "inequality", "least_served", ...aims.filter((aim) => ["suitability", "commuting"].includes(aim))];
  const rows = shown.filter((aim) => typeof point[AIMS[aim].column] === "number")
    .map((aim) => [aimName(aim), AIMS[aim].tell(point[AIMS[aim].column])]);
  if (typeof point.per_job_moved === "number") rows.push([t("web-tradeoffs-per-job"), mad(point.per_job_moved)]);
  return rows;
}
