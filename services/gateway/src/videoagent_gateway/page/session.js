// The API key, where one is needed: kept for this tab only, sent in a header, never part of an address.

import { byId } from "./dom.js";

const PLACE = "videoagent.key";
const WHY = {
  401: "This key is not valid, or no longer.",
  403: "This key may not look at tasks.",
  429: "Too many tries. Wait a minute, please.",
};
let asking = null;

export const isSignedIn = () => sessionStorage.getItem(PLACE) !== null;

/** The headers that show the key; none while there is none. */
export function keyHeaders() {
  const key = sessionStorage.getItem(PLACE);
  return key ? { Authorization: `Bearer ${key}` } : {};
}

/** Ask for a key until one is accepted; several who ask at once share the question. */
export function signIn() {
  asking ??= ask().finally(() => {
    asking = null;
  });
  return asking;
}

/** Forget the key, and all that was seen with it. */
export function signOut() {
  sessionStorage.clear();
  location.assign("/");
}

/** Show what belongs to being signed in. */
export function showSession() {
  byId("sign-out").hidden = !isSignedIn();
  byId("providers").hidden = isSignedIn();
}

function ask() {
  const wasSignedIn = isSignedIn();
  sessionStorage.removeItem(PLACE);
  showSession();
  const dialog = byId("sign-in");
  const form = dialog.querySelector("form");
  tell(form, wasSignedIn ? WHY[401] : "");
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.oncancel = (event) => event.preventDefault();
    form.onsubmit = async (event) => {
      event.preventDefault();
      if (!(await accept(form))) return;
      form.reset();
      dialog.close();
      showSession();
      resolve();
    };
  });
}

/** Try the key that was typed; keep it when it works. */
async function accept(form) {
  const key = form.key.value.trim();
  const button = form.querySelector("button");
  button.disabled = true;
  try {
    const headers = { Authorization: `Bearer ${key}` };
    const response = await fetch("/api/v1/tasks?limit=1", { headers });
    if (response.ok) sessionStorage.setItem(PLACE, key);
    else tell(form, WHY[response.status] ?? "The gateway cannot check keys at the moment.");
    return response.ok;
  } catch {
    tell(form, /^[\x21-\x7e]*$/.test(key) ? "The gateway cannot be reached." : WHY[401]);
    return false;
  } finally {
    button.disabled = false;
  }
}

function tell(form, message) {
  const place = form.querySelector(".field-error");
  place.textContent = message;
  place.hidden = !message;
  form.key.setAttribute("aria-invalid", String(Boolean(message)));
  if (message) form.key.select();
}
