// What the page knows: people, bots, chats. Only the sync changes it; everybody else listens.

import { recall, remember } from "./memory.js";

const TYPING_MS = 5_000;

export const chatKey = (userId, botId) => `${userId}:${botId}`;

export class Store {
  users = new Map();
  bots = new Map();
  chats = new Map();
  online = true;
  #listeners = new Set();
  #read = recall("read", {});

  /** Call `listener(what)` after every change; `what` is "users", "bots", "online", "chats" or a chat's key. */
  listen(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(what) {
    for (const listener of [...this.#listeners]) listener(what);
  }

  setOnline(online) {
    if (this.online === online) return;
    this.online = online;
    this.tell("online");
  }

  setUsers(users) {
    this.users = new Map(users.map((user) => [user.id, user]));
    this.tell("users");
  }

  setBots(bots) {
    const before = JSON.stringify([...this.bots.values()]);
    this.bots = new Map(bots.map((bot) => [bot.id, bot]));
    if (JSON.stringify(bots) !== before) this.tell("bots");
  }

  /** The bot of a username (or an id as text); a living one before a deleted one of the same name. */
  findBot(name) {
    const wanted = name.replace(/^@/, "").toLowerCase();
    const same = [...this.bots.values()].filter((bot) => bot.username.toLowerCase() === wanted);
    return same.find((bot) => !bot.deleted) ?? same[0] ?? this.bots.get(Number(wanted));
  }

  chat(userId, botId) {
    return this.chats.get(chatKey(userId, botId));
  }

  /** Take over a chat as the server shows it, with its messages (`loaded`) or only in outline. */
  putChat(shown, { loaded = false } = {}) {
    const key = chatKey(shown.user_id, shown.bot.id);
    const { messages = [], last_message: last, has_more: hasMore, ...outline } = shown;
    const chat = this.#chatOf(shown.user_id, shown.bot.id);
    Object.assign(chat, outline);
    if (loaded) {
      Object.assign(chat, { loaded, hasMore, messages: new Map(messages.map((each) => [each.message_id, each])) });
    } else if (last && !chat.loaded) {
      chat.lastMessage = last;
    }
    if (this.#read[key] > (this.lastMessage(chat)?.message_id ?? 0)) delete this.#read[key];
    this.tell(key);
    return chat;
  }

  /** Whether these chats are all that was begun: false when the world is another than before. */
  knows(chats) {
    const here = new Set(chats.map(({ user_id: user, bot }) => chatKey(user, bot.id)));
    return [...this.chats.values()].every((chat) => !chat.started || here.has(chat.key));
  }

  addOlder(chat, messages, hasMore) {
    chat.messages = new Map([...messages.map((each) => [each.message_id, each]), ...chat.messages]);
    chat.hasMore = hasMore;
    this.tell(chat.key);
  }

  /** A new message or a changed one. */
  putMessage(userId, botId, message) {
    const chat = this.#chatOf(userId, botId);
    const isNew = message.message_id > (this.lastMessage(chat)?.message_id ?? 0);
    if (isNew && this.#read[chat.key] > message.message_id) delete this.#read[chat.key]; // a world that began anew
    if (chat.loaded) {
      if (isNew || chat.messages.has(message.message_id)) chat.messages.set(message.message_id, message);
    } else if (isNew || message.message_id === chat.lastMessage?.message_id) {
      chat.lastMessage = message;
    }
    if (!message.outgoing) chat.typingUntil = 0;
    this.tell(chat.key);
  }

  dropMessages(userId, botId, ids) {
    const chat = this.#chatOf(userId, botId);
    for (const id of ids) chat.messages.delete(id);
    this.tell(chat.key);
  }

  change(userId, botId, fields) {
    const chat = this.#chatOf(userId, botId);
    Object.assign(chat, fields);
    this.tell(chat.key);
  }

  setTyping(userId, botId, action) {
    this.change(userId, botId, { action, typingUntil: Date.now() + TYPING_MS });
    setTimeout(() => this.tell(chatKey(userId, botId)), TYPING_MS + 50);
  }

  lastMessage(chat) {
    return chat.loaded ? [...chat.messages.values()].at(-1) : chat.lastMessage;
  }

  /** How many messages of the bot the person has not looked at. */
  unread(chat) {
    const read = this.#read[chat.key] ?? 0;
    if (!chat.loaded) return chat.lastMessage && !chat.lastMessage.outgoing && chat.lastMessage.message_id > read ? 1 : 0;
    let count = 0;
    for (const message of chat.messages.values()) if (!message.outgoing && message.message_id > read) count += 1;
    return count;
  }

  unreadOf(userId) {
    let count = 0;
    for (const chat of this.chats.values()) if (chat.user_id === userId) count += this.unread(chat);
    return count;
  }

  markRead(chat) {
    const last = this.lastMessage(chat)?.message_id ?? 0;
    if ((this.#read[chat.key] ?? 0) >= last) return;
    this.#read[chat.key] = last;
    remember("read", this.#read);
    this.tell(chat.key);
  }

  #chatOf(userId, botId) {
    const key = chatKey(userId, botId);
    if (!this.chats.has(key)) {
      const bot = this.bots.get(botId) ?? { id: botId, first_name: "…", username: String(botId) };
      const fresh = { key, user_id: userId, bot, started: false, blocked: false, commands: [], reply_keyboard: null };
      this.chats.set(key, { ...fresh, messages: new Map(), loaded: false, hasMore: false, typingUntil: 0 });
    }
    return this.chats.get(key);
  }
}
