// Puts the page together.

import { byId } from "./dom.js";
import { prepareForm } from "./form.js";
import { Gallery } from "./gallery.js";
import { follow } from "./live.js";
import { showSession, signOut } from "./session.js";
import { TaskView } from "./task.js";

const gallery = new Gallery((id) => show(id));
const view = new TaskView(() => leave());
let lost = false;

async function show(id, { push = true, scroll = true } = {}) {
  try {
    await view.open(id);
  } catch (error) {
    view.close();
    byId("form-error").textContent = error.message;
    byId("form-error").hidden = false;
    return;
  }
  if (push) history.pushState({}, "", `/?task=${encodeURIComponent(id)}`);
  gallery.mark(id);
  document.title = `${byId("task-title").textContent} · Video Agent`;
  if (scroll) byId("task").scrollIntoView({ behavior: "smooth", block: "start" });
}

function leave() {
  view.close();
  document.title = "Video Agent";
  history.pushState({}, "", "/");
  refresh();
}

const refresh = () => gallery.load().catch(() => {});

function hear(message) {
  if (message.task_id === view.id) view.hear(message);
  if (!gallery.hear(message) || message.type === "unsubscribed") refresh();
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
  if (id) show(id, { push: false });
  else view.close();
});
const asked = new URLSearchParams(location.search).get("task");
await refresh();
if (asked) await show(asked, { push: false, scroll: false });
follow(hear, tellState);
