// Which runs are compared: two to four lists, the first run being the one that others are measured against.

import { LETTERS, alike, called } from "./compare_data.js";
import { h } from "./dom.js";
import { locale } from "./format.js";
import { byLevel, named, t } from "./words.js";

/** `03/12/2026 14:05` as the language writes it; nothing where it is not known. */
export function moment(text) {
  if (!text) return "";
  const options = { dateStyle: "medium", timeStyle: "short" };
  return new Intl.DateTimeFormat(locale(), options).format(new Date(text));
}

/** A run on one line of a list; `titles`: of scenarios by "model scenario". */
function line(run, titles) {
  const scenario = titles.get(`${run.model} ${run.scenario}`);
  const parts = [called(run), scenario ? named(scenario) : run.scenario, byLevel(run.level), moment(run.created)];
  return parts.filter((part, i) => part && parts.indexOf(part) === i).join(" · ");
}

/** A run that is not in the list: a point of a frontier, or one that is gone. */
const absent = (name) => (name.includes(".") ? name : t("web-compare-gone-option", { name }));

/**
 * Lists of `kept` runs with the `chosen` names, of which some may be `gone`; `titles` of scenarios by "model scenario";
 * `picked(names)` hears of another choice.
 */
export function chooser({ kept, titles }, chosen, gone, picked) {
  const known = new Map(kept.map((run) => [run.name, run]));
  const first = known.get(chosen[0]);
  const offered = first ? kept.filter((run) => alike(run, first)) : kept;
  const letters = [...LETTERS]; // a run that is gone has none: the others are called as on the maps
  const lists = Math.min(4, Math.max(chosen.length, Math.min(chosen.length + 1, Math.max(2, offered.length))));
  const boxes = LETTERS.slice(0, lists).map((_, i) => {
    const letter = gone.includes(chosen[i]) ? "–" : letters.shift();
    const others = chosen.filter((_, j) => j !== i);
    const own = (i ? offered : kept).filter((run) => i === 0 || !others.includes(run.name));
    const select = h("select", { id: `compare-run-${i}` });
    if (i > 1 || !chosen[i]) select.append(h("option", { value: "" }, t("web-compare-none")));
    if (chosen[i] && !own.some((run) => run.name === chosen[i])) {
      const there = known.get(chosen[i]);
      select.append(h("option", { value: chosen[i] }, there ? line(there, titles) : absent(chosen[i])));
    }
    select.append(...own.map((run) => h("option", { value: run.name }, line(run, titles))));
    select.value = chosen[i] ?? "";
    select.addEventListener("change", () => picked(changed(chosen, i, select.value, known)));
    return h("div", { class: "compare-pick" },
      h("label", { for: select.id }, h("span", { class: "letter" }, letter), i ? t("web-compare-with") : t("web-compare-first")), select);
  });
  return h("div", { class: "compare-picks", role: "group", "aria-label": t("web-compare-runs") }, boxes);
}

/** The choice once list `i` says `name`: another first run leaves out those that it cannot be compared with. */
function changed(chosen, i, name, known) {
  const names = [...chosen];
  const before = names.indexOf(name);
  if (name && before >= 0 && before !== i) names[before] = names[i];
  names[i] = name;
  const first = known.get(names[0]);
  return names.filter((each, j) => each && (j === 0 || !first || !known.has(each) || alike(known.get(each), first)));
}

/** The runs that are compared where the link names none: the newest and the one before it that is like it. */
export function usual(kept) {
  for (const run of kept) {
    const other = kept.find((each) => each !== run && alike(each, run));
    if (other) return [other.name, run.name];
  }
  return [];
}
