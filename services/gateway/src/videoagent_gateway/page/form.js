// The form: what is asked for, and what is wrong with it.

import { createTask, getStyles, getVoices } from "./api.js";
import { byId, make } from "./dom.js";

const SHORTEST_TOPIC = 3;
const IDEAS = ["A journey through the Swiss Alps", "Black holes", "Volcanoes", "The silk road"];

/** Wire the form; `onCreated` is told the new task's id and the warnings. */
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
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit(form, onCreated);
  });
  form.addEventListener("input", (event) => event.target.removeAttribute("aria-invalid"));
  offerNames();
}

async function submit(form, onCreated) {
  clearErrors(form);
  if ([...form.topic.value.trim()].length < SHORTEST_TOPIC) {
    const message = form.topic.value.trim()
      ? "A little more, please: a topic has at least three characters."
      : "Tell what the film should be about, for example one of the ideas below.";
    showErrors(form, { problem: { errors: [{ field: "topic", message }] } });
    form.topic.focus();
    return;
  }
  const button = byId("submit");
  button.disabled = true;
  try {
    const created = await createTask(requestOf(form), crypto.randomUUID?.() ?? String(Math.random()));
    form.topic.value = "";
    form.topic.blur();
    onCreated(created.task_id);
  } catch (error) {
    showErrors(form, error);
  } finally {
    button.disabled = false;
  }
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
  return request;
}

function clearErrors(form) {
  byId("form-error").hidden = true;
  for (const place of form.querySelectorAll("[data-error-for]")) place.hidden = true;
  for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
}

function showErrors(form, error) {
  const unplaced = [];
  for (const { field, message } of error.problem?.errors ?? []) {
    const place = form.querySelector(`[data-error-for="${CSS.escape(field)}"]`);
    if (!place) {
      unplaced.push(`${field}: ${message}`);
      continue;
    }
    place.textContent = message;
    place.hidden = false;
    if (place.closest("details")) place.closest("details").open = true;
    form.elements[field.split(".").pop()]?.setAttribute?.("aria-invalid", "true");
  }
  if (unplaced.length || !error.problem?.errors) {
    const place = byId("form-error");
    place.textContent = unplaced.join("; ") || error.message;
    place.hidden = false;
  }
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
