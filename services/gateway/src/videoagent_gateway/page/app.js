// Puts the page together.

import { getProviders, UNREACHABLE } from "./api.js";
import { byId } from "./dom.js";
import { prepareForm } from "./form.js";
import { Gallery } from "./gallery.js";
import { follow } from "./live.js";
import { showSession, signOut } from "./session.js";
import { stageName } from "./shots.js";
import { TaskView } from "./task.js";

const NO_SUCH_TASK = 404;
const ASK_MS = 5000;
const LINK = { live: "live", lost: "connection lost, trying again", asking: "brought up to date every few seconds" };
const BUILTIN = "builtin";
/** Providers that come with the product and ask nobody. */
const INCLUDED = new Set([BUILTIN, "hibari", "espeak-ng"]);
const gallery = new Gallery((id) => show(id));
const view = new TaskView(() => leave());
let lost = false;
let asking = null;

/** Open a film; `byHand`: somebody chose it, so it gets a place in the history, and the focus. */
async function show(id, { byHand = true } = {}) {
  byId("form-error").hidden = true;
  try {
    if (!(await view.open(id))) return;
  } catch (error) {
    const gone = error.problem?.status === NO_SUCH_TASK;
    if (gone || !byHand) close(); // else what is open stays as it was
    byId("form-error").textContent = gone ? "There is no such film, or not any more." : error.message;
    byId("form-error").hidden = false;
    byId("form-error").scrollIntoView({ block: "nearest" });
    return;
  }
  if (byHand) history.pushState({}, "", `/?task=${encodeURIComponent(id)}`);
  gallery.mark(id);
  if (!byHand) return;
  byId("task-title").focus({ preventScroll: true });
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  byId("task").scrollIntoView({ behavior: calm ? "auto" : "smooth", block: "start" });
}

function close() {
  view.close();
  gallery.mark(null);
  document.title = "Video Agent";
}

function leave() {
  close();
  history.pushState({}, "", "/");
  byId("recent-title").focus({ preventScroll: true });
  refresh();
}

const refresh = () => gallery.load().catch(() => {});

/** Where no socket gets through, a proxy's fault as a rule, the page asks from time to time. */
async function look() {
  const there = await gallery.load().then(() => true, () => false);
  if (!lost) return;
  if (view.id) view.refreshSoon();
  tellLink(there ? "asking" : "lost");
}

function tellLink(state) {
  const place = byId("link-state");
  if (place.dataset.state === state) return;
  place.dataset.state = state;
  place.firstElementChild.textContent = LINK[state];
}

function hear(message) {
  if (message.task_id === view.id) view.hear(message);
  gallery.hear(message);
}

function tellState(state) {
  if (state === "lost" && lost) return; // one more try that has failed
  tellLink(state);
  clearInterval(asking);
  if (state === "lost") asking = setInterval(look, ASK_MS);
  if (state === "live" && lost) {
    if (byId("form-error").textContent === UNREACHABLE) byId("form-error").hidden = true;
    refresh();
    askPrice();
    if (view.id) view.refreshSoon();
  }
  lost = state === "lost";
}

/** Tell who makes what, as far as it is not this machine by itself. */
async function tellMakers() {
  const { items } = await getProviders();
  const others = new Map();
  for (const { kind, providers } of items) {
    const name = providers.find((one) => one.is_default)?.name ?? BUILTIN;
    if (!INCLUDED.has(name)) others.set(name, [...(others.get(name) ?? []), stageName(kind).toLowerCase()]);
  }
  const words = new Intl.ListFormat("en");
  const told = [...others].map(([name, kinds]) => `${words.format(kinds)} by ${name}`);
  byId("makers").textContent = told.length
    ? `Here: ${told.join("; ")}; all else is made on this machine. `
    : "Everything is made on this machine. ";
}

byId("sign-out").addEventListener("click", signOut);
showSession();
const askPrice = prepareForm(async (id) => {
  await refresh();
  await show(id);
});
window.addEventListener("popstate", () => {
  const id = new URLSearchParams(location.search).get("task");
  if (id) show(id, { byHand: false });
  else close();
});
const asked = new URLSearchParams(location.search).get("task");
await refresh();
askPrice();
tellMakers().catch(() => {});
if (asked) await show(asked, { byHand: false });
follow(hear, tellState);
