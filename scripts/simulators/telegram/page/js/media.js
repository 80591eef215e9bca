// Photos, files, contacts and places inside messages, and the one-line preview of a message.

import { h } from "./dom.js";
import { oneLine } from "./entities.js";
import { icon } from "./icons.js";
import { t } from "./i18n.js";

const PHOTO_WIDTH = 320;
const PHOTO_HEIGHT = 360;
const UNITS = ["B", "KB", "MB"];

/** The part of a message that is more than text, or null. */
export function cardOf(message, act) {
  if (message.photo) return photo(message, act);
  if (message.document) return file(message.document);
  if (message.contact) return contact(message.contact);
  if (message.venue ?? message.location) return place(message);
  return null;
}

function photo(message, act) {
  const best = message.photo.at(-1);
  const caption = message.caption ?? "";
  const scale = Math.min(1, PHOTO_WIDTH / best.width, PHOTO_HEIGHT / best.height);
  const size = { width: Math.round(best.width * scale), height: Math.round(best.height * scale) };
  const image = h("img", { src: best.url, alt: caption || t("photo"), loading: "lazy", ...size });
  const open = () => act.openPhoto(best.url, caption);
  return h("button", { type: "button", class: "photo", "aria-label": t("openPhoto"), on: { click: open } }, image);
}

function file(document) {
  const name = document.file_name || t("file");
  return h("a", { class: "card file", href: document.url, download: name, title: t("download") }, [
    h("span", { class: "card-icon" }, icon("file", 22)),
    h("span", { class: "card-text" }, h("strong", {}, name), h("span", {}, fileSize(document.file_size))),
  ]);
}

export function fileSize(bytes) {
  let size = bytes;
  let unit = 0;
  while (size >= 1024 && unit < UNITS.length - 1) {
    size /= 1024;
    unit += 1;
  }
  return `${unit ? size.toFixed(1) : size} ${UNITS[unit]}`;
}

function contact({ first_name: first, last_name: last, phone_number: phone }) {
  return h("a", { class: "card", href: `tel:${phone.replace(/[^\d+]/g, "")}` }, [
    h("span", { class: "card-icon round" }, icon("person", 22)),
    h("span", { class: "card-text" }, h("strong", {}, [first, last].filter(Boolean).join(" ")), h("span", {}, phone)),
  ]);
}

function place(message) {
  const { latitude, longitude } = message.venue?.location ?? message.location;
  const spot = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
  const map = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`;
  const lines = message.venue ? [message.venue.title, message.venue.address] : [t("location"), spot];
  return h("a", { class: "card", href: map, target: "_blank", rel: "noopener noreferrer", title: spot }, [
    h("span", { class: "card-icon round" }, icon("pin", 22)),
    h("span", { class: "card-text" }, h("strong", {}, lines[0]), h("span", {}, lines[1])),
  ]);
}

/** A message in one line, for the chat list and quotes. */
export function previewOf(message) {
  const text = message.text ?? message.caption;
  if (text) return oneLine(text).slice(0, 160);
  if (message.photo) return t("photo");
  if (message.document) return message.document.file_name || t("file");
  if (message.contact) return t("contact");
  if (message.venue ?? message.location) return message.venue?.title ?? t("location");
  const created = message.managed_bot_created?.bot;
  if (created) return t("botCreated", { name: created.first_name, username: created.username });
  if (message.pinned_message) return t("pinnedTitle");
  return t("unknownMessage");
}
