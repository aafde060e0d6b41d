// Stages of a task and the pictures it has so far.

import { make } from "./dom.js";

const STAGES = [
  ["style", "Style"], ["story", "Story"], ["storyboard", "Storyboard"], ["voice", "Voice"],
  ["image", "Pictures"], ["music", "Music"], ["video", "Shots"], ["compose", "Film"],
];
/** What shows by colour alone. */
const STATES = { waiting: "", working: ", at work", done: ", done", failed: ", failed", skipped: ", not needed" };
export const stageName = (kind) => STAGES.find(([name]) => name === kind)?.[1] ?? kind;
const OVER = ["succeeded", "skipped"];

/** A chip per stage with how many of its steps are done. */
export function stageList(task) {
  return make("ol", { className: "stages", "aria-label": "Stages" }, ...STAGES.map(([kind, name]) => {
    const steps = task.steps.filter((step) => step.kind === kind);
    const done = steps.filter((step) => OVER.includes(step.status)).length;
    const count = steps.length > 1 ? make("b", {}, `${done}/${steps.length}`) : null;
    const state = stateOf(steps, done);
    return make("li", { dataset: { state } }, name, count, make("span", { className: "sr-only" }, STATES[state]));
  }));
}

function stateOf(steps, done) {
  if (steps.some((step) => step.status === "failed")) return "failed";
  if (steps.length && steps.every((step) => step.status === "skipped")) return "skipped";
  if (steps.length && done === steps.length) return "done";
  return steps.some((step) => ["running", "queued"].includes(step.status)) || done ? "working" : "waiting";
}

/**
 * The storyboard as a grid; pictures appear as they get ready.
 * @param {object} task
 * @param {Map<string, HTMLImageElement>} kept pictures shown before, by path, so that redrawing does not load them anew
 * @param {(shot: object) => HTMLElement | null} below what stands under a shot's words
 */
export function shotGrid(task, kept, below) {
  const live = ["pending", "running"].includes(task.status);
  const tall = task.options.aspect_ratio === "9:16";
  return make("ol", { className: tall ? "shots tall" : "shots", "aria-label": "Shots" }, ...task.shots.map((shot) => {
    const words = shot.heading || shot.narration;
    const frame = make("div", { className: live && !shot.picture ? "frame waiting" : "frame" },
      make("span", { className: "planned", dir: "auto", lang: task.language }, make("span", {}, words)),
      shot.picture && picture(shot.picture.url, words, kept),
      make("span", { className: "tag" }, String(shot.index + 1)));
    return make("li", { dataset: { shot: String(shot.index) } }, frame,
      make("p", { dir: "auto", lang: task.language, title: shot.narration }, shot.narration || shot.heading), below(shot));
  }));
}

/** Put a picture that has just got ready into its place. */
export function showPicture(section, data, kept) {
  const frame = section.querySelector(`[data-shot="${Number(data.shot)}"] .frame`);
  if (!frame || frame.querySelector("img")) return;
  frame.classList.remove("waiting");
  frame.querySelector(".planned").after(picture(data.url, data.heading, kept));
}

/**
 * A picture over the words that stand for it until it is loaded.
 * An address is signed anew from time to time; its path says whether the picture is the same.
 */
function picture(url, words, kept) {
  const path = new URL(url).pathname;
  let image = kept.get(path);
  if (!image) {
    image = make("img", { className: "coming", alt: words || "", decoding: "async" });
    image.addEventListener("load", () => image.classList.replace("coming", "appear"));
    image.addEventListener("error", () => kept.delete(path));
    image.addEventListener("animationend", () => image.classList.remove("appear"));
    image.src = url;
    kept.set(path, image);
  }
  return image;
}
