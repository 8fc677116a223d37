// The HTTP interface. Every failure becomes an ApiError: `status` 0 means that the server did not answer.

const ROOT = "/api/v1";

export class ApiError extends Error {
  constructor(status, told) {
    super(told.message || `HTTP ${status}`);
    this.status = status;
    this.kind = told.error || "";
    this.problems = told.problems || [];
  }
}

/** Of this tab alone: two people, or two tabs, never move one another's plan. */
export function session() {
  let id = sessionStorage.getItem("siting-session");
  if (!id) {
    id = Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
    sessionStorage.setItem("siting-session", id);
  }
  return id;
}

/** Ask the interface. `body` makes it a POST unless `method` says otherwise. Answers the JSON; throws ApiError. */
export async function ask(path, body, method) {
  const headers = { "X-Session": session() };
  if (body !== undefined) headers["content-type"] = "application/json";
  let answer;
  try {
    answer = await fetch(ROOT + path, {
      method: method || (body === undefined ? "GET" : "POST"),
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new ApiError(0, { error: "Unreachable", message: "" });
  }
  if (answer.status === 401) {
    location.reload(); // the server gives the page on which its token is entered
    return new Promise(() => {});
  }
  const told = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new ApiError(answer.status, told);
  return told;
}

const name = encodeURIComponent;
export const getModels = () => ask("/models");
export const getScenarios = (model) => ask(`/models/${name(model)}/scenarios`);
export const getControls = (model, scenario) =>
  ask(`/models/${name(model)}/controls${scenario ? `?scenario=${name(scenario)}` : ""}`);
export const getMap = (model, level) => ask(`/models/${name(model)}/map?level=${name(level)}`);
export const getWords = (lang) => ask(`/words/${lang}`);
export const getPlan = (request) => ask("/plans", request);
export const getRefined = (request) => ask("/plans/refined", request);
