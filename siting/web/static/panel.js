// The chosen place: its figures year by year. Other modules may add tools (why this place) to #zone-tools.

import { button, h } from "./dom.js";
import { number, signed } from "./format.js";
import { named, t } from "./words.js";
import { placeTools } from "./views.js";

export class ZonePanel {
  constructor(close) {
    this.close = close;
    this.root = h("section", { id: "zone-panel", class: "card", "aria-labelledby": "zone-title", hidden: true });
    this.tools = h("div", { id: "zone-tools", class: "tools", hidden: true });
    this.title = h("h3", { id: "zone-title", tabindex: -1 });
    this.body = h("div");
    this.code = null;
  }

  /** Show a place (`zone`: its shape) of a plan; `null` closes. */
  show(zone, region, plan, base, year) {
    this.root.hidden = !zone;
    const code = zone?.code ?? null;
    const other = code !== this.code;
    this.code = code;
    if (!zone) return;
    this.title.textContent = named(zone.name);
    if (other || this.spoken !== document.documentElement.lang) {
      this.spoken = document.documentElement.lang;
      const shut = button("×", () => this.close(), { class: "close", "aria-label": t("web-close") });
      this.root.replaceChildren(h("div", { class: "card-head" }, this.title, shut), this.body, this.tools);
      placeTools(this.tools, "zone");
      document.dispatchEvent(new CustomEvent("siting:zone", { detail: { code } }));
    }
    const at = plan ? plan.zones.indexOf(code) : -1;
    const where = region && region.code !== code ? [h("p", { class: "sub" }, named(region.name))] : [];
    this.body.replaceChildren(...where, at < 0 ? h("p", {}, t("web-no-figures")) : this.table(plan, base, at, year));
  }

  table(plan, base, at, year) {
    const years = [plan.base_year, ...plan.years];
    const own = base ? base.zones.indexOf(plan.zones[at]) : -1;
    const row = (when, i) => {
      const before = own >= 0 ? base.jobs[own][i] : null;
      return h("tr", { class: when === year ? "now" : "" },
        h("th", { scope: "row" }, String(when)),
        h("td", {}, number(plan.jobs[at][i])),
        h("td", {}, before === null ? "–" : signed(plan.jobs[at][i] - before)),
        h("td", {}, number(plan.seats[at][i])),
        h("td", {}, i ? number(plan.built[at][i - 1]) : "–"));
    };
    const heads = [t("web-head-year"), t("web-head-jobs"), t("web-head-change"), t("web-head-seats"), t("web-head-built")];
    return h("div", { class: "scroll" }, h("table", {},
      h("caption", { class: "unseen" }, this.title.textContent),
      h("thead", {}, h("tr", {}, heads.map((text) => h("th", { scope: "col" }, text)))),
      h("tbody", {}, years.map(row))));
  }
}
