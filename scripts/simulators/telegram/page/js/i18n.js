// The language of the page itself (what the bots say depends on the person's language instead).

import { remember, recall } from "./memory.js";
import { WORDS as en } from "./words_en.js";
import { WORDS as ru } from "./words_ru.js";

export const LANGUAGES = ["ru", "en"];
const DICTIONARIES = { ru, en };
let current = firstLanguage();

function firstLanguage() {
  const remembered = recall("language", "");
  if (LANGUAGES.includes(remembered)) return remembered;
  return (navigator.language || "en").toLowerCase().startsWith("ru") ? "ru" : "en";
}

export const language = () => current;

export function setLanguage(code) {
  current = LANGUAGES.includes(code) ? code : current;
  remember("language", current);
}

/** The text of a key, with `{name}` filled from `values`. */
export function t(key, values = {}) {
  return put(DICTIONARIES[current][key], values);
}

/** The form of a key that goes with the number n. */
export function plural(key, n) {
  const forms = DICTIONARIES[current][key];
  const form = new Intl.PluralRules(current).select(n);
  return put(forms[form] ?? forms.other, { n });
}

/** The text for a refusal; the server's own line where we have no words for it. */
export function errorText(error) {
  const words = DICTIONARIES[current].errors;
  return words[error.code ?? "AWAY"] ?? error.message;
}

/** One of a `{ru, en}` pair. */
export const pick = (pair) => pair?.[current] ?? pair?.en ?? "";

function put(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}
