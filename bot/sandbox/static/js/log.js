// The list of messages: separators, groups, scrolling, what is unread.
import { bubble } from "./bubble.js";
import { byId, make, toast } from "./dom.js";
import { chat, model, newest, own, sorted } from "./model.js";
import { get, post } from "./net.js";
import { showBadges } from "./notify.js";
import { dayKey, dayName, say } from "./words.js";

const log = byId("log");
const SAME_GROUP = 180;
const TYPING_MS = 5600;
let actions = {};
let shown = new Map();
let freshFrom = 0;
let loadingEarlier = false;

export function setUpLog(given) {
  actions = { ...given, jump };
  for (const kind of ["wheel", "touchmove", "pointerdown", "keydown"]) log.addEventListener(kind, () => { moved = Date.now(); }, { passive: true });
  log.addEventListener("scroll", onScroll, { passive: true });
  byId("down").addEventListener("click", () => toEnd(true));
  document.addEventListener("visibilitychange", markRead);
  addEventListener("focus", markRead);
  new ResizeObserver(() => { if (sticky) toEnd(false); }).observe(log);
}

// At the end and meant to stay there: only the visitor's own hand leaves it, not a message that comes while it scrolls.
let sticky = true;
let moved = 0;

function onScroll() {
  if (atEnd()) sticky = true;
  else if (Date.now() - moved < 800) sticky = false;
  markRead();
  if (log.scrollTop < 80) earlier();
}

const atEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < 90;

export function toEnd(smooth) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  sticky = true;
  log.scrollTo({ top: log.scrollHeight, behavior: smooth && !calm ? "smooth" : "instant" });
}

// A whole new picture: another person, another language, or the connection is back.
export function drawAll() {
  shown = new Map();
  log.replaceChildren();
  const one = chat();
  freshFrom = one.unread ? one.seen : 0;
  draw(true);
  const line = log.querySelector(".fresh");
  if (line) { line.scrollIntoView({ block: "center" }); sticky = atEnd(); } else toEnd(false);
  markRead();
}

export function draw(all = false) {
  const stay = !all && !sticky;
  const one = chat();
  const messages = sorted(one);
  const pieces = messages.length ? [] : [hello()];
  const next = new Map();
  messages.forEach((message, index) => {
    const before = messages[index - 1];
    const after = messages[index + 1];
    if (!before || dayKey(before.date) !== dayKey(message.date)) pieces.push(make("div", { class: "day" }, dayName(message.date, model.now)));
    if (freshFrom && message.message_id > freshFrom && !(before?.message_id > freshFrom) && !own(message)) pieces.push(make("div", { class: "fresh" }, say("sandbox.unread")));
    const last = !after || own(after) !== own(message) || after.date - message.date > SAME_GROUP || dayKey(after.date) !== dayKey(message.date);
    const mark = JSON.stringify([message, last, busyKeys(message)]);
    const old = shown.get(message.message_id);
    const element = old?.mark === mark ? old.element : bubble(message, actions, last, !all && !old);
    next.set(message.message_id, { mark, element });
    pieces.push(element);
  });
  shown = next;
  if (one.typing) pieces.push(typing());
  settle(pieces);
  if (!stay) toEnd(!all);
  markRead();
  showBadges();
}

function busyKeys(message) {
  return [...model.waiting.values()].filter((tap) => tap.message === message.message_id).map((tap) => tap.data);
}

// Put the pieces in, leaving those that stand already (a playing voice note must not restart).
function settle(pieces) {
  const wanted = new Set(pieces);
  [...log.children].forEach((child) => { if (!wanted.has(child)) child.remove(); });
  pieces.forEach((piece, index) => { if (log.children[index] !== piece) log.insertBefore(piece, log.children[index] ?? null); });
}

function hello() {
  return make("div", { class: "hello" }, make("img", { src: "/static/icon.svg", alt: "" }), make("h2", {}, say("sandbox.hello")), make("p", {}, say("sandbox.hello_more")));
}

function typing() {
  return make("div", { class: "typing", "aria-label": say("sandbox.typing") }, make("i"), make("i"), make("i"));
}

export function setTyping(one, action) {
  clearTimeout(one.typingTimer);
  one.typing = action;
  if (action) one.typingTimer = setTimeout(() => { setTyping(one, null); }, TYPING_MS);
  if (one === chat()) { draw(); presence(); }
}

export function presence() {
  const line = byId("presence");
  const action = chat().typing;
  line.classList.toggle("active", Boolean(action));
  line.textContent = action ? say(action.startsWith("upload") ? "sandbox.sending_file" : "sandbox.typing") : say("sandbox.presence");
}

function jump(id) {
  const element = shown.get(id)?.element;
  if (!element) return;
  sticky = false;
  element.scrollIntoView({ block: "center", behavior: "smooth" });
  element.classList.remove("flash");
  requestAnimationFrame(() => element.classList.add("flash"));
}

export function markRead() {
  const one = chat();
  if (!one) return;
  if (sticky && document.visibilityState === "visible" && document.hasFocus()) {
    const last = newest(one);
    if (last > one.seen) { one.seen = last; post("/api/read", { user: model.me, upto: last }).catch(() => undefined); }
    one.unread = 0;
  }
  const button = byId("down");
  const badge = button.querySelector(".badge");
  button.hidden = sticky;
  badge.hidden = !one.unread;
  badge.textContent = one.unread;
  showBadges();
}

async function earlier() {
  const one = chat();
  if (!one || one.complete || loadingEarlier) return;
  loadingEarlier = true;
  try {
    const first = Math.min(...[...one.messages.keys()].filter((id) => id > 0));
    const { messages } = await get(`/api/history?chat=${one.id}&before=${first}`);
    one.complete = messages.length < 100;
    const height = log.scrollHeight;
    messages.forEach((message) => one.messages.set(message.message_id, message));
    if (one === chat()) { draw(); log.scrollTop += log.scrollHeight - height; }
  } catch {
    toast(say("sandbox.offline"));
  } finally {
    loadingEarlier = false;
  }
}
