// Making elements. Text goes in as text, never as markup.

/** Make an element: `make("p", {className: "x", dataset: {state: "y"}}, "text", child)`. */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null) continue;
    if (name === "dataset") Object.assign(element.dataset, value);
    else if (name === "style") for (const [key, entry] of Object.entries(value)) element.style.setProperty(key, entry);
    else if (name in element && name !== "list") element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/**
 * Put other elements into a place without disturbing whoever is reading there: what has the same `data-keep` as before
 * keeps the focus and stays open; a focus that has nowhere to stay goes to the heading. A child that is there already is
 * not moved, so that a film in it plays on.
 */
export function replaceKept(place, ...children) {
  const inside = place.contains(document.activeElement);
  const focused = inside ? document.activeElement.dataset.keep : undefined;
  const open = [...place.querySelectorAll("details[open][data-keep]")].map((details) => details.dataset.keep);
  const staying = children.find((child) => child.parentNode === place);
  for (const child of [...place.childNodes]) if (child !== staying) child.remove();
  const at = children.indexOf(staying);
  if (staying) staying.before(...children.slice(0, at));
  place.append(...children.slice(at + 1));
  const kept = (name) => place.querySelector(`[data-keep="${CSS.escape(name)}"]`);
  for (const name of open) kept(name)?.setAttribute("open", "");
  if (inside) ((focused && kept(focused)) || place.querySelector("h2"))?.focus({ preventScroll: true });
}

export const byId = (id) => document.getElementById(id);

/** "1 min 20 s" */
export function span(seconds) {
  const whole = Math.max(1, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  return whole % 60 && minutes < 10 ? `${minutes} min ${whole % 60} s` : `${Math.round(whole / 60)} min`;
}

/** "0:30", as players count: seconds that are over. */
export function clock(seconds) {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** "12.4 MB" */
export function bytes(size) {
  if (size < 1e6) return `${Math.max(1, Math.round(size / 1e3))} kB`;
  return `${(size / 1e6).toFixed(size < 1e8 ? 1 : 0)} MB`;
}

/** "3 minutes ago" */
export function ago(timestamp) {
  const seconds = Math.round((Date.parse(timestamp) - Date.now()) / 1000);
  const words = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
  for (const [unit, size] of [["day", 86400], ["hour", 3600], ["minute", 60]]) {
    if (Math.abs(seconds) >= size) return words.format(Math.round(seconds / size), unit);
  }
  return "just now";
}

/** Width over height as CSS writes it. */
export const aspectOf = (ratio) => (ratio || "16:9").replace(":", " / ");
