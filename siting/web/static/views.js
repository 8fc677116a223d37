// What other modules may add: views with a tab, and tools of the plan. A module registers itself when it is loaded.

const views = new Map();
const tools = [];
const watchers = new Set();
const ORDER = ["plan", "runs", "compare", "tradeoffs"];

/**
 * A view: `name` as in the link, `label()` the word on its tab, `build(root)` called once with the element to fill,
 * `show()` and `hide()` when it is chosen or left. Tabs stand in a fixed order, whatever is loaded first.
 */
export function registerView(view) {
  views.set(view.name, view);
  watchers.forEach((watcher) => watcher());
}

/**
 * A tool of the plan: `build()` gives an element, made anew for each language, which is put into `#plan-tools`
 * (`place: "plan"`, the default), `#plan-files` (a menu of what comes in and goes out), `#zone-tools` (beside a chosen
 * place) or `#plan-repairs` (where there is no plan).
 */
export function registerTool(tool) {
  tools.push({ place: "plan", ...tool });
  watchers.forEach((watcher) => watcher());
}

const rank = (name) => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);

export const allViews = () => [...views.values()].sort((a, b) => rank(a.name) - rank(b.name));
export const hasView = (name) => views.has(name);

/** Tell `watcher` when something was registered. */
export const watch = (watcher) => watchers.add(watcher);

/** Put the tools of a place into an element; it is hidden where there are none. */
export function placeTools(root, place) {
  const own = tools.filter((tool) => tool.place === place);
  root.replaceChildren(...own.map((tool) => tool.build()));
  root.hidden = own.length === 0;
}
