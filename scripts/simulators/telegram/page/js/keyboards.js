// The two keyboards of bots: under a message, and in place of the letters.

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { t } from "./i18n.js";
import { safeAddress } from "./links.js";

const STYLES = new Set(["danger", "success", "primary"]);

/** The buttons under a message. `pending` holds the places ("row:column") that wait for the bot. */
export function inlineKeyboard(rows, { pending, press, link, copy, refuse }) {
  const act = { pending, press, link, copy, refuse };
  const shown = rows.map((row, y) =>
    h("div", { class: "inline-row" }, row.map((button, x) => inlineButton(button, `${y}:${x}`, act))),
  );
  return h("div", { class: "inline-keyboard" }, shown);
}

function inlineButton(button, place, act) {
  const style = STYLES.has(button.style) ? button.style : "";
  const label = h("span", { class: "label" }, button.text);
  const make = (kind, onClick, extra) =>
    h("button", { type: "button", class: ["inline-button", style, kind], dataset: { place }, on: { click: onClick } }, label, extra);
  if (button.disabled) return h("span", { class: ["inline-button", "disabled", style], "aria-disabled": "true" }, label);
  if (button.callback_data) {
    const waiting = act.pending.has(place);
    const node = make(waiting && "pending", () => act.press(place));
    if (waiting) node.setAttribute("aria-busy", "true");
    return node;
  }
  if (button.copy_text) return make("copies", () => act.copy(button.copy_text.text), icon("copy", 14));
  const address = button.url ?? button.web_app?.url;
  return address ? linkButton(button, address, style, label, act) : make("", act.refuse);
}

function linkButton(button, address, style, label, act) {
  const open = (event) => {
    if (act.link(address)) event.preventDefault();
  };
  const properties = {
    class: ["inline-button", style, "opens"],
    href: safeAddress(address) ?? "#",
    target: "_blank",
    rel: "noopener noreferrer",
    title: address,
    "aria-label": `${button.text} (${t("opensTab")})`,
    on: { click: open },
  };
  return h("a", properties, label, icon("link", 14));
}

/** The bot's keyboard below the input. `press(row, column, button)` is told of each tap. */
export function replyKeyboard(keyboard, press) {
  const rows = keyboard.keyboard.map((row, y) =>
    h(
      "div",
      { class: "reply-row" },
      row.map((button, x) => replyButton(button, () => press(y, x, button))),
    ),
  );
  const classes = ["reply-keyboard", !keyboard.resize_keyboard && "tall"];
  return h("div", { class: classes, role: "group", "aria-label": t("botKeyboard") }, rows);
}

function replyButton(button, onClick) {
  const style = STYLES.has(button.style) ? button.style : "";
  const picture = pictureOf(button);
  return h("button", { type: "button", class: ["reply-button", style], on: { click: onClick } }, picture && icon(picture, 16), button.text);
}

function pictureOf(button) {
  if (button.request_contact) return "phone";
  if (button.request_location) return "pin";
  if (button.request_managed_bot) return "robot";
  return button.web_app ? "link" : null;
}
