// Changing one shot of a finished film: other words, another picture, or another take of the same.

import { getStoryboard, putStoryboard, runStep } from "./api.js";
import { make } from "./dom.js";

const LONGEST = 2000;

/**
 * A small form under a shot.
 * @param {object} task
 * @param {object} shot
 * @param {() => void} onStarted called once the shot is being made again
 */
export function redo(task, shot, onStarted) {
  const number = shot.index + 1;
  const narration = area(shot.narration, "Nothing is said", `Narration of shot ${number}`);
  const prompt = area("", "Empty: another one of the same", `What the picture should show in shot ${number}`);
  const go = make("button", { className: "button primary small" }, "Make it again");
  const error = make("p", { className: "field-error", role: "alert", hidden: true });
  const form = make("form", {},
    make("label", { className: "field" }, "Narration", narration),
    make("label", { className: "field" }, "What the picture should show", prompt), error, go);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    go.disabled = true;
    error.hidden = true;
    try {
      await change(task.task_id, shot, narration.value.trim(), prompt.value.trim());
      onStarted();
    } catch (problem) {
      error.textContent = problem.problem?.errors?.map(({ message }) => message).join("; ") || problem.message;
      error.hidden = false;
    } finally {
      go.disabled = false;
    }
  });
  return make("details", { className: "redo" }, make("summary", {}, `Change shot ${number}`), form);
}

/** Words change the storyboard, of which only what differs is made again; a picture alone is one step. */
async function change(id, shot, narration, prompt) {
  if (narration === shot.narration.trim()) {
    const seed = Math.floor(Math.random() * 2 ** 31);
    await runStep(id, `image:${shot.index}`, prompt ? { prompt, seed } : { seed });
    return;
  }
  const board = await getStoryboard(id);
  const edit = prompt ? { narration, prompt, media: null } : { narration };
  await putStoryboard(id, { ...board, shots: board.shots.map((one) => (one.index === shot.index ? { ...one, ...edit } : one)) });
}

function area(value, placeholder, name) {
  return make("textarea", { value, placeholder, rows: 3, maxLength: LONGEST, dir: "auto", ariaLabel: name });
}
