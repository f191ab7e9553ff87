import assert from "node:assert/strict";
import { test } from "node:test";

import { arc, bow, greatCircle, grouped, mercator, nearLon, overlap, unwrapped, westOf } from "../../storymap/page/web/js/geometry.js";

const near = (a, b, within = 1e-6) => assert.ok(Math.abs(a - b) <= within, `${a} is not near ${b}`);

test("longitudes on both sides of 180° are put side by side", () => {
  const [fiji, samoa] = unwrapped([178.4, -171.8]);
  near(samoa - fiji, 9.8);
});

test("the middle of unwrapped longitudes lies in the usual range", () => {
  for (const lons of [[174, -77, 0], [179, -179], [10], [-170, 170, 175]]) {
    const found = unwrapped(lons);
    assert.ok(Math.abs((Math.min(...found) + Math.max(...found)) / 2) <= 180);
  }
});

test("longitudes that need no turning are left as they are", () => {
  assert.deepEqual(unwrapped([-10, 0, 25]), [-10, 0, 25]);
});

test("the smallest arc starts after the widest gap", () => {
  assert.equal(westOf([-170, 170, 150]), 150);
  assert.equal(westOf([]), -180);
});

test("unwrapped longitudes differ from the given ones by whole turns", () => {
  const given = [179, -179, 10, -10, 90, -90, 180, -180];
  unwrapped(given).forEach((lon, i) => near(Math.abs((lon - given[i]) % 360), 0));
});

test("nearLon turns a longitude to within half a turn", () => {
  assert.equal(nearLon(-170, 170), 190);
  assert.equal(nearLon(170, -170), -190);
});

test("a quarter of the equator is 90 degrees of arc", () => {
  near(arc({ lat: 0, lon: 0 }, { lat: 0, lon: 90 }), 90);
  near(arc({ lat: 90, lon: 0 }, { lat: -90, lon: 50 }), 180);
});

test("a great circle keeps to the equator between points on it", () => {
  greatCircle({ lat: 0, lon: 170 }, { lat: 0, lon: 190 }, 8).forEach((point) => near(point.lat, 0));
});

test("a great circle over 180° runs on without a jump", () => {
  const way = greatCircle({ lat: 35, lon: 140 }, { lat: 37, lon: -122 }, 32);
  for (let i = 1; i < way.length; i++) assert.ok(Math.abs(way[i].lon - way[i - 1].lon) < 30);
  near(way[32].lon, 238);
  assert.ok(Math.max(...way.map(({ lat }) => lat)) > 45, "the shortest way bends to the north");
});

test("a way from a place to itself or to the other side of the earth has no gap", () => {
  for (const to of [{ lat: 10, lon: 20 }, { lat: -10, lon: -160 }]) {
    greatCircle({ lat: 10, lon: 20 }, to, 4).forEach(({ lat, lon }) => assert.ok(Number.isFinite(lat) && Number.isFinite(lon)));
  }
});

test("Mercator puts the equator in the middle and the poles at a finite place", () => {
  assert.deepEqual(mercator(0, 0), [0.5, 0.5]);
  near(mercator(90, 180)[1], 0, 1e-6);
  near(mercator(-90, -180)[1], 1, 1e-6);
});

test("the way there and the way back are two lines", () => {
  const there = bow({ lat: 0, lon: 0 }, { lat: 0, lon: 10 });
  const back = bow({ lat: 0, lon: 10 }, { lat: 0, lon: 0 });
  const middle = (line) => line[2 * Math.floor(line.length / 4) + 1];
  assert.ok((middle(there) - 0.5) * (middle(back) - 0.5) < 0);
});

test("a line ends where its places lie on the map, whatever way round is shorter", () => {
  for (const journey of [true, false]) {
    const line = bow({ lat: -36.8, lon: 174.7 }, { lat: 51.5, lon: 359.9 - 360 }, { journey });
    const [x, y] = mercator(51.5, -0.1);
    near(line[line.length - 2], x, 1e-9);
    near(line[line.length - 1], y, 1e-9);
  }
});

test("points nearer than the radius join the first of them", () => {
  const points = [{ x: 0, y: 0, id: "a" }, { x: 5, y: 5, id: "b" }, { x: 100, y: 0, id: "c" }, { x: -9, y: 0, id: "d" }];
  const ids = grouped(points, 10).map((group) => group.map(({ id }) => id));
  assert.deepEqual(ids, [["a", "b", "d"], ["c"]]);
});

test("every point is in exactly one group", () => {
  const points = Array.from({ length: 500 }, (_, i) => ({ x: (i * 37) % 211, y: (i * 91) % 173, i }));
  const seen = grouped(points, 22).flat().map(({ i }) => i).sort((a, b) => a - b);
  assert.deepEqual(seen, points.map(({ i }) => i));
});

test("the squares around the leaders of groups do not overlap", () => {
  const points = Array.from({ length: 500 }, (_, i) => ({ x: (i * 37) % 211, y: (i * 91) % 173 }));
  const boxes = grouped(points, 22).map(([{ x, y }]) => [x - 11, y - 11, x + 11, y + 11]);
  boxes.forEach((box, i) => boxes.slice(i + 1).forEach((other) => assert.equal(overlap(box, other), false)));
});

test("boxes that only touch do not overlap", () => {
  assert.equal(overlap([0, 0, 10, 10], [10, 0, 20, 10]), false);
  assert.equal(overlap([0, 0, 10, 10], [9, 9, 20, 20]), true);
});
