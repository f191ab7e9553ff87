// The interface's words: word("count.events", { n: 3 }).

let entries = {};
let plurals = null;
let regions = null;

export function useWords(data) {
  entries = data.words;
  plurals = new Intl.PluralRules(data.language);
  regions = new Intl.DisplayNames([data.language], { type: "region", fallback: "code" });
}

export function word(key, values = {}) {
  const entry = entries[key];
  const text = typeof entry === "object" ? entry[plurals.select(values.n)] ?? entry.other : entry;
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

// A country's name in the reader's language; the code itself where it is none.
export function countryName(code) {
  try {
    return code ? regions.of(code) : "";
  } catch {
    return code;
  }
}
