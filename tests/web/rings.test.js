import assert from "node:assert/strict";
import { test } from "node:test";

import { mercator } from "../../storymap/page/web/js/geometry.js";
import { decode, decodePiece } from "../../storymap/page/web/js/rings.js";

test("steps are added up to points in Mercator units", () => {
  const { points, box } = decode([1000, 2000, 500, -300], 100);
  assert.deepEqual([...points], [...mercator(20, 10), ...mercator(17, 15)]);
  assert.deepEqual(box, [points[0], points[1], points[2], points[3]]);
});

test("a piece without some layers has them empty", () => {
  const piece = decodePiece({ scale: 1000, bounds: [-10, -10, 10, 10], land: [[0, 0, 10, 0, 0, 10]] });
  assert.equal(piece.land.length, 1);
  assert.deepEqual(piece.rivers, []);
  assert.ok(piece.box[0] < piece.box[2] && piece.box[1] < piece.box[3]);
});
