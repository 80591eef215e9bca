// The address says what is open: `#/1001/zapis_sales_bot?start=promo//1002/salon_bot` is two chats side by side.

import { recall, remember } from "./memory.js";

const PAYLOAD = /^[A-Za-z0-9_-]{1,64}$/;

/** A side of the page: the person, the bot's username ("" shows the list only), a deep link's payload. */
export const side = (user, bot = "", payload = "") => ({ user, bot, payload: PAYLOAD.test(payload) ? payload : "" });

export function parseAddress(hash) {
  return hash
    .replace(/^#\/?/, "")
    .split("//")
    .slice(0, 2)
    .map(parseSide)
    .filter(Boolean);
}

function parseSide(text) {
  const [path, query = ""] = text.split("?");
  const [user, bot = ""] = path.split("/");
  if (!/^\d+$/.test(user)) return null;
  return side(Number(user), decodeURIComponent(bot).replace(/^@/, ""), new URLSearchParams(query).get("start") ?? "");
}

export function address(sides) {
  return `#/${sides.map(sideAddress).join("//")}`;
}

function sideAddress({ user, bot, payload }) {
  return `${user}${bot ? `/${encodeURIComponent(bot)}` : ""}${payload ? `?start=${payload}` : ""}`;
}

export class Router {
  sides = [];
  active = 0;
  #onChange;

  constructor(onChange) {
    this.#onChange = onChange;
    window.addEventListener("hashchange", () => this.#read());
  }

  /** Begin with the address, or with what was open last time, or with `fallback`. */
  start(fallback) {
    const here = parseAddress(location.hash);
    const before = parseAddress(recall("address", ""));
    const sides = [here, before].find((each) => each.length && each.every(({ user }) => fallback.users.has(user)));
    this.go(sides ?? [fallback.side], { replace: true });
  }

  get current() {
    return this.sides[this.active] ?? this.sides[0];
  }

  /** Show a side in place of the active one (or of number `at`). */
  show(next, at = this.active) {
    const sides = [...this.sides];
    sides[at] = next;
    this.active = at;
    this.go(sides);
  }

  split() {
    if (this.sides.length > 1) return;
    this.active = 1;
    this.go([this.sides[0], side(this.sides[0].user)]);
  }

  close(at) {
    this.active = 0;
    this.go(this.sides.filter((_, index) => index !== at));
  }

  activate(at) {
    if (this.active === at) return;
    this.active = at;
    this.#onChange();
  }

  /** A payload is used up once its Start was pressed. */
  forgetPayload(at) {
    this.go(this.sides.map((each, index) => (index === at ? side(each.user, each.bot) : each)), { replace: true });
  }

  go(sides, { replace = false } = {}) {
    const next = address(sides);
    if (replace) history.replaceState(null, "", next);
    else if (next !== location.hash) history.pushState(null, "", next);
    this.#read();
  }

  #read() {
    const sides = parseAddress(location.hash);
    if (!sides.length) return;
    this.sides = sides;
    this.active = Math.min(this.active, sides.length - 1);
    remember("address", address(sides.map(({ user, bot }) => side(user, bot))));
    this.#onChange();
  }
}
