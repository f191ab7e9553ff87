// The map on paper: the whole story, drawn anew in light colours and at the paper's own width, with the steps' numbers.

import { byId, element } from "./dom.js";
import { zoomOf } from "./framing.js";
import { grouped, mercator, overlap } from "./geometry.js";

const PAPER = [1040, 660]; // pixels, drawn twice as fine
const PAPER_EDGE = 70; // pixels around the places: room for their names
const DISC = 12; // pixels, a marker's radius

// `layers` draw the world, the areas and the routes on a context: [draw(context, view, obstacles), …].
export function createPaper(story, frame, colour, layers) {
  const canvas = element("canvas", { class: "paper-map", width: 2 * PAPER[0], height: 2 * PAPER[1], role: "img", "aria-hidden": "true" });
  byId("stage").append(canvas);

  function draw() {
    document.documentElement.dataset.paper = "";
    colour.forget();
    const view = viewOf(frame() ?? { box: [-170, -56, 190, 78], max: 4 });
    const sheet = element("canvas", { width: canvas.width, height: canvas.height });
    const context = sheet.getContext("2d");
    context.setTransform(2, 0, 0, 2, 0, 0);
    context.clearRect(0, 0, ...PAPER);
    const marks = marksOf(story, view);
    const taken = marks.map(({ x, y }) => [x - DISC, y - DISC, x + DISC, y + DISC]);
    const names = marks.map((mark) => placeName(context, mark, taken, colour)).filter(Boolean);
    layers.forEach((layer) => layer(context, view, () => [...taken]));
    marks.forEach((mark) => drawDisc(context, mark, colour));
    names.forEach((name) => drawName(context, name, colour));
    // As one picture: of a canvas that is drawn on, browsers print the lines, and cut some of them wrongly.
    canvas.getContext("2d").drawImage(sheet, 0, 0);
    delete document.documentElement.dataset.paper;
    colour.forget();
  }

  addEventListener("beforeprint", draw);
  matchMedia("print").addEventListener("change", ({ matches }) => { if (matches) draw(); });
}

// The view of a frame's box, as a layer of the map would have it.
function viewOf({ box: [west, south, east, north], max }) {
  const room = zoomOf([west, south, east, north], PAPER.map((side) => side - 2 * PAPER_EDGE));
  const zoom = Math.max(1, Math.min(max, room));
  const world = 256 * 2 ** zoom;
  const [left, top] = mercator(north, west);
  const [right, bottom] = mercator(south, east);
  const [x, y] = [((left + right) / 2) * world - PAPER[0] / 2, ((top + bottom) / 2) * world - PAPER[1] / 2];
  const box = [x / world, y / world, (x + PAPER[0]) / world, (y + PAPER[1]) / world];
  return { zoom, world, left: x, top: y, width: PAPER[0], height: PAPER[1], pad: { x: 0, y: 0 }, topLeft: { x: 0, y: 0 }, box, moving: false };
}

// One mark for the places that would lie on one another, with the numbers of their first steps.
function marksOf(story, view) {
  const steps = (place) => place.events.map((number) => story.events[number].step);
  const spots = story.places.filter((place) => place.events.length).map((place) => {
    const [x, y] = mercator(place.lat, place.lon);
    return { x: x * view.world - view.left, y: y * view.world - view.top, place, step: Math.min(...steps(place)) };
  }).filter(({ x, y }) => x > 0 && y > 0 && x < PAPER[0] && y < PAPER[1]);
  spots.sort((a, b) => (a.place.precision === "area") - (b.place.precision === "area") || a.step - b.step);
  return grouped(spots, 2 * DISC).map((group) => ({ ...group[0], more: group.length - 1, isArea: group[0].place.precision === "area" }));
}

function drawDisc(context, { x, y, step, isArea }, colour) {
  context.beginPath();
  context.arc(x, y, DISC, 0, 2 * Math.PI);
  context.fillStyle = colour(isArea ? "--paper" : "--accent");
  context.globalAlpha = isArea ? 0.85 : 1;
  context.fill();
  context.globalAlpha = 1;
  context.lineWidth = 1.5;
  context.strokeStyle = colour(isArea ? "--accent" : "--halo");
  context.stroke();
  context.font = `700 11px ${colour("--sans")}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillStyle = colour(isArea ? "--ink" : "--accent-ink");
  context.fillText(step, x, y + 0.5);
}

// A mark's name beside it, where it meets neither a mark nor another name; null where it has no room.
function placeName(context, { x, y, place, more }, taken, colour) {
  const text = more ? `${place.name} +${more}` : place.name;
  context.font = `600 13px ${colour("--sans")}`;
  const width = context.measureText(text).width;
  const sides = [[x + DISC + 5, y], [x - DISC - 5 - width, y], [x - width / 2, y + DISC + 10], [x - width / 2, y - DISC - 10]];
  const found = sides.map(([left, middle]) => [left, middle - 8, left + width, middle + 8])
    .find((box) => box[0] > 4 && box[2] < PAPER[0] - 4 && box[1] > 4 && box[3] < PAPER[1] - 4 && !taken.some((other) => overlap(other, box)));
  if (!found) return null;
  taken.push(found);
  return { text, left: found[0], middle: found[1] + 8 };
}

function drawName(context, { text, left, middle }, colour) {
  context.font = `600 13px ${colour("--sans")}`;
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.lineWidth = 3.5;
  context.lineJoin = "round";
  context.strokeStyle = colour("--halo");
  context.strokeText(text, left, middle);
  context.fillStyle = colour("--ink");
  context.fillText(text, left, middle);
}
