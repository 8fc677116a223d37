// What can be taken away from a run, or from the plan on the screen: pictures, tables, layers, documents, its scenario.

import { button, h, say } from "./dom.js";
import { models } from "./known.js";
import { MEASURES } from "./measures.js";
import { save, trouble } from "./runs_api.js";
import { openDialog } from "./runs_dialog.js";
import { order } from "./runs_tasks.js";
import { state } from "./state.js";
import { lang, t } from "./words.js";

const PICTURES = ["map", "bars", "lorenz", "path", "costs", "segments"];
const ROWS = [
  ...PICTURES.map((name) => [`web-runs-file-${name}`, [["PNG", `${name}.png`], ["SVG", `${name}.svg`]]]),
  ["web-runs-file-tables", [["CSV", "tables.zip"], ["XLSX", "tables.xlsx"]]],
  ["web-runs-file-layers", [["GeoPackage", "layers.gpkg"], ["GeoJSON", "layers.zip"]]],
  ["web-runs-file-brief", [["PDF", "brief.pdf"]]],
];

const row = (words, buttons) => h("li", {}, h("span", {}, words), h("span", { class: "actions" }, buttons));

/**
 * Buttons that save files: `take(file)` fetches one and answers its name; `gone(error)` tells whether a failure has been
 * shown already. Answers the rows, what says how it goes, and `get(words, file, kind)`, a further button.
 */
function offers(take, gone) {
  const status = h("p", { class: "sub", role: "status" });
  const wrong = h("div", { role: "alert" });
  const get = (words, file, kind) => {
    const made = button(kind, async () => {
      if (made.getAttribute("aria-busy")) return;
      made.setAttribute("aria-busy", "true");
      wrong.replaceChildren();
      say(status, t("web-runs-making", { file: words }));
      try {
        say(status, t("web-runs-saved", { file: await take(file) }));
      } catch (error) {
        say(status, "");
        if (!gone(error)) wrong.replaceChildren(trouble(error));
      }
      made.removeAttribute("aria-busy");
    }, { class: "small", "aria-label": `${words}, ${kind}`, "data-file": file });
    return made;
  };
  const rows = ROWS.map(([key, files]) => row(t(key), files.map(([kind, file]) => get(t(key), file, kind))));
  return { rows, status, wrong, get };
}

/** Indicators of the page as `siting map --measure` calls them. */
const DRAWN = { jobs: "jobs", added: "jobs-added", share: "share", built: "seats-built", rate: "per-1000-active" };

/** The map as it is on the screen: its title and how it is asked for; null where there is no such map on paper. */
async function shownMap() {
  const { show, year, level, model } = state;
  const base = (await models()).find((each) => each.name === model).base_year;
  const sums = ["added", "built"].includes(show);
  if (!(show in DRAWN) || (sums && year === base) || (show === "rate" && level !== "region")) return null;
  const words = MEASURES[show].label({ year: String(year), base: String(base) });
  return { words: t("web-take-shown", { title: words }), asked: new URLSearchParams({ measure: DRAWN[show], year: String(year) }) };
}

/** Saves files of the plan on the screen, which is solved to its end for them and not kept. */
export function takeTool() {
  const open = async () => {
    const request = state.liveRequest();
    const { rows, status, wrong, get } = offers((file) => save(`/plans/exports/${file}${file.includes("?") ? "&" : "?"}lang=${lang()}`, request), () => false);
    const shown = await shownMap();
    if (shown) rows.unshift(row(shown.words, ["png", "svg"].map((kind) => get(shown.words, `map.${kind}?${shown.asked}`, kind.toUpperCase()))));
    const dialog = openDialog(t("web-take-tool"));
    dialog.say(h("p", { class: "sub" }, t("web-take-about")), h("ul", { class: "run-files" }, rows), status, wrong,
      h("div", { class: "actions" }, button(t("web-close"), dialog.close)));
  };
  return button(t("web-take-tool"), open, { id: "take-plan", class: "small" });
}

/** Downloads of a run (`RunDetail`). `gone(error)` tells whether the run is no more, and shows it then. */
export function downloads(run, gone) {
  const { rows, status, wrong, get } = offers((file) => save(`/runs/${encodeURIComponent(run.name)}/exports/${file}?lang=${lang()}`), gone);

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

  rows.push(row(t("web-runs-file-report"), [report]));
  if (run.request) rows.push(row(t("web-runs-file-scenario"), [get(t("web-runs-file-scenario"), "scenario.yaml", "YAML")]));
  return h("section", { class: "run-part", "aria-labelledby": "run-take" }, h("h3", { id: "run-take" }, t("web-runs-take")),
    h("ul", { class: "run-files" }, rows), status, wrong);
}
