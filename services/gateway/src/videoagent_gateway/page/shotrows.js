// The shots of a storyboard in review: written in, moved, added and taken out.

import { make, replaceKept } from "./dom.js";
import { ShotRow } from "./shotrow.js";

const MOST = 60;
/** Of a new shot, in s; one whose words take longer lasts longer. */
const NEW_SHOT_S = 5;

/** Shots with fields. `onChange` is told of what is no typing. */
export class ShotRows {
  constructor(onChange) {
    this.onChange = onChange;
    this.rows = [];
    this.made = 0;
    this.list = make("ol", { ariaLabel: "Shots" });
    this.told = make("p", { className: "sr-only", role: "status" });
    this.more = make("button", { type: "button", className: "button quiet small" }, "Add a shot");
    this.more.addEventListener("click", () => this.add());
    this.element = make("div", {}, this.list, this.told, this.more);
  }

  /** Show other shots; who writes in one goes on in the one that is there now. */
  write(shots) {
    this.made = 0;
    this.rows = shots.map((shot) => new ShotRow(shot, this));
    this.arrange();
  }

  /** The shots as they are wanted. */
  read() {
    return this.wanted.map((row, index) => ({ ...row.read(), index }));
  }

  get wanted() {
    return this.rows.filter((row) => !row.out);
  }

  add() {
    const last = this.rows.at(-1).shot.kind === "credits" ? this.rows.length - 1 : this.rows.length;
    const { transition } = this.rows[last - 1]?.shot ?? this.rows[0].shot;
    const seed = Math.floor(Math.random() * 2 ** 31);
    const row = new ShotRow({ kind: "scene", narration: "", prompt: "", media: null, duration: NEW_SHOT_S, seed, transition }, this);
    this.rows.splice(last, 0, row);
    this.change(`Shot ${this.wanted.indexOf(row) + 1} is new`);
    row.narration.focus();
  }

  move(row, by) {
    const from = this.rows.indexOf(row);
    const to = from + by;
    if (to < 0 || to >= this.rows.length) return;
    this.rows.splice(from, 1);
    this.rows.splice(to, 0, row);
    this.change(`This is shot ${this.wanted.indexOf(row) + 1} now`);
  }

  take(row, out) {
    if (out && this.wanted.length === 1) {
      this.told.textContent = "A film has one shot at least.";
      return;
    }
    row.showOut(out);
    this.change(out ? "The shot is out" : `Shot ${this.wanted.indexOf(row) + 1} is back`);
  }

  /** Lead to the first shot that something is wrong with. */
  lead(errors) {
    const [, at] = errors.map(({ field }) => /^shots\.(\d+)/.exec(field)).find(Boolean) ?? [];
    this.wanted[at]?.narration.focus();
  }

  change(words) {
    this.arrange();
    this.told.textContent = words;
    this.onChange();
  }

  /** Bring elements and numbers into the order of the rows; the focus stays where it is. */
  arrange() {
    this.wanted.forEach((row, at, { length }) => row.number(at + 1, length));
    replaceKept(this.list, ...this.rows.map((row) => row.element));
    this.more.hidden = this.wanted.length >= MOST;
  }
}
