// The story's areas under its markers: countries as they are, other areas as soft shapes of their bounds.

import { trace, turnsInView } from "./canvas-layer.js";

// How an area is drawn: [how opaque its tint is, how opaque its edge, the edge's width].
const LOOKS = {
  current: [0.17, 0.95, 1.8],
  shown: [0.055, 0.5, 1.2],
  visited: [0.03, 0.35, 1],
  coming: [0, 0.28, 1],
  quiet: [0, 0.18, 1],
};

export function createOutlines(story, shapes, colour) {
  let states = story.places.map(() => "shown");

  // `all` is how every area is drawn, instead of by the step that is shown.
  function draw(context, view, all = null) {
    context.lineJoin = "round";
    context.lineCap = "round";
    const drawn = shapes.map((shape) => ({ ...shape, look: LOOKS[all ?? states[shape.place]] }));
    for (const shape of drawn) if (states[shape.place] !== "current") drawShape(context, view, shape, colour);
    for (const shape of drawn) if (states[shape.place] === "current") drawShape(context, view, shape, colour);
    context.globalAlpha = 1;
    context.setLineDash([]);
  }

  return { draw, show: (next) => { states = next; } };
}

function drawShape(context, view, shape, colour) {
  const turns = turnsInView(shape.box, view);
  if (!turns.length) return;
  context.beginPath();
  for (const part of shape.parts) {
    for (const turn of turnsInView(part.box, view)) trace(context, part.points, view, turn, true);
  }
  context.strokeStyle = colour("--accent");
  if (shape.exact) drawExact(context, shape.look, colour);
  else drawVague(context, view, shape, turns, colour);
}

function drawExact(context, [tint, edge, width], colour) {
  context.fillStyle = colour("--accent");
  context.globalAlpha = tint;
  if (tint) context.fill("evenodd");
  dots(context, edge, width, 2.6);
}

// What is known by its bounds only fades towards them, and is not drawn at all while the story is elsewhere.
function drawVague(context, view, { box, look: [tint, edge, width] }, turns, colour) {
  if (tint < LOOKS.shown[0]) return;
  const [wide, high] = [(box[2] - box[0]) * view.world / 2, (box[3] - box[1]) * view.world / 2];
  dots(context, edge * 0.6, width, 4.5);
  for (const turn of turns) {
    context.save();
    context.translate((box[0] + turn) * view.world - view.left + wide, box[1] * view.world - view.top + high);
    context.scale(wide, high);
    context.fillStyle = fading(context, colour("--accent"));
    context.globalAlpha = tint * 1.5;
    context.fillRect(-1, -1, 2, 2);
    context.restore();
  }
}

// A canvas gives an opaque colour back as #rrggbb, whatever words it was set in.
function fading(context, colour) {
  context.fillStyle = colour;
  const solid = context.fillStyle;
  const at = (opacity) => (solid.length === 7 ? solid + opacity : solid);
  const gradient = context.createRadialGradient(0, 0, 0, 0, 0, 1);
  gradient.addColorStop(0, at("ff"));
  gradient.addColorStop(0.45, at("bf"));
  gradient.addColorStop(1, at("00"));
  return gradient;
}

function dots(context, opacity, width, apart) {
  context.globalAlpha = opacity;
  context.lineWidth = width;
  context.setLineDash([0.1, apart * width]);
  context.stroke();
}
