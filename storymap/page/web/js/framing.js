// What the map should show of a story: the overview's places and those that stand too far away for it, and for
// each step its places with what is near. Pure: degrees and zoom levels, no map. A frame is { box, max }: the box
// [west, south, east, north] is to be seen whole, never nearer than the zoom `max`.

import { arc, mercator } from "./geometry.js";

const SCREEN = [700, 440]; // pixels: the map's room that zooms are thought for
const KM = 111.2; // a degree of arc
export const DRAWN = 10.5; // nearer, the drawn world has no true coast to show

// How near a place of each kind is seen when others of the story lie around it …
const NEAR_BY = { capital: 12, city: 12, quarter: 13.5, landmark: 14.5, transport: 14, park: 13.5, river: 12, lake: 12, island: 11, mountain: 11 };
// … and when it stands alone: then the country around says more than its streets.
const ALONE = { capital: 8, city: 8.5, island: 9, mountain: 9, river: 8.5, lake: 9 };
// The nearest that an area is seen, by its kind, and how it is seen where its bounds are not known.
const AREA = { continent: 3.5, country: 7, region: 9, peninsula: 7, island: 9.5, mountain: 9, river: 9, lake: 10, sea: 6, park: 11 };
const BOUNDLESS = { continent: 3, country: 5, region: 7, peninsula: 5, island: 9, mountain: 8, river: 7, lake: 9, sea: 4, park: 10 };
// Through these a story only passes: the map does not draw back from the streets to show the whole of them.
const PASSED = new Set(["river", "sea", "lake", "mountain", "park"]);

const NEIGHBOURHOOD = 15; // km: so near, two places are seen together
const SAME = 0.05; // km: no nearer are two places two
const SLACK = { near: 1.75, alone: 2.5 }; // zoom levels that a step may give up to show where the story comes from and goes
const BACK = 1.5; // and those that a place which is only passed may take
const STRAY = 2; // zoom levels that the overview must win to do without a place …
const DOUBTFUL = 1; // … or without those that are doubtful, or in which nothing happens
const MOST_STRAYS = 0.2; // of the places
const NEAREST = 15; // the nearest that any frame is

export function createFraming(story) {
  const { places } = story;
  const points = places.filter((place) => !isWide(place));
  const near = new Map();
  const strays = straysOf(story, points);

  // Those of the story's points that lie around a place, the nearest first.
  function around(place) {
    if (!near.has(place.number)) {
      const found = points.map((other) => ({ other, km: arc(place, other) * KM })).filter(({ km }) => km > SAME && km < NEIGHBOURHOOD);
      near.set(place.number, found.sort((a, b) => a.km - b.km).map(({ other }) => other));
    }
    return near.get(place.number);
  }

  // `streets`: whether there is a map that shows them.
  function natural(place, streets) {
    const most = NEAR_BY[place.kind] ?? (place.kind === "place" ? NEAR_BY.city : NEAR_BY.landmark);
    if (streets || around(place).length) return place.precision === "near" ? most - 1 : most;
    return ALONE[place.kind] ?? Math.min(DRAWN, most);
  }

  function overview() {
    const kept = outside(places, points).filter((place) => !strays.has(place.number));
    if (!kept.length) return null;
    if (kept.length === 1) return frameOf(kept[0], false);
    return { box: points.length ? boundsOf(kept) : boxAroundAll(kept.map(extentOf)), max: NEAREST };
  }

  function frameOf(place, streets) {
    if (isWide(place)) return { box: extentOf(place), max: place.bounds ? AREA[place.kind] ?? 9 : BOUNDLESS[place.kind] ?? 7 };
    return { box: boundsOf([place]), max: natural(place, streets) };
  }

  // The frame of the step at an index of the story's order, `missing` being places of it that it leaves out.
  function step(steps, index, streets) {
    const all = steps[index].where.map((where) => places[where.place]);
    if (!all.length) return null;
    const shown = withoutStrays(all, steps[index]);
    const missing = all.filter((place) => !shown.includes(place));
    const stops = shown.filter((place) => !isWide(place));
    const neighbours = [index - 1, index + 1].flatMap((i) => (steps[i]?.where ?? []).map((where) => places[where.place]))
      .filter((place) => !isWide(place) && !strays.has(place.number) && place.sure !== "low");
    const frame = stops.length ? stepAtPoints(shown, stops, neighbours, streets) : stepAtAreas(shown, neighbours, streets);
    return { ...frame, missing };
  }

  // A stray is not worth the frame of a step that has other places, unless somebody travels there.
  function withoutStrays(all, event) {
    if (event.kind === "movement" && event.where.length > 1 && !all.some((place) => place.sure === "low")) return all;
    const kept = all.filter((place) => !strays.has(place.number));
    return kept.some((place) => !isWide(place)) ? kept : all;
  }

  function stepAtPoints(shown, stops, neighbours, streets) {
    const members = outside(shown, stops);
    const max = Math.max(...stops.map((place) => natural(place, streets)));
    const own = boundsOf(members);
    const zoom = Math.min(max, zoomOf(own));
    const slack = stops.some((place) => around(place).length) ? SLACK.near : SLACK.alone;
    let box = own;
    for (const other of [...neighbours, ...around(stops[stops.length - 1]).slice(0, 2)]) {
      const wider = boundsOf([other], box);
      if (zoomOf(wider) >= zoom - slack) box = wider;
    }
    return { box, max };
  }

  // An area is framed whole; but one that the story passes on its way through streets is seen where the story is.
  function stepAtAreas(shown, neighbours, streets) {
    const whole = shown.map((place) => frameOf(place, streets));
    const frame = { box: boxAroundAll(whole.map(({ box }) => box)), max: Math.min(...whole.map(({ max }) => max)) };
    const inside = neighbours.filter((point) => holds(frame.box, point));
    if (!inside.length || !shown.every((place) => PASSED.has(place.kind))) return frame;
    const nearest = boundsOf(inside);
    const zoom = Math.min(zoomOf(nearest), ...inside.map((place) => natural(place, streets))) - BACK;
    return zoom > Math.min(frame.max, zoomOf(frame.box)) ? { box: nearest, max: zoom } : frame;
  }

  return { strays, overview, step, place: frameOf, natural };
}

const isWide = (place) => place.precision === "area";

// The places that a frame is drawn around: points, and the middles of those areas that are somewhere else.
function outside(places, points) {
  if (!points.length) return places;
  return places.filter((place) => !isWide(place) || !points.some((point) => holds(extentOf(place), point)));
}

// Places that stand so far away, alone or in doubt, that an overview with them would show nothing of the others.
function straysOf(story, points) {
  const left = new Set();
  const all = outside(story.places, points);
  const travelled = new Set(story.events.filter((event) => event.kind === "movement" && event.where.length > 1)
    .flatMap((event) => event.where.map((where) => where.place)));
  const isWeak = (place) => place.sure === "low" || !place.events.length;
  let kept = all.filter((place) => !isWeak(place));
  const most = Math.max(1, Math.floor(all.length * MOST_STRAYS));
  // Weak places come in again, one by one, where they cost the frame little.
  if (kept.length < 2 || zoomOf(boundsOf(kept)) - zoomOf(boundsOf(all)) < DOUBTFUL) kept = all;
  else for (const place of all.filter(isWeak)) {
    if (zoomOf(boundsOf([...kept, place])) > zoomOf(boundsOf(kept)) - DOUBTFUL) kept = [...kept, place];
    else left.add(place.number);
  }
  for (let strays = 0; strays < most && kept.length > 3; strays++) {
    const zoom = zoomOf(boundsOf(kept));
    const gains = outermost(kept).filter((place) => !travelled.has(place.number) && place.events.length <= Math.max(1, story.events.length * 0.05))
      .map((place) => ({ place, gain: zoomOf(boundsOf(kept.filter((each) => each !== place))) - zoom }));
    const best = gains.sort((a, b) => b.gain - a.gain)[0];
    if (!best || best.gain < STRAY) break;
    left.add(best.place.number);
    kept = kept.filter((place) => place !== best.place);
  }
  return left;
}

function outermost(places) {
  const by = (value) => places.reduce((best, place) => (value(place) > value(best) ? place : best));
  return [...new Set([by((p) => p.lon), by((p) => -p.lon), by((p) => p.lat), by((p) => -p.lat)])];
}

function boundsOf(places, [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]) {
  for (const { lat, lon } of places) {
    [west, south] = [Math.min(west, lon), Math.min(south, lat)];
    [east, north] = [Math.max(east, lon), Math.max(north, lat)];
  }
  return [west, south, east, north];
}

function boxAroundAll(boxes) {
  const side = (i, choose) => choose(...boxes.map((box) => box[i]));
  return [side(0, Math.min), side(1, Math.min), side(2, Math.max), side(3, Math.max)];
}

const holds = ([west, south, east, north], { lat, lon }) => lon >= west && lon <= east && lat >= south && lat <= north;

// An area's bounds beside its own point, if they are not most of the world.
export function extentOf({ lat, lon, bounds }) {
  if (!bounds) return [lon, lat, lon, lat];
  const [west, south, east, north] = bounds;
  const width = east < west ? east + 360 - west : east - west;
  if (width > 200) return [lon, lat, lon, lat];
  const turn = 360 * Math.round((lon - (west + width / 2)) / 360);
  return [west + turn, south, west + width + turn, north];
}

// The zoom at which a box fills a map of that many pixels.
export function zoomOf([west, south, east, north], screen = SCREEN) {
  const [left, top] = mercator(north, west);
  const [right, bottom] = mercator(south, east);
  return Math.min(20, Math.log2(Math.min(screen[0] / (right - left || 1e-9), screen[1] / (bottom - top || 1e-9)) / 256));
}

// The zoom at which points lie so many pixels apart that none hides another.
export function zoomApart(places, pixels) {
  const spots = places.map(({ lat, lon }) => mercator(lat, lon));
  const gaps = spots.flatMap((a, i) => spots.slice(i + 1).map((b) => Math.max(Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1])))).filter((gap) => gap > 1e-8);
  return gaps.length ? Math.log2(pixels / (256 * Math.min(...gaps))) : 0;
}
