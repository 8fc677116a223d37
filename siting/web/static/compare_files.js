// Files of a comparison: fetched with the session of this tab, then saved by the browser.

import { ApiError, asking, failed } from "./api.js";
import { naming } from "./compare_data.js";
import { button, h } from "./dom.js";
import { lang, t } from "./words.js";

const FILES = [
  ["comparison.csv", () => t("web-compare-file-csv")],
  ["comparison.xlsx", () => t("web-compare-file-xlsx")],
  ["comparison.pdf", () => t("web-compare-file-picture", { kind: "PDF" })],
  ["comparison.png", () => t("web-compare-file-picture", { kind: "PNG" })],
  ["comparison.svg", () => t("web-compare-file-picture", { kind: "SVG" })],
  ["slope.png", () => t("web-compare-file-slope", { kind: "PNG" })],
  ["slope.svg", () => t("web-compare-file-slope", { kind: "SVG" })],
];

/** Buttons for the files of runs; `failed(error)` is called where one cannot be had. */
export function downloads(names, failed) {
  const state = h("p", { class: "sub", role: "status" });
  const buttons = FILES.map(([file, words]) => button(words(), (event) => save(event.currentTarget, file), { "data-file": file }));
  async function save(own, file) {
    if (own.getAttribute("aria-disabled") === "true") return;
    own.setAttribute("aria-disabled", "true");
    state.textContent = t("web-compare-file-made", { name: file });
    try {
      const saved = await fetched(names, file);
      state.textContent = t("web-compare-file-saved", { name: saved });
    } catch (error) {
      state.textContent = error.status === 0 ? t("web-unreachable") : t("web-compare-file-failed", { name: file, why: error.message });
      failed(error);
    }
    own.removeAttribute("aria-disabled");
  }
  return h("section", { class: "card", "aria-labelledby": "compare-files" },
    h("h3", { id: "compare-files" }, t("web-compare-files")), h("div", { class: "actions" }, buttons), state);
}

/** Save a file and give the name under which it was saved. Throws `ApiError`. */
async function fetched(names, file) {
  const path = `/api/v1/compare/exports/${file}?${naming(names)}&lang=${lang()}`;
  const answer = await fetch(path, { headers: asking() }).catch(() => {
    throw new ApiError(0, { error: "Unreachable" });
  });
  if (!answer.ok) throw await failed(answer);
  const told = /filename="([^"]+)"/.exec(answer.headers.get("content-disposition") || "");
  const name = told ? told[1] : file;
  const address = URL.createObjectURL(await answer.blob());
  const link = h("a", { href: address, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  return name;
}
