// Starts the atlas: reads the columns, and lets map, list, filters and years follow the one state.

import { emptyState, fromHash, toAddress } from "./address.js";
import { byId, element } from "./dom.js";
import { createFacets } from "./facets.js";
import { createResults } from "./results.js";
import { counted, distinct, folded, passing, searched } from "./select.js";
import { openSource } from "./source.js";
import { useWords, word } from "./words.js";
import { createColours, createWorld } from "./world.js";
import { createYears } from "./years.js";

const TYPING = 120; // milliseconds of rest before a search begins

async function start() {
  const { atlas, quotes, quoteHits } = await openSource();
  useWords(atlas);
  const texts = once(() => textsOf(atlas));
  let state = fromHash(location.hash, atlas);
  let hits = null;
  let found = [];
  let drawn = null;
  let isMoving = true; // by the page itself: only what the reader does is kept in the address

  const actions = {
    async set(change, { focus = false } = {}) {
      Object.assign(state, change);
      if ("q" in change) await search();
      update(true);
      if (focus) byId("results").focus();
    },
    toggle(name, number, on) {
      if (on) state[name].add(number);
      else state[name].delete(number);
      update(true);
    },
    choose(list, number) {
      actions.set({ place: null, document: null, person: null, [list]: number }, { focus: true });
    },
    again: () => update(false),
    moved() {
      if (isMoving) return;
      state.view = world.view();
      write();
      if (byId("inview").checked) update(true, false);
    },
  };
  const world = createWorld(atlas, actions);
  const years = createYears(atlas, createColours(), (window) => {
    state.years = window;
    drawn ??= requestAnimationFrame(() => { drawn = null; update(true); }); // once a frame, however fast it is drawn
  });
  const facets = createFacets(atlas, actions);
  const results = createResults(atlas, quotes, actions);
  const lists = ["place", "document", "person"].map((list) => {
    const input = element("input", { type: "radio", name: "list", value: list, onchange: () => actions.set({ list, place: null, document: null, person: null }) });
    byId("lists").append(element("label", {}, input, word(`list.${list}`)));
    return input;
  });

  // What was typed last counts, whichever answer comes first.
  async function search() {
    const { q } = state;
    const answer = q ? await searched(atlas, texts(), quoteHits, q) : null;
    if (q === state.q) hits = answer;
  }

  function update(fresh, map = true) {
    found = passing(atlas, state, hits);
    const places = counted(atlas, found, "place");
    if (map) world.show(places);
    years.show(passing(atlas, state, hits, "years"), state.years);
    if (byId("filters").open) facets.show(state, hits);
    lists.forEach((input) => { input.checked = input.value === state.list; });
    results.show(state, byId("inview").checked ? found.filter((i) => world.holds(atlas.place[i])) : found, fresh);
    byId("status").textContent = word("summary", {
      found: word("found", { n: found.length }),
      places: word("count.place", { n: places.length }),
      documents: word("count.document", { n: distinct(atlas, found, "document") }),
    });
    write();
  }

  function write() {
    const hash = `#${toAddress(state, atlas)}`;
    if (hash === location.hash || (hash === "#" && !location.hash)) return;
    try {
      history.replaceState(history.state, "", hash);
    } catch {
      location.hash = hash;
    }
  }

  function follow() {
    if (`#${toAddress(state, atlas)}` === location.hash) return;
    state = fromHash(location.hash, atlas);
    begin();
  }

  async function begin() {
    byId("q").value = state.q;
    await search();
    isMoving = true;
    world.show(counted(atlas, passing(atlas, state, hits), "place"));
    if (state.view) world.look(state.view);
    else world.whole();
    isMoving = false;
    update(true);
  }

  byId("q").addEventListener("input", () => {
    clearTimeout(start.timer);
    start.timer = setTimeout(() => actions.set({ q: byId("q").value.trim() }), TYPING);
  });
  byId("filters").addEventListener("toggle", () => facets.show(state, hits));
  byId("controls").addEventListener("submit", (event) => event.preventDefault());
  byId("inview").addEventListener("change", () => update(true, false));
  byId("reset").addEventListener("click", () => {
    state = { ...emptyState(), list: state.list };
    byId("inview").checked = false;
    begin();
  });
  addEventListener("hashchange", follow);
  world.map.setView([20, 0], 2, { animate: false });
  await begin();
  document.documentElement.dataset.ready = "true";
}

// What is searched, folded, each only once.
const textsOf = (atlas) => ({
  places: atlas.places.name.map(folded),
  documents: atlas.documents.title.map((title, n) => folded(`${title} ${atlas.documents.author[n] ?? ""}`)),
  people: atlas.people.map(folded),
});

function once(make) {
  let made = null;
  return () => (made ??= make());
}

// A browser that cannot run this shows the places that are named most.
start().catch((error) => {
  document.documentElement.classList.remove("js");
  throw error;
});
