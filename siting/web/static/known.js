// What does not change while one plans, asked for once.

import { getControls, getMap, getModels, getScenarios } from "./api.js";

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
export const shapes = (model, level) => once(`map ${model} ${level}`, () => getMap(model, level));
