// Where no plan exists: moves of settings after which there is one, as buttons.

import { ask } from "./api.js";
import { button, h } from "./dom.js";
import { money } from "./format.js";
import { tell } from "./notices.js";
import { change, state } from "./state.js";
import { registerTool } from "./views.js";
import { named, t } from "./words.js";

/** ms of rest before the server is asked: a diagnosis takes it up to half a minute. */
const REST = 900;

let box = null;
let timer = 0;
let asked = "";
let found = null;

const same = (request) => JSON.stringify(request) === JSON.stringify(state.liveRequest());

function draw() {
  if (!box) return;
  if (!found) {
    box.replaceChildren(h("p", { class: "busy" }, t("web-repairs-looking")));
    return;
  }
  if (found.failed) {
    box.replaceChildren(h("p", {}, t("web-repairs-failed")), button(t("web-retry"), () => look(state.liveRequest())));
    return;
  }
  const parts = [];
  if (found.conflict.length) {
    parts.push(h("p", {}, t("web-repairs-conflict")), h("ul", {}, found.conflict.map((rule) => h("li", {}, named(rule)))));
  }
  if (found.repairs.length) {
    parts.push(h("p", {}, t("web-repairs-help")), h("div", { class: "repairs" }, found.repairs.map(offer)));
  } else parts.push(h("p", {}, t("web-repairs-none")));
  box.replaceChildren(...parts);
}

function offer(repair) {
  const cost = repair.cost_mmad === null ? "" : t("web-repairs-cost", { amount: money(repair.cost_mmad) });
  const apply = () => change({ settings: { ...state.settings, ...repair.settings } });
  return h("div", { class: "repair" }, button(named(repair.text), apply), cost ? h("span", { class: "note" }, cost) : null);
}

async function look(request) {
  asked = JSON.stringify(request);
  const mine = asked;
  found = null;
  draw();
  let answer;
  try {
    answer = await ask("/plans/repairs", request);
  } catch {
    answer = { failed: true };
  }
  if (mine !== asked || !same(request)) return;
  found = answer;
  draw();
  if (!answer.failed) tell(t("web-repairs-found", { count: String(answer.repairs.length) }));
}

document.addEventListener("siting:infeasible", () => {
  clearTimeout(timer);
  const request = state.liveRequest();
  if (JSON.stringify(request) === asked && found) {
    draw();
    return;
  }
  found = null;
  draw();
  timer = setTimeout(() => same(request) && look(request), REST);
});

registerTool({
  place: "repairs",
  build() {
    box = h("div", { id: "repair-offers" });
    draw();
    return box;
  },
});
