// What a film costs: before it is asked for, while it is made, and in the end.

import { estimateTask } from "./api.js";
import { byId } from "./dom.js";
import { stageName } from "./shots.js";

const SETTLE_MS = 400;
/** Prices do not depend on it, and it may not have been written yet. */
const ANY_TOPIC = "A film";
const CENT = 0.005;

/**
 * Keep the line near the button true. Where it cannot be known it is empty.
 * @param {HTMLFormElement} form
 * @param {(form: HTMLFormElement) => object} requestOf
 * @return {() => void} to be called when the answer may have changed though the form has not
 */
export function prepareEstimate(form, requestOf) {
  const place = byId("price");
  let timer = null;
  let turn = 0;
  let told = null;
  const tell = async () => {
    const request = { ...requestOf(form), topic: ANY_TOPIC };
    const words = JSON.stringify(request);
    if (words === told) return;
    const mine = ++turn;
    const answer = await estimateTask(request).catch(() => null);
    if (mine !== turn) return; // the form says something else by now
    told = answer ? words : null;
    place.textContent = answer?.estimate ? priceOf(answer.estimate) : "";
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(tell, SETTLE_MS);
  };
  form.addEventListener("input", (event) => {
    if (event.target !== form.topic) soon();
  });
  return () => {
    told = null;
    soon();
  };
}

/** "Costs nothing", "Costs about 0.42 USD" */
export function priceOf({ usd }) {
  return usd > 0 ? `Costs ${about(usd)}` : "Costs nothing";
}

/** What a task is expected to cost and has cost so far; "" where there is nothing to tell. */
export function costOf(task) {
  const { estimate, cost_usd: paid } = task;
  if (!paid) return estimate ? priceOf(estimate) : "";
  return estimate?.usd > paid ? `${priceOf(estimate)}, ${exactly(paid)} of it spent` : `${exactly(paid)} spent`;
}

/** What is still to be paid, and for what: "Costs about 0.74 USD: pictures 0.12, shots 0.60" */
export function billOf(task) {
  if (!task.estimate) return "";
  const parts = task.estimate.parts.filter(({ usd }) => usd >= CENT);
  const bill = parts.map(({ kind, usd }) => `${stageName(kind).toLowerCase()} ${usd.toFixed(2)}`).join(", ");
  return parts.length > 1 ? `${priceOf(task.estimate)}: ${bill}` : priceOf(task.estimate);
}

/** "0.42 USD" */
const exactly = (usd) => (usd < CENT ? "less than 0.01 USD" : `${usd.toFixed(2)} USD`);

const about = (usd) => (usd < CENT ? exactly(usd) : `about ${exactly(usd)}`);
