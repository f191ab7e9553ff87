import assert from "node:assert/strict";
import { test } from "node:test";

import { createState, folded, legs, placeStates, readStory, search, stepOf } from "../../storymap/page/web/js/story.js";

const place = (name, lon = 0) => ({ name, names: [], lat: 0, lon, precision: "exact" });
const event = (step, where, more = {}) => ({
  step, title: `event ${step}`, quote: "", who: [], kind: "event", happened: null, when: { label: "" },
  where: where.map((at) => (typeof at === "number" ? { place: at, role: "at" } : at)), ...more,
});

function story() {
  return readStory({
    places: [place("Suva", 178), place("Apia", -172), place("Åland", -175)],
    events: [event(1, [0], { happened: 2 }), event(2, [1], { happened: 1 }), event(null, [2]), event(3, [2])],
    routes: [],
  });
}

test("places of a story over 180° lie side by side", () => {
  const lons = story().places.map(({ lon }) => lon);
  assert.ok(Math.max(...lons) - Math.min(...lons) < 11);
});

test("events that are no steps are in no order", () => {
  assert.deepEqual(story().orders.told.map(({ step }) => step), [1, 2, 3]);
});

test("as it happened: by time, and what has no date comes last", () => {
  assert.deepEqual(story().orders.happened.map(({ step }) => step), [2, 1, 3]);
});

test("the state goes from the overview to the end and no further", () => {
  const state = createState(story());
  const seen = [];
  state.subscribe(({ position }) => seen.push(position));
  state.previous();
  for (let i = 0; i < 9; i++) state.next();
  assert.deepEqual(seen, [1, 2, 3, 4]);
  assert.equal(state.event, null);
});

test("a new order keeps the reader's event", () => {
  const state = createState(story());
  state.show(1);
  state.reorder("happened");
  assert.equal(state.event.step, 1);
  assert.equal(state.position, 2);
});

test("asking for the same step again tells the views only if it is meant", () => {
  const state = createState(story());
  let calls = 0;
  state.show(2);
  state.subscribe(() => { calls += 1; });
  state.show(2);
  assert.equal(calls, 0);
  state.show(2, { again: true });
  assert.equal(calls, 1);
});

test("an event that is no step moves nothing", () => {
  const state = createState(story());
  state.show(2);
  state.showEvent(2);
  assert.equal(state.position, 2);
});

test("places are visited, current or coming; all are shown at the overview", () => {
  const { orders } = story();
  assert.deepEqual(placeStates(story(), orders.told, 2), ["visited", "current", "coming"]);
  assert.deepEqual(placeStates(story(), orders.told, 0), ["shown", "shown", "shown"]);
});

test("the line goes from place to place, and a journey brings its own way", () => {
  const told = readStory({
    places: [place("A"), place("B"), place("C"), { ...place("Sea"), precision: "area" }],
    events: [event(1, [0]), event(2, [{ place: 1, role: "from" }, { place: 3, role: "via" }, { place: 2, role: "to" }], { kind: "movement" }), event(3, []), event(4, [2]), event(5, [0])],
    routes: [{ name: "r", events: [1] }],
  });
  assert.deepEqual(legs(told, told.orders.told), [
    { from: 0, to: 1, at: 2, travelled: false, moved: true, route: null },
    { from: 1, to: 2, at: 2, travelled: true, moved: true, route: 0 },
    { from: 2, to: 0, at: 5, travelled: false, moved: false, route: null },
  ]);
});

test("search finds names without their accents and asks for all words", () => {
  assert.deepEqual([...search(story(), "aland").events], [2, 3]);
  assert.deepEqual([...search(story(), "event suva").events], [0]);
  assert.equal(search(story(), "  "), null);
  assert.equal(folded("Valparaíso"), "valparaiso");
});

test("only an address of a step is one", () => {
  assert.equal(stepOf("#step-4"), 4);
  for (const other of ["", "#", "#step-", "#step-4x", "#place-4"]) assert.equal(stepOf(other), null);
});
