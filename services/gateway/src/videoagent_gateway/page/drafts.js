// What somebody has written into a storyboard and not sent yet: it outlives a reload of the page.

import { isSignedIn } from "./session.js";

const PREFIX = "videoagent.draft.";
const MOST = 20;

/** With a key it is kept as long as the key, in this tab; without one the browser is everybody's who sits before it. */
const place = () => (isSignedIn() ? sessionStorage : localStorage);

/**
 * What was written on a storyboard.
 * @param {string} id the task's
 * @return {{base: string, words: object} | null} `base`: the storyboard's words that it was written on
 */
export function draftOf(id) {
  try {
    return JSON.parse(place().getItem(PREFIX + id));
  } catch {
    return null;
  }
}

/** Keep what is written; false where the browser keeps nothing. */
export function keepDraft(id, base, words) {
  try {
    place().setItem(PREFIX + id, JSON.stringify({ base, words, at: Date.now() }));
    dropOldest();
    return true;
  } catch {
    return false;
  }
}

export function dropDraft(id) {
  try {
    place().removeItem(PREFIX + id);
  } catch {
    // where nothing is kept nothing has to go
  }
}

/** Tasks end elsewhere, too, and nobody comes back to their drafts. */
function dropOldest() {
  const kept = Object.keys(place()).filter((name) => name.startsWith(PREFIX));
  if (kept.length <= MOST) return;
  const age = (name) => draftOf(name.slice(PREFIX.length))?.at ?? 0;
  kept.sort((one, other) => age(one) - age(other));
  for (const name of kept.slice(0, -MOST)) place().removeItem(name);
}
