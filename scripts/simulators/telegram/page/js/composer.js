// Where the person writes: the text, files, the bot's commands, the bot's keyboard.

import { h, iconButton, refill } from "./dom.js";
import { icon } from "./icons.js";
import { t } from "./i18n.js";
import { replyKeyboard } from "./keyboards.js";
import { previewOf } from "./media.js";

export class Composer {
  element;
  #act;
  #chat = null;
  #input;
  #send;
  #commands;
  #menuButton;
  #keyboard;
  #keyboardButton;
  #context;
  #about = null; // {kind: "reply" | "edit", message}
  #keyboardHidden = false;
  #keyboardDrawn = "";

  /** `act`: send(text, replyTo), edit(id, text), upload(file), pressReply(row, column, button), draft(text). */
  constructor(act, draft) {
    this.#act = act;
    this.#input = this.#makeInput(draft);
    this.#send = iconButton(icon("send"), t("send"), () => this.#submit(), { class: "send" });
    this.#menuButton = h("button", { type: "button", class: "menu-button", "aria-expanded": "false", on: { click: () => this.#toggleCommands() } }, icon("menu", 18), t("commands"));
    this.#keyboardButton = iconButton(icon("keyboard"), t("hideKeyboard"), () => this.#toggleKeyboard());
    this.#context = h("div", { class: "about", hidden: true });
    this.#commands = h("div", { class: "commands", role: "listbox", "aria-label": t("commandsOf"), hidden: true });
    this.#keyboard = h("div", { class: "reply-area" });
    const line = h("div", { class: "line" }, [this.#menuButton, this.#attachButton(), this.#input, this.#keyboardButton, this.#send]);
    this.element = h("div", { class: "composer" }, this.#commands, this.#context, line, this.#keyboard);
    this.#acceptFiles();
  }

  update(chat) {
    this.#chat = chat;
    this.#menuButton.hidden = !chat.commands.length;
    const keyboard = chat.reply_keyboard;
    const drawn = JSON.stringify(keyboard);
    if (drawn !== this.#keyboardDrawn) {
      this.#keyboardDrawn = drawn;
      this.#keyboardHidden = false;
      refill(this.#keyboard, keyboard && replyKeyboard(keyboard, this.#act.pressReply));
    }
    this.#showKeyboard();
    this.#input.placeholder = keyboard?.input_field_placeholder || t("message");
  }

  focus() {
    this.#input.focus({ preventScroll: true });
  }

  replyTo(message) {
    this.#setAbout({ kind: "reply", message });
  }

  edit(message) {
    this.#setAbout({ kind: "edit", message });
    this.#input.value = message.text;
    this.#grow();
  }

  #makeInput(draft) {
    const input = h("textarea", { rows: 1, "aria-label": t("message"), maxlength: 12_000, value: draft });
    input.addEventListener("input", () => {
      this.#grow();
      this.#act.draft(input.value);
      this.#suggest();
    });
    input.addEventListener("keydown", (event) => this.#onKey(event));
    requestAnimationFrame(() => this.#grow());
    return input;
  }

  #attachButton() {
    const chooser = h("input", { type: "file", class: "file-input", tabindex: "-1", "aria-hidden": "true" });
    chooser.addEventListener("change", () => {
      const [file] = chooser.files;
      chooser.value = "";
      if (file) this.#act.upload(file);
    });
    return [iconButton(icon("clip"), t("attach"), () => chooser.click(), { class: "attach" }), chooser];
  }

  #acceptFiles() {
    this.#input.addEventListener("paste", (event) => {
      const [file] = event.clipboardData?.files ?? [];
      if (!file) return;
      event.preventDefault();
      this.#act.upload(file);
    });
  }

  #grow() {
    this.#input.style.height = "auto";
    this.#input.style.height = `${Math.min(this.#input.scrollHeight, 160)}px`;
    this.#send.classList.toggle("ready", this.#input.value.trim() !== "");
  }

  #onKey(event) {
    if (event.key === "Escape" && this.#about) this.#setAbout(null);
    else if (event.key === "Escape" && !this.#commands.hidden) this.#showCommands([]);
    else if (event.key === "ArrowUp" && !this.#commands.hidden) this.#focusCommand(event, -1);
    else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.#submit();
    }
  }

  async #submit() {
    const text = this.#input.value.trim();
    if (!text) return this.#input.focus();
    const about = this.#about;
    const sent = about?.kind === "edit" ? this.#act.edit(about.message.message_id, text) : this.#act.send(text, about?.message.message_id);
    this.#showCommands([]);
    if (!(await sent)) return undefined;
    this.#setAbout(null);
    this.#input.value = "";
    this.#act.draft("");
    this.#grow();
    return this.focus();
  }

  #setAbout(about) {
    const leavesEdit = this.#about?.kind === "edit" && about?.kind !== "edit";
    this.#about = about;
    if (leavesEdit) this.#input.value = "";
    this.#context.hidden = !about;
    if (!about) return;
    const title = about.kind === "edit" ? t("editing") : `${t("replyTo")} ${about.message.outgoing ? "" : about.message.from.first_name}`;
    refill(this.#context, [
      icon(about.kind === "edit" ? "edit" : "reply", 20),
      h("div", { class: "about-text" }, h("strong", {}, title), h("span", {}, previewOf(about.message))),
      iconButton(icon("close", 20), t("cancel"), () => this.#setAbout(null)),
    ]);
    this.focus();
  }

  #suggest() {
    const typed = /^\/(\w*)$/.exec(this.#input.value);
    this.#showCommands(typed ? this.#chat.commands.filter(({ command }) => command.startsWith(typed[1])) : []);
  }

  #toggleCommands() {
    this.#showCommands(this.#commands.hidden ? this.#chat.commands : []);
    this.#commands.querySelector("button")?.focus();
  }

  #showCommands(commands) {
    const choose = (command) => () => {
      this.#showCommands([]);
      this.#act.send(`/${command}`);
      if (this.#input.value.startsWith("/")) this.#input.value = "";
      this.focus();
    };
    const buttons = commands.map(({ command, description }) =>
      h("button", { type: "button", role: "option", on: { click: choose(command) } }, h("span", { class: "command" }, `/${command}`), h("span", {}, description)),
    );
    this.#commands.hidden = !buttons.length;
    this.#menuButton.setAttribute("aria-expanded", String(Boolean(buttons.length)));
    refill(this.#commands, buttons);
    this.#commands.onkeydown = (event) => this.#onCommandKey(event);
  }

  #onCommandKey(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.#focusCommand(event, step);
    if (event.key !== "Escape") return;
    this.#showCommands([]);
    this.focus();
  }

  #focusCommand(event, step) {
    event.preventDefault();
    const buttons = [...this.#commands.querySelectorAll("button")];
    const at = buttons.indexOf(document.activeElement);
    buttons[(at + step + buttons.length + (at < 0 && step < 0 ? 1 : 0)) % buttons.length]?.focus();
  }

  #toggleKeyboard() {
    this.#keyboardHidden = !this.#keyboardHidden;
    this.#showKeyboard();
  }

  #showKeyboard() {
    const exists = Boolean(this.#chat.reply_keyboard);
    this.#keyboardButton.hidden = !exists;
    this.#keyboard.hidden = !exists || this.#keyboardHidden;
    const label = t(this.#keyboardHidden ? "showKeyboard" : "hideKeyboard");
    this.#keyboardButton.title = label;
    this.#keyboardButton.setAttribute("aria-label", label);
    this.#keyboardButton.classList.toggle("on", exists && !this.#keyboardHidden);
  }
}
