// The films that are there.

import { getTask, getThumbnail, listTasks } from "./api.js";
import { ago, byId, make } from "./dom.js";
import { statusName } from "./task.js";

const PAGE = 12;
/** What one call lists at most. */
const MOST = 100;
const SETTLE_MS = 400;
const MINUTE_MS = 60000;
/** Stages in which there may be pictures already; voices are made beside them. */
const PICTURED = ["voice", "image", "video", "music", "compose"];
const CARD_ASPECT = 16 / 9;

/** The list of films; `onOpen` is told which one was chosen. */
export class Gallery {
  constructor(onOpen) {
    this.list = byId("films");
    this.onOpen = onOpen;
    this.cards = new Map();
    this.elsewhere = new Set();
    this.current = null;
    this.words = "";
    byId("more").addEventListener("click", () => this.more().catch(() => {}));
    byId("search").addEventListener("input", () => this.refreshSoon());
    setInterval(() => this.tellTimes(), MINUTE_MS);
  }

  /** Read a page of the list; from 0: what is shown is brought up to date. */
  async load(offset = 0) {
    const words = byId("search").value.trim();
    const shown = words === this.words ? this.cards.size : 0;
    const limit = offset ? PAGE : Math.min(MOST, Math.max(PAGE, shown));
    const { items, total } = await listTasks(limit, offset, words);
    if (words !== byId("search").value.trim()) return; // other words were typed meanwhile
    this.words = words;
    if (offset) for (const task of items) this.take(task);
    else this.arrange(items, shown);
    byId("recent").hidden = !this.cards.size && !words;
    byId("none-found").hidden = Boolean(this.cards.size);
    byId("more").hidden = this.cards.size >= total;
    this.mark(this.current);
  }

  /** Show more; the button goes with the last of them, and the focus would go with it. */
  async more() {
    const { lastElementChild: last } = this.list;
    await this.load(this.cards.size);
    if (byId("more").hidden) last.nextElementSibling?.querySelector("a").focus();
  }

  refreshSoon() {
    this.timer ??= setTimeout(() => {
      this.timer = null;
      this.load().catch(() => {});
    }, SETTLE_MS);
  }

  mark(id) {
    this.current = id;
    for (const [key, card] of this.cards) {
      if (key === id) card.link.setAttribute("aria-current", "true");
      else card.link.removeAttribute("aria-current");
    }
  }

  /** Take in a live message. What the list does not show makes it look once whether it should. */
  hear(message) {
    const id = message.task_id;
    const card = this.cards.get(id);
    if (message.type === "unsubscribed") {
      this.drop(id);
      this.refreshSoon();
    } else if (card) {
      this.show(card, message.data);
      const { what, url } = message.data;
      if (message.type === "task_completed") this.fetchPicture(id, card, true);
      if (message.type === "shot_ready" && what === "picture" && url && !card.frame.querySelector("img")) picture(card, url);
    } else if (!this.elsewhere.has(id)) {
      this.elsewhere.add(id);
      this.refreshSoon();
    }
  }

  /** Put the cards into the order of the list; those that stay are not touched, so that nothing flickers or loses the focus. */
  arrange(items, shown) {
    const listed = new Set(items.map((task) => task.task_id));
    if (shown <= MOST) for (const id of [...this.cards.keys()]) if (!listed.has(id)) this.drop(id);
    let place = this.list.firstElementChild;
    for (const task of items) {
      const { item } = this.take(task);
      if (item === place) place = place.nextElementSibling;
      else this.list.insertBefore(item, place);
    }
  }

  /** Return the card of a task, brought up to date or made. */
  take(task) {
    const known = this.cards.get(task.task_id);
    const card = known ?? this.add(task);
    const finished = task.status === "completed";
    const changed = card.pill.dataset.status !== task.status;
    this.show(card, task);
    if (finished ? changed : !known && PICTURED.includes(task.stage)) this.fetchPicture(task.task_id, card, finished);
    return card;
  }

  drop(id) {
    this.cards.get(id)?.item.remove();
    this.cards.delete(id);
  }

  add(task) {
    const frame = make("div", { className: "frame", style: { "--aspect": "16 / 9" } });
    const heading = make("h3", { dir: "auto" });
    const pill = make("span", { className: "pill" });
    const time = make("time", { dateTime: task.created_at }, ago(task.created_at));
    const link = make("a", { className: "film", href: `/?task=${encodeURIComponent(task.task_id)}` },
      frame, heading, make("div", { className: "meta" }, pill, time));
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      this.onOpen(task.task_id);
    });
    const card = { item: make("li", {}, link), link, frame, heading, pill, time, topic: task.topic, title: task.title };
    this.cards.set(task.task_id, card);
    this.list.append(card.item);
    const hue = [...task.topic].reduce((sum, char) => (sum * 31 + char.codePointAt(0)) % 360, 7);
    const initial = [...task.topic][0]?.toUpperCase() ?? "";
    frame.append(make("span", { className: "still", "aria-hidden": "true", style: { "--hue": String(hue) } }, initial));
    return card;
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

  tellTimes() {
    for (const { time } of this.cards.values()) time.textContent = ago(time.dateTime);
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
  image.addEventListener("error", () => image.replaceWith(shown)); // rather than the sign of a broken picture
  image.src = url;
  shown.replaceWith(image);
}
