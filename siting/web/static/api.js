// The HTTP interface. Every failure becomes an ApiError: `status` 0 means that the server did not answer.

const ROOT = "/api/v1";

export class ApiError extends Error {
  constructor(status, told, lang = "en") {
    super(told.message || `HTTP ${status}`);
    this.status = status;
    this.kind = told.error || "";
    this.problems = told.problems || [];
    this.lang = lang; // of the message, where it is in one
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

/** Headers of every request: whose it is, and in which language the answer should speak. */
export const asking = () => ({ "X-Session": session(), "Accept-Language": document.documentElement.lang });

/** An answer that is none, as an error in the language in which it speaks. */
export async function failed(answer) {
  const spoken = answer.headers.get("content-language") ?? "en";
  return new ApiError(answer.status, await answer.json().catch(() => ({})), /^[a-z]+$/.test(spoken) ? spoken : null);
}

/**
 * Ask the interface. `body` makes it a POST unless `method` says otherwise; `signal` hangs up. Answers the JSON; throws
 * ApiError.
 */
export async function ask(path, body, method, signal) {
  const headers = asking();
  if (body !== undefined) headers["content-type"] = "application/json";
  let answer;
  try {
    answer = await fetch(ROOT + path, {
      method: method || (body === undefined ? "GET" : "POST"),
      headers,
      signal,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new ApiError(0, { error: "Unreachable", message: "" });
  }
  if (answer.status === 401) {
    location.reload(); // the server gives the page on which its token is entered
    return new Promise(() => {});
  }
  if (!answer.ok) throw await failed(answer);
  return answer.json().catch(() => ({}));
}

const name = encodeURIComponent;
export const getModels = () => ask("/models");
export const getScenarios = (model) => ask(`/models/${name(model)}/scenarios`);
export const getControls = (model, scenario) =>
  ask(`/models/${name(model)}/controls${scenario ? `?scenario=${name(scenario)}` : ""}`);
export const getWords = (lang) => ask(`/words/${lang}`);
export const getPlan = (request) => ask("/plans", request);
export const getRefined = (request, signal) => ask("/plans/refined", request, undefined, signal);
