// Where the map looks: at everything, at a step's places, at one place. Nothing moves for readers who asked
// their system for less motion.

import { isNarrow, reducedMotion } from "./dom.js";

// Pixels along the edges where no marker should be: its own half, and what stands on the map there.
const WIDE_EDGES = { paddingTopLeft: [44, 52], paddingBottomRight: [66, 58] };
const NARROW_EDGES = { paddingTopLeft: [30, 74], paddingBottomRight: [30, 30] };
const CLOSER = 3; // zoom levels nearer than the overview, for a step at a single point
const NEAREST = 10; // nearer, the drawn world has nothing more to show
const NEAREST_TILES = 13; // but online tiles have
const WIDE = 5; // the nearest that a step at nothing but areas is shown

export function createCamera(map, story) {
  const all = L.latLngBounds(story.places.map((place) => [place.lat, place.lon]));
  let ours = false; // whether it is we who move the map
  let again = null; // brings the last look back; null when the reader moved the map since
  map.on("movestart", () => { if (!ours) again = null; });

  function overview(options = {}) {
    if (!all.isValid()) return map.setView([20, 0], 2, { animate: false });
    return look(all, story.places.length > 1 ? 8 : 6, options);
  }

  function frame(numbers, options = {}) {
    const places = numbers.map((number) => story.places[number]);
    if (!places.length) return undefined;
    const points = places.filter((place) => place.precision !== "area");
    const bounds = L.latLngBounds([]);
    (points.length ? points : places).forEach((place) => bounds.extend(points.length ? [place.lat, place.lon] : extentOf(place)));
    places.forEach((place) => bounds.extend([place.lat, place.lon]));
    return look(bounds, points.length ? closest() : Math.min(closest(), WIDE), options);
  }

  // A single point is shown as near as the story's own extent asks for: a city's streets, or a continent.
  const closest = () => Math.max(5, Math.min(hasTiles() ? NEAREST_TILES : NEAREST, wholeZoom() + CLOSER));
  function hasTiles() {
    let found = false;
    map.eachLayer((layer) => { found ||= layer instanceof L.TileLayer; });
    return found;
  }
  const edges = () => (isNarrow() ? NARROW_EDGES : WIDE_EDGES);
  const edgesTogether = () => L.point(edges().paddingTopLeft).add(edges().paddingBottomRight);
  const wholeZoom = () => (all.isValid() ? map.getBoundsZoom(all, false, edgesTogether()) : 2);

  function look(bounds, maxZoom, options) {
    ours = true;
    move(bounds, maxZoom, options);
    ours = false;
    again = () => look(bounds, maxZoom, { animate: false });
  }

  function move(bounds, maxZoom, { animate = true } = {}) {
    const target = map._getBoundsCenterZoom(bounds, { ...edges(), maxZoom });
    if (!animate || reducedMotion()) return map.setView(target.center, target.zoom, { animate: false });
    const from = map.project(map.getCenter(), target.zoom);
    const screens = from.distanceTo(map.project(target.center, target.zoom)) / map.getSize().x;
    if (screens < 0.02 && Math.abs(target.zoom - map.getZoom()) < 0.05) return map;
    return map.flyTo(target.center, target.zoom, { duration: Math.min(0.9, 0.5 + screens / 6) });
  }

  // The map has another size: what it showed is shown whole again.
  function resized() {
    const before = map.getSize();
    map.invalidateSize({ pan: false });
    if (!map.getSize().equals(before)) again?.();
  }

  return { overview, frame, resized };
}

// An area is framed by its bounds, if they are not most of the world.
function extentOf({ lat, lon, bounds }) {
  if (!bounds) return [lat, lon];
  const [west, south, east, north] = bounds;
  const width = east < west ? east + 360 - west : east - west;
  if (width > 200) return [lat, lon];
  const middle = west + width / 2;
  const turn = 360 * Math.round((lon - middle) / 360);
  return L.latLngBounds([south, west + turn], [north, west + width + turn]);
}
