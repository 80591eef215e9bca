// What a person does in one chat. Every act tells the pane when it was refused; none throws.

import { alertBox, viewPhoto } from "./dialogs.js";
import { errorText, t } from "./i18n.js";
import { openTab } from "./links.js";
import { askContact, askLocation, askNewBot, askUpload } from "./requests.js";

const CALLBACK_MS = 30_000;

export class Actions {
  /** `pane` offers chat(), user(), toast(text), redraw(). */
  constructor({ api, sync, navigation, pane }) {
    this.api = api;
    this.sync = sync;
    this.navigation = navigation;
    this.pane = pane;
    this.pending = new Map();
  }

  /** Run an act on the chat; true when it went well. */
  async #try(act) {
    const { user_id: user, bot } = this.pane.chat();
    try {
      await act(user, bot.id);
      return true;
    } catch (error) {
      this.pane.toast(errorText(error), { failed: true });
      return false;
    }
  }

  start = (payload) => this.#try((user, bot) => this.api.start(user, bot, payload));
  send = (text, replyTo) => this.#try((user, bot) => this.api.send(user, bot, text, replyTo));
  edit = (message, text) => this.#try((user, bot) => this.api.edit(user, bot, message, text));
  block = (blocked) => this.#try((user, bot) => this.api.block(user, bot, blocked));
  refuse = () => this.pane.toast(t("notHere"));

  press = async (message, place) => {
    const id = message.message_id;
    if (this.pending.get(id)?.has(place)) return;
    const [row, column] = place.split(":").map(Number);
    this.#setPending(id, place, true);
    await this.#try(async (user, bot) => {
      const given = await this.api.press(user, bot, id, row, column);
      const answer = given.answered ? given : await this.sync.answerTo(given.query_id, CALLBACK_MS);
      this.#setPending(id, place, false);
      this.#showAnswer(answer);
    });
    this.#setPending(id, place, false);
  };

  #setPending(id, place, waits) {
    const places = this.pending.get(id) ?? new Set();
    if (places.has(place) === waits) return;
    if (waits) places.add(place);
    else places.delete(place);
    this.pending.set(id, places);
    this.pane.redraw();
  }

  #showAnswer(answer) {
    if (!answer) this.pane.toast(t("noAnswer"), { failed: true });
    else if (answer.text && answer.show_alert) alertBox(this.pane.chat().bot.first_name, answer.text);
    else if (answer.text) this.pane.toast(answer.text);
    if (answer?.url && !this.link(answer.url)) openTab(answer.url);
  }

  pressReply = async (row, column, button) => {
    const asked = await this.#fieldsFor(button, row, column);
    if (asked) await this.#try((user, bot) => this.api.pressReply(user, bot, row, column, asked));
  };

  /** What goes along with a reply button; null when the person declined or it is done already. */
  async #fieldsFor(button, row, column) {
    const { bot } = this.pane.chat();
    if (button.request_contact) return (await askContact(bot, this.pane.user())) ? {} : null;
    if (button.request_location) return askLocation();
    if (button.web_app) openTab(button.web_app.url);
    else if (button.request_managed_bot) await this.#createBot(button.request_managed_bot, row, column);
    else if (Object.keys(button).some((name) => name.startsWith("request_"))) this.refuse();
    else return {};
    return null;
  }

  #createBot(request, row, column) {
    const { user_id: user, bot } = this.pane.chat();
    const suggested = { name: request.suggested_name, username: request.suggested_username };
    return askNewBot(bot, suggested, (name, username) => this.api.pressReply(user, bot.id, row, column, { name, username }));
  }

  upload = async (file) => {
    const how = await askUpload(file);
    if (how) await this.#try((user, bot) => this.api.upload(user, bot, how.kind, file, how.caption));
  };

  copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      this.pane.toast(t("copied"));
    } catch {
      this.pane.toast(text);
    }
  };

  openPhoto = (source, caption) => viewPhoto(source, caption);
  /** True when the link was opened inside the page. */
  link = (address) => this.navigation.openLink(this.pane.chat().user_id, address, (text) => this.pane.toast(text, { failed: true }));
  mention = (username) => this.link(`https://t.me/${username.replace(/^@/, "")}`);
  command = (text) => this.send(text);
}
