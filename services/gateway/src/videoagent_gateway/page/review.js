// The storyboard of a task that waits for its user: words and pictures may be changed before anything is drawn.

import { command, getStoryboard, putStoryboard } from "./api.js";
import { clock, make } from "./dom.js";

/**
 * All shots with fields for what is said and shown, and a button that goes on.
 * @param {object} task
 * @param {() => void} onDone called once the task goes on
 */
export async function review(task, onDone) {
  const board = await getStoryboard(task.task_id);
  const title = make("input", { value: board.title, maxLength: 200, dir: "auto" });
  const shots = board.shots.map(shotFields);
  const go = make("button", { className: "button primary" }, "Make the film");
  const error = make("p", { className: "form-error", role: "alert", hidden: true });
  const form = make("form", { className: "review", noValidate: true },
    make("p", { className: "lead" }, "Change what you like, then go on. Nothing has been drawn or spoken yet."),
    make("label", { className: "field" }, "Title", title),
    make("ol", {}, ...shots.map((shot) => shot.row)),
    error,
    make("div", { className: "review-end" }, go));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    go.disabled = true;
    error.hidden = true;
    try {
      const edited = { ...board, title: title.value.trim(), shots: shots.map((shot) => shot.read()) };
      if (JSON.stringify(edited) !== JSON.stringify(board)) await putStoryboard(task.task_id, edited);
      await command(task.task_id, "approve");
      onDone();
    } catch (problem) {
      error.textContent = wordsOf(problem);
      error.hidden = false;
      go.disabled = false;
    }
  });
  return form;
}

function shotFields(shot) {
  const narration = area(shot.narration, "nothing is said");
  const prompt = area(shot.prompt, "chosen from the words");
  const row = make("li", {},
    make("div", { className: "review-head" },
      make("strong", {}, String(shot.index + 1)), make("span", { dir: "auto" }, shot.heading || shot.kind),
      make("span", { className: "length" }, clock(shot.duration))),
    make("label", { className: "field" }, "Narration", narration),
    make("label", { className: "field" }, "Picture", prompt));
  return { row, read: () => ({ ...shot, narration: narration.value.trim(), prompt: prompt.value.trim() }) };
}

function area(value, placeholder) {
  return make("textarea", { value, placeholder, rows: 3, maxLength: 2000, dir: "auto" });
}

/** "Shot 2, narration: must have at most 2000 characters" */
function wordsOf(problem) {
  const found = problem.problem?.errors?.map(({ field, message }) =>
    `${field.replace(/^shots\.(\d+)\.?/, (_, at) => `Shot ${Number(at) + 1}, `)}: ${message}`);
  return found?.join("; ") || problem.message;
}
