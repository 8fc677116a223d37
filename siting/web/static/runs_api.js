// Runs, tasks and files of the interface, and what their failures are called.

import { ApiError, ask, asking, failed } from "./api.js";
import { h } from "./dom.js";
import { t } from "./words.js";

const ROOT = "/api/v1";
const part = encodeURIComponent;

export const getRuns = () => ask("/runs");
export const getRun = (name) => ask(`/runs/${part(name)}`);
export const describeRun = (name, patch) => ask(`/runs/${part(name)}`, patch, "PATCH");
export const deleteRun = (name) => ask(`/runs/${part(name)}?confirm=${part(name)}`, undefined, "DELETE");
export const getTasks = () => ask("/tasks");
export const orderTask = (order) => ask("/tasks", order);
export const endTask = (id) => ask(`/tasks/${part(id)}`, undefined, "DELETE");
export const explain = (name, lang, place) => ask(`/runs/${part(name)}/explain?${new URLSearchParams({ lang, ...place })}`);

/** Send something that is no JSON, or ask for what is none. Answers the response; throws ApiError. */
export async function fetched(path, options = {}) {
  let answer;
  try {
    answer = await fetch(ROOT + path, { ...options, headers: { ...asking(), ...options.headers } });
  } catch {
    throw new ApiError(0, { error: "Unreachable", message: "" });
  }
  if (answer.status === 401) {
    location.reload(); // the server gives the page on which its token is entered
    return new Promise(() => {});
  }
  if (!answer.ok) throw await failed(answer);
  return answer;
}

/** What a scenario file says as settings, or what is wrong with it. */
export async function checkScenario(model, file) {
  const headers = { "content-type": "application/yaml" };
  const answer = await fetched(`/models/${part(model)}/scenario-check`, { method: "POST", headers, body: file });
  return answer.json();
}

/** Fetch a file and save it under the name that the server gives it, which is answered. `body` makes it a POST. */
export async function save(path, body) {
  const posted = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const answer = await fetched(path, body === undefined ? {} : posted);
  const told = answer.headers.get("content-disposition") || "";
  const name = /filename="([^"]+)"/.exec(told)?.[1] || path.split("/").pop();
  const href = URL.createObjectURL(await answer.blob());
  const anchor = h("a", { href, download: name, hidden: true });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
  return name;
}

/** Whether a run is no longer there. */
export const isGone = (error) => error.status === 404 || (error.status === 409 && /deleted meanwhile/.test(error.message));

/** A failure in words: ours where there are some, else those of the server. */
export function trouble(error) {
  if (error.status === undefined) throw error;
  if (error.status === 0) return h("p", {}, t("web-unreachable"));
  if (isGone(error)) return h("p", {}, t("web-runs-gone"));
  if (error.status === 503) return h("p", {}, t("web-runs-busy"));
  if (error.problems.length) return problemList(error.problems);
  return h("p", { lang: error.lang, dir: "auto" }, error.message);
}

/** Problems one below the other: where, what, what to do. A line of a file is told as such. */
export function problemList(problems) {
  return h("ul", { class: "run-problems" }, problems.map((each) => {
    const line = /^scenario\.yaml:(\d+)/.exec(each.place)?.[1];
    const where = [line ? t("web-runs-line", { line }) : null, each.key ? h("code", { dir: "ltr" }, each.key) : null];
    if (!line && !each.key) where[0] = h("span", { dir: "auto" }, each.place);
    const shown = where.filter((one) => one !== null).flatMap((one, i) => (i ? [" · ", one] : [one]));
    const said = [each.message, each.value === null ? "" : `(${each.value})`, each.remedy ? `– ${each.remedy}` : ""];
    return h("li", {}, h("span", { class: "strong" }, ...shown), " ",
      h("span", { dir: "auto" }, said.filter(Boolean).join(" ")));
  }));
}
