// The controls beside the phone.
import { byId, make } from "./dom.js";
import { chat, model } from "./model.js";
import { get } from "./net.js";
import { notifyOn, notifyPossible, showBadges, switchNotify } from "./notify.js";
import { advance, setBlocked, setFaults } from "./sending.js";
import { clockTime, lang, longDate, say } from "./words.js";

const FAULTS = ["none", "busy", "error", "slow", "drop"];
let hooks = {};

export function setUpPanel(given) {
  hooks = given;
  for (const button of byId("steps").children) {
    button.addEventListener("click", async () => {
      button.setAttribute("aria-busy", "true");
      await advance(button.dataset.by);
      button.removeAttribute("aria-busy");
    });
  }
  byId("fault-times").addEventListener("change", switchFault);
  byId("fault-seconds").addEventListener("change", switchFault);
  byId("block").addEventListener("change", (event) => setBlocked(event.target.checked));
  byId("notify").addEventListener("change", async (event) => { event.target.checked = await switchNotify(event.target.checked); });
  byId("panel-open").addEventListener("click", () => open(true));
  byId("panel-close").addEventListener("click", () => open(false));
  byId("shade").addEventListener("click", () => open(false));
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") open(false); });
}

function open(on) {
  byId("panel").classList.toggle("open", on);
  byId("shade").hidden = !on;
  byId("panel-open").setAttribute("aria-expanded", String(on));
  if (on) byId("panel-close").focus();
}

function radios(box, items, chosen, onChoose) {
  box.replaceChildren(...items.map(([value, label, extra]) => {
    const button = make("button", { type: "button", role: "radio", "aria-checked": String(value === chosen), tabindex: value === chosen ? 0 : -1, class: extra?.class, onclick: () => onChoose(value) }, label, extra?.badge);
    button.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      const index = (items.findIndex(([other]) => other === value) + step + items.length) % items.length;
      onChoose(items[index][0]);
      box.children[index]?.focus();
    });
    return button;
  }));
}

export function drawPanel() {
  drawClock();
  radios(byId("people"), model.people.map((person) => [person.id, say(`sandbox.role_${person.role}`), { badge: make("span", { class: "badge", "data-user": person.id, hidden: true }) }]), model.me, hooks.person);
  radios(byId("languages"), [["zh", "中文"], ["en", "English"]], lang, hooks.language);
  radios(byId("themes"), ["auto", "light", "dark"].map((name) => [name, say(`sandbox.theme_${name}`)]), window.zhangguiTheme.get(), (choice) => { window.zhangguiTheme.set(choice); drawPanel(); });
  drawFaults();
  byId("notify").checked = notifyOn();
  byId("notify").disabled = !notifyPossible();
  byId("block").checked = chat().blocked;
  showBadges();
  drawInvitation();
}

export function drawClock() {
  byId("clock-time").textContent = clockTime(model.now);
  byId("status-time").textContent = clockTime(model.now).replace(/^0/, "");
  byId("clock-date").textContent = longDate(model.now);
  for (const button of byId("steps").children) button.disabled = model.busy;
  byId("clock-hint").textContent = say(model.busy ? "sandbox.clock_busy" : "sandbox.clock_hint");
}

export function drawFaults() {
  const { kind, seconds, remaining } = model.faults;
  radios(byId("fault-kinds"), FAULTS.map((name) => [name, say(`sandbox.fault_${name}`), { class: name === "none" ? "" : "bad" }]), kind, (choice) => { model.faults = { ...model.faults, kind: choice }; switchFault(); });
  byId("fault-more").hidden = kind === "none";
  byId("fault-seconds-box").hidden = kind !== "busy" && kind !== "slow";
  if (document.activeElement !== byId("fault-seconds")) byId("fault-seconds").value = seconds ?? 3;
  const counts = [...new Set([1, 3, 10, ...(remaining ? [remaining] : [])])].sort((a, b) => a - b);
  byId("fault-times").replaceChildren(
    make("option", { value: "", selected: !remaining }, say("sandbox.until_off")),
    ...counts.map((count) => make("option", { value: count, selected: count === remaining }, say("sandbox.next_calls", { count }))));
}

function switchFault() {
  const times = byId("fault-times").value;
  const faults = { kind: model.faults.kind, seconds: Math.min(60, Math.max(1, Number(byId("fault-seconds").value) || 3)), remaining: times ? Number(times) : null };
  model.faults = faults;
  drawFaults();
  setFaults(faults);
}

export async function drawInvitation() {
  byId("invite").hidden = !model.lan;
  if (!model.lan) return;
  try { byId("invite-code").src = (await get("/api/invitation")).svg; } catch { byId("invite").hidden = true; }
}
