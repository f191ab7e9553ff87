import assert from "node:assert/strict";
import { test } from "node:test";

import { dayNumber } from "../../storymap/page/web/js/scale.js";
import { eventsWithin, narrowed } from "../../storymap/page/web/js/time-window.js";

const event = (number, first, last = first) => ({ number, when: { first, last } });
const window1914 = [dayNumber("1914-01-01"), dayNumber("1915-01-01")];

test("a window holds what touches it, what is open towards it, and what has no date", () => {
  const events = [
    event(0, "1913-12-31"), event(1, "1914-01-01"), event(2, "1910-01-01", "1920-01-01"), event(3, "1914-12-31"),
    event(4, "1915-01-01"), event(5, null), event(6, "1900-01-01", null), event(7, null, "1913-05-05"),
  ];
  assert.deepEqual([...eventsWithin(events, window1914)], [1, 2, 3, 5, 6]);
});

test("places where nothing happens in the window are quiet, but for the one of the step", () => {
  const places = [{ events: [0] }, { events: [1] }, { events: [0, 1] }, { events: [] }, { events: [0] }];
  const states = ["shown", "shown", "visited", "shown", "current"];
  assert.deepEqual(narrowed(states, places, new Set([1])), ["quiet", "shown", "visited", "shown", "current"]);
  assert.equal(narrowed(states, places, null), states);
});
