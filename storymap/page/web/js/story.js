// The story as the page walks through it: pure, no document, no map.
// Positions: 0 is the overview, 1…n are the steps in the current order, n + 1 is the end.

import { mercator, unwrapped } from "./geometry.js";

// Puts the page's data in order: places get longitudes that run on across the 180° meridian; `middle` is that of
// their longitudes, in Mercator units.
export function readStory(data) {
  const lons = unwrapped(data.places.map((place) => place.lon));
  const places = data.places.map((place, number) => ({ ...place, number, lon: lons[number] }));
  const events = data.events.map((event, number) => ({ ...event, number }));
  const told = events.filter((event) => event.step);
  const middle = places.length ? mercator(0, (Math.min(...lons) + Math.max(...lons)) / 2)[0] : 0.5;
  return { ...data, places, events, middle, orders: { told, happened: asHappened(told) } };
}

// The steps as they happened; those without a date come last, as told.
function asHappened(steps) {
  return [...steps].sort((a, b) => (a.happened ?? Infinity) - (b.happened ?? Infinity) || a.step - b.step);
}

// The one state of the page. Views subscribe; nothing else moves the story.
export function createState(story) {
  const listeners = [];
  const state = { position: 0, order: "told" };
  const steps = () => story.orders[state.order];
  const last = () => steps().length + 1;

  function change(next, why) {
    const before = { ...state };
    Object.assign(state, next);
    state.position = Math.max(0, Math.min(last(), state.position));
    if (before.position === state.position && before.order === state.order && !why.again) return;
    listeners.forEach((listen) => listen({ ...state, before, why }));
  }

  return {
    get position() { return state.position; },
    get order() { return state.order; },
    get count() { return steps().length; },
    get steps() { return steps(); },
    get event() { return steps()[state.position - 1] ?? null; },
    subscribe: (listen) => listeners.push(listen),
    show: (position, why = {}) => change({ position }, why),
    showEvent: (number, why = {}) => change({ position: positionOf(steps(), number) ?? state.position }, why),
    next: (why = {}) => change({ position: state.position + 1 }, why),
    previous: (why = {}) => change({ position: state.position - 1 }, why),
    // The reader stays with the same event when the order changes.
    reorder(order, why = {}) {
      const event = steps()[state.position - 1];
      const position = event ? positionOf(story.orders[order], event.number) : state.position;
      change({ order, position }, why);
    },
  };
}

function positionOf(steps, number) {
  const index = steps.findIndex((event) => event.number === number);
  return index < 0 ? null : index + 1;
}

// How each place stands at a position: "current", "visited", "coming", "quiet" (in no
// step), or "shown" (all of them, at the overview and the end).
export function placeStates(story, steps, position) {
  const isOverview = position < 1 || position > steps.length;
  const states = story.places.map(() => (isOverview ? "shown" : "quiet"));
  if (isOverview) return states;
  const mark = (event, value) => event.where.forEach((where) => { states[where.place] = value; });
  for (let i = steps.length - 1; i >= position; i--) mark(steps[i], "coming");
  for (let i = 0; i < position - 1; i++) mark(steps[i], "visited");
  mark(steps[position - 1], "current");
  return states;
}

// The legs of the line through the story: {from, to, at, travelled, moved, route}, `at` being the position that arrives,
// `moved` whether somebody comes there, and not only the story.
// A journey brings its own legs; between steps the line goes from where the last one ended.
export function legs(story, steps) {
  const routeOf = new Map(story.routes.flatMap((route, index) => route.events.map((number) => [number, index])));
  const found = [];
  let here = null;
  steps.forEach((event, index) => {
    const stops = wayOf(event, story.places);
    if (here !== null && stops.length && here !== stops[0]) {
      found.push({ from: here, to: stops[0], at: index + 1, travelled: false, moved: event.kind === "movement", route: null });
    }
    for (let i = 1; i < stops.length; i++) {
      found.push({ from: stops[i - 1], to: stops[i], at: index + 1, travelled: true, moved: true, route: routeOf.get(event.number) ?? null });
    }
    here = stops.length ? stops[stops.length - 1] : here;
  });
  return found;
}

const TRAVEL_ORDER = { from: 0, at: 1, via: 2, to: 3 };

// Where an event's line comes in and goes out: a journey's stops, or else the event's first place. An area
// that a journey passes (an ocean) is no stop: nobody sailed through the point that stands for it.
function wayOf(event, places) {
  const roles = new Set(event.where.map((where) => where.role));
  if (event.kind !== "movement" || !roles.has("to") || roles.size < 2) {
    const main = event.where.find((where) => where.role === "to") ?? event.where[0];
    return main ? [main.place] : [];
  }
  const stops = event.where.filter((where) => where.role !== "via" || places[where.place].precision !== "area");
  const sorted = stops.sort((a, b) => TRAVEL_ORDER[a.role] - TRAVEL_ORDER[b.role]);
  return sorted.map((where) => where.place).filter((place, i, all) => place !== all[i - 1]);
}

// The events whose words hold the searched ones; case and accents do not count.
export function search(story, words) {
  const wanted = folded(words).split(/\s+/).filter(Boolean);
  if (!wanted.length) return null;
  const holds = (text) => wanted.every((word) => text.includes(word));
  const nameOf = (where) => story.places[where.place].name;
  return {
    events: new Set(story.events.filter((event) => holds(folded([
      event.title, event.quote, event.when.label, ...event.who, ...event.where.map(nameOf),
    ].join(" ")))).map((event) => event.number)),
    places: new Set(story.places.filter((place) => holds(folded([place.name, ...place.names].join(" ")))).map((place) => place.number)),
  };
}

export function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

// "#step-4" → 4; null for anything else.
export function stepOf(hash) {
  const match = /^#step-(\d+)$/.exec(hash);
  return match ? Number(match[1]) : null;
}
