// Dates and times as people write them.

import { language, t } from "./i18n.js";

const formats = new Map();

function format(options) {
  const key = language() + JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(language(), options));
  return formats.get(key);
}

const date = (unix) => new Date(unix * 1000);

export const clock = (unix) => format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(date(unix));

export const fullTime = (unix) => format({ dateStyle: "long", timeStyle: "medium" }).format(date(unix));

export const dayKey = (unix) => date(unix).toDateString();

/** "Today", "Yesterday", or the date, with its year when it is another one. */
export function dayName(unix) {
  const day = date(unix);
  const today = new Date();
  if (day.toDateString() === today.toDateString()) return t("today");
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  if (day.toDateString() === yesterday.toDateString()) return t("yesterday");
  const year = day.getFullYear() === today.getFullYear() ? {} : { year: "numeric" };
  return format({ day: "numeric", month: "long", ...year }).format(day);
}

/** For the chat list: the time if today, else the day. */
export function shortTime(unix) {
  if (dayKey(unix) === new Date().toDateString()) return clock(unix);
  return format({ day: "2-digit", month: "2-digit" }).format(date(unix));
}

/** A `date_time` entity: `r` relative; `w` weekday, `d`/`D` short or long date, `t`/`T` short or long time. */
export function entityTime(unix, pattern) {
  if (pattern === "r") return relative(unix);
  const options = {};
  if (pattern.includes("w")) options.weekday = "long";
  if (pattern.includes("d")) Object.assign(options, { day: "2-digit", month: "2-digit", year: "numeric" });
  if (pattern.includes("D")) Object.assign(options, { day: "numeric", month: "long", year: "numeric" });
  if (/[tT]/.test(pattern)) Object.assign(options, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  if (pattern.includes("T")) options.second = "2-digit";
  return format(options).format(date(unix));
}

function relative(unix) {
  const seconds = unix - Date.now() / 1000;
  const steps = [["day", 86_400], ["hour", 3_600], ["minute", 60], ["second", 1]];
  const [unit, length] = steps.find(([, size]) => Math.abs(seconds) >= size) ?? steps[3];
  return new Intl.RelativeTimeFormat(language(), { numeric: "auto" }).format(Math.round(seconds / length), unit);
}
