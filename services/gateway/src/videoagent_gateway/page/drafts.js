// What somebody has written and not sent yet, a storyboard or a shot's words: it outlives a reload of the page.

import { isSignedIn } from "./session.js";

const PREFIX = "videoagent.draft.";
const MOST = 40;

/** With a key it is kept as long as the key, in this tab; without one the browser is everybody's who sits before it. */
const place = () => (isSignedIn() ? sessionStorage : localStorage);

/** What is kept under a name, the task's id or `id/shot`; null where there is nothing. */
export function draftOf(name) {
  try {
    return JSON.parse(place().getItem(PREFIX + name));
  } catch {
    return null;
  }
}

/** Keep what is written; false where the browser keeps nothing. */
export function keepDraft(name, draft) {
  try {
    place().setItem(PREFIX + name, JSON.stringify({ ...draft, at: Date.now() }));
    dropOldest();
    return true;
  } catch {
    return false;
  }
}

export function dropDraft(name) {
  try {
    place().removeItem(PREFIX + name);
  } catch {
    // where nothing is kept nothing has to go
  }
}

/** Drop all that is kept of a task. */
export function dropDrafts(id) {
  for (const name of kept()) if (name === id || name.startsWith(`${id}/`)) dropDraft(name);
}

/** Tasks end elsewhere, too, and nobody comes back to their drafts. */
function dropOldest() {
  const names = kept();
  if (names.length <= MOST) return;
  const age = (name) => draftOf(name)?.at ?? 0;
  names.sort((one, other) => age(one) - age(other));
  names.slice(0, -MOST).forEach(dropDraft);
}

function kept() {
  try {
    return Object.keys(place()).filter((name) => name.startsWith(PREFIX)).map((name) => name.slice(PREFIX.length));
  } catch {
    return [];
  }
}
