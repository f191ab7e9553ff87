// The interface's words: word("count.events", { n: 3 }).

let entries = {};
let language = "en";
let plurals = null; // made when they are first needed: browsers take their time for each
let regions = null;

export function useWords(data) {
  entries = data.words;
  language = data.language;
}

export function word(key, values = {}) {
  const entry = entries[key];
  if (typeof entry === "object") plurals ??= new Intl.PluralRules(language);
  const text = typeof entry === "object" ? entry[plurals.select(values.n)] ?? entry.other : entry;
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

// A country's name in the reader's language; the code itself where it is none.
export function countryName(code) {
  try {
    regions ??= new Intl.DisplayNames([language], { type: "region", fallback: "code" });
    return code ? regions.of(code) : "";
  } catch {
    return code;
  }
}

const formats = new Map();

// How dates are written, as the page's own dates are: in English the day comes first.
export function dateFormat(code, options) {
  const key = JSON.stringify([code, options]);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(code === "en" ? "en-GB" : code, { ...options, timeZone: "UTC" }));
  return formats.get(key);
}

// A length in metres as a reader says it: "350 m", "2 km".
export function lengthWords(metres) {
  const isFar = metres >= 1000;
  const value = isFar ? metres / 1000 : metres;
  const digits = { maximumSignificantDigits: value >= 100 ? 3 : 2 };
  return `${new Intl.NumberFormat(language, digits).format(value)} ${isFar ? "km" : "m"}`;
}
