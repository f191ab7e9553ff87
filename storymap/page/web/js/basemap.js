// Draws the world that the page carries: land, lakes, rivers, borders and the names of countries and towns.

import { trace, turnsInView } from "./canvas-layer.js";
import { DRAWN } from "./framing.js";
import { mercator, overlap } from "./geometry.js";
import { circlesInView, drawCircles, drawSquares } from "./graticule.js";
import { decodePiece, mercatorBox } from "./rings.js";
import { countryName, word } from "./words.js";

const DETAIL_FROM = 240; // pixels across, from which a piece of detail is drawn

export function createBasemap(data, colour) {
  const world = data.land ? decodePiece(data) : null;
  const details = (data.detail ?? []).map((piece) => ({ piece, box: mercatorBox(piece.bounds), decoded: null }));
  let labels = [];
  const shown = { labels: true };

  function draw(context, view, obstacles) {
    if (!world) return;
    // Nearer than its coasts are true the world fades, and a sheet with squares takes its place.
    const truth = Math.min(1, Math.max(0, DRAWN + 1 - view.zoom));
    ground(context, view, colour, truth);
    context.globalAlpha = truth;
    if (truth) drawWorld(context, view);
    context.globalAlpha = 1;
    if (shown.labels && !view.moving) drawLabels(context, view, labels, colour, obstacles());
  }

  function drawWorld(context, view) {
    drawPiece(context, view, world, colour, 0);
    for (const detail of details) {
      if ((detail.box[2] - detail.box[0]) * view.world < DETAIL_FROM) continue;
      for (const turn of turnsInView(detail.box, view)) {
        detail.decoded ??= decodePiece(detail.piece);
        drawInside(context, view, detail.decoded, colour, turn);
      }
    }
  }
  return { draw, shown, prepareLabels: () => { labels = world ? labelsOf([data, ...data.detail ?? []]) : []; } };
}

// What lies under the coasts: the sea with its circles, or the sheet.
function ground(context, view, colour, truth) {
  const left = view.box[0] * view.world - view.left;
  const width = (view.box[2] - view.box[0]) * view.world;
  for (const [paint, opacity] of [["--land", 1 - truth], ["--sea", truth]]) {
    context.globalAlpha = paint === "--land" ? (opacity ? 1 : 0) : opacity;
    context.fillStyle = colour(paint);
    context.fillRect(left, 0, width, view.height);
  }
  context.globalAlpha = truth;
  if (truth) drawCircles(context, view, colour);
  context.globalAlpha = 1 - truth;
  if (truth < 1) drawSquares(context, view, colour);
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
  drawCircles(context, view, colour);
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
  const seas = (pieces[0].seas ?? []).map(([lat, lon, text, rank]) => ({ at: mercator(lat, lon), text, rank, isCountry: false, isSea: true }));
  return [...countries, ...seas, ...towns].sort((a, b) => a.rank - b.rank || b.isCountry - a.isCountry);
}

// Each label where it collides with nothing that is already there; the important ones come first.
function drawLabels(context, view, labels, colour, obstacles) {
  const taken = [...obstacles];
  const seas = new Set();
  const family = getComputedStyle(document.documentElement).getPropertyValue("--sans");
  context.textBaseline = "middle";
  context.textAlign = "left";
  context.lineJoin = "round";
  for (const label of labels) {
    if (label.rank > view.zoom + 0.4) break;
    // An ocean that is named in several places is named once where they are seen together.
    if (label.isSea && seas.has(label.text)) continue;
    const [x, y] = label.at;
    for (const turn of turnsInView([x, y, x, y], view)) {
      if (label.isSea) seas.add(label.text);
      drawLabel(context, label, (x + turn) * view.world - view.left, y * view.world - view.top, { family, colour, taken });
    }
  }
  if (view.zoom > DRAWN) return;
  for (const circle of circlesInView(view)) {
    const label = { text: word(circle.word), isSea: true };
    drawLabel(context, label, view.pad.x + 90, circle.y * view.world - view.top - 8, { family, colour, taken });
  }
}

const NAME_STYLES = {
  country: { font: "600 10.5px", spacing: "1.2px", paint: "--label-country", isCentred: true },
  sea: { font: "italic 400 12px", spacing: "0.6px", paint: "--label-sea", isCentred: true },
  town: { font: "400 11.5px", spacing: "0px", paint: "--label-town", isCentred: false },
};

function drawLabel(context, label, x, y, { family, colour, taken }) {
  const style = NAME_STYLES[label.isCountry ? "country" : label.isSea ? "sea" : "town"];
  const text = label.isCountry ? label.text.toLocaleUpperCase() : label.text;
  context.font = `${style.font} ${family}`;
  context.letterSpacing = style.spacing;
  const width = context.measureText(text).width;
  const left = style.isCentred ? x - width / 2 : x + 5;
  const box = [left - 4, y - 9, left + width + 4, y + 9];
  if (taken.some((other) => overlap(box, other))) return;
  taken.push(box);
  context.lineWidth = 3;
  if (!label.isSea) {
    context.strokeStyle = colour("--label-halo");
    context.strokeText(text, left, y);
  }
  context.fillStyle = colour(style.paint);
  context.fillText(text, left, y);
  if (!style.isCentred) {
    context.beginPath();
    context.arc(x, y, 1.8, 0, 7);
    context.fill();
  }
  context.letterSpacing = "0px";
}
