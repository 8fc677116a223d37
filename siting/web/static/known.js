// What does not change while one plans, asked for once.

import { ask, getControls, getModels, getScenarios } from "./api.js";

const kept = new Map();

function once(key, get) {
  if (!kept.has(key)) {
    const asked = get();
    asked.catch(() => kept.delete(key)); // a failure is asked for again
    kept.set(key, asked);
  }
  return kept.get(key);
}

/** Levels that can be planned while one waits. */
export const LIVE_LEVELS = ["region", "province"];

export const models = () => once("models", getModels);
export const scenarios = (model) => once(`scenarios ${model}`, () => getScenarios(model));
export const controls = (model, scenario) => once(`controls ${model} ${scenario}`, () => getControls(model, scenario));

/** Controls by the key of their setting. */
export async function settings(model, scenario) {
  const groups = await controls(model, scenario);
  return new Map(groups.flatMap((group) => group.controls).map((control) => [control.key, control]));
}

/** Titles of the scenarios of runs by "model scenario"; of models that are not here, none. */
export async function titles(runs) {
  const here = new Set(runs.filter((run) => run.request).map((run) => run.model));
  const all = await Promise.all([...here].map(async (model) => {
    const own = await scenarios(model).catch(() => []);
    return own.map((each) => [`${model} ${each.name}`, each.title]);
  }));
  return new Map(all.flat());
}

/** The map of a level; `data`: with outlines that were brought in. */
export function shapes(model, level, data = null) {
  const asked = new URLSearchParams({ level, ...(data ? { data } : {}) });
  return once(`map ${model} ${asked}`, () => ask(`/models/${encodeURIComponent(model)}/map?${asked}`));
}

/** Tables that were brought in for a model, newest first. */
export const datasets = (model) => once(`data ${model}`, () => ask(`/models/${encodeURIComponent(model)}/data`));
/** Some were brought in, or deleted: ask again. */
export const forgetDatasets = (model) => kept.delete(`data ${model}`);
