// One run: what people say about it, its figures, its settings; planning on from it, deleting it.

import { button, h, say } from "./dom.js";
import { number, percent } from "./format.js";
import * as known from "./known.js";
import { deleteRun, describeRun, isGone, trouble } from "./runs_api.js";
import { labelled } from "./runs_dialog.js";
import { downloads } from "./runs_take.js";
import { why } from "./runs_why.js";
import { called, cost, moment, planFrom, value, verdict } from "./runs_words.js";
import { byLevel, fromRight, named, t } from "./words.js";

export class RunPanel {
  /** `close()` leaves the run; `changed(view)` hears what people said; `deleted(name)` that it is gone. */
  constructor({ close, changed, deleted }) {
    Object.assign(this, { close, changed, deleted });
    this.root = h("section", { id: "run-detail", class: "card", "aria-labelledby": "run-title", hidden: true });
    this.title = h("h2", { id: "run-title", tabindex: -1, dir: "auto" });
    this.run = null;
  }

  /** Something in place of a run: that it is read, or why it cannot be. */
  say(title, ...nodes) {
    this.run = null;
    this.frame(title, ...nodes);
  }

  frame(title, ...nodes) {
    this.title.textContent = title;
    this.root.hidden = false;
    this.root.replaceChildren(h("div", { class: "card-head" }, this.title,
      button("×", () => this.close(), { class: "close", "aria-label": t("web-close") })), ...nodes);
  }

  show(run) {
    this.run = run;
    const gone = (error) => this.gone(error);
    this.frame(called(run), this.origin(run), this.first(run), this.notes(run), this.figures(run), why(run, gone),
      downloads(run, gone), this.removal(run));
  }

  /** Whether a failure tells that the run is no more; then it is said in its place. */
  gone(error) {
    if (!isGone(error) || !this.run) return false;
    const { name } = this.run;
    this.say(called(this.run), h("p", { role: "alert" }, t("web-runs-gone")));
    this.deleted(name, false);
    return true;
  }

  origin(run) {
    const scenario = run.scenario_title ? named(run.scenario_title) : (run.scenario ?? t("web-runs-no-scenario"));
    return h("p", { class: "sub" }, `${scenario} · ${byLevel(run.plan.level)} · ${moment(run.created)} · `, h("bdi", { dir: "ltr" }, run.name));
  }

  first(run) {
    const wrong = h("span", { role: "alert" });
    const on = button(t("web-runs-plan-on"), async () => {
      try {
        await planFrom(run.request);
      } catch (error) {
        wrong.replaceChildren(trouble(error));
      }
    }, { class: "main", id: "run-plan-on" });
    const pin = button(t(run.pinned ? "web-runs-unpin" : "web-runs-pin"), async () => {
      pin.disabled = true;
      wrong.replaceChildren();
      try {
        run.pinned = (await this.patch({ pinned: !run.pinned })).pinned;
        say(pin, t(run.pinned ? "web-runs-unpin" : "web-runs-pin"));
      } catch (error) {
        if (!this.gone(error)) wrong.replaceChildren(trouble(error));
      }
      pin.disabled = false;
      pin.focus();
    }, { id: "run-pin" });
    return h("div", {}, h("div", { class: "actions" }, run.request ? on : h("p", { class: "sub" }, t("web-runs-no-model")), pin, wrong));
  }

  async patch(what) {
    const told = await describeRun(this.run.name, what);
    this.changed(told);
    return told;
  }

  notes(run) {
    const title = h("input", { id: "run-name", type: "text", maxlength: "200", autocomplete: "off", dir: "auto", value: run.title });
    const note = h("textarea", { id: "run-note", maxlength: "4000", rows: "3", dir: "auto" }, run.note);
    const status = h("span", { class: "sub", role: "status" });
    const wrong = h("div", { role: "alert" });
    const go = h("button", { type: "submit" }, t("web-runs-save-note"));
    const send = async (event) => {
      event.preventDefault();
      if (go.disabled) return;
      go.disabled = true;
      wrong.replaceChildren();
      say(status, "");
      try {
        const told = await this.patch({ title: title.value.trim(), note: note.value.trim() });
        [run.title, run.note] = [told.title, told.note];
        this.title.textContent = called(run);
        say(status, t("web-runs-note-saved"));
      } catch (error) {
        if (!this.gone(error)) wrong.replaceChildren(trouble(error));
      }
      go.disabled = false;
    };
    for (const field of [title, note]) field.addEventListener("input", () => say(status, ""));
    return h("form", { class: "run-form", on: { submit: send } }, labelled(t("web-runs-title"), title),
      labelled(t("web-runs-note"), note), wrong, h("div", { class: "actions" }, go, status));
  }

  figures(run) {
    const { plan } = run;
    const last = plan.years[plan.years.length - 1];
    const end = (line) => line[line.length - 1];
    const lines = [
      [t("web-tip-jobs", { year: String(last) }), number(run.jobs)],
      [t("web-head-exports"), plan.exports_bmad.length ? number(end(plan.exports_bmad), 1) : "–"],
      [t("web-runs-cost-pv"), cost(run.cost_mmad)],
      ...(run.penalty_mmad > 0.5 ? [[t("web-runs-penalty"), cost(run.penalty_mmad)]] : []),
      [t("web-runs-gini-from", { base: String(plan.base_year), year: String(last) }), [number(plan.gini[0], 3), number(end(plan.gini), 3)].join(fromRight() ? " ← " : " → ")],
      [t("web-runs-largest"), h("span", { id: "run-largest" }, this.largest(plan, new Map()))],
      [t("web-runs-parks"), number(run.parks)],
      [t("web-runs-verdict"), verdict(run.verdict)],
    ];
    const changed = h("ul", { class: "run-changed" }, run.changed.map((each) => h("li", {}, this.setting(each, new Map()))));
    if (run.request) this.words(run, changed);
    return h("section", { class: "run-part", "aria-labelledby": "run-figures" }, h("h3", { id: "run-figures" }, t("web-runs-figures")),
      h("dl", { class: "run-figures" }, lines.map(([name, figure]) => [h("dt", {}, name), h("dd", {}, figure)])),
      run.changed.length ? [h("h4", {}, t("web-changed", { n: String(run.changed.length) })), changed] : h("p", { class: "sub" }, t("web-unchanged")));
  }

  largest(plan, names) {
    const end = (line) => line[line.length - 1];
    const all = plan.regions.reduce((sum, each) => sum + end(each.jobs), 0);
    const most = plan.regions.reduce((best, each) => (end(each.jobs) > end(best.jobs) ? each : best), plan.regions[0]);
    return t("web-runs-share", { name: names.get(most.code) ?? most.code, share: percent(all > 0 ? end(most.jobs) / all : 0) });
  }

  setting(each, labels) {
    const control = labels.get(each.key);
    const shown = (told) => (control?.kind === "share" && typeof told === "number" ? percent(told, control.digits) : value(told));
    if (!control) return t("web-runs-setting-model", { name: each.key, value: shown(each.value), given: shown(each.given) });
    return t("web-runs-setting", { name: named(control.label), value: shown(each.value), given: shown(control.given) });
  }

  /** Names of settings and regions, once they are known; codes until then. */
  async words(run, changed) {
    try {
      const level = known.LIVE_LEVELS.includes(run.plan.level) ? run.plan.level : "region";
      const [labels, view] = await Promise.all([known.settings(run.model, run.scenario), known.shapes(run.model, level, run.request?.data)]);
      if (this.run !== run) return;
      changed.replaceChildren(...run.changed.map((each) => h("li", {}, this.setting(each, labels))));
      const names = new Map(view.regions.map((region) => [region.code, named(region.name)]));
      this.root.querySelector("#run-largest").textContent = this.largest(run.plan, names);
    } catch {
      // the codes stay
    }
  }

  removal(run) {
    if (run.study) return h("p", { class: "sub" }, t("web-runs-of-study", { name: run.study }));
    const wrong = h("div", { role: "alert" });
    const ask = button(t("web-runs-delete"), () => sure(true), { id: "run-delete", class: "danger", "aria-expanded": "false" });
    const really = button(t("web-runs-really", { name: called(run) }), async () => {
      really.disabled = true;
      wrong.replaceChildren();
      try {
        await deleteRun(run.name);
        this.run = null;
        this.deleted(run.name, true);
      } catch (error) {
        if (!this.gone(error)) wrong.replaceChildren(error.status === 409 && run.pinned ? h("p", {}, t("web-runs-is-pinned")) : trouble(error));
      }
      really.disabled = false;
    }, { id: "run-really", class: "danger main" });
    const box = h("div", { class: "actions", hidden: true }, really, button(t("web-runs-not"), () => sure(false)));
    const sure = (open) => {
      box.hidden = !open;
      ask.setAttribute("aria-expanded", String(open));
      wrong.replaceChildren();
      if (open) say(really, t("web-runs-really", { name: called(run) }));
      (open ? really : ask).focus();
    };
    return h("section", { class: "run-part run-removal", "aria-labelledby": "run-removal-title" },
      h("h3", { id: "run-removal-title" }, t("web-runs-delete-title")), h("p", { class: "sub" }, t("web-runs-delete-help")),
      h("div", { class: "actions" }, ask), box, wrong);
  }
}
