// One message.

import { h, iconButton } from "./dom.js";
import { richText } from "./entities.js";
import { icon } from "./icons.js";
import { t } from "./i18n.js";
import { inlineKeyboard } from "./keyboards.js";
import { cardOf, previewOf } from "./media.js";
import { clock, fullTime } from "./times.js";

const EMOJI_ONLY = /^(?:\p{Extended_Pictographic}(?:\uFE0F|\p{Emoji_Modifier}|\u200D\p{Extended_Pictographic}\uFE0F?)*\s?){1,3}$/u;
const WIDE_COLUMNS = 4;

/** `look`: {first, last} of a run of messages by one side, `pending` places of its keyboard, `fresh` to animate. */
export function bubble(message, look, act) {
  const rows = message.reply_markup?.inline_keyboard;
  const side = message.outgoing ? "out" : "in";
  const classes = ["message", side, look.first && "first", look.last && "last", look.fresh && "fresh", keyboardWidth(rows)];
  const dataset = { id: message.message_id };
  const press = (event) => {
    if (event.pointerType !== "touch") return; // a mouse has the button beside the message
    event.preventDefault();
    act.menu(message, more);
  };
  const body = h("div", { class: "stack", on: { contextmenu: press } }, [
    h("div", { class: ["bubble", isBigEmoji(message) && "big-emoji", message.photo && "with-photo"] }, content(message, act)),
    rows && inlineKeyboard(rows, keyboardActs(message, look, act)),
  ]);
  const more = iconButton(icon("more", 18), t("messageMenu"), (event) => act.menu(message, event.currentTarget), {
    class: "message-more",
    "aria-haspopup": "menu",
  });
  return h("article", { class: classes, dataset, "aria-label": message.outgoing ? t("me") : message.from.first_name }, body, more);
}

function keyboardActs(message, look, act) {
  return {
    pending: look.pending,
    press: (place) => act.press(message, place),
    link: act.link,
    copy: act.copy,
    refuse: act.refuse,
  };
}

function keyboardWidth(rows) {
  if (!rows) return "";
  return rows.some((row) => row.length >= WIDE_COLUMNS) ? "wide-keyboard" : "with-keyboard";
}

function content(message, act) {
  const text = message.text ?? message.caption ?? "";
  const entities = message.entities ?? message.caption_entities;
  const card = cardOf(message, act);
  return [
    message.reply_to_message && quote(message.reply_to_message, act),
    card,
    text && h("div", { class: "text" }, richText(text, entities, act)),
    !text && !card && h("div", { class: "text muted" }, t("unknownMessage")),
    meta(message),
  ];
}

function meta(message) {
  const edited = message.edit_date && h("span", { class: "edited" }, t("edited"));
  const time = h("time", { datetime: new Date(message.date * 1000).toISOString(), title: fullTime(message.date) }, clock(message.date));
  return h("span", { class: "meta" }, edited, time, message.outgoing && icon("check", 14));
}

function quote(replied, act) {
  const name = replied.from.is_bot ? replied.from.first_name : t("me");
  const go = () => act.goTo(replied.message_id);
  return h("button", { type: "button", class: "quote", on: { click: go } }, h("strong", {}, name), h("span", {}, previewOf(replied)));
}

function isBigEmoji(message) {
  return Boolean(message.text) && !message.reply_to_message && EMOJI_ONLY.test(message.text);
}

/** What is no bubble but a line in the middle: the bot was created, a message was pinned. */
export function serviceLine(message, act) {
  const created = message.managed_bot_created?.bot;
  if (created) {
    const open = () => act.mention(created.username);
    const text = t("botCreated", { name: created.first_name, username: created.username });
    const button = h("button", { type: "button", class: "text-link", on: { click: open } }, t("openIt"));
    return h("div", { class: "service" }, h("span", {}, text, " ", button));
  }
  if (message.pinned_message) {
    return h("div", { class: "service" }, h("span", {}, t("pinned", { name: message.from.first_name })));
  }
  return null;
}
