// Draws the line through the story: solid where somebody travels, thin where only the story moves on.

import { trace, turnsInView } from "./canvas-layer.js";
import { DRAWN } from "./framing.js";
import { arc, bow, overlap } from "./geometry.js";
import { outsideOf } from "./rings.js";
import { legs } from "./story.js";
import { lengthWords } from "./words.js";

const ROUTE_COLOURS = 7; // --route-0 … --route-6 in theme.css
const MANY = 120; // legs, beyond which only those near the reader's step are drawn: more would be a tangle
const NEAR = 25;
const A_DEGREE = 111195; // metres
const MEASURED = 96; // pixels: so long a leg has room for its length

// `shapes` are those of the story's areas: a line to or from one ends at its edge, never in its middle.
export function createRoutes(story, shapes, colour) {
  const shapeOf = new Map(shapes.map((shape) => [shape.place, shape]));
  let lines = [];
  let position = 0;
  let growth = 1;

  function follow(steps) {
    lines = legs(story, steps).map((leg) => {
      const whole = bow(story.places[leg.from], story.places[leg.to], { journey: leg.travelled });
      const points = outsideOf(whole, shapeOf.get(leg.from), shapeOf.get(leg.to));
      return { ...leg, points, box: lineBox(points), metres: arc(story.places[leg.from], story.places[leg.to]) * A_DEGREE };
    }).filter(({ points }) => points.length >= 4);
  }

  // What has happened is drawn strong, what comes is faint, and the leg that arrives now grows.
  function draw(context, view) {
    const isOverview = position < 1 || lines.length === 0 || position > lines[lines.length - 1].at;
    const isTangle = lines.length > MANY;
    const measured = [];
    for (const line of lines) {
      // Where only the story goes on, and nobody goes anywhere, its line is shown at the step that it leads to.
      if (!line.moved && line.at !== position) continue;
      if (isTangle && (isOverview ? !line.travelled : Math.abs(line.at - position) > NEAR)) continue;
      const share = line.at === position ? growth : 1;
      const done = isOverview || line.at <= position;
      drawLeg(context, view, line, { share, done, now: line.at === position, colour: colourOf(line) });
      // On the sheet nothing else says how far it is.
      if (view.zoom > DRAWN && share === 1 && (isOverview || Math.abs(line.at - position) < 2)) measure(context, view, line, measured);
    }
  }

  const colourOf = (line) => colour(line.travelled ? `--route-${(line.route ?? 0) % ROUTE_COLOURS}` : "--thread");

  return {
    draw,
    follow,
    at: (next, grown = 1) => { position = next; growth = grown; },
    hasLegAt: (next) => lines.some((line) => line.at === next),
  };
}

function lineBox(points) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < points.length; i += 2) {
    box[0] = Math.min(box[0], points[i]);
    box[1] = Math.min(box[1], points[i + 1]);
    box[2] = Math.max(box[2], points[i]);
    box[3] = Math.max(box[3], points[i + 1]);
  }
  return box;
}

function drawLeg(context, view, line, { share, done, now, colour }) {
  const points = share < 1 ? line.points.slice(0, 2 * Math.max(2, Math.ceil((line.points.length / 2) * share))) : line.points;
  for (const turn of turnsInView(line.box, view)) {
    const width = (line.travelled ? 2.6 : 1.6) * (now ? 1.3 : 1);
    context.lineCap = "round";
    context.lineJoin = "round";
    context.setLineDash(line.travelled ? [] : [1, 6]);
    for (const [style, extra] of [["--halo", 2.6], [null, 0]]) {
      if (style && !line.travelled) continue;
      context.globalAlpha = done ? (style ? 0.85 : 1) : style ? 0.3 : 0.45;
      context.strokeStyle = style ? view.colour(style) : colour;
      context.lineWidth = width + extra + (line.travelled ? 0 : 1);
      context.beginPath();
      trace(context, points, view, turn);
      context.stroke();
    }
    context.setLineDash([]);
    if (share >= 1) drawArrow(context, view, points, turn, colour, width);
    context.globalAlpha = 1;
  }
}

// An arrowhead a little past the middle of the leg, where no marker hides it.
function drawArrow(context, view, points, turn, colour, width) {
  const middle = 2 * Math.round(points.length / 2 * 0.58);
  if (middle < 2 || middle >= points.length) return;
  const at = (i) => [(points[i] + turn) * view.world - view.left, points[i + 1] * view.world - view.top];
  const [x, y] = at(middle);
  const [fromX, fromY] = at(middle - 2);
  const [startX, startY] = at(0);
  const [endX, endY] = at(points.length - 2);
  if (Math.hypot(endX - startX, endY - startY) < 56) return;
  const angle = Math.atan2(y - fromY, x - fromX);
  const size = 4 + 1.6 * width;
  context.beginPath();
  context.moveTo(x + Math.cos(angle) * size, y + Math.sin(angle) * size);
  context.lineTo(x + Math.cos(angle + 2.5) * size, y + Math.sin(angle + 2.5) * size);
  context.lineTo(x + Math.cos(angle - 2.5) * size, y + Math.sin(angle - 2.5) * size);
  context.closePath();
  context.fillStyle = colour;
  context.lineWidth = 1.5;
  context.strokeStyle = view.colour("--halo");
  context.stroke();
  context.fill();
}

// The length of a leg, written beside its middle.
function measure(context, view, { points, metres }, taken) {
  const at = (i) => [points[i] * view.world - view.left, points[i + 1] * view.world - view.top];
  const [[ax, ay], [bx, by]] = [at(0), at(points.length - 2)];
  const [x, y] = at(2 * Math.floor(points.length / 4));
  const box = [x - 30, y - 20, x + 30, y];
  if (Math.hypot(bx - ax, by - ay) < MEASURED || taken.some((other) => overlap(other, box))) return;
  taken.push(box);
  context.font = `600 11px ${getComputedStyle(document.documentElement).getPropertyValue("--sans")}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineWidth = 3.5;
  context.strokeStyle = view.colour("--halo");
  context.strokeText(lengthWords(metres), x, y - 10);
  context.fillStyle = view.colour("--thread");
  context.fillText(lengthWords(metres), x, y - 10);
}
