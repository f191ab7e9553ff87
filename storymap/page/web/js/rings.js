// The shapes of the embedded world and of the story's areas in Mercator units, ready to be drawn: pure.

import { mercator } from "./geometry.js";

const WIDEST = 100; // degrees: bounds that are wider than this say too little to draw
const CORNERS = 72;
const FARTHEST = 75; // degrees north and south, that a shape of bounds reaches
const OCEAN = 45; // degrees: a sea that is wider has bounds that lie over what is none of it, as a continent has
const SQUARE = 2.8; // the power of the curve: 2 is an ellipse, more is nearer to the box

// [x0, y0, dx1, dy1, …] in 1/scale degrees → { points: Float64Array [x, y, …], box }, Mercator units.
export function decode(steps, scale) {
  const points = new Float64Array(steps.length);
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  let lon = 0;
  let lat = 0;
  for (let i = 0; i < steps.length; i += 2) {
    lon += steps[i];
    lat += steps[i + 1];
    const [x, y] = mercator(lat / scale, lon / scale);
    points[i] = x;
    points[i + 1] = y;
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  }
  return { points, box };
}

// A piece of the world: every layer decoded; `box` is where it replaces what is under it.
export function decodePiece(piece) {
  const layer = (name) => (piece[name] ?? []).map((steps) => decode(steps, piece.scale));
  const names = ["land", "lakes", "borders", "disputed", "divisions", "rivers"];
  const decoded = Object.fromEntries(names.map((name) => [name, layer(name)]));
  return { ...decoded, box: piece.bounds ? mercatorBox(piece.bounds) : null, unit: 1 / (360 * piece.scale) };
}

export function mercatorBox([west, south, east, north]) {
  const [left, top] = mercator(north, west);
  const [right, bottom] = mercator(south, east);
  return [left, top, right, bottom];
}

// The shapes of the story's areas, the largest first: { place, parts: [{ points, box }], box, exact }.
export function areaShapes(story) {
  const { scale = 1, shapes = [] } = story.areas ?? {};
  const known = new Map(shapes.map(({ place, rings }) => [place, rings.map((ring) => decode(ring, scale))]));
  return story.places.flatMap((place) => {
    const parts = known.get(place.number) ?? (canBeDrawn(place) ? [roundedBox(around(place))] : null);
    return parts ? [{ place: place.number, parts, box: boxAround(parts), exact: known.has(place.number) }] : [];
  }).sort((a, b) => sizeOf(b) - sizeOf(a));
}

// Whether a point lies in a shape, by the even-odd rule.
export function isWithin({ parts, box }, x, y) {
  if (x < box[0] || x > box[2] || y < box[1] || y > box[3]) return false;
  let inside = false;
  for (const { points } of parts) {
    for (let i = 0, j = points.length - 2; i < points.length; j = i, i += 2) {
      const crosses = (points[i + 1] > y) !== (points[j + 1] > y);
      if (crosses && x < ((points[j] - points[i]) * (y - points[i + 1])) / (points[j + 1] - points[i + 1]) + points[i]) inside = !inside;
    }
  }
  return inside;
}

// What of a line [x, y, …] lies between the shape where it begins and the one where it ends; either may be missing.
export function outsideOf(points, first, last) {
  let [start, end] = [0, points.length - 2];
  const isIn = (shape, i) => shape && isWithin(shape, points[i], points[i + 1]);
  while (start <= end && isIn(first, start)) start += 2;
  while (end >= start && isIn(last, end)) end -= 2;
  return points.slice(start, end + 2);
}

const sizeOf = ({ box }) => (box[2] - box[0]) * (box[3] - box[1]);

function canBeDrawn({ precision, bounds, kind }) {
  if (precision !== "area" || !bounds) return false;
  const [west, south, east, north] = bounds;
  const width = (east < west ? east + 360 : east) - west;
  return width > 0 && width <= WIDEST && north > south && kind !== "continent" && !(kind === "sea" && width > OCEAN);
}

// The bounds of an area, evenly to both sides of the point that stands for it: as far as the nearer of them is, but
// no narrower than a third of the area. So what is drawn lies where the area's name is.
function around({ lat, lon, bounds: [west, south, east, north] }) {
  const right = east < west ? east + 360 : east;
  const turn = 360 * Math.round((lon - (west + right) / 2) / 360);
  const [wide, high] = [right - west, north - south];
  const reach = (at, low, top, size) => Math.max(size / 6, Math.min(size / 2, at - low, top - at));
  const [x, y] = [reach(lon, west + turn, right + turn, wide), reach(lat, south, north, high)];
  return [lon - x, Math.max(-FARTHEST, lat - y), lon + x, Math.min(FARTHEST, lat + y)];
}

// A closed curve inside bounds, in Mercator units: neither corners, which nothing has, nor a mere circle.
export function roundedBox([west, south, east, north]) {
  const [left, top] = mercator(north, west);
  const [right, bottom] = mercator(south, east < west ? east + 360 : east);
  const [x, y, wide, high] = [(left + right) / 2, (top + bottom) / 2, (right - left) / 2, (bottom - top) / 2];
  const bent = (value) => Math.sign(value) * Math.abs(value) ** (2 / SQUARE);
  const points = new Float64Array(2 * CORNERS);
  for (let i = 0; i < CORNERS; i++) {
    const angle = (2 * Math.PI * i) / CORNERS;
    points[2 * i] = x + wide * bent(Math.cos(angle));
    points[2 * i + 1] = y + high * bent(Math.sin(angle));
  }
  return { points, box: [left, top, right, bottom] };
}

function boxAround(parts) {
  const sides = [0, 1, 2, 3].map((side) => parts.map(({ box }) => box[side]));
  return [Math.min(...sides[0]), Math.min(...sides[1]), Math.max(...sides[2]), Math.max(...sides[3])];
}
