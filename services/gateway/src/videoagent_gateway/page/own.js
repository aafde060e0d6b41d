// One's own pictures, clips and music: sent when they are chosen, named in the request by what the store calls them.

import { createMedia, getMedia, removeMedia } from "./api.js";
import { byId, bytes, make } from "./dom.js";

const LONGEST_NARRATION = 2000;
const rows = new Set();

/** Wire the place that takes files. */
export function prepareOwn() {
  const chooser = byId("own-files");
  chooser.addEventListener("change", () => {
    for (const file of chooser.files) add(file);
    chooser.value = "";
  });
}

/** What goes into the request: a scene for each picture or clip, the last sound as music; `busy` while files are under way. */
export function ownMedia() {
  const ready = [...rows].filter(({ media }) => media?.state === "ready");
  const scenes = ready.filter(({ media }) => media.kind !== "audio").map(({ media, words }) => {
    const narration = words.value.trim();
    return narration ? { media: media.reference, narration } : { media: media.reference };
  });
  const music = ready.findLast(({ media }) => media.kind === "audio")?.media.reference;
  return { scenes, music, busy: [...rows].some(({ sending }) => sending) };
}

/** Empty the list; the films that were asked for keep their files. */
export function clearOwn() {
  rows.clear();
  byId("own").replaceChildren();
  tellForm();
}

/** The form hears of files as of what is typed into it. */
const tellForm = () => byId("own").dispatchEvent(new Event("input", { bubbles: true }));

function add(file) {
  const row = { media: null, sending: true };
  const state = make("span", { className: "own-state", role: "status" }, "sending…");
  row.words = make("textarea", { rows: 2, maxLength: LONGEST_NARRATION, dir: "auto", placeholder: "What is said over it, if anything" });
  row.words.setAttribute("aria-label", `Narration for ${file.name}`);
  const away = make("button", { type: "button", className: "button quiet small" }, "Remove");
  away.setAttribute("aria-label", `Remove ${file.name}`);
  const item = make("li", {}, preview(file),
    make("div", { className: "own-words" }, make("p", { dir: "auto" }, file.name), state, row.words), away);
  away.addEventListener("click", () => {
    rows.delete(row);
    item.remove();
    tellForm();
    byId("own-files").focus();
    if (row.media) removeMedia(row.media.media_id).catch(() => {}); // else it goes by itself, since no film uses it
  });
  rows.add(row);
  byId("own").append(item);
  send(file, row, state);
}

async function send(file, row, state) {
  row.words.hidden = true;
  try {
    row.media = await upload(file);
    state.textContent = stateWords(row.media, file);
    state.classList.toggle("bad", row.media.state !== "ready");
    row.words.hidden = row.media.state !== "ready" || row.media.kind === "audio";
  } catch (error) {
    state.textContent = error.message;
    state.classList.add("bad");
  } finally {
    row.sending = false;
    tellForm();
  }
}

async function upload(file) {
  const made = await createMedia({ size: file.size, ...(file.name ? { filename: file.name.slice(0, 255) } : {}) });
  const body = new FormData();
  for (const [name, value] of Object.entries(made.upload.fields)) body.append(name, value);
  body.append("file", file);
  const answer = await fetch(made.upload.url, { method: "POST", body }).catch(() => null);
  if (!answer?.ok) throw new Error("The file could not be sent. Remove it and try again, please.");
  return getMedia(made.media_id);
}

function stateWords(media, file) {
  if (media.state === "refused") return media.detail ?? "This cannot be used.";
  if (media.state !== "ready") return "The file has not arrived. Remove it and try again, please.";
  return media.kind === "audio" ? `music · ${bytes(file.size)}` : `${media.width} × ${media.height} · ${bytes(file.size)}`;
}

function preview(file) {
  const sign = (text) => make("span", { className: "own-picture", "aria-hidden": "true" }, text);
  if (!file.type.startsWith("image/")) return sign(file.type.startsWith("audio/") ? "♪" : "▶");
  const image = make("img", { className: "own-picture", alt: "" });
  image.addEventListener("load", () => URL.revokeObjectURL(image.src));
  image.addEventListener("error", () => image.replaceWith(sign("?")));
  image.src = URL.createObjectURL(file);
  return image;
}
