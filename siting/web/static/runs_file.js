// Settings as a scenario file: written, and read again.

import { button, h } from "./dom.js";
import { scenarios, models } from "./known.js";
import { clear, notice } from "./notices.js";
import { checkScenario, problemList, save, trouble } from "./runs_api.js";
import { openDialog } from "./runs_dialog.js";
import { planFrom } from "./runs_words.js";
import { state } from "./state.js";
import { t } from "./words.js";

export function saveTool() {
  const made = button(t("web-runs-save-file"), async () => {
    made.setAttribute("aria-busy", "true");
    clear("scenario-file");
    try {
      await save("/scenario-file", { request: state.request(), title: await title() });
    } catch (error) {
      const shown = openDialog(t("web-runs-save-file"));
      shown.say(trouble(error), h("div", { class: "actions" }, button(t("web-close"), shown.close)));
    }
    made.removeAttribute("aria-busy");
  }, { id: "save-file", class: "small" });
  return made;
}

/** The file is called as its scenario, else as its model, in three languages. */
async function title() {
  const scenario = (await scenarios(state.model)).find((each) => each.name === state.scenario);
  return (scenario || (await models()).find((each) => each.name === state.model)).title;
}

export function openTool() {
  const field = h("input", { id: "scenario-file", type: "file", accept: ".yaml,.yml", hidden: true });
  field.addEventListener("change", () => {
    const [file] = field.files;
    if (file) bring(file).finally(() => (field.value = ""));
  });
  return h("span", {}, button(t("web-runs-open-file"), () => field.click(), { id: "open-file", class: "small" }), field);
}

async function bring(file) {
  clear("scenario-file");
  let problems;
  try {
    const told = await checkScenario(state.model, file);
    if (!told.problems.length) {
      await planFrom({ ...told.request, level: told.request.level ?? state.level });
      notice("scenario-file", t("web-runs-file-read", { file: file.name, n: String(Object.keys(told.settings).length) }));
      return;
    }
    problems = problemList(told.problems);
  } catch (error) {
    problems = trouble(error);
  }
  const dialog = openDialog(t("web-runs-open-file"));
  dialog.say(h("p", { class: "strong" }, t("web-runs-file-wrong", { file: file.name })), problems,
    h("div", { class: "actions" }, button(t("web-close"), dialog.close)));
}
