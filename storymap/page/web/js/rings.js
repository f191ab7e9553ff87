// The embedded world's shapes: from lists of integer steps to Mercator units, ready to be drawn.

import { mercator } from "./geometry.js";

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
  return { ...decoded, towns: piece.towns ?? [], box: piece.bounds ? mercatorBox(piece.bounds) : null, unit: 1 / (360 * piece.scale) };
}

function mercatorBox([west, south, east, north]) {
  const [left, top] = mercator(north, west);
  const [right, bottom] = mercator(south, east);
  return [left, top, right, bottom];
}
