// Text with entities → nodes. Offsets count UTF-16 units, as JavaScript strings do.

import { h } from "./dom.js";
import { t } from "./i18n.js";
import { safeAddress, telegramLink } from "./links.js";
import { entityTime, fullTime } from "./times.js";

const TAGS = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  code: "code",
  blockquote: "blockquote",
};

const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);

/** Nodes for a text. `act` has `link(address)`, `mention(username)`, `command(text)` for what is pressed in it. */
export function richText(text, entities, act) {
  const ordered = [...(entities ?? [])].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return span(text, 0, text.length, ordered, act);
}

function span(text, from, to, entities, act) {
  const nodes = [];
  let at = from;
  let rest = entities;
  while (rest.length) {
    const [entity, ...others] = rest;
    const start = Math.max(entity.offset, at);
    const end = Math.min(entity.offset + entity.length, to);
    rest = others.filter((other) => other.offset >= end);
    if (end <= start) continue;
    if (start > at) nodes.push(text.slice(at, start));
    const inner = others.filter((other) => other.offset < end);
    nodes.push(wrap(entity, text.slice(start, end), () => span(text, start, end, inner, act), act));
    at = BLOCKS.has(entity.type) && text[end] === "\n" ? end + 1 : end; // a block ends its line by itself
  }
  if (at < to) nodes.push(text.slice(at, to));
  return nodes;
}

function wrap(entity, text, children, act) {
  const tag = TAGS[entity.type];
  if (tag) return h(tag, {}, children());
  const special = SPECIAL[entity.type];
  return special ? special(entity, text, children, act) : h("span", {}, children());
}

const SPECIAL = {
  pre: (entity, _text, children) =>
    h("pre", { dataset: { language: entity.language ?? "" } }, h("code", {}, children())),
  expandable_blockquote: (_entity, _text, children) => expandable(children()),
  spoiler: (_entity, _text, children) => spoiler(children()),
  text_link: (entity, _text, children, act) => link(entity.url, children(), act),
  url: (_entity, text, children, act) => link(text, children(), act),
  email: (_entity, text, children, act) => link(`mailto:${text}`, children(), act),
  phone_number: (_entity, text, children, act) => link(`tel:${text.replace(/[^\d+]/g, "")}`, children(), act),
  hashtag: (_entity, _text, children) => h("span", { class: "hashtag" }, children()),
  mention: (_entity, text, children, act) => inlineButton(children(), () => act.mention(text)),
  bot_command: (_entity, text, children, act) => inlineButton(children(), () => act.command(text)),
  date_time: (entity, text) => {
    const shown = entity.date_time_format ? entityTime(entity.unix_time, entity.date_time_format) : text;
    const machine = new Date(entity.unix_time * 1000).toISOString();
    return h("time", { class: "entity-time", datetime: machine, title: fullTime(entity.unix_time) }, shown);
  },
};

function link(address, children, act) {
  const safe = safeAddress(address);
  if (!safe && telegramLink(address)) return inlineButton(children, () => act.link(address));
  if (!safe) return h("span", {}, children);
  const open = (event) => {
    if (act.link(address)) event.preventDefault();
  };
  return h("a", { href: safe, target: "_blank", rel: "noopener noreferrer", on: { click: open } }, children);
}

function inlineButton(children, onClick) {
  return h("button", { type: "button", class: "text-link", on: { click: onClick } }, children);
}

function spoiler(children) {
  const node = h("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": t("spoiler") }, children);
  const reveal = (event) => {
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    node.classList.add("revealed");
    for (const name of ["role", "tabindex", "aria-label"]) node.removeAttribute(name);
  };
  node.addEventListener("click", reveal, { once: true });
  node.addEventListener("keydown", reveal);
  return node;
}

function expandable(children) {
  const node = h("blockquote", { class: "expandable", tabindex: "0" }, children);
  node.addEventListener("click", () => node.classList.toggle("expanded"));
  node.addEventListener("keydown", (event) => event.key === "Enter" && node.classList.toggle("expanded"));
  return node;
}

/** A text without its formatting, on one line. */
export const oneLine = (text) => text.replace(/\s+/g, " ").trim();
