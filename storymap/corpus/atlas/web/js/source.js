// Where the atlas's columns come from: from the page itself, or, for large ones, from files beside it, of which
// quotations and words are read piece by piece, by ranges of bytes.

import { byId } from "./dom.js";
import { folded, numbers, readAtlas } from "./select.js";

// { atlas, quotes(numbers) → promise of texts, quoteHits(word) → promise of a 1 for each quotation with it }
export async function openSource() {
  const page = JSON.parse(byId("atlas-data").textContent);
  return page.folder ? far(page) : near(page);
}

function near(page) {
  let all = null;
  let plain = null;
  const quotes = () => (all ??= JSON.parse(byId("atlas-quotes").textContent));
  return {
    atlas: readAtlas(page),
    quotes: async (numbers) => numbers.map((number) => quotes()[number]),
    async quoteHits(word) {
      plain ??= quotes().map(folded);
      return Uint8Array.from(plain, (text) => (text.includes(word) ? 1 : 0));
    },
  };
}

async function far(page) {
  const [about, bytes, index] = await Promise.all([
    get(`${page.folder}/atlas.json`).then((answer) => answer.json()),
    get(`${page.folder}/items.bin`).then((answer) => answer.arrayBuffer()),
    get(`${page.folder}/index.bin`).then((answer) => answer.arrayBuffer()),
  ]);
  const [quoteAt, wordAt] = [new Float64Array(index, 0, about.quotes + 1), new Float64Array(index, 8 * (about.quotes + 1))];
  return {
    atlas: { ...page, ...about, ...columnsOf(about, bytes) },
    quotes: (numbers) => Promise.all(numbers.map((number) => piece(`${page.folder}/quotes.bin`, quoteAt, number))),
    async quoteHits(word) {
      const hits = new Uint8Array(about.quotes);
      const listed = JSON.parse(await piece(`${page.folder}/words.bin`, wordAt, bucket(word, wordAt.length - 1)) || "{}");
      let at = 0;
      for (const step of Object.hasOwn(listed, word) ? listed[word] : []) hits[at += step] = 1;
      return hits;
    },
  };
}

// The columns of items.bin, as the page's own: [name, type, length], one behind the other.
function columnsOf({ columns }, bytes) {
  const types = { u32: Uint32Array, i32: Int32Array, u8: Uint8Array };
  const found = {};
  let at = 0;
  for (const [name, type, length] of columns) {
    found[name] = new types[type](bytes, at, length);
    at += Math.ceil(found[name].byteLength / 4) * 4;
  }
  return { ...found, count: found.place.length, all: numbers(found.place.length) };
}

async function piece(address, at, number) {
  if (at[number] === at[number + 1]) return "";
  const answer = await get(address, { headers: { Range: `bytes=${at[number]}-${at[number + 1] - 1}` } });
  const bytes = await answer.arrayBuffer();
  // A host that knows no ranges sends the whole file.
  return new TextDecoder().decode(answer.status === 206 ? bytes : bytes.slice(at[number], at[number + 1]));
}

async function get(address, options) {
  const answer = await fetch(address, options);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer;
}

// The same as bucket_of in far.py: FNV-1a of the UTF-8 bytes.
export function bucket(word, count) {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(word)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash % count;
}
