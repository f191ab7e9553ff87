// Which mentions are shown: pure functions over columns, quick enough to run at every key.

export const NO_YEAR = -100000;

// The plain columns as typed arrays; a mention without a year has NO_YEAR.
export function readAtlas(data) {
  const { items } = data;
  const count = items.place.length;
  return {
    ...data,
    count,
    all: numbers(count),
    place: Uint32Array.from(items.place),
    document: Uint32Array.from(items.document),
    year: Int32Array.from(items.year, (year) => year ?? NO_YEAR),
    kind: Uint8Array.from(items.kind),
    sure: Uint8Array.from(items.sure, (share) => Math.round(100 * share)),
    quote: Uint32Array.from(items.quote),
    mention: Uint32Array.from(items.mention),
    ...listsOf("people", items.people),
    ...listsOf("also", items.also),
  };
}

export const numbers = (count) => Uint32Array.from({ length: count }, (_, i) => i);

// Lists of numbers as two columns: where each begins, and all their values.
function listsOf(name, lists) {
  const starts = new Uint32Array(lists.length + 1);
  lists.forEach((list, i) => { starts[i + 1] = starts[i] + list.length; });
  return { [`${name}At`]: starts, [`${name}Of`]: Uint32Array.from(lists.flat()) };
}

// The list of a mention.
export const listed = (atlas, name, i) => [...atlas[`${name}Of`].subarray(atlas[`${name}At`][i], atlas[`${name}At`][i + 1])];

function someone(atlas, i, test) {
  for (let j = atlas.peopleAt[i]; j < atlas.peopleAt[i + 1]; j++) if (test(atlas.peopleOf[j])) return true;
  return false;
}

// The first and the last year, null where nothing is dated.
export function span(atlas) {
  let first = Infinity;
  let last = -Infinity;
  for (const year of atlas.year) {
    if (year === NO_YEAR) continue;
    if (year < first) first = year;
    if (year > last) last = year;
  }
  return first > last ? null : [first, last];
}

// Letters as they are compared: small, without marks.
export const folded = (text) => String(text ?? "").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

// 1 for each mention all of whose searched words stand in its quotation, place, document or people; a promise.
export async function searched(atlas, texts, quoteHits, query) {
  const words = folded(query).split(/\s+/).filter(Boolean);
  if (!words.length) return null;
  const hits = new Uint8Array(atlas.count).fill(1);
  for (const word of words) {
    const quotes = await quoteHits(word);
    const [places, documents, people] = [texts.places, texts.documents, texts.people]
      .map((list) => Uint8Array.from(list, (text) => (text.includes(word) ? 1 : 0)));
    for (let i = 0; i < atlas.count; i++) {
      if (!hits[i]) continue;
      hits[i] = quotes[atlas.quote[i]] || places[atlas.place[i]] || documents[atlas.document[i]]
        || someone(atlas, i, (person) => people[person]) ? 1 : 0;
    }
  }
  return hits;
}

// The numbers of the mentions that pass all filters but the one named `without`.
export function passing(atlas, state, hits, without = "") {
  let found = atlas.all;
  for (const [name, test] of testsOf(atlas, state, hits)) if (name !== without) found = found.filter(test);
  return found;
}

function testsOf(atlas, state, hits) {
  const tests = [];
  if (hits) tests.push(["q", (i) => hits[i] === 1]);
  if (state.years) tests.push(["years", (i) => atlas.year[i] >= state.years[0] && atlas.year[i] <= state.years[1]]);
  if (state.kind.size) tests.push(["kind", (i) => state.kind.has(atlas.kind[i])]);
  if (state.collection.size) tests.push(["collection", (i) => state.collection.has(atlas.documents.collection[atlas.document[i]])]);
  if (state.language.size) tests.push(["language", (i) => state.language.has(atlas.documents.language[atlas.document[i]])]);
  if (state.sure) tests.push(["sure", (i) => atlas.sure[i] >= 100 * state.sure]);
  if (state.place !== null) tests.push(["place", (i) => atlas.place[i] === state.place]);
  if (state.document !== null) tests.push(["document", (i) => atlas.document[i] === state.document]);
  if (state.person !== null) tests.push(["person", (i) => someone(atlas, i, (person) => person === state.person)]);
  return tests;
}

// How many of these mentions each place, document, person or facet has: [[number, count], …], the most first.
export function counted(atlas, found, list) {
  const counts = tally(atlas, found, list);
  const entries = [];
  counts.forEach((count, number) => { if (count) entries.push([number, count]); });
  return entries.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
}

// How many different ones of a list these mentions have.
export function distinct(atlas, found, list) {
  return tally(atlas, found, list).reduce((sum, count) => sum + (count ? 1 : 0), 0);
}

const LENGTHS = {
  place: (atlas) => atlas.places.name.length,
  document: (atlas) => atlas.documents.title.length,
  person: (atlas) => atlas.people.length,
  kind: (atlas) => atlas.kinds.length,
  collection: (atlas) => atlas.collections.length,
  language: (atlas) => atlas.languages.length,
};

function tally(atlas, found, list) {
  const counts = new Uint32Array(LENGTHS[list](atlas));
  const { peopleAt, peopleOf } = atlas;
  const ofDocument = atlas.documents[list];
  const own = atlas[list];
  for (const i of found) {
    if (list === "person") for (let j = peopleAt[i]; j < peopleAt[i + 1]; j++) counts[peopleOf[j]] += 1;
    else if (ofDocument) counts[ofDocument[atlas.document[i]]] += 1;
    else counts[own[i]] += 1;
  }
  return counts;
}

// Places that would lie on one another, gathered in squares of `size` pixels of a world so many pixels wide.
// spots: [x, y] of each place in the unit square of Web Mercator.
export function gathered(counts, spots, world, size = 56) {
  const cells = new Map();
  for (const [place, count] of counts) {
    const [x, y] = spots[place];
    const key = `${Math.floor(x * world / size)}:${Math.floor(y * world / size)}`;
    const cell = cells.get(key) ?? { x: 0, y: 0, count: 0, places: [] };
    cell.x += x * count;
    cell.y += y * count;
    cell.count += count;
    cell.places.push(place);
    cells.set(key, cell);
  }
  return [...cells.values()].map((cell) => ({ ...cell, x: cell.x / cell.count, y: cell.y / cell.count }));
}
