// What can be taken away from a run: pictures, tables, layers, documents, its scenario.

import { button, h, say } from "./dom.js";
import { save, trouble } from "./runs_api.js";
import { order } from "./runs_tasks.js";
import { lang, t } from "./words.js";

const PICTURES = ["map", "bars", "lorenz", "path", "costs", "segments"];
const ROWS = [
  ...PICTURES.map((name) => [`web-runs-file-${name}`, [["PNG", `${name}.png`], ["SVG", `${name}.svg`]]]),
  ["web-runs-file-tables", [["CSV", "tables.zip"], ["XLSX", "tables.xlsx"]]],
  ["web-runs-file-layers", [["GeoPackage", "layers.gpkg"], ["GeoJSON", "layers.zip"]]],
  ["web-runs-file-brief", [["PDF", "brief.pdf"]]],
];

/** Downloads of a run (`RunDetail`). `gone(error)` tells whether the run is no more, and shows it then. */
export function downloads(run, gone) {
  const status = h("p", { class: "sub", role: "status" });
  const wrong = h("div", { role: "alert" });

  const get = (words, file, kind) => {
    const made = button(kind, async () => {
      if (made.getAttribute("aria-busy")) return;
      made.setAttribute("aria-busy", "true");
      wrong.replaceChildren();
      say(status, t("web-runs-making", { file: words }));
      try {
        const name = await save(`/runs/${encodeURIComponent(run.name)}/exports/${file}?lang=${lang()}`);
        say(status, t("web-runs-saved", { file: name }));
      } catch (error) {
        say(status, "");
        if (!gone(error)) wrong.replaceChildren(trouble(error));
      }
      made.removeAttribute("aria-busy");
    }, { class: "small", "aria-label": `${words}, ${kind}`, "data-file": file });
    return made;
  };

  const report = button("PDF", async () => {
    report.disabled = true;
    wrong.replaceChildren();
    try {
      await order({ kind: "report", runs: [run.name], lang: lang(), options: { document: "full", format: "pdf" } });
      say(status, t("web-runs-report-ordered"));
    } catch (error) {
      if (!gone(error)) wrong.replaceChildren(trouble(error));
    }
    report.disabled = false;
  }, { class: "small", id: "run-report", "aria-label": `${t("web-runs-file-report")}, PDF` });

  const row = (words, buttons) => h("li", {}, h("span", {}, words), h("span", { class: "actions" }, buttons));
  const rows = ROWS.map(([key, files]) => row(t(key), files.map(([kind, file]) => get(t(key), file, kind))));
  rows.push(row(t("web-runs-file-report"), [report]));
  if (run.request) rows.push(row(t("web-runs-file-scenario"), [get(t("web-runs-file-scenario"), "scenario.yaml", "YAML")]));
  return h("section", { class: "run-part", "aria-labelledby": "run-take" }, h("h3", { id: "run-take" }, t("web-runs-take")),
    h("ul", { class: "run-files" }, rows), status, wrong);
}
