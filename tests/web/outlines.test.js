import assert from "node:assert/strict";
import { test } from "node:test";

import { mercator } from "../../storymap/page/web/js/geometry.js";
import { areaShapes, outsideOf, roundedBox } from "../../storymap/page/web/js/rings.js";

globalThis.L = { Layer: { extend: (methods) => methods } };
const { createOutlines } = await import("../../storymap/page/web/js/outlines.js");

// An area whose own point is the middle of its bounds, unless it is said.
const area = (number, bounds, at) => {
  const [west, south, east, north] = bounds ?? [0, 0, 0, 0];
  const [lat, lon] = at ?? [(south + north) / 2, (west + (east < west ? east + 360 : east)) / 2];
  return { number, precision: "area", bounds, lat, lon };
};

test("a country has the outline that the page carries, another area a shape of its bounds", () => {
  const story = {
    places: [area(0, [120, 30, 130, 40]), area(1, [100, 10, 140, 50]), { number: 2, precision: "exact", bounds: null }],
    areas: { scale: 100, shapes: [{ place: 0, rings: [[12000, 3000, 1000, 0, 0, 1000]] }] },
  };
  const shapes = areaShapes(story);
  assert.deepEqual(shapes.map(({ place, exact }) => [place, exact]), [[1, false], [0, true]]);
  assert.deepEqual([...shapes[1].parts[0].points].slice(0, 2), mercator(30, 120));
});

test("a shape lies around the point that stands for it, and no farther north than the map is true", () => {
  const [shape] = areaShapes({ places: [area(0, [0, 0, 40, 20], [5, 10])] });
  const middle = mercator(5, 10);
  assert.ok(Math.abs((shape.box[0] + shape.box[2]) / 2 - middle[0]) < 1e-9);
  assert.ok(shape.box[2] < mercator(0, 25)[0]);
  const [north] = areaShapes({ places: [area(0, [0, 60, 40, 89])] });
  assert.ok(north.box[1] >= mercator(75, 0)[1]);
  assert.deepEqual(areaShapes({ places: [{ ...area(0, [0, 30, 40, 70]), kind: "continent" }] }), []);
});

test("a line to an area ends at its edge, and there is none inside of it", () => {
  const country = { parts: [{ points: new Float64Array([0.4, 0.4, 0.6, 0.4, 0.6, 0.6, 0.4, 0.6]) }], box: [0.4, 0.4, 0.6, 0.6] };
  const line = [0.1, 0.5, 0.2, 0.5, 0.3, 0.5, 0.45, 0.5, 0.5, 0.5];
  assert.deepEqual(outsideOf(line, undefined, country), [0.1, 0.5, 0.2, 0.5, 0.3, 0.5]);
  assert.deepEqual(outsideOf(line.slice(6), undefined, country), []);
  assert.deepEqual(outsideOf(line, undefined, undefined), line);
});

test("bounds that are unknown, empty or most of the world are not drawn", () => {
  const places = [area(0, null), area(1, [-180, -90, 180, 90]), area(2, [5, 5, 5, 5]), area(3, [170, -10, -170, 10])];
  assert.deepEqual(areaShapes({ places }).map(({ place }) => place), [3]);
});

test("the shape of bounds lies within them, touches every side, and crosses the 180th meridian", () => {
  const { points, box } = roundedBox([170, -20, -170, 20]);
  const xs = [...points].filter((_, i) => i % 2 === 0);
  const ys = [...points].filter((_, i) => i % 2 === 1);
  assert.ok(Math.abs(Math.min(...xs) - mercator(0, 170)[0]) < 1e-9);
  assert.ok(Math.abs(Math.max(...xs) - mercator(0, 190)[0]) < 1e-9);
  assert.ok(Math.abs(Math.min(...ys) - mercator(20, 0)[1]) < 1e-9);
  assert.deepEqual(box.map((side) => side.toFixed(6)), [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)].map((side) => side.toFixed(6)));
});

// A canvas that keeps what was filled and stroked, and how opaque.
function recorder() {
  const done = [];
  const noted = (name) => function note() { done.push([name, this.globalAlpha]); };
  const still = Object.fromEntries(["beginPath", "moveTo", "lineTo", "closePath", "setLineDash", "save", "restore", "translate", "scale"].map((name) => [name, () => {}]));
  return { ...still, done, globalAlpha: 1, fill: noted("fill"), stroke: noted("stroke"), fillRect: noted("fill"), createRadialGradient: () => ({ addColorStop: () => {} }) };
}

test("the area of the step is stronger than all others, and a vague one is there only when it is told of", () => {
  const story = {
    places: [area(0, [120, 30, 130, 40]), area(1, [100, 10, 140, 50])],
    areas: { scale: 100, shapes: [{ place: 0, rings: [[12000, 3000, 1000, 0, 0, 1000]] }] },
  };
  const outlines = createOutlines(story, areaShapes(story), () => "#123456");
  const view = { world: 1000, left: 0, top: 0, box: [0, 0, 1, 1] };
  const drawn = (states) => {
    const canvas = recorder();
    outlines.show(states);
    outlines.draw(canvas, view);
    return canvas.done;
  };
  const most = (states) => Math.max(...drawn(states).filter(([what]) => what === "fill").map(([, opacity]) => opacity));
  assert.ok(most(["current", "visited"]) > most(["shown", "shown"]));
  assert.deepEqual(drawn(["quiet", "quiet"]).map(([what]) => what), ["stroke"]);
  assert.deepEqual(drawn(["quiet", "current"]).map(([what]) => what), ["stroke", "stroke", "fill"]);
});
