// The films that are there.

import { getTask, getThumbnail, listTasks } from "./api.js";
import { ago, byId, make } from "./dom.js";
import { statusName } from "./task.js";

const PAGE = 12;
/** Stages in which there may be pictures already; voices are made beside them. */
const PICTURED = ["voice", "image", "video", "music", "compose"];
const CARD_ASPECT = 16 / 9;

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
    const { what, url } = message.data;
    if (message.type === "task_completed") this.fetchPicture(message.task_id, card, true);
    if (message.type === "shot_ready" && what === "picture" && url && !card.frame.querySelector("img")) picture(card, url);
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
    const finished = task.status === "completed";
    if (finished || PICTURED.includes(task.stage)) this.fetchPicture(task.task_id, card, finished);
  }

  show(card, state) {
    if (!state.status) return;
    card.title = state.title ?? card.title;
    card.heading.textContent = card.title || card.topic;
    card.pill.textContent = statusName(state.status, state.waiting);
    card.pill.dataset.status = state.status;
    card.frame.querySelector(".bar")?.remove();
    if (state.status !== "running") return;
    card.frame.append(make("div", { className: "bar" }, make("i", { style: { "--done": String(state.progress ?? 0) } })));
  }

  /** Only a finished film is sure to have a thumbnail; of others the shots tell whether there is a picture. */
  async fetchPicture(id, card, finished) {
    const found = await (finished ? getThumbnail(id) : firstPicture(id)).catch(() => null);
    if (found) picture(card, found.url);
  }
}

async function firstPicture(id) {
  const { shots } = await getTask(id);
  return shots.find((shot) => shot.picture)?.picture ?? null;
}

/** Show a picture whole; beside one of another shape than the card is itself, blurred. */
function picture(card, url) {
  const shown = card.frame.querySelector("img, .still");
  if (shown.src && new URL(shown.src).pathname === new URL(url).pathname) return;
  const image = make("img", { className: "appear", alt: "", loading: "lazy" });
  image.addEventListener("load", () => {
    const other = Math.abs(image.naturalWidth / image.naturalHeight / CARD_ASPECT - 1) > 0.03;
    card.frame.classList.toggle("boxed", other);
    card.frame.style.setProperty("--picture", other ? `url(${JSON.stringify(url)})` : "none");
  });
  image.src = url;
  shown.replaceWith(image);
}
