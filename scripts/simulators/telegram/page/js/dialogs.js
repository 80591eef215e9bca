// Modal dialogs, on the browser's own <dialog>: focus stays inside, Escape closes.

import { h } from "./dom.js";
import { t } from "./i18n.js";

/**
 * Ask something. `onConfirm` may return false (or a promise of it) to keep the dialog open.
 * Resolves to true when it was confirmed, false otherwise.
 */
export function ask({ title, content = [], confirm, cancel = t("cancel"), onConfirm = () => true }) {
  return new Promise((resolve) => {
    const submit = h("button", { type: "submit", class: "button primary" }, confirm);
    const dismiss = () => dialog.close();
    const buttons = [cancel && h("button", { type: "button", class: "button", on: { click: dismiss } }, cancel), submit];
    const form = h("form", { class: "dialog-form", novalidate: true, autocomplete: "off" }, [
      h("h2", { id: "dialog-title" }, title),
      content,
      h("div", { class: "dialog-buttons" }, buttons),
    ]);
    const dialog = h("dialog", { class: "dialog", "aria-labelledby": "dialog-title" }, form);
    let confirmed = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      submit.disabled = true;
      confirmed = (await onConfirm()) !== false;
      submit.disabled = false;
      if (confirmed) dialog.close();
    });
    show(dialog, () => resolve(confirmed));
    (form.querySelector("input:not([type=hidden]), select, textarea") ?? submit).focus();
  });
}

/** The alert of an answered callback query. */
export const alertBox = (title, text) =>
  ask({ title, content: h("p", { class: "dialog-text" }, text), confirm: t("ok"), cancel: null });

/** A picture as large as the window allows. */
export function viewPhoto(source, caption) {
  const close = () => dialog.close();
  const dialog = h("dialog", { class: "viewer", "aria-label": t("photo"), on: { click: close } }, [
    h("img", { src: source, alt: caption || t("photo") }),
    caption && h("p", {}, caption),
    h("div", { class: "viewer-buttons" }, [
      h("a", { href: source, download: "photo", class: "button", on: { click: (e) => e.stopPropagation() } }, t("download")),
      h("button", { type: "button", class: "button", on: { click: close } }, t("close")),
    ]),
  ]);
  show(dialog);
}

function show(dialog, onClose = () => {}) {
  const before = document.activeElement;
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (before?.isConnected) before.focus({ preventScroll: true });
    onClose();
  });
  document.body.append(dialog);
  dialog.showModal();
}

/** A labelled input with a line for its rule or error below. */
export function field(label, input, rule = "") {
  const note = h("span", { class: "field-note", role: "status" }, rule);
  const node = h("label", { class: "field" }, h("span", { class: "field-label" }, label), input, note);
  const setError = (text) => {
    node.classList.toggle("wrong", Boolean(text));
    note.textContent = text || rule;
    if (text) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  };
  input.addEventListener("input", () => setError(""));
  return { node, input, setError };
}
