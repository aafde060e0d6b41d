// The finished film.

import { bytes, clock, make } from "./dom.js";
import { costOf } from "./estimate.js";

/** Player, downloads and facts. */
export function player(task, video, poster) {
  const screen = make("video", { controls: true, playsInline: true, preload: "metadata", src: video.url, poster: poster ?? "" });
  screen.setAttribute("aria-label", task.title || task.topic);
  const unreachable = make("p", { className: "notice bad", role: "alert", hidden: true },
    `The film cannot be loaded from ${new URL(video.url).origin}, where this installation keeps its media.`);
  screen.addEventListener("error", () => {
    unreachable.hidden = false;
  });
  addCaptions(screen, task, video.captions.vtt);
  const downloads = [make("a", { className: "button primary", href: video.url, download: "" }, "Download MP4")];
  for (const [extension, url] of Object.entries(video.captions)) {
    downloads.push(make("a", { className: "button", href: url, download: "" }, extension.toUpperCase()));
  }
  const facts = [clock(video.duration), `${video.width} × ${video.height}`, `${video.fps} fps`, bytes(video.size), costOf(task)];
  return make("div", { className: video.height > video.width ? "screen tall" : "screen", dataset: { ends: video.expires_at } },
    screen, unreachable, make("div", { className: "downloads" }, ...downloads, make("p", { className: "facts" }, facts.filter(Boolean).join(" · "))));
}

/** Captions come from another origin, which a track element may not load: so they are fetched and given as a blob. */
async function addCaptions(screen, task, url) {
  if (!url) return;
  const response = await fetch(url).catch(() => null);
  if (!response?.ok) return;
  const track = make("track", { kind: "captions", label: "Subtitles", srclang: task.language ?? "en" });
  track.src = URL.createObjectURL(await response.blob());
  screen.append(track);
  track.track.mode = task.options.subtitles === "soft" ? "showing" : "disabled";
}
