// The page's own words, in both languages, as core/sentences has them; dates and times in the shop's zone.

let words = { zh: {}, en: {} };
let zone = "Asia/Shanghai";
export let lang = "zh";

export function setWords(all, shopZone) { words = all; zone = shopZone; }

export function say(key, params = {}) {
  const template = words[lang][key] ?? key;
  return template.replace(/\{(\w+)\}/g, (_, name) => params[name] ?? "");
}

export function setLang(choice) {
  lang = choice;
  document.documentElement.lang = lang === "zh" ? "zh-CN" : "en";
  for (const element of document.querySelectorAll("[data-word]")) element.textContent = say(element.dataset.word);
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", say(element.dataset.label));
    if (element.tagName === "BUTTON") element.title = say(element.dataset.label);
  }
  for (const element of document.querySelectorAll("[data-placeholder]")) element.placeholder = say(element.dataset.placeholder);
  for (const element of document.querySelectorAll("[data-alt]")) element.alt = say(element.dataset.alt);
}

const formats = new Map();
function format(seconds, options) {
  const key = lang + JSON.stringify(options);
  if (!formats.has(key)) {
    formats.set(key, new Intl.DateTimeFormat(lang === "zh" ? "zh-CN" : "en-GB", { timeZone: zone, ...options }));
  }
  return formats.get(key).format(new Date(seconds * 1000));
}

export const clockTime = (seconds) => format(seconds, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
export const dayKey = (seconds) => format(seconds, { year: "numeric", month: "2-digit", day: "2-digit" });
export const longDate = (seconds) => format(seconds, { year: "numeric", month: "long", day: "numeric", weekday: "short" });
export function dayName(seconds, now) {
  if (dayKey(seconds) === dayKey(now)) return say("sandbox.today");
  if (dayKey(seconds) === dayKey(now - 86400)) return say("sandbox.yesterday");
  const year = format(seconds, { year: "numeric" }) === format(now, { year: "numeric" });
  return format(seconds, { month: "long", day: "numeric", weekday: "short", ...(year ? {} : { year: "numeric" }) });
}

export function fileSize(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(1)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

export const duration = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
