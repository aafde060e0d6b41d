// The form: what is asked for, and what is wrong with it.

import { createTask, getStyles, getVoices } from "./api.js";
import { byId, make } from "./dom.js";
import { prepareEstimate } from "./estimate.js";
import { clearOwn, ownMedia, prepareOwn } from "./own.js";

const SHORTEST_TOPIC = 3;
const IDEAS = ["A journey through the Swiss Alps", "Black holes", "Volcanoes", "The silk road"];
/** The request that was sent last, and its key: sent again after a lost answer it makes no second film. */
const last = { words: null, key: null };

/** Wire the form; `onCreated` is told the new task's id. Returns what makes it ask anew what a film costs. */
export function prepareForm(onCreated) {
  const form = byId("form");
  for (const idea of IDEAS) {
    const button = make("button", { type: "button", className: "idea" }, idea);
    button.addEventListener("click", () => {
      form.topic.value = idea;
      form.topic.focus();
    });
    byId("ideas").append(button);
  }
  for (const place of form.querySelectorAll("[data-error-for]")) place.id = `error-${place.dataset.errorFor}`;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit(form, onCreated);
  });
  form.addEventListener("input", (event) => forgive(event.target));
  form.topic.addEventListener("paste", (event) => offerScript(form, event));
  window.addEventListener("beforeunload", (event) => {
    if (form.script.value.trim() || ownMedia().scenes.length) event.preventDefault();
  });
  prepareOwn();
  offerNames();
  return prepareEstimate(form, requestOf);
}

async function submit(form, onCreated) {
  clearErrors(form);
  const errors = errorsOf(form);
  if (errors.length) {
    showErrors(form, { problem: { errors } });
    return;
  }
  const button = byId("submit");
  button.disabled = true;
  try {
    const request = requestOf(form);
    const created = await createTask(request, keyFor(request));
    last.words = null;
    form.topic.value = form.script.value = "";
    form.topic.blur();
    clearOwn();
    onCreated(created.task_id);
  } catch (error) {
    showErrors(form, error);
  } finally {
    button.disabled = false;
  }
}

/** A text that is too long for a topic is meant to be told: it goes where it fits, instead of being cut off. */
function offerScript(form, event) {
  const text = event.clipboardData.getData("text").trim();
  if (text.length <= form.topic.maxLength) return;
  event.preventDefault();
  form.querySelector(".options").open = true;
  form.script.focus();
  form.script.setRangeText(text);
  form.script.dispatchEvent(new Event("input", { bubbles: true }));
}

function keyFor(request) {
  const words = JSON.stringify(request);
  if (words !== last.words) {
    last.words = words;
    last.key = crypto.randomUUID?.() ?? String(Math.random());
  }
  return last.key;
}

/** What can be told without asking: a topic too short, and what a browser hides from scripts since it is no number. */
function errorsOf(form) {
  const errors = [];
  if ([...form.topic.value.trim()].length < SHORTEST_TOPIC) {
    const message = form.topic.value.trim()
      ? "A little more, please: a topic has at least three characters."
      : "Tell what the film should be about, for example one of the ideas below.";
    errors.push({ field: "topic", message });
  }
  for (const field of form.querySelectorAll("[type=number]")) {
    if (field.validity.badInput) errors.push({ field: `options.${field.name}`, message: "must be a number" });
  }
  if (ownMedia().busy) errors.push({ field: "options.scenes", message: "Wait until the files have arrived, please." });
  return errors;
}

function requestOf(form) {
  const request = { topic: form.topic.value.trim(), options: {} };
  const style = form.elements.style.value.trim();
  if (style) request.style = style;
  for (const name of ["duration", "shots", "aspect_ratio", "resolution", "language", "voice", "subtitles",
    "subtitle_style", "music", "transition", "fps", "script"]) {
    const field = form.elements[name];
    const value = field.value.trim();
    if (value) request.options[name] = field.dataset?.kind === "number" ? Number(value) : value;
  }
  if (form.elements.review.checked) request.options.review = true;
  const { scenes, music } = ownMedia();
  if (scenes.length) request.options.scenes = scenes;
  if (music) request.options.music = music;
  return request;
}

/** Take back what was said about a field once it is changed. */
function forgive(field) {
  const place = byId(field.getAttribute("aria-describedby") ?? "");
  field.removeAttribute("aria-invalid");
  field.removeAttribute("aria-describedby");
  if (place) place.hidden = true;
}

function clearErrors(form) {
  byId("form-error").hidden = true;
  for (const place of form.querySelectorAll("[data-error-for]")) place.hidden = true;
  for (const field of form.querySelectorAll("[aria-invalid]")) forgive(field);
}

function showErrors(form, error) {
  const unplaced = [];
  const fields = [];
  for (const { field: name, message } of error.problem?.errors ?? []) {
    const place = placeOf(form, name);
    if (!place) {
      unplaced.push(`${name.replace(/^options\.?/, "")}: ${message}`.replace(/^: /, ""));
      continue;
    }
    place.textContent = message;
    place.hidden = false;
    if (place.closest("details")) place.closest("details").open = true;
    const field = form.elements[place.dataset.errorFor.split(".").pop()];
    if (!field?.setAttribute) continue;
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", place.id);
    fields.push(field);
  }
  fields[0]?.focus();
  if (unplaced.length || !error.problem?.errors) {
    const place = byId("form-error");
    place.textContent = unplaced.join("; ") || error.message;
    place.hidden = false;
  }
}

/** Where a field's error is told; what is wrong within a field is told at the field. */
function placeOf(form, name) {
  const places = [...form.querySelectorAll("[data-error-for]")];
  return places.find(({ dataset }) => name === dataset.errorFor || name.startsWith(`${dataset.errorFor}.`));
}

async function offerNames() {
  const [styles, voices] = await Promise.allSettled([getStyles(), getVoices()]);
  for (const style of styles.value?.items ?? []) {
    byId("styles").append(make("option", { value: style.name }, style.description));
  }
  const named = (voices.value?.items ?? []).map((voice) => ({ ...voice, spoken: languageName(voice.language) }));
  named.sort((one, other) => one.spoken.localeCompare(other.spoken) || one.name.localeCompare(other.name));
  for (const voice of named) {
    byId("voice").append(make("option", { value: voice.name }, `${voice.spoken}: ${voice.name} (${voice.provider})`));
  }
  const spoken = new Map(named.map((voice) => [voice.language, voice.spoken]));
  for (const [language, name] of spoken) byId("languages").append(make("option", { value: language }, name));
}

function languageName(tag) {
  try {
    return new Intl.DisplayNames("en", { type: "language" }).of(tag);
  } catch {
    return tag;
  }
}
