import assert from "node:assert/strict";
import { test } from "node:test";

import { hits } from "../../storymap/page/web/js/marks.js";

test("words are found in a text whatever their case and accents, at the text's own offsets", () => {
  const text = "From Valparaíso to VALPARAÍSO.";
  assert.deepEqual(hits(text, ["valparaiso"]).map(([start, end]) => text.slice(start, end)), ["Valparaíso", "VALPARAÍSO"]);
  const apart = "Valparai\u0301so";
  assert.deepEqual(hits(apart, ["raiso"]).map(([start, end]) => apart.slice(start, end)), ["rai\u0301so"]);
});

test("what is not there has no mark", () => {
  assert.deepEqual(hits("Suva", ["lima"]), []);
  assert.deepEqual(hits("", ["lima"]), []);
});
