// The left column: the language, whose part is played, and that person's chats.

import { avatar } from "./avatar.js";
import { h, iconButton, refill } from "./dom.js";
import { icon } from "./icons.js";
import { LANGUAGES, language, plural, t } from "./i18n.js";
import { previewOf } from "./media.js";
import { address, side } from "./router.js";
import { shortTime } from "./times.js";

const LANGUAGE_NAMES = { ru: "Русский", en: "English" };

export class Sidebar {
  element;
  #store;
  #proposals;
  #acts;
  #people = h("div", { class: "people", role: "group" });
  #chats = h("ul", { class: "chat-list" });
  #known = h("datalist", { id: "known-bots" });
  #status = h("p", { class: "status" });

  /** `acts`: setLanguage(code), choosePerson(id), addPerson(), openBot(username), open(side, event). */
  constructor(store, proposals, acts) {
    this.#store = store;
    this.#proposals = proposals;
    this.#acts = acts;
    this.#people.setAttribute("aria-label", t("people"));
    this.element = h("aside", { class: "sidebar" }, [
      h("div", { class: "brand" }, brandMark(), h("h1", {}, "Zapis", h("span", {}, t("brandLine"))), this.#languages()),
      this.#people,
      this.#openBox(),
      h("nav", { "aria-label": t("chats") }, this.#chats),
      this.#status,
    ]);
  }

  draw(current) {
    keepingFocus(this.#people, () => this.#drawPeople(current.user));
    keepingFocus(this.#chats, () => this.#drawChats(current));
    refill(this.#known, [...this.#store.bots.values()].filter((bot) => !bot.deleted).map((bot) => h("option", { value: `@${bot.username}` }, bot.first_name)));
    this.#status.classList.toggle("lost", !this.#store.online);
    refill(this.#status, h("span", { class: "dot" }), t(this.#store.online ? "local" : "lost"));
  }

  #languages() {
    const buttons = LANGUAGES.map((code) =>
      h("button", { type: "button", lang: code, title: LANGUAGE_NAMES[code], "aria-label": LANGUAGE_NAMES[code], "aria-pressed": String(code === language()), on: { click: () => this.#acts.setLanguage(code) } }, code.toUpperCase()),
    );
    return h("div", { class: "languages", role: "group", "aria-label": t("language") }, buttons);
  }

  #openBox() {
    const input = h("input", { type: "text", list: "known-bots", placeholder: t("openChat"), "aria-label": t("openChat"), autocomplete: "off", autocapitalize: "off", spellcheck: "false" });
    const open = (event) => {
      event.preventDefault();
      const name = input.value.trim();
      if (name && this.#acts.openBot(name)) input.value = "";
    };
    const go = h("button", { type: "submit", class: "icon-button", "aria-label": t("openChatGo"), title: t("openChatGo") }, icon("chevron", 18));
    return h("form", { class: "open-box", role: "search", on: { submit: open } }, input, go, this.#known);
  }

  #drawPeople(userId) {
    const buttons = this.#proposals.people().map((person) => this.#personButton(person, person.id === userId));
    const add = h("button", { type: "button", class: "person add", dataset: { key: "add" }, "aria-label": t("addPerson"), title: t("addPerson"), on: { click: this.#acts.addPerson } }, h("span", { class: "avatar" }, icon("plus")));
    refill(this.#people, buttons, add);
  }

  #personButton({ id, name, role }, chosen) {
    const unread = chosen ? 0 : this.#store.unreadOf(id);
    const properties = { type: "button", class: ["person", chosen && "chosen"], dataset: { key: id }, "aria-pressed": String(chosen), on: { click: () => this.#acts.choosePerson(id) } };
    return h("button", properties, [
      h("span", { class: "portrait" }, avatar(id, name), badge(unread)),
      h("span", { class: "person-name" }, name),
      role && h("span", { class: "person-role" }, role),
    ]);
  }

  #drawChats({ user, bot: open }) {
    const rows = this.#proposals.chatsOf(user);
    refill(this.#chats, rows.length ? rows.map((row) => this.#chatRow(user, row, open)) : h("li", { class: "empty" }, this.#proposals.hintFor(user)));
  }

  #chatRow(user, { bot, chat, last, title, hint, isNew }, open) {
    const target = side(user, bot.username);
    const chosen = bot.username.toLowerCase() === open.toLowerCase();
    const preview = last ? [last.outgoing && h("span", { class: "mine" }, `${t("me")}: `), previewOf(last)] : hint;
    const properties = { href: address([target]), class: ["chat-row", chosen && "chosen"], dataset: { key: bot.id }, "aria-current": chosen && "true", on: { click: (event) => this.#acts.open(target, event) } };
    return h("li", {}, h("a", properties, [
      h("span", { class: "portrait" }, avatar(bot.id, bot.first_name, bot.photo_url), h("span", { class: ["lamp", bot.online && "on"] })),
      h("span", { class: "row-text" }, [
        h("span", { class: "row-line" }, h("strong", {}, bot.first_name), last ? h("time", {}, shortTime(last.date)) : isNew && h("span", { class: "tag" }, t("newBot"))),
        title && h("span", { class: "row-title" }, title),
        h("span", { class: "row-line" }, h("span", { class: ["preview", !last && "hint"] }, preview), badge(chat ? this.#store.unread(chat) : 0)),
      ]),
    ]));
  }
}

function badge(count) {
  return count > 0 && h("span", { class: "badge", "aria-label": plural("unread", count) }, count > 99 ? "99+" : String(count));
}

function brandMark() {
  return h("img", { src: "/page/icon.svg", alt: "", width: 32, height: 32 });
}

/** Draw a list anew; the focus goes back to the entry that had it. */
function keepingFocus(list, draw) {
  const key = list.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  draw();
  if (key) list.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
}
