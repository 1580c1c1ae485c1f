// Photos, files, voice notes and stickers inside a bubble.
import { byId, icon, make } from "./dom.js";
import { duration, fileSize, say } from "./words.js";

export const STICKERS = { "😊": "smile", "😂": "laugh", "😍": "love", "🤔": "think", "😢": "cry", "👍": "thumb", "❤️": "heart", "🎉": "party" };

export const fileUrl = (id) => `/api/file/${encodeURIComponent(id)}`;

// As wide as its bubble; a tall one is narrower.
export const photoWidth = (size) => (size.width < size.height ? "min(246px, 70vw)" : "min(326px, 82vw)");

export function photo(message, caption) {
  const size = message.photo.at(-1);
  const source = message.local?.url ?? fileUrl(size.file_id);
  const button = make("button", { class: `photo${message.local ? " sending" : ""}`, type: "button", "aria-label": say("sandbox.open_picture") });
  const image = make("img", { src: source, alt: caption || say("sandbox.picture"), width: size.width, height: size.height });
  const ratio = Math.min(Math.max(size.width / Math.max(size.height, 1), 0.62), 2.2);
  button.style.aspectRatio = String(ratio);
  button.append(image);
  button.addEventListener("click", () => view(source, caption));
  return button;
}

function view(source, caption) {
  const dialog = byId("viewer");
  dialog.querySelector("img").src = source;
  dialog.querySelector("img").alt = caption || say("sandbox.picture");
  dialog.querySelector("p").textContent = caption;
  dialog.showModal();
}

export function setUpViewer() {
  const dialog = byId("viewer");
  dialog.addEventListener("click", (event) => { if (!event.target.closest("img, p, button")) dialog.close(); });
}

export function documentLink(message) {
  const file = message.document;
  const name = file.file_name ?? "file";
  const kind = name.includes(".") ? name.split(".").pop().slice(0, 4).toUpperCase() : "";
  const link = make("a", { class: "document", href: message.local ? null : `${fileUrl(file.file_id)}?download=1`, download: name, "aria-label": say("sandbox.download", { name }) },
    make("span", { class: "sign", "aria-hidden": "true" }, kind || icon("load")),
    make("span", {}, make("b", {}, name), make("small", {}, fileSize(file.file_size ?? 0))));
  return link;
}

let playing = null;
export function voiceNote(message) {
  const voice = message.voice;
  const sound = new Audio();
  sound.preload = "none";
  sound.src = message.local?.url ?? fileUrl(voice.file_id);
  const bars = Array.from({ length: 28 }, (_, index) => {
    const bar = make("i");
    bar.style.height = `${5 + Math.abs(Math.sin(index * 1.7 + (voice.file_size ?? 9) % 7) * Math.cos(index * 0.6)) * 19}px`;
    return bar;
  });
  const button = make("button", { type: "button", "aria-label": say("sandbox.play") }, icon("play"));
  const time = make("small", {}, duration(voice.duration || 0));
  const show = (name) => button.replaceChildren(icon(name));
  button.addEventListener("click", () => {
    if (!sound.paused) { sound.pause(); return; }
    playing?.pause();
    playing = sound;
    sound.play().catch(() => show("play"));
  });
  sound.addEventListener("play", () => show("pause"));
  sound.addEventListener("pause", () => show("play"));
  sound.addEventListener("timeupdate", () => {
    const share = sound.currentTime / (Number.isFinite(sound.duration) ? sound.duration : voice.duration || 1);
    bars.forEach((bar, index) => bar.classList.toggle("heard", index / bars.length < share));
    time.textContent = duration(sound.currentTime);
  });
  sound.addEventListener("ended", () => { bars.forEach((bar) => bar.classList.remove("heard")); time.textContent = duration(voice.duration || 0); });
  return make("div", { class: "voice-note" }, button, make("div", {}, make("div", { class: "wave", "aria-hidden": "true" }, ...bars), time));
}

export function stickerPicture(emoji) {
  const name = STICKERS[emoji];
  return name ? make("img", { src: `/static/stickers/${name}.svg`, alt: emoji, width: 132, height: 132 }) : make("span", { class: "emoji" }, emoji || "?");
}
