// A button that opens a few others below it; Escape, a choice or a click elsewhere closes them.

import { h } from "./dom.js";

/** `items` is the element that holds the buttons. */
export function menu(id, words, items) {
  const summary = h("summary", { class: "small" }, words);
  const root = h("details", { id, class: "menu" }, summary, items);
  const shut = () => (root.open = false);
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !root.open) return;
    shut();
    summary.focus();
  });
  items.addEventListener("click", (event) => event.target.closest("button") && shut());
  root.addEventListener("focusout", (event) => event.relatedTarget && !root.contains(event.relatedTarget) && shut());
  document.addEventListener("pointerdown", (event) => !root.contains(event.target) && shut());
  return root;
}
