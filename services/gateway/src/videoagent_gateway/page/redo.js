// Making one shot of a finished film again.

import { runStep } from "./api.js";
import { make } from "./dom.js";

/**
 * A button under a shot that opens a small form: another picture, or one of what is written there.
 * @param {object} task
 * @param {object} shot
 * @param {() => void} onStarted called once the shot is being made again
 */
export function redo(task, shot, onStarted) {
  const prompt = make("textarea", {
    rows: 3, maxLength: 2000, dir: "auto", placeholder: "What the picture should show. Empty: another one of the same.",
  });
  prompt.setAttribute("aria-label", `New picture of shot ${shot.index + 1}`);
  const go = make("button", { className: "button primary small" }, "Make it again");
  const error = make("p", { className: "field-error", role: "alert", hidden: true });
  const form = make("form", {}, prompt, error, go);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    go.disabled = true;
    error.hidden = true;
    const words = prompt.value.trim();
    const seed = Math.floor(Math.random() * 2 ** 31);
    try {
      await runStep(task.task_id, `image:${shot.index}`, words ? { prompt: words, seed } : { seed });
      onStarted();
    } catch (problem) {
      error.textContent = problem.message;
      error.hidden = false;
      go.disabled = false;
    }
  });
  return make("details", { className: "redo" }, make("summary", {}, "Redo this shot"), form);
}
