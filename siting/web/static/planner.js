// Asks for plans: one question at a time, always the latest; the refined plan when the hand rests.

import { getPlan, getRefined } from "./api.js";
import { state } from "./state.js";

/** ms of rest after which the refined plan is asked for. */
const REST = 300;

export class Planner {
  /**
   * `tell(news)` is called with `{kind: "plan", answer, base, cause}`, `{kind: "busy"}` or `{kind: "error", error}`.
   * `base` is the scenario's own plan, refined where `answer` is and that one is known.
   */
  constructor(tell) {
    this.tell = tell;
    this.bases = new Map();
    this.wanted = null;
    this.busy = false;
    this.refining = false;
    this.timer = 0;
    this.over = null;
  }

  static where(request) {
    return `${request.model} ${request.scenario} ${request.level} ${request.data}`;
  }

  /** The state has changed: plan it as soon as the last question is answered. */
  ask(cause) {
    const request = state.liveRequest();
    this.wanted = { request, key: JSON.stringify(request), where: Planner.where(request), cause };
    clearTimeout(this.timer);
    this.over?.abort(); // a refined plan of what was before is no longer waited for
    this.tell({ kind: "busy" });
    this.pump();
  }

  /** Ask again after a failure. */
  retry() {
    if (this.wanted) this.ask(this.wanted.cause);
  }

  async pump() {
    if (this.busy) return;
    this.busy = true;
    let done = null;
    while (this.wanted && this.wanted !== done) {
      const job = this.wanted;
      done = job;
      try {
        const bare = { ...job.request, settings: state.waiting.instead };
        const own = JSON.stringify(bare) === job.key;
        if (!this.bases.has(job.where) && !own) await this.base(bare, job.where, getPlan, false);
        if (this.wanted.where !== job.where) continue;
        const answer = await getPlan(job.request);
        if (own) this.remember(job.where, answer);
        // While a slider moves the answers on the way are shown too; those of another map are not.
        if (this.wanted.where === job.where) this.show(job, answer);
      } catch (error) {
        if (this.wanted === job) this.tell({ kind: "error", error });
      }
    }
    this.busy = false;
  }

  remember(where, answer) {
    if (answer.status !== "optimal") return;
    const kept = this.bases.get(where) || {};
    this.bases.set(where, { ...kept, [answer.refined ? "refined" : "least"]: answer });
  }

  async base(request, where, get) {
    this.remember(where, await get(request));
    if (!this.bases.has(where)) this.bases.set(where, {});
  }

  show(job, answer) {
    const bases = this.bases.get(job.where) || {};
    const base = (answer.refined && bases.refined) || bases.least || null;
    this.tell({ kind: "plan", answer, base, cause: job.cause, last: job === this.wanted });
    if (job !== this.wanted || answer.refined || answer.status !== "optimal") return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.refine(), REST);
  }

  async refine() {
    if (this.refining || !this.wanted) return;
    this.refining = true;
    const job = this.wanted;
    this.over = new AbortController();
    const get = (request) => getRefined(request, this.over.signal);
    try {
      const bare = { ...job.request, settings: state.waiting.instead };
      const own = JSON.stringify(bare) === job.key;
      if (!own && !this.bases.get(job.where)?.refined) await this.base(bare, job.where, get);
      if (job === this.wanted) {
        const answer = await get(job.request);
        if (own) this.remember(job.where, answer);
        if (job === this.wanted) this.show(job, answer);
      }
    } catch (error) {
      if (job === this.wanted) this.tell({ kind: "unrefined", error });
    }
    this.refining = false;
    if (job !== this.wanted && !this.busy) this.timer = setTimeout(() => this.refine(), REST);
  }
}
