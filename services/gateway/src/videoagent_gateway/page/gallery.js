// The films that are there.

import { getThumbnail, listTasks } from "./api.js";
import { ago, byId, make } from "./dom.js";
import { statusName } from "./task.js";

const PAGE = 12;
const PICTURED = ["image", "video", "music", "compose"];

/** The list of films; `onOpen` is told which one was chosen. */
export class Gallery {
  constructor(onOpen) {
    this.list = byId("films");
    this.onOpen = onOpen;
    this.cards = new Map();
    this.current = null;
    byId("more").addEventListener("click", () => this.load(this.cards.size));
  }

  /** Read a page of the list; from 0: start over. */
  async load(offset = 0) {
    const { items, total } = await listTasks(offset ? PAGE : Math.max(PAGE, this.cards.size), offset);
    if (!offset) {
      this.list.replaceChildren();
      this.cards.clear();
    }
    for (const task of items) if (!this.cards.has(task.task_id)) this.add(task);
    byId("recent").hidden = !this.cards.size;
    byId("more").hidden = this.cards.size >= total;
    this.mark(this.current);
  }

  mark(id) {
    this.current = id;
    for (const [key, card] of this.cards) card.link.setAttribute("aria-current", String(key === id));
  }

  /** Take in a live message; false when the task is not in the list. */
  hear(message) {
    const card = this.cards.get(message.task_id);
    if (!card) return false;
    this.show(card, { ...message.data, title: message.data.title ?? card.title });
    if (message.type === "shot_ready" || message.type === "task_completed") this.fetchPicture(message.task_id, card);
    return true;
  }

  add(task) {
    const frame = make("div", { className: "frame", style: { "--aspect": "16 / 9" } });
    const heading = make("h3", { dir: "auto" });
    const pill = make("span", { className: "pill" });
    const link = make("a", { className: "film", href: `/?task=${encodeURIComponent(task.task_id)}` },
      frame, heading, make("div", { className: "meta" }, pill, make("time", { dateTime: task.created_at }, ago(task.created_at))));
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      this.onOpen(task.task_id);
    });
    const card = { link, frame, heading, pill, topic: task.topic, title: task.title };
    this.cards.set(task.task_id, card);
    this.list.append(make("li", {}, link));
    const hue = [...task.topic].reduce((sum, char) => (sum * 31 + char.codePointAt(0)) % 360, 7);
    const initial = [...task.topic][0]?.toUpperCase() ?? "";
    frame.append(make("span", { className: "still", "aria-hidden": "true", style: { "--hue": String(hue) } }, initial));
    this.show(card, task);
    if (task.status === "completed" || PICTURED.includes(task.stage)) this.fetchPicture(task.task_id, card);
  }

  show(card, state) {
    if (!state.status) return;
    card.title = state.title ?? card.title;
    card.heading.textContent = card.title || card.topic;
    card.pill.textContent = statusName(state.status);
    card.pill.dataset.status = state.status;
    card.frame.querySelector(".bar")?.remove();
    if (state.status !== "running") return;
    card.frame.append(make("div", { className: "bar" }, make("i", { style: { "--done": String(state.progress ?? 0) } })));
  }

  async fetchPicture(id, card) {
    const thumbnail = await getThumbnail(id).catch(() => null);
    if (!thumbnail) return;
    const shown = card.frame.querySelector("img, .still");
    if (shown.src && new URL(shown.src).pathname === new URL(thumbnail.url).pathname) return;
    shown.replaceWith(make("img", { className: "appear", src: thumbnail.url, alt: "", loading: "lazy" }));
  }
}
