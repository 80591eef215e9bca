// Whom and what the page offers: the people and chats of config.json, and whatever came up since.

import { pick, t } from "./i18n.js";

export class Proposals {
  #chats;
  #store;
  story;

  constructor(config, store) {
    this.#chats = config.chats ?? [];
    this.story = config.story ?? null;
    this.#store = store;
  }

  /** `{id, name, role}` of everybody, those of the story first. */
  people() {
    const known = new Map();
    for (const { person, name, role } of this.#chats) {
      if (this.#store.users.has(person) && !known.has(person)) known.set(person, { id: person, name: pick(name), role: pick(role) });
    }
    const others = [...this.#store.users.values()].filter((user) => !known.has(user.id) && !user.deactivated);
    return [...known.values(), ...others.map((user) => ({ id: user.id, name: fullName(user), role: "" }))];
  }

  nameOf(userId) {
    return this.people().find(({ id }) => id === userId)?.name ?? String(userId);
  }

  /** Bots that no proposal names: they came up while the demo ran. The latest first. */
  newBots() {
    const named = new Set(this.#chats.map(({ bot }) => bot.toLowerCase()));
    return [...this.#store.bots.values()].filter((bot) => !bot.deleted && !named.has(bot.username.toLowerCase())).reverse();
  }

  /** The chat list of a person: `{bot, chat, title, hint}`; `chat` is undefined until they meet. */
  chatsOf(userId) {
    const rows = new Map();
    for (const bot of this.#offeredBots(userId)) rows.set(bot.id, this.#row(userId, bot));
    for (const chat of this.#store.chats.values()) {
      if (chat.user_id === userId && this.#store.lastMessage(chat)) rows.set(chat.bot.id, this.#row(userId, chat.bot));
    }
    return [...rows.values()].sort((one, other) => other.rank - one.rank);
  }

  /** What to say in an empty chat list. */
  hintFor(userId) {
    return pick(this.#chats.find(({ person, bot }) => person === userId && !bot)?.hint) || t("noChats");
  }

  #offeredBots(userId) {
    const own = this.#chats.filter(({ person }) => person === userId);
    const named = own.filter(({ bot }) => bot).map(({ bot }) => this.#store.findBot(bot)).filter(Boolean);
    const everyNewBot = !own.length || own.some(({ bot }) => !bot);
    return [...named, ...this.newBots().filter((bot) => everyNewBot || bot.owner_id === userId)];
  }

  #row(userId, bot) {
    const chat = this.#store.chat(userId, bot.id);
    const named = this.#chats.find((each) => each.person === userId && each.bot.toLowerCase() === bot.username.toLowerCase());
    const isNew = !named && !(chat && this.#store.lastMessage(chat));
    const words = named ?? this.#chats.find((each) => each.person === userId && !each.bot);
    const last = chat && this.#store.lastMessage(chat);
    const running = this.#store.bots.get(bot.id)?.online;
    // New bots that run go to the top, chats by their last message, other offers below.
    const rank = last ? last.date : isNew && running ? Number.MAX_SAFE_INTEGER : 0;
    const hint = isNew ? t(running ? "newBotHint" : "newBotWaits") : pick(words?.hint) || t("notBegun");
    return { bot, chat, last, rank, isNew, title: pick(words?.title), hint };
  }
}

export const fullName = (user) => [user.first_name, user.last_name].filter(Boolean).join(" ");
