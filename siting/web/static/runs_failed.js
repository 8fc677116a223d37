// Why a task has no result, and what would help, as buttons that make the settings of the plan.

import { button, h } from "./dom.js";
import { problemList } from "./runs_api.js";
import { cost, planFrom, sentences } from "./runs_words.js";
import { t } from "./words.js";

const KNOWN = { TimedOut: "web-runs-late", Crashed: "web-runs-crashed", Infeasible: "web-infeasible" };

/**
 * What is wrong with a task. `request`: what it was ordered for; with it repairs are buttons, after which `applied` is
 * called. `lang`: in which language the order asked for sentences.
 */
export function failure(told, { request = null, lang = "en", applied = () => {} } = {}) {
  const parts = [KNOWN[told.error] ? h("p", { class: "strong" }, t(KNOWN[told.error]))
    : h("p", { dir: "auto" }, told.message)];
  if (told.error === "Crashed") parts.push(h("p", { class: "sub", dir: "auto" }, told.message));
  if (told.problems.length) parts.push(problemList(told.problems));
  if (told.reasons.length) parts.push(h("h3", {}, t("web-runs-reasons")), sentences(told.reasons));
  if (told.conflict.length) parts.push(h("h3", {}, t("web-runs-conflict")), sentences(told.conflict, lang));
  const repairs = [...told.repairs, ...(told.combination ? [told.combination] : [])];
  if (repairs.length) {
    parts.push(h("h3", {}, t("web-runs-repairs")),
      h("ul", { class: "run-repairs" }, repairs.map((repair) => one(repair, request, lang, applied))));
  }
  return h("div", { class: "run-failure" }, parts);
}

function one(repair, request, lang, applied) {
  const words = h("span", { lang, dir: lang === "ar" ? "rtl" : "ltr" }, repair.sentences.join("; "));
  const price = repair.cost_mmad === null ? "" : t("web-runs-repair-cost", { cost: cost(repair.cost_mmad) });
  const apply = async () => {
    await planFrom({ ...request, settings: { ...request.settings, ...repair.settings } });
    applied();
  };
  const usable = request && Object.keys(repair.settings).length > 0;
  return h("li", {}, words, price ? h("span", { class: "sub" }, price) : null,
    usable ? button(t("web-runs-apply"), apply, { class: "main", "aria-label": `${t("web-runs-apply")}: ${repair.sentences.join("; ")}` }) : null);
}
