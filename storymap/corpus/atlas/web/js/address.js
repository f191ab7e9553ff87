// The state in the page's address and back: names and ids, so that an address holds when the corpus grows.

const SETS = ["kind", "collection", "language"];
const ONES = { place: "places", document: "documents", person: "people" };

export function emptyState() {
  return { q: "", years: null, kind: new Set(), collection: new Set(), language: new Set(), sure: 0, place: null, document: null, person: null, list: "place", view: null };
}

export function toAddress(state, atlas) {
  const parts = new URLSearchParams();
  if (state.q) parts.set("q", state.q);
  if (state.years) parts.set("years", state.years.join("~"));
  for (const name of SETS) {
    for (const number of [...state[name]].sort((a, b) => a - b)) parts.append(name, valuesOf(atlas, name)[number]);
  }
  if (state.sure) parts.set("sure", state.sure);
  for (const name of Object.keys(ONES)) {
    if (state[name] !== null) parts.set(name, idsOf(atlas, name)[state[name]]);
  }
  if (state.list !== "place") parts.set("list", state.list);
  if (state.view) parts.set("map", state.view.join("/"));
  return parts.toString();
}

export function fromHash(hash, atlas) {
  const state = emptyState();
  const parts = new URLSearchParams(hash.replace(/^#/, ""));
  state.q = parts.get("q") ?? "";
  const years = (parts.get("years") ?? "").split("~").map(Number);
  if (years.length === 2 && years.every(Number.isFinite)) state.years = years;
  for (const name of SETS) {
    for (const value of parts.getAll(name)) {
      const number = valuesOf(atlas, name).indexOf(value);
      if (number >= 0) state[name].add(number);
    }
  }
  state.sure = Number(parts.get("sure")) || 0;
  for (const name of Object.keys(ONES)) {
    const number = parts.has(name) ? idsOf(atlas, name).indexOf(parts.get(name)) : -1;
    if (number >= 0) state[name] = number;
  }
  if (parts.get("list") in ONES) state.list = parts.get("list");
  const view = (parts.get("map") ?? "").split("/").map(Number);
  if (view.length === 3 && view.every(Number.isFinite)) state.view = view;
  return state;
}

const valuesOf = (atlas, name) => atlas[`${name}s`];
const idsOf = (atlas, name) => (name === "person" ? atlas.people : atlas[ONES[name]].id);
