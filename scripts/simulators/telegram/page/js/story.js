// The guide on top: four steps, each a link to the chat where it takes place.

import { h, refill } from "./dom.js";
import { icon } from "./icons.js";
import { t } from "./i18n.js";
import { telegramLink } from "./links.js";
import { address, side } from "./router.js";

const KEYS = ["stepBuy", "stepPay", "stepUp", "stepBook"];

export class StoryStrip {
  element = h("nav", { class: "story" });
  #store;
  #proposals;
  #onOpen;

  constructor(store, proposals, onOpen) {
    this.#store = store;
    this.#proposals = proposals;
    this.#onOpen = onOpen;
    this.element.setAttribute("aria-label", t("guide"));
  }

  draw() {
    const { story } = this.#proposals;
    this.element.hidden = !story;
    if (!story) return;
    const now = this.#stepNow(story);
    refill(this.element, h("ol", {}, KEYS.map((key, index) => this.#step(key, index, now, this.#place(story, index)))));
  }

  #step(key, index, now, target) {
    const state = index < now ? "done" : index === now ? "now" : "later";
    const mark = h("span", { class: "mark" }, state === "done" ? icon("check", 16) : String(index + 1));
    const spoken = state === "later" ? "" : ` (${t(state === "done" ? "stepDone" : "stepNow")})`;
    const properties = { href: address([target]), class: state, "aria-current": state === "now" && "step", "aria-label": `${index + 1}. ${t(key)}${spoken}`, on: { click: (event) => this.#onOpen(target, event) } };
    return h("li", {}, h("a", properties, mark, h("span", { class: "step-name" }, t(key))));
  }

  #place(story, index) {
    const [newest] = this.#proposals.newBots();
    if (index === 3 && newest) return side(story.customer, newest.username);
    if (index === 2 && newest?.online) return side(story.buyer, newest.username);
    return side(story.buyer, story.sales_bot);
  }

  /** The number of the step that the story has come to; 4 when it is over. */
  #stepNow(story) {
    const sales = this.#chatWith(story.buyer, this.#store.findBot(story.sales_bot));
    const running = this.#proposals.newBots().filter((bot) => bot.online);
    if (running.length) return running.some((bot) => this.#hasBooked(story, bot)) ? 4 : 3;
    const bill = sales.findLast((message) => leadsOut(message));
    if (!bill) return 0;
    return sales.some((message) => !message.outgoing && message.message_id > bill.message_id) ? 2 : 1;
  }

  /** The customer did something in the new bot, and it told its owner of it by itself. */
  #hasBooked(story, bot) {
    const customers = this.#chatWith(story.customer, bot);
    const owners = this.#chatWith(story.buyer, bot);
    const first = customers.find((message) => message.outgoing);
    const told = owners.at(-1);
    return Boolean(first && told && !told.outgoing && told.message_id > first.message_id);
  }

  #chatWith(user, bot) {
    const chat = bot && this.#store.chat(user, bot.id);
    return chat ? [...chat.messages.values()] : [];
  }
}

/** Whether a message has a button that leaves Telegram: the bill with its checkout page. */
function leadsOut(message) {
  const rows = message.reply_markup?.inline_keyboard ?? [];
  return rows.flat().some((button) => button.url && !telegramLink(button.url));
}
