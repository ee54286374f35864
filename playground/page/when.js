// Moments as people read them, in the browser's own time zone.

// The page speaks English, so its dates do too; somebody whose browser is English keeps their own habits (12 or 24 hours).
const LANGUAGE = navigator.language.startsWith("en") ? navigator.language : "en-GB";
export const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

const written = (options) => {
  const format = new Intl.DateTimeFormat(LANGUAGE, options);
  return (moment) => format.format(moment);
};

export const timeOf = written({ hour: "2-digit", minute: "2-digit" });
export const shortDate = written({ weekday: "short", day: "numeric", month: "short" });
const monthAndDay = written({ day: "numeric", month: "long" });
const fullDay = written({ day: "numeric", month: "long", year: "numeric" });
export const inFull = written({ weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" });

/** The same for two moments of one day, different for two days. */
export const dayOf = (moment) => `${moment.getFullYear()}-${moment.getMonth() + 1}-${moment.getDate()}`;

export function dayName(moment, now) {
  const today = new Date(now);
  if (dayOf(moment) === dayOf(today)) return "Today";
  today.setDate(today.getDate() - 1);
  if (dayOf(moment) === dayOf(today)) return "Yesterday";
  return moment.getFullYear() === now.getFullYear() ? monthAndDay(moment) : fullDay(moment);
}

/** 75 → "1:15". */
export const minutes = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

export function fileSize(bytes) {
  if (bytes < 1000) return `${bytes} bytes`;
  const units = ["kB", "MB", "GB"];
  let size = bytes / 1000;
  let unit = 0;
  while (size >= 999.5 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${size < 10 ? size.toFixed(1) : Math.round(size)} ${units[unit]}`;
}

/** 38.7223, -9.1393 → "38.722° N, 9.139° W". */
export function coordinates(latitude, longitude) {
  const part = (value, positive, negative) => `${Math.abs(value).toFixed(3)}° ${value < 0 ? negative : positive}`;
  return `${part(latitude, "N", "S")}, ${part(longitude, "E", "W")}`;
}
