// Keeps the store true: reads everything once, then follows the change feed; begins anew when the server was away.

import { Refused } from "./api.js";

const FIRST_PAUSE = 300;
const LONGEST_PAUSE = 4_000;
const MOST_PEOPLE = 60;
const FEW_CHATS = 40;
const BOTS_EVERY = 5_000;

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export class Sync {
  #api;
  #store;
  #answers = new Map();
  #stale = new Set();
  #refreshing = null;

  constructor(api, store) {
    this.#api = api;
    this.#store = store;
  }

  /** Resolves when the first full reading is in the store; goes on by itself. */
  start() {
    setInterval(() => this.#watchBots(), BOTS_EVERY);
    return new Promise((resolve) => this.#run(resolve));
  }

  async #run(onReady) {
    let pause = FIRST_PAUSE;
    for (;;) {
      try {
        let after = await this.#readAll();
        this.#store.setOnline(true);
        onReady();
        pause = FIRST_PAUSE;
        while (after !== null) after = await this.#follow(after);
      } catch (error) {
        this.#store.setOnline(false);
        console.info(`feed: ${error.message}`);
        await sleep(pause);
        pause = Math.min(pause * 2, LONGEST_PAUSE);
      }
    }
  }

  /** Everything as of the returned event number. Chats that were open are read with their messages. */
  async #readAll() {
    const [{ users, event }, { bots }] = await Promise.all([this.#api.users(), this.#api.bots()]);
    this.#store.setBots(bots);
    this.#store.setUsers(users);
    const lists = await Promise.all(users.slice(0, MOST_PEOPLE).map((user) => this.#api.chats(user.id)));
    const outlines = lists.flatMap(({ chats }) => chats);
    if (!this.#store.knows(outlines)) location.reload(); // `make demo-clean` happened
    for (const outline of outlines) await this.#readChat(outline, outlines.length <= FEW_CHATS);
    this.#store.tell("chats");
    return event;
  }

  async #readChat(outline, whole) {
    const chat = this.#store.putChat(outline);
    if (whole || chat.loaded || this.#store.unread(chat)) await this.load(outline.user_id, outline.bot.id);
  }

  /** Read a chat with its latest messages. Refused when there is no such bot or person. */
  async load(userId, botId) {
    return this.#store.putChat(await this.#api.chat(userId, String(botId)), { loaded: true });
  }

  async loadOlder(chat) {
    const [first] = chat.messages.keys();
    const older = await this.#api.chat(chat.user_id, String(chat.bot.id), { before: first });
    this.#store.addOlder(chat, older.messages, older.has_more);
  }

  /** The bot's answer to a press, `{text, show_alert, url}`; null if there is none in time. */
  answerTo(queryId, ms) {
    const early = this.#answers.get(queryId);
    if (early && !early.resolve) {
      this.#answers.delete(queryId);
      return Promise.resolve(early);
    }
    return new Promise((resolve) => {
      this.#answers.set(queryId, { resolve });
      setTimeout(() => {
        if (this.#answers.delete(queryId)) resolve(null);
      }, ms);
    });
  }

  async #follow(after) {
    const { next, reset, events } = await this.#api.events(after);
    this.#store.setOnline(true);
    if (reset) return null;
    for (const event of events) this.#apply(event);
    return next;
  }

  #apply(event) {
    if (event.type === "user" || event.type === "bot") return this.#refreshAccounts(event);
    if (event.user_id === null) return undefined; // a group: this page shows private chats
    const { user_id: user, bot_id: bot } = event;
    if (!this.#store.bots.has(bot)) this.#refreshAccounts(event);
    if (!this.#store.chat(user, bot)) this.#refresh(user, bot);
    const changes = {
      message: () => this.#store.putMessage(user, bot, event.message),
      edit: () => this.#store.putMessage(user, bot, event.message),
      delete: () => this.#store.dropMessages(user, bot, event.message_ids),
      keyboard: () => this.#store.change(user, bot, { reply_keyboard: event.reply_keyboard }),
      chat_action: () => this.#store.setTyping(user, bot, event.action),
      chat: () => this.#refresh(user, bot),
      callback_answer: () => this.#noteAnswer(event),
    };
    return changes[event.type]?.();
  }

  #noteAnswer(event) {
    const waiting = this.#answers.get(event.query_id);
    this.#answers.delete(event.query_id);
    if (waiting?.resolve) {
      waiting.resolve(event);
    } else {
      this.#answers.set(event.query_id, event); // the press has not been answered to us yet
      setTimeout(() => this.#answers.delete(event.query_id), 10_000);
    }
  }

  #refreshAccounts(event) {
    this.#refresh("accounts");
    for (const chat of this.#store.chats.values()) {
      if (chat.bot.id === event.bot_id) this.#refresh(chat.user_id, chat.bot.id);
    }
  }

  /** Read a chat's outline (all of it the first time) or the accounts, soon and once, however many events ask for it. */
  #refresh(...what) {
    this.#stale.add(what.join(":"));
    this.#refreshing ??= sleep(40).then(() => this.#refreshStale()).catch(() => undefined);
  }

  async #refreshStale() {
    this.#refreshing = null;
    const stale = [...this.#stale];
    this.#stale.clear();
    for (const what of stale) {
      if (what === "accounts") await this.#readAccounts();
      else await this.#readOutline(...what.split(":"));
    }
  }

  async #readAccounts() {
    const [{ users }, { bots }] = await Promise.all([this.#api.users(), this.#api.bots()]);
    this.#store.setBots(bots);
    this.#store.setUsers(users);
  }

  async #readOutline(user, bot) {
    try {
      if (!this.#store.chat(Number(user), Number(bot))?.loaded) return await this.load(user, bot);
      const { messages: _messages, has_more: _more, ...outline } = await this.#api.chat(user, bot, { limit: 0 });
      return this.#store.putChat(outline);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return null;
    }
  }

  /** Whether bots are running is not in the feed: it is looked up while somebody looks. */
  async #watchBots() {
    if (document.visibilityState !== "visible" || !this.#store.online) return;
    try {
      this.#store.setBots((await this.#api.bots()).bots);
    } catch {
      // The feed notices that the server is away.
    }
  }
}
