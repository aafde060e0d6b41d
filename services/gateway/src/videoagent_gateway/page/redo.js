// Changing one shot of a finished film: other words, another picture, or another take of the same.

import { getStoryboard, putStoryboard, runStep } from "./api.js";
import { make } from "./dom.js";
import { draftOf, dropDraft, keepDraft } from "./drafts.js";

const LONGEST = 2000;
const KEPT = "Not sent yet: this browser keeps it.";
const OUTDATED = "The film has been changed since you wrote this.";

/**
 * A small form under a shot.
 * @param {object} task
 * @param {object} shot
 * @param {() => void} onStarted called once the shot is being made again
 */
export function redo(task, shot, onStarted) {
  const number = shot.index + 1;
  const name = `${task.task_id}/${shot.index}`;
  const narration = area(shot.narration, "Nothing is said", `Narration of shot ${number}`);
  const prompt = area("", "Empty: another one of the same", `What the picture should show in shot ${number}`);
  const go = make("button", { className: "button primary small" }, "Make it again");
  const note = make("p", { role: "status" });
  const away = make("button", { type: "button", className: "button quiet small", hidden: true }, "Discard");
  const error = make("p", { className: "field-error", role: "alert", hidden: true });
  const form = make("form", {},
    make("label", { className: "field" }, "Narration", narration),
    make("label", { className: "field" }, "What the picture should show", prompt),
    make("div", { className: "unsaved" }, note, away), error, go);
  const tell = (words) => {
    if (note.textContent !== words) note.textContent = words;
    away.hidden = !words;
  };
  const draft = draftOf(name);
  if (draft) {
    [narration.value, prompt.value] = draft.words;
    tell(draft.run === task.run ? KEPT : OUTDATED);
  }
  const look = () => {
    const changed = narration.value !== shot.narration || prompt.value.trim();
    if (!changed) dropDraft(name);
    const kept = changed && keepDraft(name, { run: task.run, words: [narration.value, prompt.value] });
    tell(kept ? KEPT : "");
  };
  form.addEventListener("input", look);
  away.addEventListener("click", () => {
    [narration.value, prompt.value] = [shot.narration, ""];
    look();
    narration.focus();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    go.disabled = true;
    error.hidden = true;
    try {
      await change(task.task_id, shot, narration.value.trim(), prompt.value.trim());
      dropDraft(name);
      onStarted();
    } catch (problem) {
      error.textContent = problem.problem?.errors?.map(({ message }) => message).join("; ") || problem.message;
      error.hidden = false;
    } finally {
      go.disabled = false;
    }
  });
  const summary = make("summary", {}, `Change shot ${number}`);
  return make("details", { className: "redo", open: Boolean(draft), dataset: { keep: `shot ${number}` } }, summary, form);
}

/** Words change the storyboard, of which only what differs is made again; a picture alone is one step. */
async function change(id, shot, narration, prompt) {
  if (narration === shot.narration.trim()) {
    const seed = Math.floor(Math.random() * 2 ** 31);
    await runStep(id, `image:${shot.index}`, prompt ? { prompt, seed } : { seed });
    return;
  }
  const { document: board, version } = await getStoryboard(id);
  if (board.shots[shot.index]?.narration !== shot.narration) throw new Error(`${OUTDATED} Reload the page to see it.`);
  const edit = prompt ? { narration, prompt, media: null } : { narration };
  const shots = board.shots.map((one) => (one.index === shot.index ? { ...one, ...edit } : one));
  await putStoryboard(id, { ...board, shots }, version);
}

function area(value, placeholder, name) {
  return make("textarea", { value, placeholder, rows: 3, maxLength: LONGEST, dir: "auto", ariaLabel: name });
}
