// One shot of a storyboard in review.

import { getMedia } from "./api.js";
import { clock, make } from "./dom.js";

const LONGEST = 2000;
const OWN = "media:";

export class ShotRow {
  /**
   * @param {object} shot as the storyboard has it
   * @param {ShotRows} rows told when the shot is to move, or to go
   */
  constructor(shot, rows) {
    this.shot = shot;
    this.media = shot.media;
    this.out = false;
    this.key = rows.made++;
    this.narration = this.area("nothing is said", shot.narration, "narration");
    this.prompt = this.area("chosen from the words", shot.prompt, "picture");
    this.mark = make("strong");
    this.up = this.button("↑", () => rows.move(this, -1));
    this.down = this.button("↓", () => rows.move(this, 1));
    this.away = this.button("✕", () => rows.take(this, !this.out));
    this.drawn = make("label", { className: "field" }, "Picture", this.prompt);
    this.said = make("label", { className: "field" }, "Narration", this.narration);
    this.own = shot.media ? this.ownPicture(rows) : null;
    this.element = make("li", {},
      make("div", { className: "review-head" }, this.mark,
        make("span", { dir: "auto" }, shot.heading || shot.kind),
        make("span", { className: "length" }, clock(shot.duration)),
        make("span", { className: "row-buttons" }, this.up, this.down, this.away)),
      this.said, ...(this.own ? [this.own] : []), this.drawn);
  }

  read() {
    return { ...this.shot, narration: this.narration.value.trim(), prompt: this.prompt.value.trim(), media: this.media };
  }

  /** Tell its number, to those who hear the page, too. */
  number(number, last) {
    this.at = number;
    this.mark.textContent = String(number);
    this.narration.ariaLabel = `Narration of shot ${number}`;
    this.prompt.ariaLabel = `Picture of shot ${number}`;
    this.up.ariaLabel = `Move shot ${number} up`;
    this.down.ariaLabel = `Move shot ${number} down`;
    this.up.ariaDisabled = String(number === 1);
    this.down.ariaDisabled = String(number === last);
    this.away.ariaLabel = `Take shot ${number} out`;
    this.showOwn();
  }

  showOut(out) {
    this.out = out;
    this.element.classList.toggle("out", out);
    this.away.textContent = out ? "Put it back" : "✕";
    if (out) {
      this.mark.textContent = "–";
      this.away.ariaLabel = `Put the shot back: ${this.narration.value || this.shot.heading || this.shot.kind}`;
    }
  }

  /** The user's own picture or clip, and a button that takes it out of the shot or puts it back. */
  ownPicture(rows) {
    this.state = make("p", { dir: "auto" }, "Your own");
    this.swap = this.button("Take it out", () => {
      this.media = this.media ? null : this.shot.media;
      this.showOwn();
      rows.onChange();
    });
    this.swap.className = "button quiet small";
    const frame = make("div", { className: "own-frame" });
    this.showFile(frame);
    return make("div", { className: "own-media" }, frame, make("div", {}, this.state, this.swap));
  }

  showOwn() {
    this.drawn.hidden = Boolean(this.media);
    this.own?.classList.toggle("out", !this.media);
    if (!this.swap) return;
    this.swap.textContent = this.media ? "Take it out" : "Put it back";
    this.swap.ariaLabel = `${this.swap.textContent}: your own picture of shot ${this.at}`;
  }

  async showFile(frame) {
    const media = await getMedia(this.shot.media.slice(OWN.length)).catch(() => null);
    const name = media?.filename ?? "Your own";
    this.state.textContent = media?.file ? name : "This upload is gone: take it out, or the film cannot be made.";
    if (!media?.file) return;
    const shown = media.kind === "video"
      ? make("video", { src: media.file.url, muted: true, playsInline: true, preload: "metadata", controls: true, ariaLabel: name })
      : make("img", { src: media.file.url, alt: name });
    shown.addEventListener("error", () => shown.remove());
    frame.append(shown);
  }

  area(placeholder, value, name) {
    return make("textarea", { placeholder, value, rows: 3, maxLength: LONGEST, dir: "auto", dataset: { keep: `${name} ${this.key}` } });
  }

  button(words, act) {
    const button = make("button", { type: "button", className: "icon-button", dataset: { keep: `${words} ${this.key}` } }, words);
    button.addEventListener("click", act);
    return button;
  }
}
