// Badges and the browser's notifications.
import { byId, toast } from "./dom.js";
import { chat, model } from "./model.js";
import { say } from "./words.js";

export const notifyPossible = () => "Notification" in window && window.isSecureContext;
export const notifyOn = () => notifyPossible() && Notification.permission === "granted" && localStorage.getItem("notify") === "on";

export function showBadges() {
  const counts = Object.values(model.chats).map((one) => one.unread);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const others = total - (chat()?.unread ?? 0);
  document.title = (total ? `(${total}) ` : "") + say("sandbox.bot_name");
  byId("other-badge").hidden = !others;
  byId("other-badge").textContent = others;
  for (const badge of document.querySelectorAll("#people .badge")) {
    const one = model.chats[badge.dataset.user];
    badge.hidden = !one?.unread || one.id === model.me;
    badge.textContent = one?.unread ?? "";
  }
  if (navigator.setAppBadge) navigator.setAppBadge(total).catch(() => undefined);
}

export async function switchNotify(on) {
  localStorage.setItem("notify", on ? "on" : "off");
  if (on && Notification.permission !== "granted") {
    const answer = await Notification.requestPermission();
    if (answer !== "granted") { localStorage.setItem("notify", "off"); toast(say("sandbox.notify_refused")); }
  }
  return notifyOn();
}

export function announce(one, text) {
  if (!notifyOn() || (document.visibilityState === "visible" && document.hasFocus())) return;
  const person = model.people.find((each) => each.id === one.id);
  const note = new Notification(`${say("sandbox.bot_name")} → ${say(`sandbox.role_${person.role}`)}`, { body: text.slice(0, 160), tag: `zhanggui-${one.id}`, icon: "/static/icon.svg" });
  note.addEventListener("click", () => { focus(); note.close(); });
}
