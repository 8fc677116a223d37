// Why a run, a region or a place is as it is: asked for, and shown as sections.

import { button, h, say } from "./dom.js";
import * as known from "./known.js";
import { explain, trouble } from "./runs_api.js";
import { labelled } from "./runs_dialog.js";
import { fromRight, lang, named, t } from "./words.js";

/** The part of a run (`RunDetail`) that explains it. `gone(error)` as of the downloads. */
export function why(run, gone) {
  const region = h("select", { id: "why-region" }, h("option", { value: "" }, t("web-runs-whole")));
  const zone = h("select", { id: "why-zone" });
  const out = h("div", { id: "why-said", class: "run-why", tabindex: -1 });
  const status = h("p", { class: "sub", role: "status" });
  /** Places by name; where two are called alike, the code tells them apart. */
  const sorted = (found) => {
    const times = new Map();
    for (const { text } of found) times.set(text, (times.get(text) ?? 0) + 1);
    return found.map((each) => (times.get(each.text) > 1 ? { ...each, text: `${each.text} (${each.code})` } : each))
      .sort((a, b) => a.text.localeCompare(b.text, lang()));
  };
  let places = run.plan.zones.map((code) => ({ code, text: code, region: null }));
  let regions = run.plan.regions.map(({ code }) => ({ code, text: code }));
  const option = ({ code, text }) => h("option", { value: code }, text);
  const fill = () => {
    const own = places.filter((each) => !region.value || each.region === region.value || each.region === null);
    zone.replaceChildren(h("option", { value: "" }, t("web-runs-no-place")), ...own.map(option));
  };
  const build = () => {
    const chosen = region.value;
    region.replaceChildren(region.options[0], ...regions.map(option));
    region.value = chosen;
    fill();
  };
  region.addEventListener("change", fill);
  build();
  if (run.request) {
    known.shapes(run.model, run.plan.level, run.request.data).then((view) => {
      const here = new Set(run.plan.zones);
      places = sorted(view.zones.filter((each) => here.has(each.code))
        .map((each) => ({ code: each.code, text: named(each.name), region: each.region })));
      regions = view.regions.map((each) => ({ code: each.code, text: named(each.name) }));
      build();
    }, () => {}); // the codes stay
  }
  const ask = button(t("web-runs-explain"), async () => {
    if (ask.getAttribute("aria-busy")) return;
    ask.setAttribute("aria-busy", "true");
    say(status, t(run.plan.level === "commune" ? "web-runs-explaining-long" : "web-runs-explaining"));
    out.replaceChildren();
    try {
      const place = zone.value && run.plan.level !== "region" ? { zone: zone.value } : region.value ? { region: region.value } : {};
      const told = await explain(run.name, lang(), place);
      say(status, "");
      out.replaceChildren(...told.sections.map((each) => section(each)));
      out.focus();
    } catch (error) {
      say(status, "");
      if (!gone(error)) out.replaceChildren(trouble(error));
    }
    ask.removeAttribute("aria-busy");
  }, { id: "why-ask" });
  const fields = [labelled(t("web-head-region"), region)];
  if (run.plan.level !== "region") fields.push(labelled(t("web-place"), zone));
  return h("section", { class: "run-part", "aria-labelledby": "run-why-title" }, h("h3", { id: "run-why-title" }, t("web-runs-why")),
    h("div", { class: "run-pick" }, fields, ask), status, out);
}

const section = (told) => h("section", {}, h("h4", { dir: fromRight() ? "rtl" : "ltr" }, told.title), told.lines.map((line) => h("p", {}, line)));
