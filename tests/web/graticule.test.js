import assert from "node:assert/strict";
import { test } from "node:test";

import { mercator } from "../../storymap/page/web/js/geometry.js";
import { metresAPixel, squareOf } from "../../storymap/page/web/js/graticule.js";

test("a pixel shows as many metres as the earth has there", () => {
  assert.ok(Math.abs(metresAPixel(0.5, 256) - 156543) < 1);
  assert.ok(Math.abs(metresAPixel(mercator(60, 0)[1], 256) - 156543 / 2) < 1);
});

test("squares are 1, 2 or 5 times a power of ten, and never too small", () => {
  for (let zoom = 11; zoom <= 18; zoom += 0.25) {
    const [y, world] = [mercator(51.5, 0)[1], 256 * 2 ** zoom];
    const side = squareOf(y, world);
    assert.ok([1, 2, 5].includes(Number(String(side)[0])) && /^[125]0*$/.test(String(side)), side);
    assert.ok(side / metresAPixel(y, world) > 71 && side / metresAPixel(y, world) < 200);
  }
});
