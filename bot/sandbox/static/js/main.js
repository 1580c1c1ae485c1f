// Where it all comes together.
import { summary } from "./bubble.js";
import { setUpComposer, showComposer } from "./composer.js";
import { byId } from "./dom.js";
import { draw, drawAll, presence, setTyping, setUpLog } from "./log.js";
import { setUpViewer } from "./media.js";
import { chat, load, model, newest } from "./model.js";
import { connect, get } from "./net.js";
import { announce, showBadges } from "./notify.js";
import { drawClock, drawFaults, drawInvitation, drawPanel, setUpPanel } from "./panel.js";
import { arrived, sendText, tap, tapAnswered, tellLanguage } from "./sending.js";
import { clockTime, say, setLang, setWords } from "./words.js";

let lostTimer = 0;

async function onOpen() {
  const state = await get("/api/state");
  clearTimeout(lostTimer);
  byId("banner").hidden = true;
  setWords(state.words, state.zone);
  load(state);
  setLang(chat().lang);
  redraw();
  document.documentElement.dataset.ready = "yes";
}

function redraw() {
  drawPanel();
  presence();
  showComposer();
  drawAll();
}

function onLost() {
  clearTimeout(lostTimer);
  lostTimer = setTimeout(() => { byId("banner").firstElementChild.textContent = say("sandbox.lost"); byId("banner").hidden = false; }, 900);
}

const handlers = {
  message({ message, client }) {
    const one = model.chats[message.chat.id];
    arrived(one, client);
    const isNew = message.message_id > newest(one);
    one.messages.set(message.message_id, message);
    if (message.from.id === model.bot.id) {
      if (isNew) one.unread += 1;
      setTyping(one, null);
      announce(one, summary(message));
    }
    if (one.id === model.me) { draw(); showComposer(); }
    showBadges();
  },
  edit({ message }) {
    const one = model.chats[message.chat.id];
    if (!one.messages.has(message.message_id)) return;
    one.messages.set(message.message_id, message);
    if (one.id === model.me) draw();
  },
  delete(event) {
    const one = model.chats[event.chat];
    one.messages.delete(event.message);
    if (one.id === model.me) draw();
  },
  typing({ chat: id, action }) { setTyping(model.chats[id], action); },
  answer: tapAnswered,
  busy({ on }) { model.busy = on; },
  faults({ faults }) { model.faults = faults; drawFaults(); },
  commands({ lang, commands }) { model.commands[lang] = commands; },
  blocked({ chat: id, on }) { model.chats[id].blocked = on; drawPanel(); showComposer(); },
  read({ chat: id, upto }) {
    const one = model.chats[id];
    if (upto >= newest(one)) one.unread = 0;
    one.seen = Math.max(one.seen, upto);
    showBadges();
  },
  clock() { if (model.lan) drawInvitation(); },
};

function onEvent(event) {
  const before = model.now;
  model.now = event.now;
  handlers[event.kind]?.(event);
  if (clockTime(before) !== clockTime(model.now) || event.kind === "busy") drawClock();
}

setUpViewer();
setUpComposer();
setUpLog({ tap, command: sendText });
setUpPanel({
  person(id) { model.me = id; sessionStorage.setItem("me", String(id)); setLang(chat().lang); redraw(); },
  language(choice) { chat().lang = choice; setLang(choice); tellLanguage(); redraw(); },
});
connect({ onOpen, onEvent, onLost });
