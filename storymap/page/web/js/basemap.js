// Draws the world that the page carries: land, lakes, rivers, borders and the names of countries and towns.

import { trace, turnsInView } from "./canvas-layer.js";
import { mercator, overlap } from "./geometry.js";
import { decodePiece, mercatorBox } from "./rings.js";
import { countryName } from "./words.js";

const DETAIL_FROM = 240; // pixels across, from which a piece of detail is drawn

export function createBasemap(data, colour) {
  const world = data.land ? decodePiece(data) : null;
  const details = (data.detail ?? []).map((piece) => ({ piece, box: mercatorBox(piece.bounds), decoded: null }));
  let labels = [];
  const shown = { labels: true };

  function draw(context, view, obstacles) {
    if (!world) return;
    drawPiece(context, view, world, colour, 0);
    for (const detail of details) {
      if ((detail.box[2] - detail.box[0]) * view.world < DETAIL_FROM) continue;
      for (const turn of turnsInView(detail.box, view)) {
        detail.decoded ??= decodePiece(detail.piece);
        drawInside(context, view, detail.decoded, colour, turn);
      }
    }
    if (shown.labels && !view.moving) drawLabels(context, view, labels, colour, obstacles());
  }
  return { draw, shown, prepareLabels: () => { labels = world ? labelsOf([data, ...data.detail ?? []]) : []; } };
}

function drawInside(context, view, piece, colour, turn) {
  const [left, top, right, bottom] = piece.box;
  // Whole pixels inside: a pixel that the piece fills in part only is seen as a faint line of sea.
  const x = Math.ceil((left + turn) * view.world - view.left);
  const y = Math.ceil(top * view.world - view.top);
  const width = Math.floor((right + turn) * view.world - view.left) - x;
  const height = Math.floor(bottom * view.world - view.top) - y;
  context.save();
  context.beginPath();
  context.rect(x, y, width, height);
  context.clip();
  context.fillStyle = colour("--sea");
  context.fill();
  drawPiece(context, view, piece, colour);
  context.restore();
}

function drawPiece(context, view, piece, colour) {
  const strong = Math.min(1, Math.max(0.55, view.zoom / 6));
  context.lineJoin = "round";
  fill(context, view, piece, "land", colour("--land"));
  stroke(context, view, piece, "rivers", colour("--river"), Math.min(1.6, 0.35 + view.zoom / 9));
  fill(context, view, piece, "lakes", colour("--lake"));
  coast(context, view, piece, colour("--coast"), 0.9 * strong);
  stroke(context, view, piece, "divisions", colour("--border"), 0.5, [2, 3]);
  stroke(context, view, piece, "borders", colour("--border"), strong);
  stroke(context, view, piece, "disputed", colour("--border"), strong, [4, 3]);
}

function fill(context, view, piece, layer, style) {
  context.beginPath();
  for (const shape of piece[layer]) {
    for (const turn of turnsInView(shape.box, view)) trace(context, shape.points, view, turn, true);
  }
  context.fillStyle = style;
  context.fill("evenodd");
}

function stroke(context, view, piece, layer, style, width, dash = []) {
  context.beginPath();
  for (const shape of piece[layer]) {
    for (const turn of turnsInView(shape.box, view)) trace(context, shape.points, view, turn);
  }
  line(context, style, width, dash);
}

// The outline of the land, but not where it was cut: at 180°, at the pole, at the edge of a detail.
function coast(context, view, piece, style, width) {
  const edges = piece.box ?? [0, -1, 1, 2];
  const near = (a, b) => Math.abs(a - b) < 1.5 * piece.unit;
  context.beginPath();
  for (const { points, box } of piece.land) {
    const skip = (i, j) => {
      const [x, y] = [points[i], points[i + 1]];
      const vertical = near(x, points[j]) && (near(x, edges[0]) || near(x, edges[2]) || near(x, 0) || near(x, 1));
      return vertical || (near(y, points[j + 1]) && (near(y, edges[1]) || near(y, edges[3]) || y > 0.999));
    };
    for (const turn of turnsInView(box, view)) trace(context, points, view, turn, true, skip);
  }
  line(context, style, width);
}

function line(context, style, width, dash = []) {
  context.setLineDash(dash);
  context.strokeStyle = style;
  context.lineWidth = width;
  context.stroke();
  context.setLineDash([]);
}

function labelsOf(pieces) {
  const countries = (pieces[0].countries ?? []).map(([lat, lon, name, code, rank = 2]) => ({
    at: mercator(lat, lon), text: countryName(code) || name, rank, isCountry: true,
  }));
  const seen = new Set();
  const towns = pieces.flatMap((piece) => piece.towns ?? []).filter(([lat, lon, name]) => {
    const key = `${name}:${lat.toFixed(1)}:${lon.toFixed(1)}`;
    return !seen.has(key) && seen.add(key);
  }).map(([lat, lon, name, rank]) => ({ at: mercator(lat, lon), text: name, rank, isCountry: false }));
  return [...countries, ...towns].sort((a, b) => a.rank - b.rank || b.isCountry - a.isCountry);
}

// Each label where it collides with nothing that is already there; the important ones come first.
function drawLabels(context, view, labels, colour, obstacles) {
  const taken = [...obstacles];
  const family = getComputedStyle(document.documentElement).getPropertyValue("--sans");
  context.textBaseline = "middle";
  context.textAlign = "left";
  context.lineJoin = "round";
  for (const label of labels) {
    if (label.rank > view.zoom + 0.4) break;
    const [x, y] = label.at;
    for (const turn of turnsInView([x, y, x, y], view)) {
      drawLabel(context, label, (x + turn) * view.world - view.left, y * view.world - view.top, { family, colour, taken });
    }
  }
}

function drawLabel(context, label, x, y, { family, colour, taken }) {
  const text = label.isCountry ? label.text.toLocaleUpperCase() : label.text;
  context.font = `${label.isCountry ? 600 : 400} ${label.isCountry ? 10.5 : 11.5}px ${family}`;
  context.letterSpacing = label.isCountry ? "1.2px" : "0px";
  const width = context.measureText(text).width;
  const left = label.isCountry ? x - width / 2 : x + 5;
  const box = [left - 4, y - 9, left + width + 4, y + 9];
  if (taken.some((other) => overlap(box, other))) return;
  taken.push(box);
  context.lineWidth = 3;
  context.strokeStyle = colour("--label-halo");
  context.strokeText(text, left, y);
  context.fillStyle = colour(label.isCountry ? "--label-country" : "--label-town");
  context.fillText(text, left, y);
  if (!label.isCountry) {
    context.beginPath();
    context.arc(x, y, 1.8, 0, 7);
    context.fill();
  }
  context.letterSpacing = "0px";
}
