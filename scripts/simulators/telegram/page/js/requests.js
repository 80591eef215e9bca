// What a bot may ask a person for: the phone number, a place, a new bot; and what a person uploads or adds.

import { ask, field } from "./dialogs.js";
import { h } from "./dom.js";
import { errorText, LANGUAGES, language, t } from "./i18n.js";

const MOSCOW = ["55.7558", "37.6173"];
const USERNAME = /^[A-Za-z][A-Za-z0-9_]{1,28}bot$/i;
const PICTURES = /^image\/(png|jpeg|gif|webp)$/;

export function askContact(bot, user) {
  const name = [user.first_name, user.last_name].filter(Boolean).join(" ");
  return ask({
    title: t("contactTitle"),
    content: [
      h("p", { class: "dialog-text" }, t("contactText", { bot: bot.first_name })),
      h("p", { class: "dialog-card" }, h("strong", {}, name), h("span", {}, user.phone)),
    ],
    confirm: t("contactShare"),
  });
}

/** Resolves to `{latitude, longitude}` or null. */
export async function askLocation() {
  const number = (value) => h("input", { type: "number", step: "any", value });
  const fields = [field(t("latitude"), number(MOSCOW[0])), field(t("longitude"), number(MOSCOW[1]))];
  const given = await ask({
    title: t("locationTitle"),
    content: fields.map(({ node }) => node),
    confirm: t("locationSend"),
    onConfirm: () => fields.every(({ input }) => input.value !== ""),
  });
  if (!given) return null;
  return { latitude: Number(fields[0].input.value), longitude: Number(fields[1].input.value) };
}

/** Offers to create a bot that `manager` will manage. `create(name, username)` may throw what the server refuses. */
export function askNewBot(manager, suggested, create) {
  const name = field(t("newBotName"), h("input", { type: "text", maxlength: 64, value: suggested.name ?? "" }));
  const address = h("input", { type: "text", maxlength: 33, value: suggested.username ?? "", spellcheck: "false" });
  const username = field(t("newBotUsername"), address, t("newBotRule"));
  address.setAttribute("autocapitalize", "off");
  return ask({
    title: t("newBotTitle"),
    content: [h("p", { class: "dialog-text" }, t("newBotText", { bot: manager.first_name })), name.node, username.node],
    confirm: t("newBotCreate"),
    onConfirm: () => tryToCreate(name, username, create),
  });
}

async function tryToCreate(name, username, create) {
  const wanted = username.input.value.trim().replace(/^@/, "");
  if (!name.input.value.trim()) return refuse(name, { code: "NAME_INVALID" });
  if (wanted.length < 5 || !USERNAME.test(wanted)) return refuse(username, { code: "USERNAME_INVALID" });
  try {
    await create(name.input.value.trim(), wanted);
    return true;
  } catch (error) {
    return refuse(error.code === "NAME_INVALID" ? name : username, error);
  }
}

function refuse(where, error) {
  where.setError(errorText(error));
  where.input.focus();
  return false;
}

/** Asks how to send a file. Resolves to `{kind, caption}` or null. */
export async function askUpload(file) {
  const picture = PICTURES.test(file.type);
  const preview = picture ? URL.createObjectURL(file) : null;
  const asPhoto = h("input", { type: "checkbox", checked: true });
  const caption = field(t("uploadCaption"), h("input", { type: "text", maxlength: 1024 }));
  const given = await ask({
    title: t("uploadTitle"),
    content: [
      preview && h("img", { class: "dialog-preview", src: preview, alt: "" }),
      h("p", { class: "dialog-card" }, h("strong", {}, file.name)),
      picture && h("label", { class: "check" }, asPhoto, t("uploadAsPhoto")),
      caption.node,
    ],
    confirm: t("send"),
  });
  if (preview) URL.revokeObjectURL(preview);
  return given ? { kind: picture && asPhoto.checked ? "photo" : "document", caption: caption.input.value.trim() } : null;
}

/** Asks for a new person. `create(fields)` may throw. */
export function askPerson(create) {
  const name = field(t("personName"), h("input", { type: "text", maxlength: 64, required: true }));
  const names = { ru: "Русский", en: "English" };
  const options = LANGUAGES.map((code) => h("option", { value: code, selected: code === language() }, names[code]));
  const spoken = field(t("personLanguage"), h("select", {}, options));
  return ask({
    title: t("addPerson"),
    content: [name.node, spoken.node],
    confirm: t("personAdd"),
    onConfirm: async () => {
      const first = name.input.value.trim();
      if (!first) return refuse(name, { code: "NAME_INVALID" });
      try {
        await create({ first_name: first, language_code: spoken.input.value });
        return true;
      } catch (error) {
        return refuse(name, error);
      }
    },
  });
}
