// What the visitor says: shown at once, marked when it arrived, offered again when it didn't.
import { alertBox, toast } from "./dom.js";
import { draw, toEnd } from "./log.js";
import { chat, model } from "./model.js";
import { post, upload } from "./net.js";
import { lang, say } from "./words.js";

export const LARGEST = 50 * 1024 * 1024;
const SPINNER_MS = 15000;
let locals = 0;

function complain(error) {
  const known = { too_large: "sandbox.too_large", offline: "sandbox.offline", disk: "sandbox.disk", blocked: "sandbox.blocked", busy: "sandbox.busy" };
  toast(known[error.word] ? say(known[error.word]) : say("sandbox.failed", { reason: error.message }));
}

// A message of ours before the server numbered it: far below every real one in id, last in order.
function local(content, send) {
  const one = chat();
  const client = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
  locals += 1;
  const id = 1e15 + locals;
  const person = model.people.find((each) => each.id === one.id);
  const message = { message_id: id, from: { id: one.id, first_name: person.name }, chat: { id: one.id }, date: model.now, ...content, local: { client, url: content.url } };
  delete message.url;
  const attempt = async () => {
    message.local = { ...message.local, failed: false };
    one.messages.set(id, message);
    draw();
    toEnd(true);
    try {
      await send(client);
    } catch (error) {
      complain(error);
      if (!one.messages.has(id)) return;
      message.local = { ...message.local, failed: true, again: attempt };
      draw();
    }
  };
  return attempt();
}

// The real one is here: our stand-in goes.
export function arrived(one, client) {
  for (const [id, message] of one.messages) if (client && message.local?.client === client) one.messages.delete(id);
}

export function sendText(text) {
  const user = model.me;
  return local({ text }, (client) => post("/api/say", { user, text, client }));
}

export function sendSticker(emoji) {
  const user = model.me;
  return local({ sticker: { emoji } }, (client) => post("/api/sticker", { user, emoji, client }));
}

export async function sendFile(file, kind, caption = "", seconds = 0) {
  if (file.size > LARGEST) { alertBox(say("sandbox.too_large")); return; }
  const user = model.me;
  const url = kind === "document" ? "" : URL.createObjectURL(file);
  const size = kind === "photo" ? await measure(url) : null;
  const shown = size ? "photo" : kind === "voice" ? "voice" : "document";
  const body = { photo: [{ ...size }], voice: { duration: seconds, file_size: file.size }, document: { file_name: file.name, file_size: file.size } }[shown];
  await local({ [shown]: body, caption: caption || undefined, url }, (client) => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ user, kind: shown, caption, client, duration: seconds })) form.append(name, value);
    form.append("file", file, file.name);
    return upload(form);
  });
}

function measure(url) {
  return new Promise((done) => {
    const image = new Image();
    image.addEventListener("load", () => done({ width: image.naturalWidth, height: image.naturalHeight }));
    image.addEventListener("error", () => done(null));
    image.src = url;
  });
}

export async function tap(message, button) {
  const data = button.callback_data;
  const pending = `pending-${message.message_id}-${data}`;
  if (model.waiting.has(pending)) return;
  model.waiting.set(pending, { message: message.message_id, data });
  draw();
  try {
    const { query } = await post("/api/tap", { user: model.me, message: message.message_id, data });
    model.waiting.delete(pending);
    if (!model.answered.delete(query)) {
      model.waiting.set(query, { message: message.message_id, data });
      setTimeout(() => { if (model.waiting.delete(query)) draw(); }, SPINNER_MS);
    }
  } catch (error) {
    model.waiting.delete(pending);
    complain(error);
  }
  draw();
}

// The bot answered a tap; the answer may come before the tap's own reply.
export function tapAnswered({ query, text, alert, url }) {
  if (!model.waiting.delete(query)) model.answered.add(query);
  if (text) (alert ? alertBox : toast)(text);
  if (url) window.open(url, "_blank", "noopener,noreferrer");
  draw();
}

export async function advance(by) {
  try { await post("/api/advance", { by }); } catch (error) { complain(error); }
}

export async function setFaults(faults) {
  try { await post("/api/faults", faults); } catch (error) { complain(error); }
}

export async function setBlocked(on) {
  try { await post("/api/block", { user: model.me, on }); } catch (error) { complain(error); }
}

export function tellLanguage() {
  post("/api/language", { user: model.me, lang }).catch(() => undefined);
}
