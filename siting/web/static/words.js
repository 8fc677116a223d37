// Words of the page in the language of the reader. Arabic is written from the right.

import { getWords } from "./api.js";

export const LANGS = ["fr", "ar", "en"];
const LATIN = /[A-Za-zÀ-ɏ]/;
let current = "fr";
let texts = {};

/** Load a language and turn the document to it. */
export async function speak(lang) {
  texts = await getWords(lang);
  current = lang;
  document.documentElement.lang = lang;
  document.documentElement.dir = lang === "ar" ? "rtl" : "ltr";
}

export const lang = () => current;
export const fromRight = () => current === "ar";

/** A text with its places filled; a key that is not there shows itself, so that it is seen. */
export function t(key, values = {}) {
  const text = texts[key];
  if (text === undefined) return key;
  return text.replace(/\{(\w+)\}/g, (whole, place) => (place in values ? isolated(String(values[place])) : whole));
}

/** A value between isolates where it could turn the order of the Arabic words around it. */
function isolated(value) {
  return current === "ar" && LATIN.test(value) ? `\u2068${value}\u2069` : value;
}

/** `by province`: the places that figures are of; the level itself where it has no words. */
export function byLevel(level) {
  return { region: t("web-by-region"), province: t("web-by-province"), commune: t("web-by-commune") }[level] ?? level;
}

/** The name in the language of the reader. */
export const named = (names) => names[current] || names.fr || names.en;
