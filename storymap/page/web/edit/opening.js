// What a step shows of its words and people, as storymap/page/opening.py says it.

const END = /[.!?…。！？]+["'”’»)\]]*(?=\s|$)|\n\s*\n|[。！？]/gu;
const SHORT = /(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Capt|Col|Gen|Lt|Rev|Prof|Jr|Sr|No|vol|ca|c)|\d)\.$/;
const MOST_SENTENCE = 420;
const [OWN_WORDS, SAME] = [0.7, 0.9];
const wordsIn = (text) => text.match(/[\p{L}\p{N}_]+/gu) ?? [];
const onOneLine = (text) => text.split(/\s+/).filter(Boolean).join(" ");

export function shownQuote(text, title, quote) {
  const own = onOneLine(quote.text);
  if (!repeats(title, own, OWN_WORDS)) return own;
  const around = onOneLine(sentenceAround(text, quote));
  return repeats(title, around, SAME) ? "" : around;
}

function sentenceAround(text, quote) {
  const { whole } = text;
  const from = text.slice(0, quote.start).length;
  const to = from + quote.text.length;
  const ends = [...whole.matchAll(END)].map((match) => match.index + match[0].length).filter((end) => !SHORT.test(whole.slice(Math.max(0, end - 8), end)));
  const start = Math.max(0, ...ends.filter((end) => end <= from), from ? whole.lastIndexOf("\n", from - 1) + 1 : 0);
  const line = whole.indexOf("\n", to);
  const end = Math.min(ends.find((one) => one >= to) ?? whole.length, line >= 0 ? line : whole.length);
  const found = whole.slice(start, end).trim();
  return Array.from(found).length <= MOST_SENTENCE ? found : quote.text;
}

export const namedAmong = (who, text) => [...new Set(who.filter((one) => isName(one, text)).map(({ name }) => name))];

function isName({ name, mention }, text) {
  const words = wordsIn(name);
  const isUpper = (word) => /^\p{Lu}/u.test(word);
  const cased = words.filter((word) => /^[\p{Lu}\p{Ll}]/u.test(word));
  if (!cased.length) return words.length > 0;
  if (!isUpper(cased[0]) || !isUpper(cased.at(-1))) return false;
  if (!mention || words.length > 1) return true;
  const before = text.slice(0, mention.start).trimEnd();
  if (before && !".!?:\"“”’\n".includes(before.at(-1))) return true;
  return new RegExp(`[\\p{L}\\p{N}_,;] ${words[0]}(?![\\p{L}\\p{N}_])`, "u").test(text.whole);
}

function repeats(title, text, share) {
  const [said, words] = [new Set(partsOf(title)), partsOf(text)];
  return words.length > 0 && words.filter((word) => said.has(word)).length > share * words.length;
}

function partsOf(text) {
  const plain = text.normalize("NFKD").toLowerCase();
  const found = wordsIn(plain);
  return found.length > 1 ? found : Array.from(plain);
}
