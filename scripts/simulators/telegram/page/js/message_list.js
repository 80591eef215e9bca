// The messages of a chat: drawn once, then only what changed is drawn again.

import { bubble, serviceLine } from "./bubble.js";
import { h, iconButton, replaceKeepingFocus } from "./dom.js";
import { icon } from "./icons.js";
import { language, t } from "./i18n.js";
import { dayKey, dayName } from "./times.js";

const RUN_SECONDS = 300;
const NEAR_END = 80;
const NEAR_START = 120;

export class MessageList {
  element;
  #scroll;
  #items;
  #act;
  #onOlder;
  #drawn = new Map();
  #first = true;
  #atEnd = true;

  constructor(act, onOlder) {
    this.#act = act;
    this.#onOlder = onOlder;
    this.#items = h("div", { class: "items", role: "log", "aria-live": "polite", "aria-label": t("messages") });
    this.#scroll = h("div", { class: "scroll", tabindex: "-1" }, this.#items);
    const toEnd = iconButton(icon("down"), t("toEnd"), () => this.toEnd({ smooth: true }), { class: "to-end" });
    this.element = h("div", { class: "messages at-end" }, this.#scroll, toEnd);
    this.#scroll.addEventListener("scroll", () => this.#onScroll(), { passive: true });
    new ResizeObserver(() => this.#atEnd && this.toEnd()).observe(this.#scroll);
    this.#items.addEventListener("load", () => this.#atEnd && this.toEnd(), true); // pictures grow when they come
  }

  /** `pending` maps a message's id to the places of its keyboard that wait for the bot. */
  draw(messages, pending, header) {
    const wanted = this.#itemsOf(messages, pending);
    if (header) wanted.unshift({ key: "header", signature: language() + header.textContent, build: () => header });
    const ownIsNew = messages.at(-1)?.outgoing && !this.#drawn.has(`m${messages.at(-1).message_id}`);
    const fromEnd = this.#scroll.scrollHeight - this.#scroll.scrollTop;
    const grewAbove = !this.#first && wanted.length > 1 && !this.#drawn.has(wanted[1].key);
    this.#reconcile(wanted);
    if (this.#first || this.#atEnd || ownIsNew) this.toEnd();
    else if (grewAbove) this.#scroll.scrollTop = this.#scroll.scrollHeight - fromEnd;
    this.#first = false;
  }

  toEnd({ smooth = false } = {}) {
    this.#scroll.scrollTo({ top: this.#scroll.scrollHeight, behavior: smooth ? "smooth" : "instant" });
  }

  /** Bring a message into sight and flash it. */
  goTo(id) {
    const node = this.#drawn.get(`m${id}`)?.node;
    if (!node) return;
    node.scrollIntoView({ block: "center", behavior: "smooth" });
    node.classList.add("flash");
    setTimeout(() => node.classList.remove("flash"), 1_400);
  }

  #onScroll() {
    const { scrollTop, scrollHeight, clientHeight } = this.#scroll;
    this.#atEnd = scrollHeight - scrollTop - clientHeight < NEAR_END;
    this.element.classList.toggle("at-end", this.#atEnd);
    if (scrollTop < NEAR_START && !this.#first) this.#onOlder();
  }

  #itemsOf(messages, pending) {
    const items = [];
    let day = null;
    messages.forEach((message, index) => {
      const before = day === dayKey(message.date) ? messages[index - 1] : null;
      if (day !== dayKey(message.date)) items.push(dayItem(message.date));
      day = dayKey(message.date);
      items.push(this.#messageItem(message, before, messages[index + 1], pending));
    });
    return items;
  }

  #messageItem(message, before, after, pending) {
    const places = pending.get(message.message_id) ?? new Set();
    const look = { first: !sameRun(before, message), last: !sameRun(message, after), pending: places, fresh: !this.#first };
    const state = [message, look.first, look.last, [...places], language()];
    return {
      key: `m${message.message_id}`,
      signature: JSON.stringify(state),
      build: (again) => serviceLine(message, this.#act) ?? bubble(message, { ...look, fresh: look.fresh && !again }, this.#act),
    };
  }

  #reconcile(wanted) {
    const keys = new Set(wanted.map(({ key }) => key));
    for (const [key, { node }] of this.#drawn) {
      if (keys.has(key)) continue;
      node.remove();
      this.#drawn.delete(key);
    }
    let next = null;
    for (const item of wanted.reverse()) {
      const node = this.#nodeOf(item);
      if (node.nextSibling !== next || !node.isConnected) this.#items.insertBefore(node, next);
      next = node;
    }
  }

  #nodeOf({ key, signature, build }) {
    const old = this.#drawn.get(key);
    if (old?.signature === signature) return old.node;
    const node = build(Boolean(old));
    if (old) replaceKeepingFocus(old.node, node);
    this.#drawn.set(key, { node, signature });
    return node;
  }
}

function dayItem(date) {
  const name = dayName(date);
  const build = () => h("div", { class: "day" }, h("span", {}, name));
  return { key: `d${dayKey(date)}`, signature: name, build };
}

function sameRun(one, other) {
  if (!one || !other || isService(one) || isService(other)) return false;
  return one.outgoing === other.outgoing && other.date - one.date < RUN_SECONDS && dayKey(one.date) === dayKey(other.date);
}

const isService = (message) => Boolean(message.managed_bot_created || message.pinned_message);
