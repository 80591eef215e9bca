// A small menu beside the button that opened it: arrow keys move, Escape and a click elsewhere close.

import { h } from "./dom.js";

const MARGIN = 8;

/** `items`: `{label, icon, act}`; falsy ones are left out. */
export function openMenu(anchor, items) {
  const choose = (act) => () => {
    close();
    act();
  };
  const buttons = items
    .filter(Boolean)
    .map(({ label, icon, act }) => h("button", { type: "button", role: "menuitem", on: { click: choose(act) } }, icon, label));
  const menu = h("div", { class: "menu", role: "menu" }, buttons);
  const outside = new AbortController();
  const close = () => {
    outside.abort();
    menu.remove();
    anchor.setAttribute("aria-expanded", "false");
    if (anchor.isConnected) anchor.focus({ preventScroll: true });
  };
  menu.addEventListener("keydown", (event) => moveFocus(event, buttons, close));
  const leave = (event) => !menu.contains(event.target) && close();
  document.addEventListener("pointerdown", leave, { signal: outside.signal, capture: true });
  window.addEventListener("resize", close, { signal: outside.signal });
  document.body.append(menu);
  place(menu, anchor);
  anchor.setAttribute("aria-expanded", "true");
  buttons[0]?.focus();
}

function moveFocus(event, buttons, close) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Escape" || event.key === "Tab") close();
  if (!step) return;
  event.preventDefault();
  const at = buttons.indexOf(document.activeElement);
  buttons[(at + step + buttons.length) % buttons.length].focus();
}

function place(menu, anchor) {
  const from = anchor.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const below = from.bottom + height + MARGIN < window.innerHeight;
  const left = Math.min(Math.max(MARGIN, from.right - width), window.innerWidth - width - MARGIN);
  menu.style.left = `${left}px`;
  menu.style.top = `${below ? from.bottom + 4 : Math.max(MARGIN, from.top - height - 4)}px`;
}
