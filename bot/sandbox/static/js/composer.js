// The field, the trays and what is attached.
import { byId, icon, make, toast } from "./dom.js";
import { STICKERS } from "./media.js";
import { chat, commandsShown } from "./model.js";
import { LARGEST, sendFile, sendSticker, sendText, setBlocked } from "./sending.js";
import { holding, setUpVoice } from "./voice.js";
import { fileSize, lang, say } from "./words.js";

const text = byId("text");
const tray = byId("tray");
let attached = [];
let opened = null;

export function setUpComposer() {
  text.addEventListener("input", fit);
  text.addEventListener("keydown", (event) => {
    const coarse = matchMedia("(pointer: coarse)").matches;
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && !coarse) { event.preventDefault(); send(); }
  });
  byId("form").addEventListener("submit", (event) => { event.preventDefault(); send(); });
  byId("start").addEventListener("click", () => (chat().blocked ? setBlocked(false) : sendText("/start")));
  byId("commands").addEventListener("click", (event) => toggle(event.currentTarget, "", commandItems()));
  byId("attach").addEventListener("click", (event) => toggle(event.currentTarget, "narrow", attachItems()));
  byId("stickers").addEventListener("click", (event) => toggle(event.currentTarget, "grid", stickerItems()));
  byId("pick-photo").addEventListener("change", (event) => { attach([...event.target.files], "photo"); event.target.value = ""; });
  byId("pick-file").addEventListener("change", (event) => { attach([...event.target.files], "document"); event.target.value = ""; });
  document.addEventListener("pointerdown", (event) => { if (opened && !event.target.closest("#tray") && !opened.contains(event.target)) close(); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && opened) { opened.focus(); close(); } });
  text.addEventListener("paste", (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length) { event.preventDefault(); attach(files, "photo"); }
  });
  setUpDrop();
  setUpVoice((file, seconds) => sendFile(file, "voice", "", seconds));
}

function fit() {
  text.style.height = "auto";
  text.style.height = `${Math.min(text.scrollHeight, 148)}px`;
  const full = text.value.trim() !== "" || attached.length > 0;
  byId("send").hidden = !full || holding();
  byId("voice").hidden = full && !holding();
}

// An empty chat has one big button, as Telegram's; a blocked one offers to unblock. A hidden field can't be measured, so
// it is fitted when it appears.
export function showComposer() {
  const one = chat();
  const bare = one.blocked || one.messages.size === 0;
  byId("start").hidden = !bare;
  byId("form").hidden = bare;
  byId("start").dataset.word = one.blocked ? "sandbox.unblock" : "sandbox.start";
  byId("start").textContent = say(byId("start").dataset.word);
  fit();
}

async function send() {
  const said = text.value.trim();
  const things = attached;
  if (!said && !things.length) return;
  close();
  attached = [];
  text.value = "";
  showAttached();
  fit();
  text.focus();
  const captioned = things.length > 0 && said.length <= 1024;
  if (said && !captioned) await sendText(said);
  for (const [index, thing] of things.entries()) await sendFile(thing.file, thing.kind, captioned && index === 0 ? said : "");
}

export function attach(files, kind) {
  for (const file of files) {
    if (file.size > LARGEST) { toast(say("sandbox.too_large")); continue; }
    attached.push({ file, kind: kind === "photo" && file.type.startsWith("image/") ? "photo" : "document" });
  }
  showAttached();
  fit();
  text.focus();
}

function showAttached() {
  const box = byId("attached");
  for (const image of box.querySelectorAll("img")) URL.revokeObjectURL(image.src);
  box.hidden = attached.length === 0;
  box.replaceChildren(...attached.map((thing) => make("div", { class: "thing" },
    thing.kind === "photo" ? make("img", { src: URL.createObjectURL(thing.file), alt: thing.file.name }) : make("span", {}, thing.file.name, make("br"), fileSize(thing.file.size)),
    make("button", { type: "button", "aria-label": say("sandbox.remove"), onclick: () => { attached = attached.filter((other) => other !== thing); showAttached(); fit(); } }, icon("cross")))));
  text.placeholder = say(attached.length ? "sandbox.caption" : "sandbox.message");
}

function toggle(button, shape, items) {
  const again = opened === button;
  close();
  if (again) return;
  opened = button;
  button.setAttribute("aria-expanded", "true");
  tray.className = `tray ${shape}`;
  tray.replaceChildren(...items);
  tray.hidden = false;
  tray.querySelector("button")?.focus({ preventScroll: true });
}

function close() {
  opened?.setAttribute("aria-expanded", "false");
  opened = null;
  tray.hidden = true;
}

function commandItems() {
  const commands = commandsShown(lang);
  if (!commands.length) return [make("p", { class: "item" }, make("span", {}, say("sandbox.no_commands")))];
  return commands.map(({ command, description }) => make("button", { class: "item", type: "button", onclick: () => { close(); sendText(`/${command}`); } },
    make("b", {}, `/${command}`), make("span", {}, description)));
}

function attachItems() {
  return [["photo", "pick-photo"], ["file", "pick-file"]].map(([name, input]) => make("button", { class: "item", type: "button", onclick: () => { close(); byId(input).click(); } },
    icon(name), make("b", {}, say(name === "photo" ? "sandbox.pick_photo" : "sandbox.pick_file"))));
}

function stickerItems() {
  return Object.entries(STICKERS).map(([emoji, name]) => make("button", { type: "button", "aria-label": emoji, onclick: () => { close(); sendSticker(emoji); } },
    make("img", { src: `/static/stickers/${name}.svg`, alt: "", width: 72, height: 72 })));
}

function setUpDrop() {
  const phone = byId("phone");
  const drop = byId("drop");
  phone.addEventListener("dragover", (event) => { if (event.dataTransfer?.types.includes("Files")) { event.preventDefault(); drop.hidden = false; } });
  phone.addEventListener("dragleave", (event) => { if (!phone.contains(event.relatedTarget)) drop.hidden = true; });
  phone.addEventListener("drop", (event) => { event.preventDefault(); drop.hidden = true; attach([...event.dataTransfer.files], "photo"); });
}
