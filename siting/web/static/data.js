// Tables of one's own: taken as they are, brought in changed, checked, and planned with.

import { ask } from "./api.js";
import { button, h, say } from "./dom.js";
import { number } from "./format.js";
import * as known from "./known.js";
import { fetched, save, trouble } from "./runs_api.js";
import { labelled, openDialog } from "./runs_dialog.js";
import { change, state } from "./state.js";
import { registerTool } from "./views.js";
import { named, t } from "./words.js";

const TYPES = ".csv,.xlsx,.gpkg,.geojson,.json";
const part = encodeURIComponent;
const home = () => `/models/${part(state.model)}`;

/** The kept sets have changed: whoever lists them reads them anew. */
function changedSets() {
  known.forgetDatasets(state.model);
  document.dispatchEvent(new CustomEvent("siting:data"));
}

function open() {
  const dialog = openDialog(t("web-data-title"));
  const kept = h("section", { class: "run-part", "aria-labelledby": "data-kept" });
  dialog.say(h("p", { class: "sub" }, t("web-data-about")), taking(), bringing(() => list(kept)), kept);
  list(kept);
}

/** A table as it is, to be changed. */
function taking() {
  const table = h("select", { id: "data-table" });
  const wrong = h("div", { role: "alert" });
  const take = (ending) => button(t("web-data-as", { kind: ending === "csv" ? "CSV" : "Excel" }), async (event) => {
    const made = event.currentTarget;
    made.setAttribute("aria-busy", "true");
    wrong.replaceChildren();
    try {
      await save(`${home()}/tables/${table.value}.${ending}${state.data ? `?data=${part(state.data)}` : ""}`);
    } catch (error) {
      wrong.replaceChildren(trouble(error));
    }
    made.removeAttribute("aria-busy");
  }, { id: `data-take-${ending}` });
  ask(`${home()}/tables${state.data ? `?data=${part(state.data)}` : ""}`).then((tables) => {
    const words = (each) => t("web-data-table-rows", { table: named(each.title), file: each.name, n: number(each.rows) });
    table.replaceChildren(...tables.map((each) => h("option", { value: each.name }, words(each))));
    table.value = "parks";
  }, (error) => wrong.replaceChildren(trouble(error)));
  return h("section", { class: "run-part", "aria-labelledby": "data-take" }, h("h3", { id: "data-take" }, t("web-data-take")),
    h("div", { class: "run-pick" }, labelled(t("web-data-table"), table), take("csv"), take("xlsx")), wrong);
}

/** Files in; what is wrong with them stands below the field, file by file. */
function bringing(done) {
  const files = h("input", { id: "data-files", type: "file", accept: TYPES, multiple: true, required: true, "aria-describedby": "data-wrong" });
  const title = h("input", { id: "data-title", type: "text", maxlength: "200", autocomplete: "off", dir: "auto" });
  const wrong = h("div", { id: "data-wrong", role: "alert" });
  const status = h("p", { class: "sub", role: "status" });
  const go = h("button", { type: "submit", class: "main", id: "data-go" }, t("web-data-check"));
  const refuse = (...nodes) => {
    files.setAttribute("aria-invalid", "true");
    wrong.replaceChildren(...nodes);
  };
  files.addEventListener("change", () => {
    files.removeAttribute("aria-invalid");
    wrong.replaceChildren();
  });
  const send = async (event) => {
    event.preventDefault();
    if (go.disabled || !files.files.length) return;
    go.disabled = true;
    files.removeAttribute("aria-invalid");
    wrong.replaceChildren();
    say(status, t("web-data-checking"));
    try {
      const body = new FormData();
      for (const file of files.files) body.append("files", file);
      body.append("title", title.value.trim());
      const told = await (await fetched(`${home()}/data`, { method: "POST", body })).json();
      if (told.problems.length) refuse(...problems(told.problems));
      else {
        changedSets();
        change({ data: told.data.name });
        done();
        [files.value, title.value] = ["", ""];
      }
      say(status, told.data ? t("web-data-in-use", { title: told.data.title }) : "");
    } catch (error) {
      say(status, "");
      refuse(trouble(error));
    }
    go.disabled = false;
  };
  return h("section", { class: "run-part", "aria-labelledby": "data-bring" }, h("h3", { id: "data-bring" }, t("web-data-bring")),
    h("form", { class: "run-form", on: { submit: send } }, labelled(t("web-data-files"), files), wrong,
      labelled(t("web-data-name"), title), h("div", { class: "actions" }, go), status));
}

/** Problems of files, those of one file together. */
function problems(list) {
  const byFile = Map.groupBy(list, (each) => each.file ?? "");
  const item = (each) => {
    const where = [each.line ? t("web-runs-line", { line: String(each.line) }) : null, each.column ? h("code", { dir: "ltr" }, each.column) : null,
      each.file || each.line ? null : h("bdi", { dir: "ltr" }, each.place)].filter((one) => one !== null);
    const said = [each.message, each.value === null ? "" : `(${each.value})`, each.remedy ? `– ${each.remedy}` : ""];
    return h("li", {}, h("span", { class: "strong" }, where.flatMap((one, i) => (i ? [" · ", one] : [one]))), " ",
      h("span", { dir: "auto" }, said.filter(Boolean).join(" ")));
  };
  return [h("p", { class: "strong" }, t("web-data-wrong", { n: number(list.length) })),
    ...[...byFile].flatMap(([file, own]) => [file ? h("h4", { dir: "ltr" }, file) : null, h("ul", { class: "run-problems" }, own.map(item))])
      .filter((one) => one !== null)];
}

/** The sets that are kept, each with what it changes. */
async function list(root) {
  const title = h("h3", { id: "data-kept" }, t("web-data-kept"));
  try {
    const sets = await known.datasets(state.model);
    root.replaceChildren(title, sets.length ? h("ul", { class: "run-tasks plain" }, sets.map((each) => entry(each, () => list(root))))
      : h("p", { class: "sub" }, t("web-data-none")));
  } catch (error) {
    root.replaceChildren(title, trouble(error));
  }
}

function entry(set, refresh) {
  const used = state.data === set.name;
  const use = button(used ? t("web-data-back") : t("web-data-use"), () => {
    change({ data: used ? null : set.name });
    refresh();
  });
  const wrong = h("div", { role: "alert" });
  const sure = h("span", { class: "actions", hidden: true });
  const first = button(t("web-runs-delete"), () => {
    sure.hidden = !sure.hidden;
    first.setAttribute("aria-expanded", String(!sure.hidden));
  }, { class: "danger", "aria-expanded": "false" });
  sure.append(button(t("web-runs-really", { name: set.title }), async () => {
    try {
      await ask(`${home()}/data/${part(set.name)}?confirm=${part(set.name)}`, undefined, "DELETE");
      changedSets();
      if (state.data === set.name) change({ data: null });
      refresh();
    } catch (error) {
      wrong.replaceChildren(trouble(error));
    }
  }, { class: "danger main" }));
  return h("li", {}, h("div", { class: "run-task-head" }, h("span", { class: "strong", dir: "auto" }, set.title),
    h("span", { class: "actions" }, use, first)), sure, wrong, effects(set));
}

/** What a set changes against the model's own tables. */
function effects(set) {
  const line = (each) => {
    const told = { table: named(each.title), added: number(each.added), removed: number(each.removed), changed: number(each.changed) };
    return t(each.added || each.removed || each.changed ? "web-data-changes" : "web-data-same", told);
  };
  const lines = set.tables.map((each) => h("li", {}, line(each)));
  const levels = { region: t("web-level-region"), province: t("web-level-province"), commune: t("web-data-commune") };
  if (set.outlines.length) lines.push(h("li", {}, t("web-data-outlines", { levels: set.outlines.map((each) => levels[each]).join(", ") })));
  const cells = set.tables.flatMap((each) => each.changes.map((cell) => ({ ...cell, table: each })));
  const heads = ["web-data-table", "web-data-row", "web-data-column", "web-data-before", "web-data-after"].map((key) => t(key));
  const shown = cells.length ? h("details", { class: "figures" }, h("summary", {}, t("web-data-cells", { n: number(cells.length) })),
    h("div", { class: "scroll" }, h("table", {}, h("thead", {}, h("tr", {}, heads.map((text) => h("th", { scope: "col" }, text)))),
      h("tbody", {}, cells.map((cell) => h("tr", {}, h("th", { scope: "row" }, named(cell.table.title)),
        [cell.row, cell.column, cell.before, cell.after].map((text) => h("td", { dir: "auto" }, text)))))))) : null;
  return h("div", {}, h("ul", { class: "run-changed plain" }, lines), shown);
}

registerTool({ place: "files", build: () => button(t("web-data-tool"), open, { id: "own-data", class: "small" }) });
