import assert from "node:assert/strict";
import { test } from "node:test";

import { createFraming, zoomApart, zoomOf } from "../../storymap/page/web/js/framing.js";

// Places as [lat, lon, kind, more]; one event at each, in their order, unless events are given.
function storyOf(rows, events) {
  const told = events ?? rows.map((_, number) => ({ number, where: [{ place: number }], kind: "event" }));
  const places = rows.map(([lat, lon, kind = "landmark", more = {}], number) => ({
    number, lat, lon, kind, precision: "exact", sure: "high", bounds: null,
    events: told.filter((event) => event.where.some((where) => where.place === number)).map((event) => event.number), ...more,
  }));
  return { places, events: told };
}

const CITY = [[51.5138, -0.0984], [51.5079, -0.0877], [51.504, -0.126], [51.519, -0.102], [51.536, -0.103]];
const seen = (frame) => Math.min(frame.max, zoomOf(frame.box));

test("a story in one city opens on the city", () => {
  assert.ok(seen(createFraming(storyOf(CITY)).overview()) > 12);
});

test("a doubtful place over the sea does not make the overview an ocean", () => {
  const { strays, overview } = createFraming(storyOf([...CITY, [45.4, -75.7, "landmark", { sure: "low" }]]));
  assert.deepEqual([...strays], [5]);
  assert.ok(seen(overview()) > 12);
});

test("one place far away is left out, two ends of a journey are not", () => {
  const rows = [...CITY, [48.85, 2.35, "capital"]];
  assert.deepEqual([...createFraming(storyOf(rows)).strays], [5]);
  const events = rows.map((_, number) => ({ number, where: [{ place: number }], kind: "event" }));
  events.push({ number: 6, kind: "movement", where: [{ place: 0, role: "from" }, { place: 5, role: "to" }] });
  assert.deepEqual([...createFraming(storyOf(rows, events)).strays], []);
});

test("a story all over a country has no strays", () => {
  const rows = [[38.7, -9.1, "capital"], [41.1, -8.6, "city"], [32.6, -16.9, "city"], [37.7, -25.7, "city"]];
  assert.equal(createFraming(storyOf(rows)).strays.size, 0);
});

test("a step in a city shows its street corner and what is near", () => {
  const story = storyOf([[38.7076, -9.1366], [38.7139, -9.1335], [38.6979, -9.2068], [38.6916, -9.216]]);
  const { step } = createFraming(story);
  assert.ok(seen(step(story.events, 0, false)) > 13);
  assert.ok(seen(step(story.events, 3, false)) > 13);
});

test("a landmark that stands alone is shown only as near as the drawn world is true", () => {
  const story = storyOf([[38.7, -9.13], [41.1, -8.6], [52.5, 13.4]]);
  const { step } = createFraming(story);
  assert.ok(seen(step(story.events, 2, false)) <= 10.5);
  assert.ok(seen(step(story.events, 2, true)) > 13);
});

test("a step leaves a stray of its own out, and says so", () => {
  const rows = [...CITY, [45.4, -75.7, "landmark", { sure: "low" }]];
  const events = [...CITY.map((_, number) => ({ number, where: [{ place: number }], kind: "event" })),
    { number: 5, kind: "event", where: [{ place: 5 }, { place: 4 }] }];
  const frame = createFraming(storyOf(rows, events)).step(events, 5, false);
  assert.deepEqual(frame.missing.map(({ number }) => number), [5]);
  assert.ok(seen(frame) > 11);
});

test("a river that the story crosses is shown where the story is, a country whole", () => {
  const bounds = [-2.1, 51.3, 0.9, 51.8];
  const river = [...CITY, [51.5, -0.6, "river", { precision: "area", bounds }]];
  const steps = (number) => [{ number: 0, where: [{ place: 0 }] }, { number: 9, where: [{ place: number }] }, { number: 1, where: [{ place: 1 }] }];
  assert.ok(seen(createFraming(storyOf(river)).step(steps(5), 1, false)) > 10);
  const country = [...CITY, [54, -2, "country", { precision: "area", bounds: [-8, 50, 2, 59] }]];
  assert.ok(seen(createFraming(storyOf(country)).step(steps(5), 1, false)) < 7);
});

test("an area that holds the story does not widen the overview", () => {
  const country = [...CITY, [54, -2, "country", { precision: "area", bounds: [-8, 50, 2, 59] }]];
  assert.ok(seen(createFraming(storyOf(country)).overview()) > 12);
});

test("places are zoomed apart", () => {
  const zoom = zoomApart([{ lat: 0, lon: 0 }, { lat: 0, lon: 0.001 }], 30);
  assert.ok(Math.abs(256 * 2 ** zoom * (0.001 / 360) - 30) < 0.01);
  assert.equal(zoomApart([{ lat: 1, lon: 1 }, { lat: 1, lon: 1 }], 30), 0);
});
