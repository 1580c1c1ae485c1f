// What the page knows: chats, the chosen person, taps that await their answer, the clock.

export const model = {
  bot: null, people: [], chats: {}, commands: {}, now: 0, faults: { kind: "none" }, busy: false, lan: false,
  me: 0, waiting: new Map(), answered: new Set(),
};

export const chat = () => model.chats[model.me];

export function load(state) {
  Object.assign(model, {
    bot: state.bot, people: state.people, commands: state.commands, now: state.now, faults: state.faults,
    busy: state.busy, lan: state.lan,
  });
  for (const [id, fresh] of Object.entries(state.chats)) {
    const unsent = [...(model.chats[id]?.messages.values() ?? [])].filter((message) => message.local);
    model.chats[id] = { ...fresh, id: Number(id), messages: new Map(fresh.messages.map((one) => [one.message_id, one])), typing: null, complete: fresh.messages.length < 100 };
    for (const message of unsent) model.chats[id].messages.set(message.message_id, message);
  }
  const kept = Number(new URLSearchParams(location.search).get("user") || sessionStorage.getItem("me"));
  model.me = model.people.some((person) => person.id === (model.me || kept)) ? (model.me || kept) : model.people[0].id;
}

export const own = (message) => message.from.id !== model.bot.id;
export const sorted = (one) => [...one.messages.values()].sort((a, b) => a.message_id - b.message_id);
export const newest = (one) => Math.max(0, ...[...one.messages.values()].filter((message) => !message.local).map((message) => message.message_id));

export function commandsShown(lang) {
  const chosen = model.commands[lang] ?? [];
  return chosen.length ? chosen : model.commands[""] ?? [];
}
