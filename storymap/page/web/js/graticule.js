// What gives the eye a measure where the map has no coast: circles of the earth on the open sea, and squares of so
// many metres on the sheet that takes the drawn world's place where that is no longer true.

import { mercator } from "./geometry.js";

const EQUATOR = 40075016.686; // metres around the earth
const DEGREES = [30, 15, 10, 5, 2, 1, 0.5, 0.2];
const LINES_APART = 150; // pixels at least between two circles …
const SQUARE_SIDE = 72; // … and between two lines of the squares
const CIRCLES = [[0, "circle.equator"], [23.436, "circle.cancer"], [-23.436, "circle.capricorn"]];

// Metres that a pixel shows at a height of the map (0 … 1 from north to south).
export function metresAPixel(y, world) {
  const lat = Math.atan(Math.sinh(Math.PI * (1 - 2 * y)));
  return (EQUATOR * Math.cos(lat)) / world;
}

// The side of the squares in metres: 1, 2 or 5 times a power of ten, so that lines are not too near.
export function squareOf(y, world) {
  // The same for all heights of a map of streets, so that the squares do not swim when it is moved.
  const least = metresAPixel(Math.round(y * 4096) / 4096, world) * SQUARE_SIDE;
  const power = 10 ** Math.floor(Math.log10(least));
  return power * [1, 2, 5, 10].find((step) => step * power >= least);
}

export function drawCircles(context, view, colour) {
  const step = DEGREES.filter((degrees) => (degrees / 360) * view.world >= LINES_APART).pop();
  if (!step) return;
  context.beginPath();
  for (let lon = Math.ceil((view.box[0] - 0.5) * 360 / step) * step; lon <= (view.box[2] - 0.5) * 360; lon += step) {
    across(context, view, (lon / 360 + 0.5) * view.world - view.left, true);
  }
  for (let lat = -90 + step; lat < 90; lat += step) across(context, view, mercator(lat, 0)[1] * view.world - view.top, false);
  stroked(context, colour("--circle"), 0.7, []);
  context.beginPath();
  for (const [lat] of CIRCLES) across(context, view, mercator(lat, 0)[1] * view.world - view.top, false);
  stroked(context, colour("--circle"), 1, [7, 5]);
}

// The named circles in view: [{ at: Mercator y, word }].
export const circlesInView = (view) => CIRCLES.map(([lat, word]) => ({ y: mercator(lat, 0)[1], word }))
  .filter(({ y }) => y > view.box[1] && y < view.box[3]);

export function drawSquares(context, view, colour) {
  const middle = (view.box[1] + view.box[3]) / 2;
  const side = squareOf(middle, view.world) / metresAPixel(Math.round(middle * 4096) / 4096, view.world);
  context.beginPath();
  for (let x = side - (view.left % side); x < view.width; x += side) across(context, view, x, true);
  for (let y = side - (view.top % side); y < view.height; y += side) across(context, view, y, false);
  stroked(context, colour("--circle"), 0.8, []);
}

function across(context, view, at, isUpright) {
  const line = Math.round(at) + 0.5;
  context.moveTo(isUpright ? line : 0, isUpright ? 0 : line);
  context.lineTo(isUpright ? line : view.width, isUpright ? view.height : line);
}

function stroked(context, style, width, dash) {
  context.setLineDash(dash);
  context.strokeStyle = style;
  context.lineWidth = width;
  context.stroke();
  context.setLineDash([]);
}
