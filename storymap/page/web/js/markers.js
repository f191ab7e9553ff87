// The places on the map: one marker each, gathered where they would lie on one another.

import { boxesOnMap } from "./beyond.js";
import { element, isNarrow, put } from "./dom.js";
import { grouped, overlap } from "./geometry.js";
import { dressWith } from "./look.js";
import { popupFor } from "./popup.js";
import { countryName, word } from "./words.js";

const IMPORTANCE = { current: 0, shown: 1, visited: 1, coming: 2, quiet: 3 };
const SIZE = 26; // pixels: a marker's target, and the least distance between two
const LIFT = 22; // pixels that the marker of a tiny island stands over it
const CROWDED = 120; // with more markers than this, only those of the step are tab stops, only those near are drawn

export function createMarkers(map, story, actions, outlined) {
  const pins = story.places.map((place) => createPin(place, outlined.has(place.number)));
  let states = story.places.map(() => "shown");
  let steps = [];

  pins.forEach((pin) => {
    pin.marker.bindPopup(() => popupFor(story, membersOf(pin).map(({ place }) => place), actions),
      { maxWidth: 320, minWidth: 220, autoPanPaddingTopLeft: [12, 12], autoPanPaddingBottomRight: [isNarrow() ? 12 : 60, 16], className: "story-popup" });
    pin.marker.addTo(map);
    dress(pin);
  });

  // Everything that depends on the zoom or on the step: sizes, groups, labels, names.
  function arrange() {
    const numbers = numbersOf(steps);
    const categories = categoriesOf(story, steps);
    pins.forEach((pin) => {
      pin.group = null;
      pin.state = states[pin.place.number];
      dressPin(pin, categories.get(pin.place.number));
      pin.lift = isHidden(map, pin.place) ? LIFT : 0;
    });
    const spots = pins.map((pin) => {
      const { x, y } = map.latLngToLayerPoint([pin.place.lat, pin.place.lon]);
      return { x, y: y - pin.lift, pin };
    });
    const isCrowded = pins.length > CROWDED;
    const near = surroundings(map);
    const covers = coveringBoxes(map);
    spots.forEach(({ x, y, pin }) => {
      pin.isFar = isCrowded && !isArea(pin) && !near.contains([x, y]);
      pin.isCovered = covers.some((cover) => overlap(cover, [x - SIZE / 2, y - SIZE / 2, x + SIZE / 2, y + SIZE / 2]));
    });
    spots.sort((a, b) => IMPORTANCE[a.pin.state] - IMPORTANCE[b.pin.state] || isArea(a.pin) - isArea(b.pin) || a.pin.place.number - b.pin.place.number);
    for (const group of grouped(spots, SIZE)) {
      group.forEach(({ pin }) => { pin.group = group.map((spot) => spot.pin); });
    }
    pins.forEach((pin) => show(map, pin, numbers, isCrowded));
    placeLabels(map, spots.map(({ pin }) => pin));
    map.fire("pinned"); // what keeps clear of markers can be placed now
  }

  map.on("moveend resize", arrange);

  return {
    arrange,
    show(nextStates, nextSteps) {
      states = nextStates;
      steps = nextSteps;
      arrange();
    },
    open(number) {
      const pin = pins[number].group?.[0] ?? pins[number];
      pin.marker.openPopup();
    },
    // The places that are one marker with this one.
    together: (number) => membersOf(pins[number]).map(({ place }) => place),
    hint(numbers) {
      pins.forEach((pin) => pin.icon.classList.toggle("hinted", numbers.includes(pin.place.number)));
    },
    // What labels of the drawn world must leave free, in layer pixels.
    obstacles: () => pins.filter((pin) => !pin.icon.hidden).flatMap((pin) => pin.boxes ?? []),
  };
}

// What the reader sees of the map, and as much around it; in layer pixels.
function surroundings(map) {
  const size = map.getSize();
  const corner = map.containerPointToLayerPoint([0, 0]);
  return L.bounds(corner.subtract(size), corner.add(size.multiplyBy(2)));
}

// Where no marker can be seen whole: under buttons and legend, and at the edges; boxes in layer pixels.
function coveringBoxes(map) {
  const { x, y } = map.getSize();
  const edges = [[0, 0, x, 0], [0, y, x, y], [0, 0, 0, y], [x, 0, x, y]];
  return inLayer(map, [...boxesOnMap(map, ".map-tools, .legend"), ...edges]);
}

function inLayer(map, boxes) {
  const corner = map.containerPointToLayerPoint([0, 0]);
  return boxes.map(([a, b, c, d]) => [a + corner.x, b + corner.y, c + corner.x, d + corner.y]);
}

const isArea = (pin) => pin.place.precision === "area";
const membersOf = (pin) => pin.group ?? [pin];

// The shape of an outlined area is drawn elsewhere; others have a ring.
function createPin(place, outlined) {
  // Number and count are drawn by the style sheet: the marker's name says them in words.
  const number = element("span", { class: "pin-number" });
  const label = element("span", { class: "pin-label" }, place.name);
  const more = element("span", { class: "pin-more" });
  const mark = element("span", { class: "pin-mark" }, number);
  const content = element("span", { class: "pin-content", "aria-hidden": "true" }, mark, more, label);
  const icon = L.divIcon({ html: content, className: `pin pin-${place.precision}${place.sure === "low" ? " pin-doubtful" : ""}${outlined ? " pin-outlined" : ""}`, iconSize: [SIZE, SIZE], popupAnchor: [0, -SIZE / 2] });
  const marker = new FlatMarker([place.lat, place.lon], { icon, riseOnHover: true, autoPanOnFocus: false });
  return { place, marker, number, label, more, mark, icon: null, group: null, lift: 0, held: "", state: "shown" };
}

// Leaflet moves markers in three dimensions, which makes each a picture of its own for the browser to put
// together; hundreds of them take longer than drawing them all anew. Those that are put away it need not move.
const FlatMarker = L.Marker.extend({
  _setPos(at) {
    this._icon._leaflet_pos = at;
    if (this._icon.hidden) return;
    this._icon.style.transform = `translate(${at.x}px, ${at.y}px)`;
    this._zIndex = at.y + this.options.zIndexOffset;
    this._resetZIndex();
  },
});

function dress(pin) {
  pin.icon = pin.marker.getElement();
  pin.icon.dataset.place = pin.place.number;
  // Leaflet hears Enter only; a button is pressed by the space bar, too.
  pin.icon.addEventListener("keydown", (event) => {
    if (event.key !== " " || !pin.icon.matches("[role=button]")) return;
    event.preventDefault();
    pin.marker.openPopup();
  });
}

// The number on a marker: the step that is shown, or else the first one that leads here.
function numbersOf(steps) {
  const numbers = new Map();
  steps.forEach((event) => event.where.forEach(({ place }) => {
    if (!numbers.has(place)) numbers.set(place, event.step);
  }));
  const current = steps.find((event) => event.isCurrent);
  current?.where.forEach(({ place }) => numbers.set(place, current.step));
  return numbers;
}

// A place bears the category of the step that is shown, or else of the first that leads here and has one.
function categoriesOf(story, steps) {
  const found = new Map();
  for (const event of [...steps].sort((a, b) => Boolean(b.isCurrent) - Boolean(a.isCurrent))) {
    if (event.category === null) continue;
    for (const { place } of event.where) if (!found.has(place)) found.set(place, story.look.categories[event.category]);
  }
  return found;
}

function dressPin(pin, category) {
  if (pin.category === category) return;
  pin.category = category;
  pin.icon.classList.toggle("pin-category", Boolean(category));
  dressWith(pin.icon, category);
}

function show(map, pin, numbers, crowded) {
  const { place, icon } = pin;
  const isLeader = pin.group[0] === pin;
  setLeader(pin, isLeader);
  if (place.precision === "area") pin.mark.style.setProperty("--ring", `${ringSize(map, place)}px`);
  icon.classList.toggle("pin-lifted", isLeader && pin.lift > 0);
  const others = pin.group.length - 1;
  const number = numbers.get(place.number);
  setTarget(pin, isLeader && !pin.isCovered, () => nameOf(pin, number, others), crowded && pin.state !== "current" ? -1 : 0);
  if (!isLeader) return;
  put(pin.number, "data-text", place.sure === "low" ? "?" : (pin.state !== "current" && pin.category?.sign) || (number ?? ""));
  put(pin.more, "data-text", others ? `+${others}` : "");
  const held = others && pin.state !== "current" ? ` · ${word("count.places", { n: others + 1 })}` : "";
  if (pin.held !== held) {
    pin.held = held;
    pin.width = null;
    put(pin.label, "data-held", held || null);
  }
  icon.classList.toggle("pin-bare", number === undefined && place.sure !== "low");
  pin.marker.setZIndexOffset(pin.state === "current" ? 2000 : isArea(pin) ? -1000 : 0);
}

// A marker that lies on another is told by it. Of an area the ring stays, which nobody can press. Where there are
// hundreds, those far out of sight are put away: a browser moves every one of them in every frame of a flight.
function setLeader(pin, isLeader) {
  const { icon } = pin;
  const isThere = (isLeader && !pin.isFar) || isArea(pin);
  const comes = isThere && icon.hidden;
  put(icon, "hidden", isThere ? null : "");
  if (comes) pin.marker.update();
  icon.classList.toggle("pin-told", !isLeader);
  put(icon, "data-state", pin.state);
}

// What lies under a button, or is cut off, can hardly be pressed, and its focus would not be seen: the list of places
// leads there.
function setTarget({ icon }, isTarget, name, tabindex) {
  put(icon, "role", isTarget ? "button" : null);
  put(icon, "aria-hidden", isTarget ? null : "true");
  put(icon, "aria-label", isTarget ? name() : null);
  put(icon, "tabindex", isTarget ? tabindex : null);
}

function nameOf(pin, number, others) {
  const { name } = pin.place;
  const kind = pin.kind ??= [word(`feature.${pin.place.kind}`), countryName(pin.place.country)].filter((part) => part && part !== name).join(", ");
  const parts = [number === undefined ? word("marker.plain", { name, kind }) : word("marker.step", { name, kind, n: number })];
  if (pin.category) parts.push(pin.category.name);
  if (pin.place.sure === "low") parts.push(word("marker.doubtful"));
  if (others) parts.push(word("marker.more", { n: others }));
  return parts.join(", ");
}

// An island that its own marker would hide: the marker stands over it and points at it.
function isHidden(map, { kind, precision, bounds }) {
  if (kind !== "island" || precision !== "area" || !bounds) return false;
  const [west, south, , north] = bounds;
  return Math.abs(map.project([north, west]).y - map.project([south, west]).y) < SIZE;
}

// An area's ring grows with the map, within what can be seen and clicked.
function ringSize(map, place) {
  if (!place.bounds) return 40;
  const [west, south, east, north] = place.bounds;
  const a = map.project([south, west]);
  const b = map.project([north, east < west ? east + 360 : east]);
  const across = Math.sqrt(Math.abs((b.x - a.x) * (b.y - a.y)));
  return Math.round(Math.max(38, Math.min(240, across * 0.62)));
}

// Names beside the markers, where they meet neither a marker nor another name.
function placeLabels(map, ordered) {
  const visible = ordered.filter((pin) => !pin.icon.hidden);
  const corner = map.containerPointToLayerPoint([0, 0]);
  const view = L.bounds(corner, corner.add(map.getSize()));
  const taken = inLayer(map, boxesOnMap(map));
  for (const pin of visible) {
    const { x, y: ground } = map.latLngToLayerPoint(pin.marker.getLatLng());
    const y = ground - pin.lift;
    pin.at = { x, y };
    const half = isArea(pin) && !pin.lift ? 11 : 15;
    pin.boxes = pin.group[0] === pin ? [[x - half, y - half, x + half, y + half]] : [];
    taken.push(...pin.boxes);
  }
  const wantsLabel = (pin) => (pin.state !== "quiet" || visible.length < 12) && view.contains([pin.at.x, pin.at.y]);
  for (const pin of visible) placeLabel(pin, taken, wantsLabel(pin), view);
}

function placeLabel(pin, taken, wanted, view) {
  const width = pin.width ??= measured(pin.place.name + pin.held) + 10;
  const { x, y } = pin.at;
  const gap = isArea(pin) ? 13 : 17;
  const sides = {
    right: [x + gap, y - 10, x + gap + width, y + 10],
    left: [x - gap - width, y - 10, x - gap, y + 10],
    below: [x - width / 2, y + gap - 1, x + width / 2, y + gap + 19],
    above: [x - width / 2, y - gap - 19, x + width / 2, y - gap + 1],
  };
  const free = (name) => !taken.some((box) => overlap(box, sides[name]));
  const inView = ([left, top, right, bottom]) => left >= view.min.x && top >= view.min.y && right <= view.max.x && bottom <= view.max.y;
  const names = wanted ? Object.keys(sides).filter(free) : [];
  const side = names.find((name) => inView(sides[name]));
  put(pin.icon, "data-label", side || "none");
  if (side) {
    taken.push(sides[side]);
    pin.boxes.push(sides[side]);
  }
}

let meter = null;

function measured(text) {
  meter ??= createMeter();
  return Math.min(190, meter.measureText(text).width);
}

function createMeter() {
  const context = document.createElement("canvas").getContext("2d");
  context.font = `600 13.5px ${getComputedStyle(document.documentElement).getPropertyValue("--sans")}`;
  return context;
}
