// One WebSocket for all tasks; comes back by itself.

const SLOWEST_MS = 15000;

/**
 * Follow all tasks.
 * @param {(message: object) => void} onMessage every message that concerns a task
 * @param {(state: "live" | "lost") => void} onState
 */
export function follow(onMessage, onState) {
  let wait = 500;
  const connect = () => {
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(`${scheme}//${location.host}/ws/subscribe`);
    socket.addEventListener("open", () => {
      wait = 500;
      socket.send(JSON.stringify({ type: "subscribe", data: { all: true } }));
      onState("live");
    });
    socket.addEventListener("message", (event) => {
      const message = JSON.parse(event.data);
      if (message.type === "ping") socket.send(JSON.stringify({ type: "pong" }));
      else if (message.task_id) onMessage(message);
    });
    socket.addEventListener("close", () => {
      onState("lost");
      setTimeout(connect, wait * (0.5 + Math.random()));
      wait = Math.min(SLOWEST_MS, wait * 2);
    });
  };
  connect();
}
