// Round pictures: the bot's own, or the first letters on a colour that belongs to the id.

import { h } from "./dom.js";

const COLOURS = 8;

export function avatar(id, name, photo) {
  const letters = [...name.matchAll(/[\p{L}\p{N}]+/gu)].slice(0, 2).map(([word]) => [...word][0].toUpperCase()).join("");
  const inside = photo ? h("img", { src: photo, alt: "" }) : letters || "?";
  return h("span", { class: ["avatar", `colour-${id % COLOURS}`], "aria-hidden": "true" }, inside);
}
