// The storyboard of a task that waits for its user: words and pictures may be changed before anything is drawn.

import { command, getStoryboard, putStoryboard } from "./api.js";
import { clock, make } from "./dom.js";
import { draftOf, dropDraft, keepDraft } from "./drafts.js";
import { billOf } from "./estimate.js";

const KEPT = "Unsaved changes: this browser keeps them until you go on.";
const NOT_KEPT = "Unsaved changes: they are lost when you leave this page.";
const OUTDATED = "The storyboard is a newer one than you wrote in: what you had not saved is gone.";

/**
 * All shots with fields for what is said and shown, and a button that goes on.
 * @param {object} task
 * @param {() => void} onDone called once the task goes on
 */
export async function review(task, onDone) {
  const board = await getStoryboard(task.task_id);
  const fields = new Fields(board);
  const unsaved = new Unsaved(task.task_id, fields);
  const go = make("button", { className: "button primary" }, "Make the film");
  const error = make("p", { className: "form-error", role: "alert", hidden: true });
  const form = make("form", { className: "review", noValidate: true },
    make("p", { className: "lead" }, "Change what you like, then go on. Nothing has been drawn or spoken yet."),
    make("label", { className: "field" }, "Title", fields.title),
    make("ol", {}, ...fields.shots.map((shot) => shot.row)),
    error, unsaved.row,
    make("div", { className: "review-end" }, go, make("p", { className: "cost" }, billOf(task))));
  form.addEventListener("input", () => unsaved.look());
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    go.disabled = true;
    error.hidden = true;
    try {
      if (fields.changed) await putStoryboard(task.task_id, fields.edited());
      unsaved.settle();
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

/** What may be changed of a storyboard. */
class Fields {
  constructor(board) {
    this.board = board;
    this.title = make("input", { maxLength: 200, dir: "auto" });
    this.shots = board.shots.map(shotFields);
    this.write(wordsIn(board));
    this.settle();
  }

  read() {
    const shots = this.shots.map(({ narration, prompt }) => [narration.value.trim(), prompt.value.trim()]);
    return { title: this.title.value.trim(), shots };
  }

  write(words) {
    this.title.value = words.title;
    this.shots.forEach(({ narration, prompt }, at) => ([narration.value, prompt.value] = words.shots[at]));
  }

  /** Take what is written now for what the task has. */
  settle() {
    this.base = JSON.stringify(this.read());
  }

  get changed() {
    return JSON.stringify(this.read()) !== this.base;
  }

  edited() {
    const { title, shots } = this.read();
    const changed = ([narration, prompt], at) => ({ ...this.board.shots[at], narration, prompt });
    return { ...this.board, title, shots: shots.map(changed) };
  }
}

const wordsIn = (board) => ({ title: board.title, shots: board.shots.map(({ narration, prompt }) => [narration, prompt]) });

/** The note that something is not saved, which stands as long as that is so. */
class Unsaved {
  constructor(id, fields) {
    this.id = id;
    this.fields = fields;
    this.words = make("p", { role: "status" });
    this.away = make("button", { type: "button", className: "button quiet small", hidden: true }, "Discard");
    this.row = make("div", { className: "unsaved" }, this.words, this.away);
    this.away.addEventListener("click", () => this.discard());
    const draft = draftOf(id);
    if (!draft) return;
    if (draft.base !== fields.base) {
      this.settle();
      this.words.textContent = OUTDATED;
      return;
    }
    fields.write(draft.words);
    this.look();
  }

  look() {
    if (!this.fields.changed) {
      this.settle();
      return;
    }
    const words = keepDraft(this.id, this.fields.base, this.fields.read()) ? KEPT : NOT_KEPT;
    if (this.words.textContent !== words) this.words.textContent = words; // told once, and not at every letter
    this.away.hidden = false;
  }

  settle() {
    dropDraft(this.id);
    this.fields.settle();
    this.words.textContent = "";
    this.away.hidden = true;
  }

  discard() {
    if (!confirm("Discard your changes to the storyboard?")) return;
    this.fields.write(JSON.parse(this.fields.base));
    this.fields.title.focus();
    this.settle();
  }
}

function shotFields(shot) {
  const number = shot.index + 1;
  const narration = area("nothing is said", `Narration of shot ${number}`);
  const prompt = area(shot.media ? "your own" : "chosen from the words", `Picture of shot ${number}`);
  const row = make("li", {},
    make("div", { className: "review-head" },
      make("strong", {}, String(number)), make("span", { dir: "auto" }, shot.heading || shot.kind),
      make("span", { className: "length" }, clock(shot.duration))),
    make("label", { className: "field" }, "Narration", narration),
    make("label", { className: "field" }, "Picture", prompt));
  return { row, narration, prompt };
}

function area(placeholder, name) {
  return make("textarea", { placeholder, rows: 3, maxLength: 2000, dir: "auto", ariaLabel: name });
}

/** "Shot 2, narration: must have at most 2000 characters" */
function wordsOf(problem) {
  const found = problem.problem?.errors?.map(({ field, message }) =>
    `${field.replace(/^shots\.(\d+)\.?/, (_, at) => `Shot ${Number(at) + 1}, `)}: ${message}`);
  return found?.join("; ") || problem.message;
}
