// Messages over the page, the line for readers of the screen, and the time of the last paint.

import { button, h, say } from "./dom.js";
import { t } from "./words.js";

const at = (id) => document.getElementById(id);

/** Show a message; `actions` are [text, function]. One `name` has one message. */
export function notice(name, text, actions = []) {
  clear(name);
  const shut = button("×", () => clear(name), { class: "close", "aria-label": t("web-close") });
  const box = h("div", { class: "notice", role: "alert", "data-name": name }, h("p", {}, text),
    actions.map(([words, act]) => button(words, () => (clear(name), act()))), shut);
  at("notices").append(box);
}

export function clear(name) {
  at("notices").querySelector(`[data-name="${name}"]`)?.remove();
}

/** Said by readers of the screen once the page rests. */
export const tell = (text) => say(at("status"), text);

/**
 * Once the frame after the paint has begun: how long it took from the event to there. Other programs hear of it by the
 * event `siting:painted` and the performance mark of that name.
 */
export function painted(cause, more) {
  requestAnimationFrame(() => requestAnimationFrame(() => {
    const ms = performance.now() - cause.at;
    const detail = { key: cause.key, ms, ...more };
    performance.mark("siting:painted", { detail });
    document.dispatchEvent(new CustomEvent("siting:painted", { detail }));
    if (!more.refined && ms < 10_000) say(at("foot-time"), t("web-foot-time", { ms: String(Math.round(ms)) }));
  }));
}
