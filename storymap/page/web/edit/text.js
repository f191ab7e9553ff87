// Words of the text held by what stands around them: the same anchors as storymap/correct/anchor.py makes.
// Offsets count code points, as the story file's do.

const CONTEXTS = [32, 64, 128, 256, 512];

// A text that can be cut and searched by code points.
export function createText(text) {
  const points = /[\ud800-\udfff]/.test(text) ? Array.from(text) : null;
  const starts = points && unitStarts(points);
  const slice = points ? (start, end) => points.slice(start, end).join("") : (start, end) => text.slice(start, end);
  const toPoint = points ? (unit) => pointAt(starts, unit) : (unit) => unit;
  return { length: points?.length ?? text.length, slice, toPoint, whole: text };
}

function unitStarts(points) {
  const starts = [0];
  for (const point of points) starts.push(starts[starts.length - 1] + point.length);
  return starts;
}

function pointAt(starts, unit) {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle] < unit) low = middle + 1;
    else high = middle;
  }
  return low;
}

export const pointsIn = (text) => (/[\ud800-\udfff]/.test(text) ? Array.from(text).length : text.length);

// What holds the words from start to end, with as much context as tells them from their like.
export function anchorOf(text, start, end, more = {}) {
  const held = { exact: text.slice(start, end), ...more };
  if (!held.exact) return held;
  let found = [];
  for (const size of CONTEXTS) {
    held.prefix = text.slice(Math.max(0, start - size), start);
    held.suffix = text.slice(end, end + size);
    found = standing(text, held);
    if (found.length === 1) return held;
  }
  const nth = found.indexOf(start) + 1;
  return nth ? { ...held, nth } : held;
}

// Where the words stand, {start, end, text}; null if they cannot be told. The text never changes under a page, so
// whole contexts do.
export function findAnchor(text, held) {
  if (!held.exact) return null;
  const found = standing(text, held);
  const start = found.length === 1 ? found[0] : found[(held.nth ?? 0) - 1];
  return start === undefined ? null : { start, end: start + pointsIn(held.exact), text: held.exact };
}

function standing(text, held) {
  const { prefix = "", suffix = "" } = held;
  const whole = prefix + held.exact + suffix;
  const found = [];
  for (let at = text.whole.indexOf(whole); at >= 0; at = text.whole.indexOf(whole, at + 1)) {
    found.push(text.toPoint(at + prefix.length));
  }
  return found;
}
