// One task, from "waiting" to the player.

import { command, getTask, getThumbnail, getVideo, removeTask } from "./api.js";
import { aspectOf, byId, make, replaceKept, span } from "./dom.js";
import { dropDrafts } from "./drafts.js";
import { costOf } from "./estimate.js";
import { player } from "./player.js";
import { redo } from "./redo.js";
import { Review } from "./review.js";
import { shotGrid, showPicture, stageList, stageName } from "./shots.js";

const LIVE = ["pending", "running", "awaiting_review"];
const NAMES = { pending: "waiting", running: "in the making", awaiting_review: "waiting for you", completed: "finished" };
/** What a failed task says stands below, with where it happened. */
const UNFINISHED = "The film could not be finished";
const OVERTAKEN = "Somebody has let the film go on elsewhere, without what you had written here.";
const SETTLE_MS = 250;

const WAITING = { quota: "waiting: your other films first", capacity: "waiting for its turn" };

export const statusName = (status, waiting) => (status === "pending" && WAITING[waiting]) || (NAMES[status] ?? status);

/** The view of one task at a time. `onGone` is called when it has been deleted. */
export class TaskView {
  constructor(onGone) {
    this.section = byId("task");
    this.onGone = onGone;
    this.id = null;
    this.pictures = new Map();
    this.opened = 0;
    this.drawn = 0;
    window.addEventListener("focus", () => this.renew());
  }

  /** Show a task; false when another one was opened meanwhile. Throws a Problem when there is none. */
  async open(id) {
    const turn = ++this.opened;
    const task = await getTask(id);
    if (turn !== this.opened) return false;
    if (this.id !== id) {
      this.pictures.clear();
      this.still = this.status = this.stage = this.before = this.editor = null;
      this.overtaken = false;
    }
    this.id = id;
    await this.draw(task);
    this.section.hidden = turn !== this.opened;
    return !this.section.hidden;
  }

  close() {
    this.opened++;
    this.id = this.still = this.status = this.stage = this.editor = null;
    this.overtaken = false;
    this.section.hidden = true;
  }

  /** Take in a live message of this task. */
  hear(message) {
    if (message.type === "unsubscribed") {
      this.onGone();
      return;
    }
    if (this.status) this.drawProgress(message.data);
    if (message.type === "shot_ready" && message.data.what === "picture" && message.data.url) {
      showPicture(this.section, message.data, this.pictures);
    }
    if (message.type !== "progress_update" || message.data.step) this.refreshSoon();
  }

  refreshSoon() {
    this.timer ??= setTimeout(async () => {
      this.timer = null;
      const id = this.id;
      if (!id) return;
      const task = await getTask(id).catch(() => null);
      if (task && this.id === id) await this.draw(task);
    }, SETTLE_MS);
  }

  /** Addresses of films end; whoever comes back to the page later than that gets new ones. */
  renew() {
    const ends = this.section.querySelector("[data-ends]")?.dataset.ends;
    if (!this.id || !ends || Date.parse(ends) > Date.now()) return;
    this.still = this.before = null;
    this.refreshSoon();
  }

  async draw(task) {
    const turn = ++this.drawn;
    const finished = task.status === "completed";
    const inReview = task.status === "awaiting_review";
    const still = finished || inReview ? `${task.task_id} ${task.run} ${task.status}` : null;
    if (still && this.still === still && !this.section.hidden) {
      if (inReview) await this.editor.refresh();
      return; // somebody watches it, or writes into it
    }
    const film = finished ? await filmOf(task) : null;
    const before = !finished && task.artifacts.video ? await this.filmBefore(task) : null;
    const editor = inReview ? await Review.of(task, () => this.refreshSoon()).catch(() => null) : null;
    if (turn !== this.drawn || this.id !== task.task_id) return; // a newer state is there, or another task
    this.still = film || editor ? still : null;
    this.overtaken ||= task.status === "running" && Boolean(this.editor?.changed);
    this.editor = editor;
    this.section.style.setProperty("--aspect", aspectOf(task.options.aspect_ratio));
    replaceKept(this.section,
      this.head(task),
      film ?? this.progress(task),
      ...(before ? [before] : []),
      ...(this.overtaken ? [make("p", { className: "notice" }, OVERTAKEN)] : []),
      ...notices(task),
      ...(editor ? [editor.element] : task.shots.length ? [shotGrid(task, this.pictures, (shot) => this.below(task, shot))] : []),
      ...(task.credits.length ? [credits(task.credits)] : []),
    );
    this.announce(task);
    this.drawProgress(task);
  }

  /** Tell those who do not see the page when a task has come to another status; of stages `drawProgress` tells. */
  announce(task) {
    const words = `${task.title || task.topic}: ${statusName(task.status, task.waiting)}`;
    if (this.status && this.status !== task.status) byId("announce").textContent = words;
    this.status = task.status;
  }

  /** The film that a change under way, or one that came to nothing, has not replaced: the same player until it has. */
  async filmBefore(task) {
    const { sha256 } = task.artifacts.video;
    if (this.before?.dataset.film === sha256) return this.before;
    const film = await filmOf(task);
    const words = make("p", { className: "notice" }, "This is the film as it was before the change.");
    const shown = make("div", { className: "before", dataset: { film: sha256 } }, words, film);
    if (film.dataset.ends) this.before = shown;
    return shown;
  }

  below(task, shot) {
    return task.status === "completed" ? redo(task, shot, () => this.refreshSoon()) : null;
  }

  drawProgress(state) {
    if (typeof state.progress !== "number") return;
    const bar = this.section.querySelector(".progress .bar");
    const pill = this.section.querySelector(".pill");
    if (pill && state.status) {
      pill.textContent = statusName(state.status, state.waiting);
      pill.dataset.status = state.status;
    }
    const percent = Math.floor(state.progress);
    const name = this.section.querySelector("#task-title").textContent;
    document.title = `${bar && state.status === "running" ? `${percent} % · ` : ""}${name} · Video Agent`;
    if (state.status === "running" && this.stage && state.stage && state.stage !== this.stage) byId("announce").textContent = `${name}: ${stageName(state.stage)}`;
    this.stage = state.stage;
    if (!bar) return;
    bar.setAttribute("aria-valuenow", String(percent));
    bar.firstChild.style.setProperty("--done", String(state.progress));
    this.section.querySelector(".percent").textContent =
      state.eta_s && state.status === "running" ? `${percent} % · ${span(state.eta_s)} left` : `${percent} %`;
    if (state.message && state.status !== "failed") this.section.querySelector(".message").textContent = state.message;
  }

  head(task) {
    const named = task.title && task.title !== task.topic;
    const name = task.title || task.topic;
    return make("div", { className: "task-head" },
      make("div", {},
        make("h2", { id: "task-title", dir: "auto", lang: task.language, tabIndex: -1, title: name }, name),
        named && make("p", { className: "topic", dir: "auto" }, task.topic)),
      make("div", { className: "actions" },
        make("span", { className: "pill", dataset: { status: task.status } }, statusName(task.status, task.waiting)),
        ...this.buttons(task)),
      make("p", { className: "form-error", role: "alert", hidden: true }));
  }

  buttons(task) {
    const buttons = [];
    const add = (words, act, kind = "") => {
      const button = make("button", { type: "button", className: `button ${kind}`, dataset: { keep: words } }, words);
      button.addEventListener("click", () => this.act(button, act));
      buttons.push(button);
    };
    if (LIVE.includes(task.status)) add("Cancel", () => command(task.task_id, "cancel"), "quiet");
    if (["failed", "cancelled"].includes(task.status)) add("Try again", () => command(task.task_id, "retry"), "primary");
    if (!LIVE.includes(task.status)) add("Delete", () => this.remove(task), "quiet");
    return buttons;
  }

  async act(button, work) {
    const problem = this.section.querySelector(".task-head .form-error");
    problem.hidden = true;
    if (button.ariaDisabled === "true") return;
    button.ariaDisabled = "true"; // and not disabled, which would take the focus away
    try {
      await work();
      this.refreshSoon();
    } catch (error) {
      problem.textContent = error.message;
      problem.hidden = false;
    } finally {
      button.ariaDisabled = "false";
    }
  }

  async remove(task) {
    if (!confirm(`Delete "${task.title || task.topic}" with all its files?`)) return;
    await removeTask(task.task_id);
    dropDrafts(task.task_id);
    if (this.id === task.task_id) this.onGone();
  }

  progress(task) {
    const done = make("i", { style: { "--done": String(task.progress) } });
    const bar = make("div", { className: "bar", role: "progressbar", "aria-label": "Progress", "aria-valuemin": "0", "aria-valuemax": "100" }, done);
    return make("div", { className: "progress" },
      make("div", { className: "progress-words" },
        make("p", { className: "message", dir: "auto" }, task.status === "failed" ? UNFINISHED : task.message || statusName(task.status)),
        make("p", { className: "percent" })),
      bar,
      stageList(task),
      task.status !== "awaiting_review" && make("p", { className: "cost" }, costOf(task)));
  }
}

async function filmOf(task) {
  const [video, thumbnail] = await Promise.allSettled([getVideo(task.task_id), getThumbnail(task.task_id)]);
  if (!video.value) return make("p", { className: "notice bad" }, video.reason.message);
  return player(task, video.value, thumbnail.value?.url);
}

function notices(task) {
  const found = [];
  if (task.error && task.status === "failed") {
    const { stage, detail, code, step_id: step, attempts } = task.error;
    const tried = attempts > 1 ? ` after ${attempts} attempts` : "";
    found.push(make("div", { className: "notice bad", role: "alert" },
      make("strong", {}, `It stopped at “${stageName(stage)}”${tried}. `), detail, ` (${code}, ${step})`));
  }
  const remarks = [...task.warnings, ...task.degraded.map(degradedWords)];
  if (remarks.length) {
    found.push(make("div", { className: "notice" }, make("strong", {}, "Good to know"),
      make("ul", {}, ...remarks.map((remark) => make("li", { dir: "auto" }, remark)))));
  }
  return found;
}

/** "Shot 3, picture: the provider did not answer; instead: builtin" */
function degradedWords({ step_id: step, reason, used }) {
  const [kind, at] = step.split(":");
  const what = { image: "picture", voice: "voice", video: "motion", music: "music", story: "story", compose: "film" }[kind] ?? kind;
  const place = at === undefined ? what[0].toUpperCase() + what.slice(1) : `Shot ${Number(at) + 1}, ${what}`;
  return `${place}: ${reason}${used ? `; instead: ${used}` : ""}`;
}

function credits(entries) {
  return make("details", { className: "credits", dataset: { keep: "credits" } }, make("summary", {}, "Credits"),
    make("ul", {}, ...entries.map((credit) =>
      make("li", { dir: "auto" }, `${credit.what}: ${credit.source}, ${credit.licence}${credit.note ? ` (${credit.note})` : ""}`))));
}
