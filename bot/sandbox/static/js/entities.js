// Telegram's entities over plain text, as elements. Offsets are UTF-16, as JavaScript's own.
import { make, toast } from "./dom.js";
import { say } from "./words.js";

// These stand on lines of their own: the line break after one is theirs.
const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const SAFE = /^(https?:|mailto:|tel:)/i;

function copy(text) {
  navigator.clipboard?.writeText(text).then(() => toast(say("sandbox.copied")), () => undefined);
}

function wrap(entity, text, inner, onCommand) {
  switch (entity.type) {
    case "bold": return make("b", {}, inner);
    case "italic": return make("i", {}, inner);
    case "underline": return make("u", {}, inner);
    case "strikethrough": return make("s", {}, inner);
    case "code": return make("code", { onclick: () => copy(text) }, inner);
    case "pre": return make("pre", { tabindex: 0, onclick: () => getSelection().isCollapsed && copy(text) }, make("code", {}, inner));
    case "blockquote":
    case "expandable_blockquote": return make("blockquote", {}, inner);
    case "spoiler": return make("span", { class: "spoiler", role: "button", tabindex: 0, onclick: (event) => event.currentTarget.classList.add("open") }, inner);
    case "bot_command": return make("button", { class: "command", type: "button", onclick: () => onCommand(text) }, inner);
    case "url":
    case "text_link": {
      const href = entity.url ?? text;
      return SAFE.test(href) ? make("a", { href, target: "_blank", rel: "noopener noreferrer" }, inner) : inner;
    }
    default: return inner;
  }
}

function build(text, entities, start, end, onCommand) {
  const out = document.createDocumentFragment();
  let at = start;
  for (let index = 0; index < entities.length; index += 1) {
    const entity = entities[index];
    const stop = Math.min(entity.offset + entity.length, end);
    if (entity.offset < at || stop <= entity.offset) continue;
    out.append(text.slice(at, entity.offset));
    const inside = entities.slice(index + 1).filter((other) => other.offset >= entity.offset && other.offset < stop);
    const inner = build(text, inside, entity.offset, stop, onCommand);
    out.append(wrap(entity, text.slice(entity.offset, stop), inner, onCommand));
    at = stop;
    if (BLOCKS.has(entity.type) && text[at] === "\n") at += 1;
  }
  out.append(text.slice(at, end));
  return out;
}

export function formatted(text, entities = [], onCommand = () => undefined) {
  const ordered = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return build(text, ordered, 0, text.length, onCommand);
}
