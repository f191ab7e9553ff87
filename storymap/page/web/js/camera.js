// Where the map looks: at everything, at a step's places, at one place. Nothing moves for readers who asked
// their system for less motion. What is to be seen is decided in framing.js.

import { isNarrow, reducedMotion } from "./dom.js";
import { createFraming, zoomApart } from "./framing.js";
import { pointOf } from "./look.js";

// Pixels along the edges where no marker should be: room for its name, and what stands on the map there.
const WIDE_EDGES = { paddingTopLeft: [64, 52], paddingBottomRight: [86, 58] };
const NARROW_EDGES = { paddingTopLeft: [40, 74], paddingBottomRight: [40, 30] };
const MOST_EDGE = 0.42; // of the map, that both edges together may take
const APART = 34; // pixels between markers that are told apart
const CLOSER = 2; // zoom levels that "Zoom in here" goes nearer at least

// `missed(places)` is told which places a look leaves out though they belong to it.
export function createCamera(map, story, missed) {
  const framing = createFraming(story);
  const strays = [...framing.strays].map((number) => story.places[number]);
  let ours = false; // whether it is we who move the map
  let again = null; // brings the last look back; null when the reader moved the map since
  map.on("movestart", () => { if (!ours) again = null; });

  function overview(options = {}) {
    if (story.look.view) return at(story.look.view, options);
    const frame = framing.overview();
    missed(frame ? strays : []);
    return frame ? look(frame, options) : map.setView([20, 0], 2, { animate: false });
  }

  function step(steps, index, options = {}) {
    if (steps[index].view) return at(steps[index].view, options);
    const frame = framing.step(steps, index, hasStreets());
    if (!frame) return undefined;
    missed(frame.missing);
    return look(frame, options);
  }

  function place(number, options = {}) {
    missed([]);
    return look(framing.place(story.places[number], hasStreets()), options);
  }

  // Nearer to a place than now, at least until those that are one marker with it fall apart.
  function closer(number, together) {
    const { lat, lon } = story.places[number];
    const wanted = Math.max(map.getZoom() + CLOSER, framing.natural(story.places[number], hasStreets()), zoomApart(together, APART));
    missed([]);
    look({ box: [lon, lat, lon, lat], max: Math.min(map.getMaxZoom(), wanted) }, {});
  }

  function hasStreets() {
    let found = false;
    map.eachLayer((layer) => { found ||= layer instanceof L.TileLayer || layer instanceof L.ImageOverlay || layer.hasStreets; });
    return found;
  }

  function edges() {
    const size = map.getSize();
    const { paddingTopLeft: first, paddingBottomRight: last } = isNarrow() ? NARROW_EDGES : WIDE_EDGES;
    const share = (i, whole) => Math.min(1, (MOST_EDGE * whole) / (first[i] + last[i]));
    const [x, y] = [share(0, size.x), share(1, size.y)];
    return { paddingTopLeft: [first[0] * x, first[1] * y], paddingBottomRight: [last[0] * x, last[1] * y] };
  }

  const look = (frame, options) => go(() => targetOf(frame), options);
  const targetOf = ({ box: [west, south, east, north], max }) => map._getBoundsCenterZoom(L.latLngBounds([south, west], [north, east]), { ...edges(), maxZoom: max });

  // Where the author wants the reader to look.
  function at(view, options) {
    missed([]);
    return go(() => ({ center: L.latLng(pointOf(view, story.places[0]?.lon ?? 0)), zoom: view.zoom }), options);
  }

  function go(target, options) {
    ours = true;
    move(target(), options);
    ours = false;
    again = () => go(target, { animate: false });
  }

  function move(target, { animate = true } = {}) {
    if (!animate || reducedMotion()) return map.setView(target.center, target.zoom, { animate: false });
    const from = map.project(map.getCenter(), target.zoom);
    const screens = from.distanceTo(map.project(target.center, target.zoom)) / map.getSize().x;
    const zooms = Math.abs(target.zoom - map.getZoom());
    if (screens < 0.02 && zooms < 0.05) return map;
    return map.flyTo(target.center, target.zoom, { duration: Math.min(0.9, 0.5 + (screens / 6 + zooms / 10)) });
  }

  // The map has another size: what it showed is shown whole again.
  function resized() {
    const before = map.getSize();
    map.invalidateSize({ pan: false });
    if (!map.getSize().equals(before)) again?.();
  }

  return { overview, step, place, closer, resized, whole: framing.overview };
}
