// "Why this place": the plan on the screen, explained where a place is chosen.

import { ask } from "./api.js";
import { button, h, say } from "./dom.js";
import { trouble } from "./runs_api.js";
import { state } from "./state.js";
import { registerTool } from "./views.js";
import { fromRight, lang, t } from "./words.js";

let parts = null;
let told = null;

/** What is asked: the plan, the place and the language. An answer belongs to one of these alone. */
function question() {
  const place = state.level === "region" ? { region: state.zone } : { zone: state.zone };
  return { request: state.liveRequest(), ...place, lang: lang() };
}

const section = (each) => h("section", {}, h("h4", { dir: fromRight() ? "rtl" : "ltr" }, each.title), each.lines.map((line) => h("p", {}, line)));

/** Show what is known of the question as it stands now; what was said of another plan goes. */
function draw() {
  if (!parts) return;
  const asked = JSON.stringify(question());
  const mine = told?.asked === asked ? told : null;
  say(parts.status, mine?.busy ? t("web-why-busy") : "");
  parts.ask.hidden = Boolean(mine?.busy || mine?.sections);
  if (mine?.error) parts.out.replaceChildren(trouble(mine.error));
  // The first section is about the country: it ends what is said, the place comes first.
  else if (mine?.sections) parts.out.replaceChildren(...[...mine.sections.slice(1), mine.sections[0]].map(section));
  else parts.out.replaceChildren();
}

async function look() {
  const body = question();
  const mine = { asked: JSON.stringify(body), busy: true };
  told = mine;
  draw();
  try {
    mine.sections = (await ask("/plans/explain", body)).sections;
  } catch (error) {
    mine.error = error;
  }
  mine.busy = false;
  if (told !== mine) return;
  draw();
  if (mine.sections && mine.asked === JSON.stringify(question())) parts.out.focus();
}

document.addEventListener("siting:zone", draw);
document.addEventListener("siting:painted", draw);

registerTool({
  place: "zone",
  build() {
    parts = {
      ask: button(t("web-why-ask"), look, { id: "why-here" }),
      status: h("p", { class: "sub", role: "status" }),
      out: h("div", { id: "why-here-said", class: "run-why", tabindex: -1 }),
    };
    draw();
    return h("div", { class: "zone-why" }, parts.ask, parts.status, parts.out);
  },
});
