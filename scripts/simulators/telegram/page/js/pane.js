// One open chat: its head, its messages, and at the foot whatever the person can do now.

import { Actions } from "./actions.js";
import { avatar } from "./avatar.js";
import { Composer } from "./composer.js";
import { h, iconButton, refill } from "./dom.js";
import { icon } from "./icons.js";
import { t } from "./i18n.js";
import { openMenu } from "./menu.js";
import { MessageList } from "./message_list.js";
import { previewOf } from "./media.js";
import { showToast } from "./toast.js";

const ACTIONS = { upload_photo: "uploadingPhoto", upload_document: "uploadingFile" };

export class Pane {
  element;
  #store;
  #sync;
  #page;
  #userId;
  #botId;
  #payload = "";
  #actions;
  #list;
  #head;
  #pinned;
  #foot;
  #footKind = "";
  #composer = null;
  #loadingOlder = false;

  /** `page`: what a pane wants of its surroundings (back, split, close, usedPayload, draft, nameOf, isSecond). */
  constructor({ store, sync, api, navigation, page, userId, botId }) {
    this.#store = store;
    this.#sync = sync;
    this.#page = page;
    this.#userId = userId;
    this.#botId = botId;
    this.#actions = new Actions({ api, sync, navigation, pane: this });
    this.#list = new MessageList(this.#messageActs(), () => this.#loadOlder());
    this.#head = h("header", { class: "chat-head" });
    this.#pinned = h("button", { type: "button", class: "pinned", hidden: true });
    this.#foot = h("footer", { class: "chat-foot" });
    this.element = h("div", { class: "chat" }, this.#head, this.#pinned, this.#list.element, this.#foot);
    this.#acceptDrops();
    this.#load();
  }

  chat = () => this.#store.chat(this.#userId, this.#botId);
  user = () => this.#store.users.get(this.#userId);
  toast = (text, options) => showToast(this.element, text, options);

  setPayload(payload) {
    this.#payload = payload;
    this.redraw();
  }

  focus() {
    this.#composer?.focus();
  }

  /** Draw what changed. */
  redraw = () => {
    const chat = this.chat();
    if (!chat?.loaded) return;
    this.#drawHead(chat);
    this.#drawPinned(chat);
    this.#drawFoot(chat);
    this.#list.draw([...chat.messages.values()], this.#actions.pending, introduction(chat));
    if (document.visibilityState === "visible") this.#store.markRead(chat);
  };

  async #load() {
    try {
      await this.#sync.load(this.#userId, this.#botId);
      this.focusIfWide();
    } catch (error) {
      this.#page.failed(error);
    }
  }

  /** On a phone the focus would open the letters at once. */
  focusIfWide() {
    if (window.matchMedia("(min-width: 800px) and (pointer: fine)").matches && this.#page.isActive()) this.focus();
  }

  async #loadOlder() {
    const chat = this.chat();
    if (this.#loadingOlder || !chat?.hasMore) return;
    this.#loadingOlder = true;
    try {
      await this.#sync.loadOlder(chat);
    } catch (error) {
      this.toast(error.message, { failed: true });
    }
    this.#loadingOlder = false;
  }

  #messageActs() {
    const { press, link, mention, command, copy, refuse, openPhoto } = this.#actions;
    const menu = (message, anchor) => this.#openMessageMenu(message, anchor);
    return { press, link, mention, command, copy, refuse, openPhoto, menu, goTo: (id) => this.#list.goTo(id) };
  }

  #openMessageMenu(message, anchor) {
    const text = message.text ?? message.caption;
    openMenu(anchor, [
      this.#composer && { label: t("reply"), icon: icon("reply", 18), act: () => this.#composer.replyTo(message) },
      text && { label: t("copy"), icon: icon("copy", 18), act: () => this.#actions.copy(text) },
      this.#composer && message.outgoing && message.text && { label: t("edit"), icon: icon("edit", 18), act: () => this.#composer.edit(message) },
    ]);
  }

  #drawHead(chat) {
    const { bot } = chat;
    const typing = Date.now() < chat.typingUntil;
    const running = this.#store.bots.get(bot.id)?.online ?? bot.online;
    const state = typing ? t(ACTIONS[chat.action] ?? "typing") : t(running ? "online" : "offline");
    const signature = JSON.stringify([bot.first_name, bot.username, bot.photo_url, state, chat.blocked]);
    if (this.#head.dataset.drawn === signature) return;
    this.#head.dataset.drawn = signature;
    const as = h("span", { class: "as" }, t("as", { name: this.#page.nameOf(this.#userId) }));
    refill(this.#head, [
      iconButton(icon("back"), t("back"), this.#page.back, { class: "back" }),
      avatar(bot.id, bot.first_name, bot.photo_url),
      h("div", { class: "who" }, [
        h("h2", {}, bot.first_name, h("span", { class: "username" }, `@${bot.username}`)),
        h("p", {}, h("span", { class: ["state", typing && "typing", running && "running"] }, state), as),
      ]),
      this.#headButtons(chat),
    ]);
  }

  #headButtons(chat) {
    const side = this.#page.isSecond()
      ? iconButton(icon("close"), t("closePane"), this.#page.close)
      : iconButton(icon("columns"), t("beside"), this.#page.split, { class: "split" });
    const blocking = { label: t(chat.blocked ? "unblock" : "block"), icon: icon("stop", 18), act: () => this.#actions.block(!chat.blocked) };
    const menu = iconButton(icon("more"), t("chatMenu"), (event) => openMenu(event.currentTarget, [blocking]), { "aria-haspopup": "menu" });
    return h("div", { class: "head-buttons" }, side, menu);
  }

  #drawPinned(chat) {
    const message = chat.messages.get(chat.pinned_message_id);
    this.#pinned.hidden = !message;
    if (!message) return;
    refill(this.#pinned, icon("pin", 18), h("span", {}, h("strong", {}, t("pinnedTitle")), h("span", {}, previewOf(message))));
    this.#pinned.onclick = () => this.#list.goTo(message.message_id);
  }

  #drawFoot(chat) {
    const kind = footKind(chat, this.#payload);
    if (kind !== this.#footKind) {
      const hadFocus = this.#foot.contains(document.activeElement);
      this.#footKind = kind;
      this.#composer = kind === "compose" ? this.#newComposer() : null;
      refill(this.#foot, this.#composer?.element ?? this.#notice(kind));
      if (hadFocus) queueMicrotask(() => this.focusIfWide());
    }
    this.#composer?.update(chat);
  }

  #newComposer() {
    const { send, edit, upload, pressReply } = this.#actions;
    const { read, write } = this.#page.draft;
    return new Composer({ send, edit, upload, pressReply, draft: write }, read());
  }

  #notice(kind) {
    if (kind === "deleted") return h("p", { class: "foot-note" }, t("deleted"));
    if (kind === "blocked") {
      const unblock = () => this.#actions.block(false);
      return h("div", { class: "foot-note" }, t("blocked"), h("button", { type: "button", class: "button", on: { click: unblock } }, t("unblock")));
    }
    const note = this.#payload && h("span", { class: "start-note" }, t("startPayload", { payload: this.#payload }));
    return h("button", { type: "button", class: "start-button", on: { click: () => this.#pressStart() } }, t("start"), note);
  }

  async #pressStart() {
    if (!(await this.#actions.start(this.#payload))) return;
    this.#payload = "";
    this.#store.change(this.#userId, this.#botId, { started: true, blocked: false });
    this.#page.usedPayload();
  }

  #acceptDrops() {
    const over = (event) => {
      if (!event.dataTransfer?.types.includes("Files") || !this.#composer) return;
      event.preventDefault();
      this.element.classList.toggle("dropping", event.type === "dragover");
      if (event.type === "drop" && event.dataTransfer.files[0]) this.#actions.upload(event.dataTransfer.files[0]);
    };
    for (const type of ["dragover", "dragleave", "drop"]) this.element.addEventListener(type, over);
  }
}

function footKind(chat, payload) {
  if (chat.bot.deleted) return "deleted";
  if (chat.blocked && !payload) return "blocked";
  return chat.started && !payload ? "compose" : `start ${payload}`;
}

/** What the bot says of itself before the first message. */
function introduction(chat) {
  if (chat.messages.size) return null;
  const { bot } = chat;
  const text = bot.description && [h("h3", {}, t("whatCan")), h("p", {}, bot.description)];
  const plain = h("p", {}, t("notBegun"));
  return h("div", { class: "introduction" }, avatar(bot.id, bot.first_name, bot.photo_url), h("h2", {}, bot.first_name), text || plain);
}
