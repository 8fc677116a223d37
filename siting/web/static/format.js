// Figures as each language writes them. Arabic has European digits and spaces between thousands, as in Morocco.

import { lang, t } from "./words.js";

const LOCALES = { fr: "fr-FR", ar: "ar-MA-u-nu-latn", en: "en-GB" };
const MINUS = "\u2212";
const cache = new Map();

export const locale = () => LOCALES[lang()];

function formatter(digits) {
  const key = `${lang()} ${digits}`;
  if (!cache.has(key)) {
    const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
    cache.set(key, new Intl.NumberFormat(locale(), options));
  }
  return cache.get(key);
}

/** `270,000` or `270 000`; a minus sign that stays before its figure, none before a zero. */
export function number(value, digits = 0) {
  const rounded = Number(value.toFixed(digits)) + 0;
  let text = formatter(digits).format(Math.abs(rounded));
  if (lang() === "ar") text = text.replace(/\.(?=\d{3})/g, "\u202f");
  if (!(rounded < 0)) return text;
  return (lang() === "ar" ? "\u200e" : "") + MINUS + text;
}

/** With its sign; none on a zero. */
export function signed(value, digits = 0) {
  const plus = Number(value.toFixed(digits)) > 0;
  return plus ? (lang() === "ar" ? "\u200e+" : "+") + number(value, digits) : number(value, digits);
}

/** `54%` or `54 %`; the sign stays behind its figure, also after Arabic letters. */
export function percent(share, digits = 0) {
  const text = number(100 * share, digits) + (lang() === "fr" ? "\u202f%" : "%");
  return lang() === "ar" && !text.startsWith("\u200e") ? `\u200e${text}` : text;
}

/** Million dirhams in the unit that suits. */
export const money = (million) => t("web-money-million", { amount: number(million) });

/** What somebody typed as a number, or NaN. A comma before three last digits is a separator in English alone. */
export function parsed(text) {
  let plain = text.replace(/[\s\u00a0\u202f\u200e\u200f%']/g, "").replace(/[\u2212\u2013]/g, "-");
  plain = plain.replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660)).replace(/\u066b/g, ".");
  if (lang() === "en") plain = plain.replace(/,(?=\d{3}(\D|$))/g, "");
  else plain = plain.replace(/\.(?=\d{3}(\D|$))/g, plain.includes(",") ? "" : ".");
  plain = plain.replace(",", ".");
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : NaN;
}
