// The storyboard of a task that waits for its user: words, pictures and shots may be changed before anything is drawn.

import { command, getStoryboard, putStoryboard } from "./api.js";
import { make } from "./dom.js";
import { draftOf, dropDraft, keepDraft } from "./drafts.js";
import { billOf } from "./estimate.js";
import { ShotRows } from "./shotrows.js";

const KEPT = "Unsaved changes: this browser keeps them until you go on.";
const NOT_KEPT = "Unsaved changes: they are lost when you leave this page.";
const CHANGED = "The storyboard has been changed elsewhere; this is how it is now.";
const MINE = "Yours takes the place of what was written elsewhere when you go on.";

/** All shots with fields, and a button that goes on. `onDone` is called once the task does. */
export class Review {
  /** Throws a Problem where there is no storyboard to be had. */
  static async of(task, onDone) {
    return new Review(task, await getStoryboard(task.task_id), onDone);
  }

  constructor(task, found, onDone) {
    this.id = task.task_id;
    this.onDone = onDone;
    this.busy = false;
    this.title = make("input", { maxLength: 200, dir: "auto", dataset: { keep: "title" } });
    this.rows = new ShotRows(() => this.look());
    this.go = make("button", { className: "button primary" }, "Make the film");
    this.error = make("p", { className: "form-error", role: "alert", hidden: true });
    this.note = make("p", { role: "status" });
    this.discard = this.button("Discard", () => this.discardAll());
    this.clash = make("div", { className: "notice bad clash", role: "alert", hidden: true }, make("p"),
      this.button("Take theirs", () => this.takeTheirs()), this.button("Keep mine", () => this.keepMine()));
    this.element = this.form(task);
    const draft = draftOf(this.id);
    this.take(found, "");
    if (draft?.shots) this.resume(draft, found);
  }

  form(task) {
    const form = make("form", { className: "review", noValidate: true },
      make("p", { className: "lead" }, "Change what you like, then go on. Nothing has been drawn or spoken yet."),
      make("label", { className: "field" }, "Title", this.title), this.rows.element,
      this.clash, this.error, make("div", { className: "unsaved" }, this.note, this.discard),
      make("div", { className: "review-end" }, this.go, make("p", { className: "cost" }, billOf(task))));
    form.addEventListener("input", () => this.look());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    this.title.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault(); // which ends a line, and is no order to make a film
    });
    return form;
  }

  /** Go on where somebody left off; the storyboard may be another one by now. */
  resume(draft, found) {
    this.write(draft);
    if (!this.changed) return;
    this.version = draft.version;
    this.look();
    if (found.version !== draft.version) this.ask(found);
  }

  read() {
    return { title: this.title.value.trim(), shots: this.rows.read() };
  }

  write({ title, shots }) {
    this.title.value = title;
    this.rows.write(shots);
  }

  get changed() {
    return JSON.stringify(this.read()) !== this.base;
  }

  /** Show the storyboard that is there, in place of what was written here. */
  take(found, words) {
    this.write(found.document);
    this.base = JSON.stringify(this.read());
    this.settle(found);
    this.note.textContent = words;
  }

  /** What is there is what was looked at last: nothing is unsaved, nothing in question. */
  settle(found) {
    this.board = found.document;
    this.version = found.version;
    this.theirs = null;
    this.clash.hidden = this.discard.hidden = true;
    dropDraft(this.id);
  }

  /** Look whether somebody has changed the storyboard elsewhere. */
  async refresh() {
    const found = this.busy ? null : await getStoryboard(this.id).catch(() => null);
    if (found && !this.busy) this.meet(found);
  }

  meet(found) {
    if (found.version === this.version || found.version === this.theirs?.version) return;
    if (this.changed) this.ask(found);
    else this.take(found, CHANGED);
  }

  ask(found) {
    this.theirs = found;
    this.clash.firstElementChild.textContent =
      `The storyboard has been changed elsewhere, and you have changed it here. ${differenceOf(found.document, this.read())}`;
    this.clash.hidden = false;
  }

  takeTheirs() {
    this.take(this.theirs, CHANGED);
    this.title.focus();
  }

  keepMine() {
    this.board = this.theirs.document;
    this.version = this.theirs.version;
    this.theirs = null;
    this.clash.hidden = true;
    this.look();
    this.note.textContent = MINE;
    this.go.focus();
  }

  /** Keep what is written, and say so. */
  look() {
    if (!this.changed) {
      dropDraft(this.id);
      this.note.textContent = "";
      this.discard.hidden = true;
      return;
    }
    const words = keepDraft(this.id, { version: this.version, ...this.read() }) ? KEPT : NOT_KEPT;
    if (this.note.textContent !== words) this.note.textContent = words; // told once, and not at every letter
    this.discard.hidden = false;
  }

  discardAll() {
    if (!confirm("Discard your changes to the storyboard?")) return;
    this.take(this.theirs ?? { document: this.board, version: this.version }, "");
    this.title.focus();
  }

  /** The film is made of what is looked at here, and of nothing else: so it is sent when it is unchanged, too. */
  async send() {
    this.busy = this.go.disabled = true;
    this.error.hidden = true;
    try {
      const wanted = this.read();
      this.take(await putStoryboard(this.id, { ...this.board, ...wanted }, this.version), "");
      await command(this.id, "approve");
      this.onDone();
    } catch (problem) {
      await this.explain(problem);
      this.go.disabled = false;
    } finally {
      this.busy = false;
    }
  }

  async explain(problem) {
    const before = this.version;
    const found = problem.problem?.code === "storyboard_changed" ? await getStoryboard(this.id).catch(() => null) : null;
    if (found) this.meet(found);
    if (!this.clash.hidden) {
      this.clash.querySelector("button").focus();
    } else if (this.version === before) {
      this.error.textContent = wordsOf(problem);
      this.error.hidden = false;
      this.rows.lead(problem.problem?.errors ?? []);
    }
  }

  button(words, act) {
    const button = make("button", { type: "button", className: "button quiet small" }, words);
    button.addEventListener("click", act);
    return button;
  }
}

/** "Theirs differs in its title, shot 2." */
function differenceOf(theirs, mine) {
  const words = ({ narration, prompt, media }) => JSON.stringify([narration.trim(), prompt.trim(), media]);
  const both = theirs.shots.slice(0, mine.shots.length);
  const found = both.flatMap((shot, at) => (words(shot) === words(mine.shots[at]) ? [] : [`shot ${at + 1}`]));
  if (theirs.title !== mine.title) found.unshift("its title");
  if (theirs.shots.length !== mine.shots.length) found.push(`having ${theirs.shots.length} shots, yours ${mine.shots.length}`);
  return found.length ? `Theirs differs in ${new Intl.ListFormat("en").format(found)}.` : "";
}

/** "Shot 2, narration: must have at most 2000 characters" */
function wordsOf(problem) {
  const found = problem.problem?.errors?.map(({ field, message }) =>
    `${field.replace(/^shots\.(\d+)\.?/, (_, at) => `Shot ${Number(at) + 1}, `)}: ${message}`);
  return found?.join("; ") || problem.message;
}
