// Words of the text held by what stands around them: the same anchors as storymap/correct/anchor.py makes.
// Offsets count code points, as the story file's do.

const CONTEXTS = [32, 64, 128, 256, 512];

// What Python takes for space; runs of it count as one.
const SPACE = /(?:(?!\ufeff)[\s\x1c-\x1f\x85])+/g;

// A text that can be cut and searched by code points.
export function createText(text) {
  const points = /[\ud800-\udfff]/.test(text) ? Array.from(text) : null;
  const starts = points && unitStarts(points);
  const slice = points ? (start, end) => points.slice(start, end).join("") : (start, end) => text.slice(start, end);
  const toPoint = points ? (unit) => pointAt(starts, unit) : (unit) => unit;
  return { length: points?.length ?? text.length, slice, whole: text, ...squeezedBy(text, toPoint) };
}

// The text with every run of space as one, and where each of its units stood, in code points.
function squeezedBy(text, toPoint) {
  const starts = [];
  let squeezed = "";
  let position = 0;
  const take = (end) => {
    for (let unit = position; unit < end; unit++) starts.push(toPoint(unit));
    squeezed += text.slice(position, end);
  };
  for (const space of text.matchAll(SPACE)) {
    take(space.index);
    starts.push(toPoint(space.index));
    squeezed += " ";
    position = space.index + space[0].length;
  }
  take(text.length);
  return { squeezed, starts };
}

const plain = (words) => words.replace(SPACE, " ");

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
  const nth = found.findIndex((one) => one.start === start) + 1;
  return nth ? { ...held, nth } : held;
}

// Where the words stand, {start, end, text}; null if they cannot be told. The text never changes under a page, so
// whole contexts do.
export function findAnchor(text, held) {
  if (!held.exact) return null;
  const found = standing(text, held);
  const one = found.length === 1 ? found[0] : found[(held.nth ?? 0) - 1];
  return one ? { ...one, text: text.slice(one.start, one.end) } : null;
}

function standing(text, held) {
  const [prefix, exact, suffix] = [held.prefix ?? "", held.exact, held.suffix ?? ""].map(plain);
  const whole = prefix + exact + suffix;
  const found = [];
  for (let at = text.squeezed.indexOf(whole); at >= 0; at = text.squeezed.indexOf(whole, at + 1)) {
    const first = at + prefix.length;
    const last = first + exact.length - 1;
    found.push({ start: text.starts[first], end: text.starts[last] + 1 });
  }
  return found;
}
