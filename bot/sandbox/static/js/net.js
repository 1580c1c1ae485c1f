// Talking to the server: requests, and a socket that comes back by itself.

export class Refused extends Error {
  constructor(word, detail) { super(detail || word); this.word = word; }
}

async function answerOf(response) {
  let body = {};
  try { body = await response.json(); } catch { body = {}; }
  if (!response.ok) throw new Refused(body.error || "failed", body.detail || response.statusText);
  return body;
}

export async function get(path) {
  return answerOf(await reach(path, {}));
}

export async function post(path, body) {
  return answerOf(await reach(path, {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
  }));
}

export async function upload(form) {
  return answerOf(await reach("/api/upload", { method: "POST", body: form }));
}

async function reach(path, options) {
  try {
    return await fetch(path, { credentials: "same-origin", ...options });
  } catch {
    throw new Refused("offline", "");
  }
}

// `onOpen` runs at each connection, the first included; events that come while it loads wait for it.
export function connect({ onOpen, onEvent, onLost }) {
  let pause = 400;
  const dial = () => {
    const socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/api/events`);
    const early = [];
    let loaded = false;
    socket.addEventListener("open", async () => {
      try {
        await onOpen();
        loaded = true;
        pause = 400;
        early.splice(0).forEach(onEvent);
      } catch {
        socket.close();
      }
    });
    socket.addEventListener("message", (message) => {
      const event = JSON.parse(message.data);
      if (loaded) onEvent(event);
      else early.push(event);
    });
    socket.addEventListener("close", () => {
      onLost();
      setTimeout(dial, pause);
      pause = Math.min(pause * 1.7, 5000);
    });
  };
  dial();
}
