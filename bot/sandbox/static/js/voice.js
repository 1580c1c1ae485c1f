// Voice notes: hold the button to record, or tap to begin and tap to send. Without a microphone a made-up clip is sent.
import { byId, icon, toast } from "./dom.js";
import { duration, say } from "./words.js";

const HOLD_MS = 500;
const LONGEST_S = 120;
let recorder = null;
let stream = null;
let begun = 0;
let timer = 0;
let starting = false;

export const holding = () => recorder !== null || starting;

export function setUpVoice(deliver) {
  const button = byId("voice");
  button.addEventListener("pointerdown", (event) => { event.preventDefault(); if (recorder) stop(deliver); else start(deliver); });
  button.addEventListener("pointerup", () => { if (recorder && Date.now() - begun > HOLD_MS) stop(deliver); });
  button.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    if (recorder) stop(deliver); else start(deliver);
  });
  byId("record-cancel").addEventListener("click", () => end());
}

async function start(deliver) {
  if (starting) return;
  starting = true;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  } catch {
    starting = false;
    toast(say("sandbox.no_microphone"));
    deliver(hum(), 2);
    return;
  }
  starting = false;
  const chunks = [];
  recorder = new MediaRecorder(stream);
  recorder.addEventListener("dataavailable", (event) => chunks.push(event.data));
  recorder.addEventListener("stop", () => { if (recorder?.deliver) recorder.deliver(chunks); end(); });
  recorder.start();
  begun = Date.now();
  show(true);
  timer = setInterval(() => {
    const seconds = (Date.now() - begun) / 1000;
    byId("record-time").textContent = duration(seconds);
    if (seconds > LONGEST_S) stop(deliver);
  }, 200);
}

function stop(deliver) {
  if (!recorder || recorder.state === "inactive") return;
  const seconds = Math.max(1, Math.round((Date.now() - begun) / 1000));
  const mime = recorder.mimeType.split(";")[0] || "audio/webm";
  recorder.deliver = (chunks) => deliver(new File(chunks, `voice.${mime.split("/")[1]}`, { type: mime }), seconds);
  recorder.stop();
}

function end() {
  clearInterval(timer);
  stream?.getTracks().forEach((track) => track.stop());
  if (recorder && recorder.state !== "inactive") recorder.stop();
  recorder = null;
  stream = null;
  show(false);
}

function show(on) {
  byId("recording").hidden = !on;
  byId("record-time").textContent = "0:00";
  byId("voice").classList.toggle("on", on);
  byId("voice").replaceChildren(icon(on ? "send" : "mic"));
}

// Two seconds of a soft hum as WAV.
function hum() {
  const rate = 8000;
  const count = rate * 2;
  const view = new DataView(new ArrayBuffer(44 + count * 2));
  const word = (at, letters) => [...letters].forEach((letter, index) => view.setUint8(at + index, letter.charCodeAt(0)));
  word(0, "RIFF"); view.setUint32(4, 36 + count * 2, true); word(8, "WAVEfmt "); view.setUint32(16, 16, true);
  view.setUint16(20, 1, true); view.setUint16(22, 1, true); view.setUint32(24, rate, true); view.setUint32(28, rate * 2, true);
  view.setUint16(32, 2, true); view.setUint16(34, 16, true); word(36, "data"); view.setUint32(40, count * 2, true);
  for (let index = 0; index < count; index += 1) {
    const fade = Math.sin((Math.PI * index) / count);
    view.setInt16(44 + index * 2, 5000 * fade * Math.sin((2 * Math.PI * (196 + 40 * Math.sin(index / 2600)) * index) / rate), true);
  }
  return new File([view.buffer], "voice.wav", { type: "audio/wav" });
}
