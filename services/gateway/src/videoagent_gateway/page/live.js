// One WebSocket for all tasks; comes back by itself.

import { getTicket } from "./api.js";
import { isSignedIn, signIn } from "./session.js";

const NO_KEY = 4401;
const FIRST_MS = 500;
const SLOWEST_MS = 15000;
const LOOK_MS = 15000;

/**
 * Follow all tasks.
 * @param {(message: object) => void} onMessage every message that concerns a task
 * @param {(state: "live" | "lost") => void} onState
 */
export function follow(onMessage, onState) {
  let wait = FIRST_MS;
  let timer = null;
  const again = () => {
    onState("lost");
    timer = setTimeout(connect, wait * (0.5 + Math.random()));
    wait = Math.min(SLOWEST_MS, wait * 2);
  };
  const connect = async () => {
    timer = null;
    const address = await socketAddress().catch(() => null);
    if (!address) return again();
    const socket = new WebSocket(address);
    let following = false;
    const end = once(async (code) => {
      clearInterval(watch);
      socket.close();
      if (code === NO_KEY && !isSignedIn()) await signIn();
      again();
    });
    const heard = watched(socket, end);
    const watch = setInterval(heard.look, LOOK_MS);
    socket.addEventListener("open", () => socket.send(JSON.stringify({ type: "subscribe", data: { all: true } })));
    socket.addEventListener("message", (event) => {
      heard.now();
      const message = JSON.parse(event.data);
      if (message.type === "ping") socket.send(JSON.stringify({ type: "pong" }));
      else if (message.task_id) onMessage(message);
      else if (message.type === "subscribed") {
        following = true;
        wait = FIRST_MS;
        onState("live");
      } else if (message.type === "error" && !following) {
        end(); // refused for now, and a socket that follows nothing hears nothing
      }
    });
    socket.addEventListener("close", (event) => end(event.code));
  };
  window.addEventListener("online", () => {
    if (timer === null) return; // it is there, or on its way
    clearTimeout(timer);
    connect();
  });
  connect();
}

/**
 * A socket to a machine that has gone without a word stays open for as long as nobody says anything: so somebody asks
 * when nothing was heard between two looks, and gives up when nothing was heard of that until the next.
 */
function watched(socket, giveUp) {
  let heard = true;
  let asked = false;
  return {
    now() {
      heard = true;
      asked = false;
    },
    look() {
      if (asked) return giveUp();
      if (!heard && socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ type: "ping" }));
      asked = !heard;
      heard = false;
    },
  };
}

function once(act) {
  let done = false;
  return (...given) => {
    if (done) return;
    done = true;
    act(...given);
  };
}

/** A socket cannot send headers, so a ticket stands for the key, once. */
async function socketAddress() {
  const address = new URL("/ws/subscribe", location.href);
  address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  if (isSignedIn()) address.searchParams.set("ticket", (await getTicket()).ticket);
  return address;
}
