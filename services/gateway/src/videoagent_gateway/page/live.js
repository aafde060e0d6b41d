// One WebSocket for all tasks; comes back by itself.

import { getTicket } from "./api.js";
import { isSignedIn, signIn } from "./session.js";

const NO_KEY = 4401;
const FIRST_MS = 500;
const SLOWEST_MS = 15000;

/**
 * Follow all tasks.
 * @param {(message: object) => void} onMessage every message that concerns a task
 * @param {(state: "live" | "lost") => void} onState
 */
export function follow(onMessage, onState) {
  let wait = FIRST_MS;
  const again = () => {
    onState("lost");
    setTimeout(connect, wait * (0.5 + Math.random()));
    wait = Math.min(SLOWEST_MS, wait * 2);
  };
  const connect = async () => {
    const address = await socketAddress().catch(() => null);
    if (!address) return again();
    const socket = new WebSocket(address);
    let following = false;
    socket.addEventListener("open", () => socket.send(JSON.stringify({ type: "subscribe", data: { all: true } })));
    socket.addEventListener("message", (event) => {
      const message = JSON.parse(event.data);
      if (message.type === "ping") socket.send(JSON.stringify({ type: "pong" }));
      else if (message.task_id) onMessage(message);
      else if (message.type === "subscribed") {
        following = true;
        wait = FIRST_MS;
        onState("live");
      } else if (message.type === "error" && !following) {
        socket.close(); // refused for now, and a socket that follows nothing hears nothing
      }
    });
    socket.addEventListener("close", async (event) => {
      if (event.code === NO_KEY && !isSignedIn()) await signIn();
      again();
    });
  };
  connect();
}

/** A socket cannot send headers, so a ticket stands for the key, once. */
async function socketAddress() {
  const address = new URL("/ws/subscribe", location.href);
  address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  if (isSignedIn()) address.searchParams.set("ticket", (await getTicket()).ticket);
  return address;
}
