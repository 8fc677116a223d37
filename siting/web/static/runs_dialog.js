// A native dialog: modal, closed by Escape or its cross, gone from the page when it is closed.

import { button, h } from "./dom.js";
import { t } from "./words.js";

let count = 0;

/** Open a dialog; `say(...nodes)` replaces what it shows, `close()` ends it, `closed` is called once then. */
export function openDialog(title, closed = () => {}) {
  count += 1;
  const id = `dialog-${count}`;
  const body = h("div", { class: "dialog-body" });
  const root = h("dialog", { class: "run-dialog", "aria-labelledby": id },
    h("div", { class: "card-head" }, h("h2", { id, tabindex: -1 }, title),
      button("×", () => root.close(), { class: "close", "aria-label": t("web-close") })), body);
  const before = document.activeElement;
  root.addEventListener("close", () => {
    root.remove();
    closed();
    if (before?.isConnected && document.activeElement === document.body) before.focus();
  });
  document.body.append(root);
  root.showModal();
  const dialog = {
    root,
    close: () => root.close(),
    say(...nodes) {
      body.replaceChildren(...nodes);
      (body.querySelector("[autofocus]") || root.querySelector("h2")).focus();
    },
  };
  return dialog;
}

/** A field with its label above it. */
export function labelled(text, field) {
  return h("div", { class: "run-field" }, h("label", { for: field.id }, text), field);
}
