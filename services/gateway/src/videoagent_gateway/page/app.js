// Puts the page together.

import { byId } from "./dom.js";
import { prepareForm } from "./form.js";
import { Gallery } from "./gallery.js";
import { follow } from "./live.js";
import { showSession, signOut } from "./session.js";
import { TaskView } from "./task.js";

const NO_SUCH_TASK = 404;
const gallery = new Gallery((id) => show(id));
const view = new TaskView(() => leave());
let lost = false;

/** Open a film; `byHand`: somebody chose it, so it gets a place in the history, and the focus. */
async function show(id, { byHand = true } = {}) {
  byId("form-error").hidden = true;
  try {
    if (!(await view.open(id))) return;
  } catch (error) {
    close();
    const gone = error.problem?.status === NO_SUCH_TASK;
    byId("form-error").textContent = gone ? "There is no such film, or not any more." : error.message;
    byId("form-error").hidden = false;
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
  refresh();
}

const refresh = () => gallery.load().catch(() => {});

function hear(message) {
  if (message.task_id === view.id) view.hear(message);
  gallery.hear(message);
}

function tellState(state) {
  const place = byId("link-state");
  place.dataset.state = state;
  place.firstElementChild.textContent = state === "live" ? "live" : "connection lost, trying again";
  if (state === "live" && lost) {
    refresh();
    if (view.id) view.refreshSoon();
  }
  lost = state === "lost";
}

byId("sign-out").addEventListener("click", signOut);
showSession();
prepareForm(async (id) => {
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
if (asked) await show(asked, { byHand: false });
follow(hear, tellState);
