// One message as an element.
import { icon, make, toast } from "./dom.js";
import { formatted } from "./entities.js";
import { documentLink, photo, photoWidth, stickerPicture, voiceNote } from "./media.js";
import { model, own } from "./model.js";
import { clockTime, say } from "./words.js";

export function summary(message) {
  const what = message.photo ? "sandbox.a_photo" : message.voice ? "sandbox.a_voice" : message.document ? "sandbox.a_file" : message.sticker ? "sandbox.a_sticker" : "";
  return message.text ?? message.caption ?? (what ? say(what) : "");
}

function meta(message) {
  const state = message.local?.failed ? "warn" : message.local ? "clock" : "ticks";
  const edited = message.edit_date && !own(message) && message.edit_date !== message.date ? `${say("sandbox.edited")} ` : "";
  return make("span", { class: "meta" }, edited, make("time", { datetime: new Date(message.date * 1000).toISOString() }, clockTime(message.date)), own(message) ? icon(state) : null);
}

function keyboard(message, actions) {
  const rows = message.reply_markup.inline_keyboard.map((row) => make("div", { class: "line" }, ...row.map((button) => key(message, button, actions))));
  return make("div", { class: "keys" }, ...rows);
}

function key(message, button, actions) {
  if (button.url) {
    return make("button", { class: "key", type: "button", onclick: () => window.open(button.url, "_blank", "noopener,noreferrer") }, button.text, icon("link"));
  }
  if (button.copy_text) {
    const copy = () => navigator.clipboard?.writeText(button.copy_text.text).then(() => toast(say("sandbox.copied")), () => undefined);
    return make("button", { class: "key", type: "button", onclick: copy }, button.text, icon("copy"));
  }
  const busy = [...model.waiting.values()].some((tap) => tap.message === message.message_id && tap.data === button.callback_data);
  return make("button", { class: "key", type: "button", "data-data": button.callback_data, "aria-busy": busy ? "true" : null, onclick: () => actions.tap(message, button) }, button.text);
}

function quote(message, actions) {
  const quoted = message.reply_to_message;
  const name = own(quoted) ? quoted.from.first_name : model.bot.name;
  return make("button", { class: "quote", type: "button", onclick: () => actions.jump(quoted.message_id) }, make("b", {}, name), make("span", {}, summary(quoted)));
}

function contents(message, actions) {
  const words = message.text ?? message.caption ?? "";
  const entities = message.entities ?? message.caption_entities;
  const said = words ? make("div", { class: "words" }, formatted(words, entities, actions.command)) : null;
  if (said) said.append(meta(message));
  if (message.sticker) return ["sticker", [stickerPicture(message.sticker.emoji), meta(message)]];
  if (message.photo) {
    const picture = photo(message, message.caption ?? "");
    if (!said) picture.append(meta(message));
    return ["media tailless", [picture, said]];
  }
  if (message.voice) return ["", [voiceNote(message), said ?? meta(message)]];
  if (message.document) return ["", [documentLink(message), said ?? meta(message)]];
  return ["", [said ?? make("div", { class: "words" }, say("sandbox.unknown_kind"), meta(message))]];
}

export function bubble(message, actions, last, fresh) {
  const [kind, inside] = contents(message, actions);
  const mine = own(message);
  const box = make("div", { class: `bubble ${kind}` }, message.reply_to_message ? quote(message, actions) : null, ...inside);
  if (message.photo) box.style.width = photoWidth(message.photo.at(-1));
  const classes = ["message", mine && "own", message.reply_markup && "keyed", last && "last", !fresh && "old", message.local?.failed && "failed"];
  return make("article", { class: classes.filter(Boolean).join(" "), "data-id": message.message_id, "aria-label": mine ? say("sandbox.you_said") : say("sandbox.bot_said") },
    box,
    message.reply_markup?.inline_keyboard ? keyboard(message, actions) : null,
    message.local?.failed ? make("button", { class: "retry", type: "button", onclick: () => message.local.again() }, say("sandbox.retry")) : null);
}
