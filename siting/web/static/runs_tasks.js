// Work in the background of this tab: one look every 700 ms for everybody, only while something runs.

import { endTask, getTasks, orderTask } from "./runs_api.js";

const EVERY = 700;
const watchers = new Set();
let known = [];
let timer = 0;
let looking = false;
let orders = 0;

export const isOpen = (task) => task.state === "waiting" || task.state === "running";

/** `watcher(tasks, error)` hears of every look; answers a function that ends it. */
export function watchTasks(watcher) {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** The tasks as they were last seen, newest first. */
export const tasks = () => known;

function tell(error = null) {
  watchers.forEach((watcher) => watcher(known, error));
}

/** Look now, and again while something waits or runs. */
export async function look() {
  clearTimeout(timer);
  if (looking) return;
  looking = true;
  const seen = orders;
  try {
    const found = await getTasks();
    if (seen === orders) known = found;
    tell();
  } catch (error) {
    tell(error);
  }
  looking = false;
  if (seen !== orders || known.some(isOpen)) timer = setTimeout(look, seen === orders ? EVERY : 0);
}

/** Order work; answers its task. Throws ApiError. */
export async function order(what) {
  const task = await orderTask(what);
  changed([task, ...known]);
  return task;
}

/** Cancel a task, or forget one that has ended. Throws ApiError. */
export async function end(id) {
  const open = known.some((each) => each.id === id && isOpen(each));
  const task = await endTask(id).catch((error) => {
    if (error.status !== 404) throw error;
    return null;
  });
  const others = known.filter((each) => each.id !== id);
  changed(open && task ? [task, ...others] : others);
}

function changed(now) {
  orders += 1; // a look that began before does not know of it
  known = now;
  tell();
  look();
}
