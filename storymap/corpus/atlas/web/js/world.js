// The atlas's map: the world that the page carries, and circles that count what is told at a place or near it.

import { createBasemap } from "./basemap.js";
import { canvasLayer, turnsInView } from "./canvas-layer.js";
import { isNarrow, reducedMotion } from "./dom.js";
import { mercator, nearLon } from "./geometry.js";
import { gathered } from "./select.js";
import { word } from "./words.js";

const SMALLEST = 9; // pixels
const LARGEST = 26;

export function createWorld(atlas, actions) {
  const map = makeMap();
  const colour = createColours();
  const spots = atlas.places.lat.map((lat, n) => mercator(lat, atlas.places.lon[n]));
  const base = createBasemap(atlas.basemap, colour);
  base.prepareLabels();
  let counts = [];
  let known = { zoom: null, cells: [] };
  let drawn = [];

  const baseLayer = canvasLayer("world", (context, view) => base.draw(context, view, () => []));
  const dotLayer = canvasLayer("dots", (context, view) => { drawn = drawCells(context, view, cellsAt(view.zoom), colour); });
  baseLayer.addTo(map);
  dotLayer.addTo(map);
  colour.onChange(() => { baseLayer.refresh(); dotLayer.refresh(); });

  function cellsAt(zoom) {
    if (known.zoom !== zoom) known = { zoom, cells: gathered(counts, spots, 256 * 2 ** zoom) };
    return known.cells;
  }

  map.on("click", ({ containerPoint }) => {
    const at = map.containerPointToLayerPoint(containerPoint);
    const hit = drawn.find(({ x, y, radius }) => Math.hypot(at.x - x, at.y - y) <= Math.max(radius, 14));
    if (hit) open(hit.cell);
  });
  map.on("moveend", () => actions.moved());

  // A circle of one place opens it; one of several comes nearer, or lists them where that no longer parts them.
  function open(cell) {
    if (cell.places.length === 1) return actions.choose("place", cell.places[0]);
    const box = L.latLngBounds(cell.places.map((place) => [atlas.places.lat[place], atlas.places.lon[place]]));
    const isOne = box.getNorthEast().distanceTo(box.getSouthWest()) < 50 || map.getZoom() >= map.getMaxZoom();
    return isOne ? actions.choose("place", cell.places[0]) : map.fitBounds(box, { padding: [60, 60], maxZoom: map.getZoom() + 4 });
  }

  return {
    map,
    show(places) {
      counts = places;
      known.zoom = null;
      dotLayer.redraw();
    },
    whole() {
      const points = counts.map(([place]) => [atlas.places.lat[place], atlas.places.lon[place]]);
      if (points.length) map.fitBounds(L.latLngBounds(points), { padding: [30, 30], maxZoom: 9, animate: false });
      else map.setView([20, 0], 2, { animate: false });
    },
    look: ([zoom, lat, lon]) => map.setView([lat, lon], zoom, { animate: false }),
    view: () => [map.getZoom(), Number(map.getCenter().lat.toFixed(4)), Number(map.getCenter().lng.toFixed(4))],
    holds(place) {
      return map.getBounds().contains([atlas.places.lat[place], nearLon(atlas.places.lon[place], map.getCenter().lng)]);
    },
  };
}

function makeMap() {
  const map = L.map("map", { zoomControl: false, attributionControl: false, zoomSnap: 0.5, minZoom: isNarrow() ? 0 : 1, maxZoom: 16, zoomAnimation: !reducedMotion(), fadeAnimation: false, inertia: !reducedMotion() });
  L.control.zoom({ position: "topright" }).addTo(map);
  for (const [name, level] of [["world", 150], ["dots", 450]]) {
    map.createPane(name).style.zIndex = level;
    map.getPane(name).style.pointerEvents = "none";
  }
  const container = map.getContainer();
  container.setAttribute("role", "region");
  container.setAttribute("aria-label", word("map"));
  return map;
}

// Draws the circles and returns where they are: [{ x, y, radius, cell }] in layer pixels.
function drawCells(context, view, cells, colour) {
  const places = [];
  const most = Math.max(1, ...cells.map((cell) => cell.count));
  context.textAlign = "center";
  context.textBaseline = "middle";
  for (const cell of [...cells].sort((a, b) => a.count - b.count)) {
    for (const turn of turnsInView([cell.x, cell.y, cell.x, cell.y], view)) {
      const x = (cell.x + turn) * view.world - view.left;
      const y = cell.y * view.world - view.top;
      const radius = SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(cell.count / most);
      drawCell(context, cell, x, y, radius, colour);
      places.push({ x: x + view.topLeft.x, y: y + view.topLeft.y, radius, cell });
    }
  }
  return places.reverse();
}

function drawCell(context, cell, x, y, radius, colour) {
  context.beginPath();
  context.arc(x, y, radius, 0, 7);
  context.fillStyle = colour("--raised");
  context.fill();
  context.lineWidth = cell.places.length > 1 ? 3 : 2;
  context.strokeStyle = colour("--accent");
  context.stroke();
  context.fillStyle = colour("--ink");
  context.font = `600 ${radius > 14 ? 12 : 10}px ${getComputedStyle(document.documentElement).getPropertyValue("--sans")}`;
  context.fillText(short(cell.count), x, y);
}

const short = (count) => (count < 1000 ? String(count) : count < 10000 ? `${(count / 1000).toFixed(1)}k` : `${Math.round(count / 1000)}k`);

// CSS variables as colours for a canvas, read once for each colour scheme.
export function createColours() {
  const listeners = [];
  let known = new Map();
  const colour = (name) => {
    if (!known.has(name)) known.set(name, getComputedStyle(document.documentElement).getPropertyValue(name).trim());
    return known.get(name);
  };
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    known = new Map();
    listeners.forEach((listen) => listen());
  });
  return Object.assign(colour, { onChange: (listen) => listeners.push(listen) });
}
