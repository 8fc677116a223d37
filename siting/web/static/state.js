// What the page shows, all of it in the link: a link, a reload and the back button give the same view again.

const KEY = /^[A-Za-z0-9_.-]{1,200}$/;
const SLUG = /^[a-z0-9][a-z0-9-]{0,79}$/;
/** In the link: the model alone, without a scenario. */
export const BARE = "-";
/** What views keep in the link beside that, as `v.NAME`. */
const OWN = /^v\.([a-z][a-z-]{0,39})$/;
const PLAIN = ["view", "model", "scenario", "level", "data", "lang", "year", "show", "zone"];
/** ms between two rewritings of the link while something is dragged: browsers refuse more than a few a second. */
const PAUSE = 400;
/** ms within which steps on one control (arrow keys) are one entry of the history. */
const TOGETHER = 1500;

const listeners = new Set();
const gesture = { key: null, at: -Infinity, timer: 0 };

export const state = {
  view: "plan",
  model: null,
  scenario: null,
  level: null,
  /** Tables that were brought in, by their name; null: those of the model. */
  data: null,
  lang: null,
  year: null,
  show: "jobs",
  zone: null,
  settings: {},
  /** What other views keep in the link: name -> text; see `keepOwn`. */
  own: {},
  /** Settings of the link that could not be read. */
  unread: [],
  /** Keys that are not planned while one waits, and what is sent in their place; set from the controls. */
  waiting: { keys: new Set(), instead: {} },

  /** The plan that is asked for, as the interface takes it. */
  request() {
    const { model, scenario, level, data } = state;
    return { model, scenario, level, data, settings: { ...state.settings } };
  },
  /** The same without what is solved in the background only. */
  liveRequest() {
    const own = Object.entries(state.settings).filter(([key]) => !state.waiting.keys.has(key));
    return { ...state.request(), settings: { ...state.waiting.instead, ...Object.fromEntries(own) } };
  },
};

/** Be told of changes: `listener(changed, cause)`; `changed` is a set of field names, `cause` {key, at}. */
export const listen = (listener) => listeners.add(listener);

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/**
 * Change fields. `history`: "push" makes an entry, "replace" none, "drag" one for the whole gesture on `cause.key`,
 * "commit" ends the gesture. The entry is made at its first step, so that going back shows what was before it.
 */
export function change(patch, history = "push", cause = { key: null, at: performance.now() }) {
  const changed = new Set(Object.keys(patch).filter((name) => !same(state[name], patch[name])));
  Object.assign(state, patch);
  if (history !== "none" && (changed.size || history === "commit")) keep(history, cause.key, changed.size > 0);
  if (changed.size) listeners.forEach((listener) => listener(changed, cause));
}

function keep(history, key, changed) {
  const now = performance.now();
  clearTimeout(gesture.timer);
  if (history === "drag" || history === "commit") {
    const goesOn = gesture.key === key && now - gesture.at < TOGETHER;
    if (!goesOn && changed) window.history.pushState(null, "", link());
    else if (history === "commit") window.history.replaceState(null, "", link());
    else gesture.timer = setTimeout(() => window.history.replaceState(null, "", link()), PAUSE);
    gesture.key = key;
    gesture.at = history === "drag" ? Infinity : now; // a gesture lasts until it is ended, however slow it is
    return;
  }
  gesture.key = null;
  window.history[history === "push" ? "pushState" : "replaceState"](null, "", link());
}

/** The whole view as a link. */
export function link() {
  const told = new URLSearchParams();
  for (const name of PLAIN) if (state[name] !== null) told.set(name, String(state[name]));
  if (state.model && state.scenario === null) told.set("scenario", BARE);
  for (const key of Object.keys(state.settings).sort()) told.set(`s.${key}`, JSON.stringify(state.settings[key]));
  for (const name of Object.keys(state.own).sort()) told.set(`v.${name}`, state.own[name]);
  return `#${told}`;
}

/** Fields of a link; what cannot be read is left out and named in `unread`. */
export function read(hash) {
  const told = new URLSearchParams(hash.replace(/^#/, ""));
  const found = { settings: {}, own: {}, unread: [], data: null, zone: null, show: "jobs", year: null };
  for (const [name, text] of told) {
    if (name.startsWith("s.")) {
      const key = name.slice(2);
      const value = json(text);
      if (KEY.test(key) && value !== undefined && Object.keys(found.settings).length < 200) found.settings[key] = value;
      else found.unread.push(name.slice(0, 80));
    } else if (OWN.test(name)) found.own[OWN.exec(name)[1]] = text.slice(0, 1000);
    else if (name === "year") found.year = /^\d{4}$/.test(text) ? Number(text) : null;
    else if (name === "zone" || name === "show") found[name] = text.slice(0, 40);
    else if (name === "scenario" && text === BARE) found.scenario = BARE;
    else if (PLAIN.includes(name) && SLUG.test(text)) found[name] = text;
  }
  return found;
}

function json(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Give a setting a value; `undefined` gives it the scenario's again. */
export function set(key, value, history, cause) {
  const settings = { ...state.settings };
  if (value === undefined) delete settings[key];
  else settings[key] = value;
  change({ settings }, history, cause || { key, at: performance.now() });
}

/** Keep texts of a view in the link, e.g. `keepOwn({runs: "a,b"})`; `null` takes one out. Listeners hear of `own`. */
export function keepOwn(patch, history = "push") {
  const own = Object.fromEntries(Object.entries({ ...state.own, ...patch }).filter(([, text]) => text !== null));
  change({ own }, history);
}
