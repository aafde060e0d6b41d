// The REST API.

import { keyHeaders, signIn } from "./session.js";

const BASE = "/api/v1";

export const UNREACHABLE = "The gateway cannot be reached.";

/** An answer that was no success; `problem` is the RFC 9457 document. */
export class Problem extends Error {
  constructor(problem) {
    super(problem.detail || problem.title || "the request failed");
    this.problem = problem;
  }
}

async function send(method, path, body, headers) {
  try {
    return await fetch(BASE + path, {
      method,
      headers: { ...(body === undefined ? {} : { "Content-Type": "application/json" }), ...headers, ...keyHeaders() },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new Problem({ status: 0, detail: UNREACHABLE });
  }
}

async function ask(method, path, body, headers = {}) {
  let response = await send(method, path, body, headers);
  if (response.status === 401) {
    await signIn();
    response = await send(method, path, body, headers);
  }
  const text = await response.text();
  const document = text ? JSON.parse(text) : null;
  if (!response.ok) throw new Problem(document ?? { status: response.status });
  return { document, version: response.headers.get("ETag") };
}

const call = async (...request) => (await ask(...request)).document;
const storyboardOf = (id) => `/tasks/${encodeURIComponent(id)}/storyboard`;

export const createTask = (request, key) => call("POST", "/tasks", request, { "Idempotency-Key": key });
export const estimateTask = (request) => call("POST", "/tasks/estimate", request);
export const listTasks = (limit, offset, words) =>
  call("GET", `/tasks?${new URLSearchParams({ limit, offset, ...(words ? { q: words } : {}) })}`);
export const getTask = (id) => call("GET", `/tasks/${encodeURIComponent(id)}`);
export const getVideo = (id) => call("GET", `/tasks/${encodeURIComponent(id)}/video`);
export const getThumbnail = (id) => call("GET", `/tasks/${encodeURIComponent(id)}/thumbnail`);
export const command = (id, verb) => call("POST", `/tasks/${encodeURIComponent(id)}/${verb}`);
/** A storyboard as `document`, and its `version`. */
export const getStoryboard = (id) => ask("GET", storyboardOf(id));
/** Put one in the place of `version`, and of no other: a Problem `storyboard_changed` when another is there. */
export const putStoryboard = (id, board, version) => ask("PUT", storyboardOf(id), board, { "If-Match": version });
export const runStep = (id, step, overrides) =>
  call("POST", `/tasks/${encodeURIComponent(id)}/steps/${encodeURIComponent(step)}/run`, overrides);
export const removeTask = (id) => call("DELETE", `/tasks/${encodeURIComponent(id)}`);
export const createMedia = (file) => call("POST", "/media", file);
export const getMedia = (id) => call("GET", `/media/${encodeURIComponent(id)}`);
export const removeMedia = (id) => call("DELETE", `/media/${encodeURIComponent(id)}`);
export const getStyles = () => call("GET", "/styles");
export const getVoices = () => call("GET", "/voices");
export const getProviders = () => call("GET", "/providers");
export const getTicket = () => call("POST", "/ws/tickets");
