// A small globe in a corner that says where in the world the map looks.

import { byId, element } from "./dom.js";

const GLOBE = 88; // CSS pixels
const FROM = 3.5; // the zoom from which a map does not say it itself
const COARSE = 1.2; // degrees: nearer points of a coast are seen as one
const SMALLEST = 8; // points of a ring that can be seen

export function createLocator(map, world, colour) {
  const canvas = element("canvas", { width: GLOBE * 2, height: GLOBE * 2 });
  const holder = element("div", { class: "locator", "aria-hidden": "true", hidden: true }, canvas);
  byId("stage").append(holder);
  const rings = (world.land ?? []).map((steps) => onGlobe(steps, world.scale)).filter((ring) => ring.length >= 3 * SMALLEST);

  function draw() {
    holder.hidden = map.getZoom() < FROM || !rings.length || hidesTheStep(map);
    if (holder.hidden) return;
    const { lat, lng } = map.getCenter();
    const bounds = map.getBounds();
    const view = [bounds.getSouthWest(), bounds.getSouthEast(), bounds.getNorthEast(), bounds.getNorthWest()];
    drawGlobe(canvas.getContext("2d"), rings, { lat, lon: lng, corners: view.map((corner) => vectorOf(corner.lat, corner.lng)) }, colour);
  }

  map.on("moveend resize", draw);
  colour.onChange(draw);
  draw();
}

// Where the globe would stand on the step's own places, these are worth more.
function hidesTheStep(map) {
  const frame = map.getContainer().getBoundingClientRect();
  return [...document.querySelectorAll(".pin[data-state=current]")].some((pin) => {
    const { left, right, top } = pin.getBoundingClientRect();
    return top - frame.top < GLOBE + 16 && (document.dir === "rtl" ? frame.right - right : left - frame.left) < GLOBE + 16;
  });
}

const vectorOf = (lat, lon) => {
  const [phi, lambda] = [lat * Math.PI / 180, lon * Math.PI / 180];
  return [Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)];
};

// A ring's steps as points of a globe of radius 1 [x, y, z, …].
function onGlobe(steps, scale) {
  const points = [];
  let [lon, lat, lastLon, lastLat] = [0, 0, Infinity, Infinity];
  for (let i = 0; i < steps.length; i += 2) {
    lon += steps[i] / scale;
    lat += steps[i + 1] / scale;
    if (Math.abs(lon - lastLon) < COARSE && Math.abs(lat - lastLat) < COARSE) continue;
    points.push(...vectorOf(lat, lon));
    [lastLon, lastLat] = [lon, lat];
  }
  return points;
}

function drawGlobe(context, rings, { lat, lon, corners }, colour) {
  const radius = GLOBE - 4;
  const turned = turner(lat, lon, radius);
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, 2 * GLOBE, 2 * GLOBE);
  context.translate(GLOBE, GLOBE);
  disc(context, radius);
  context.fillStyle = colour("--sea");
  context.fill();
  context.beginPath();
  for (const ring of rings) addRing(context, ring, turned);
  context.fillStyle = colour("--land");
  context.fill("evenodd");
  disc(context, radius);
  context.strokeStyle = colour("--coast");
  context.lineWidth = 2;
  context.stroke();
  drawView(context, corners.map((corner) => turned(...corner)), colour("--accent"));
}

function disc(context, radius) {
  context.beginPath();
  context.arc(0, 0, radius, 0, 2 * Math.PI);
}

// Points of the globe as seen from over a place: [x, y, whether it is on this side], in pixels.
function turner(lat, lon, radius) {
  const [phi, lambda] = [lat * Math.PI / 180, lon * Math.PI / 180];
  const [sinPhi, cosPhi, sinLambda, cosLambda] = [Math.sin(phi), Math.cos(phi), Math.sin(lambda), Math.cos(lambda)];
  return (x, y, z) => {
    const east = y * cosLambda - x * sinLambda;
    const out = x * cosLambda + y * sinLambda;
    const north = z * cosPhi - out * sinPhi;
    const near = z * sinPhi + out * cosPhi;
    // What lies behind the globe is brought to its edge: a coast that runs there ends at it.
    const length = near < 0 ? Math.hypot(east, north) || 1 : 1;
    return [radius * east / length, -radius * north / length, near >= 0];
  };
}

function addRing(context, ring, turned) {
  let isSeen = false;
  const spots = [];
  for (let i = 0; i < ring.length; i += 3) {
    const spot = turned(ring[i], ring[i + 1], ring[i + 2]);
    isSeen ||= spot[2];
    spots.push(spot);
  }
  if (!isSeen) return;
  spots.forEach(([x, y], i) => (i ? context.lineTo(x, y) : context.moveTo(x, y)));
  context.closePath();
}

// Where the map looks: its frame, or a dot where that would not be seen.
function drawView(context, spots, colour) {
  const xs = spots.map(([x]) => x);
  const isSmall = Math.max(...xs) - Math.min(...xs) < 14;
  context.beginPath();
  if (isSmall) context.arc(0, 0, 7, 0, 2 * Math.PI);
  else spots.forEach(([x, y], i) => (i ? context.lineTo(x, y) : context.moveTo(x, y)));
  context.closePath();
  context.lineWidth = 4;
  context.strokeStyle = colour;
  context.fillStyle = colour;
  if (isSmall) context.fill();
  else context.stroke();
}
