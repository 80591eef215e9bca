// A short line that comes and goes over a chat (or the whole page).

import { h } from "./dom.js";

const SHOWN_MS = 3_500;
const PER_LETTER_MS = 35;

export function showToast(place, text, { failed = false } = {}) {
  place.querySelector(":scope > .toast")?.remove();
  const toast = h("div", { class: ["toast", failed && "failed"], role: failed ? "alert" : "status" }, text);
  toast.addEventListener("click", () => toast.remove());
  place.append(toast);
  setTimeout(() => toast.remove(), SHOWN_MS + text.length * PER_LETTER_MS);
}
