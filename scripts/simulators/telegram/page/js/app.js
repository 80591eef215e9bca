// The whole page: columns, panes, what is open where.

import { askNewBot, askPerson } from "./requests.js";
import { h, refill } from "./dom.js";
import { errorText, setLanguage, language, t } from "./i18n.js";
import { telegramLink } from "./links.js";
import { Pane } from "./pane.js";
import { teachPeople } from "./people_language.js";
import { Proposals } from "./proposals.js";
import { Router, side } from "./router.js";
import { Sidebar } from "./sidebar.js";
import { StoryStrip } from "./story.js";
import { showToast } from "./toast.js";

export class App {
  #api;
  #store;
  #sync;
  #config;
  #proposals;
  #root;
  #router = new Router(() => this.#draw());
  #sidebar;
  #story;
  #panes = [];
  #drafts = new Map();
  #main = h("main", { class: "panes" });
  #frame = 0;

  constructor({ root, api, store, sync, config }) {
    this.#root = root;
    this.#api = api;
    this.#store = store;
    this.#sync = sync;
    this.#config = config;
    this.#proposals = new Proposals(config, store);
  }

  start() {
    this.#build();
    const [first] = this.#proposals.people();
    const [row] = first ? this.#proposals.chatsOf(first.id) : [];
    if (first) this.#router.start({ users: this.#store.users, side: side(first.id, wide() ? row?.bot.username : "") });
    this.#store.listen((what) => this.#onChange(what));
    document.addEventListener("visibilitychange", () => this.#panes.forEach(({ pane }) => pane?.redraw()));
    this.#drawSoon();
  }

  /** Everything that has words is made anew when the language changes. */
  #build() {
    document.documentElement.lang = language();
    this.#panes = [];
    this.#story = new StoryStrip(this.#store, this.#proposals, this.#open);
    this.#sidebar = new Sidebar(this.#store, this.#proposals, {
      setLanguage: (code) => this.#setLanguage(code),
      choosePerson: (id) => this.#router.show(side(id, wide() ? this.#proposals.chatsOf(id)[0]?.bot.username : "")),
      addPerson: () => this.#addPerson(),
      openBot: (name) => this.#openByName(name),
      open: this.#open,
    });
    refill(this.#main);
    refill(this.#root, this.#story.element, this.#sidebar.element, this.#main);
  }

  async #setLanguage(code) {
    if (code === language()) return;
    setLanguage(code);
    this.#build();
    this.#draw();
    this.#sidebar.element.querySelector(`.languages [lang=${language()}]`).focus();
    await teachPeople({ api: this.#api, store: this.#store, config: this.#config, onlyNew: false }).catch((error) =>
      showToast(this.#root, errorText(error), { failed: true }),
    );
  }

  /** A click with Ctrl, Cmd or Alt opens beside. */
  #open = (target, event) => {
    if (event.shiftKey || event.button) return;
    event.preventDefault();
    const beside = event.ctrlKey || event.metaKey || event.altKey;
    this.#router.show(target, beside ? 1 : this.#router.active);
  };

  #openByName(name) {
    const link = telegramLink(name.includes("/") ? name : `https://t.me/${name.replace(/^@/, "")}`);
    const say = (text) => showToast(this.#root, text, { failed: true });
    if (link) return this.#openInside(this.#router.current.user, link, say);
    say(errorText({ code: "NOT_FOUND" }));
    return false;
  }

  /** True when the address means something inside the page. */
  openLink = (user, address, say) => {
    const link = telegramLink(address);
    if (link) this.#openInside(user, link, say);
    return Boolean(link);
  };

  #openInside(user, link, say) {
    const bot = this.#store.findBot(link.kind === "chat" ? link.bot : link.manager);
    if (!bot) {
      say(errorText({ code: "NOT_FOUND" }));
      return false;
    }
    if (link.kind === "newBot") askNewBot(bot, link, (name, username) => this.#api.createManagedBot(user, bot.id, name, username));
    else this.#router.show(side(user, bot.username, link.payload), this.#sideOf(user));
    return true;
  }

  /** A link opens on the side of the person who follows it. */
  #sideOf(user) {
    if (this.#router.current?.user === user) return this.#router.active;
    return Math.max(0, this.#router.sides.findIndex((each) => each.user === user));
  }

  async #addPerson() {
    let added = null;
    await askPerson(async (fields) => {
      added = await this.#api.createUser(fields);
    });
    if (!added) return;
    this.#store.setUsers([...this.#store.users.values(), added]);
    this.#router.show(side(added.id));
  }

  #onChange(what) {
    for (const { key, pane } of this.#panes) {
      if (pane && (key === what || what === "bots" || what === "online")) pane.redraw();
    }
    this.#drawSoon();
  }

  /** The lists are drawn once a frame, however much happened. */
  #drawSoon() {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw();
    });
  }

  #draw() {
    const { current, sides, active } = this.#router;
    if (!current) return;
    this.#root.dataset.view = current.bot ? "chat" : "list";
    this.#root.classList.toggle("two", sides.length > 1);
    this.#sidebar.draw(current);
    this.#story.draw();
    sides.forEach((each, at) => this.#drawSide(each, at, at === active));
    for (const { node } of this.#panes.splice(sides.length)) node.remove();
    this.#drawTitle();
  }

  #drawSide(each, at, active) {
    const bot = each.bot ? this.#store.findBot(each.bot) : null;
    const key = bot ? `${each.user}:${bot.id}` : "";
    let slot = this.#panes[at];
    if (!slot) {
      const node = h("section", { class: "pane", on: { pointerdown: () => this.#router.activate(at), focusin: () => this.#router.activate(at) } });
      slot = this.#panes[at] = { node, key: null, pane: null };
      this.#main.append(node);
    }
    slot.node.classList.toggle("active", active);
    slot.node.setAttribute("aria-label", bot ? `${bot.first_name}, ${t("as", { name: this.#proposals.nameOf(each.user) })}` : t("chooseChat"));
    if (slot.key !== key) this.#fillSlot(slot, key, each.user, bot, at);
    slot.pane?.setPayload(each.payload);
  }

  #fillSlot(slot, key, user, bot, at) {
    slot.key = key;
    slot.pane = bot ? this.#newPane(user, bot.id, at) : null;
    refill(slot.node, slot.pane?.element ?? nothingOpen(at));
  }

  #newPane(user, botId, at) {
    const key = `${user}:${botId}`;
    const page = {
      back: () => this.#router.show(side(user), at),
      split: () => this.#router.split(),
      close: () => this.#router.close(at),
      isSecond: () => at > 0,
      isActive: () => this.#router.active === at,
      usedPayload: () => this.#router.forgetPayload(at),
      failed: (error) => showToast(this.#root, errorText(error), { failed: true }),
      nameOf: (id) => this.#proposals.nameOf(id),
      draft: { read: () => this.#drafts.get(key) ?? "", write: (text) => this.#drafts.set(key, text) },
    };
    return new Pane({ store: this.#store, sync: this.#sync, api: this.#api, navigation: this, page, userId: user, botId });
  }

  #drawTitle() {
    const unread = [...this.#store.chats.values()].reduce((sum, chat) => sum + this.#store.unread(chat), 0);
    document.title = (unread ? `(${unread}) ` : "") + t("appTitle");
  }
}

const wide = () => window.matchMedia("(min-width: 800px)").matches;

function nothingOpen(at) {
  return h("div", { class: "nothing" }, h("img", { src: "/page/icon.svg", alt: "", width: 72, height: 72 }), h("h2", {}, t(at ? "chooseSecond" : "chooseChat")), h("p", {}, t("chooseHint")));
}
