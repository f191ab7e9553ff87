// Starts the page: reads the story, draws the map, and lets the views follow the one state.

import { createBasemap } from "./basemap.js";
import { createBeyond } from "./beyond.js";
import { createCamera } from "./camera.js";
import { canvasLayer } from "./canvas-layer.js";
import { byId, isLedByKeys, isNarrow, reducedMotion } from "./dom.js";
import { createHost, leaveWheelToHost } from "./host.js";
import { createLocator } from "./locator.js";
import { dressStory } from "./look.js";
import { createMapControls } from "./map-controls.js";
import { createMapFoot } from "./map-foot.js";
import { createMarkers } from "./markers.js";
import { createMedia } from "./media.js";
import { createOwnMap } from "./own-map.js";
import { createPaper } from "./paper.js";
import { createPanel } from "./panel.js";
import { createOrderChoice } from "./order.js";
import { createOutlines } from "./outlines.js";
import { areaShapes } from "./rings.js";
import { createRoutes } from "./routes.js";
import { createSearch } from "./search-box.js";
import { createShare } from "./share.js";
import { createState, placeStates, readStory, stepOf } from "./story.js";
import { narrowed } from "./time-window.js";
import { createTimeline } from "./timeline.js";
import { createWalk } from "./walk.js";
import { countryName, useWords, word } from "./words.js";

const SCROLL_REST = 140; // milliseconds
const GROWING = 700; // milliseconds in which a leg of the route is drawn

// Each part of the start is a task of its own: between two of them the browser draws and answers the reader.
async function start() {
  const story = readStory(JSON.parse(byId("story-data").textContent));
  useWords(story);
  const map = makeMap(story);
  const state = createState(story);
  const actions = {};
  await pause();
  // Before the map is looked at: the timeline takes some of its room.
  const timeline = createTimeline(story, state, (inside) => actions.narrow(inside));
  const beyond = createBeyond(map, (number) => actions.showPlace(number));
  const colour = createColours();
  const ownMap = createOwnMap(map, story.own_map, colour);
  const camera = createCamera(map, story, beyond.show);
  if (!isShown(map)) camera.overview({ animate: false });
  await pause();
  const drawn = { ownMap, ...await drawMap(map, story, actions, colour) };
  await pause();
  const panel = createPanel(story, state, actions);
  connect({ story, state, map, camera, timeline, panel, actions, ...drawn });
  await pause();
  if (drawn.hasAreas) drawn.areaLayer.addTo(map);
  drawn.routeLayer.addTo(map);
  await pause();
  const layers = layerList(map, story, drawn);
  if (drawn.ownMap) layers.push(drawn.ownMap);
  createMapControls(map, story, layers, actions);
  createMapFoot(map, layers);
  createPaper(story, camera.whole, drawn.colour, paperLayers(state, drawn));
  createLocator(map, story.basemap, drawn.colour);
  drawn.markers.arrange();
  createOrderChoice(story, state);
  createSearch(story, panel);
  createShare(panel);
  createMedia();
  dressStory(story);
  nameCountries();
  leaveWheelToHost(map);
  document.documentElement.dataset.ready = "true";
  createHost(story, state);
  // An editable page's editor, which is a script of its own, begins here.
  document.dispatchEvent(new CustomEvent("storymap:ready", { detail: { story, state, map, panel } }));
}

const pause = () => globalThis.scheduler?.yield?.() ?? new Promise((resolve) => { setTimeout(resolve); });

// What lies on the map: the world, areas, routes, and the places' markers.
async function drawMap(map, story, actions, colour) {
  const shapes = areaShapes(story);
  const markers = createMarkers(map, story, actions, new Set(shapes.map(({ place }) => place)));
  const routes = createRoutes(story, shapes, colour);
  const outlines = createOutlines(story, shapes, colour);
  await pause();
  const base = createBasemap(story.basemap, colour);
  await pause();
  base.prepareLabels();
  const baseLayer = canvasLayer("world", (context, view) => base.draw(context, view, () => inCanvas(markers.obstacles(), view)), story.middle);
  const routeLayer = canvasLayer("thread", (context, view) => routes.draw(context, { ...view, colour }), story.middle);
  const areaLayer = canvasLayer("areas", (context, view) => outlines.draw(context, view), story.middle);
  baseLayer.addTo(map);
  colour.onChange(() => { baseLayer.refresh(); areaLayer.refresh(); routeLayer.refresh(); });
  return { colour, markers, routes, outlines, base, baseLayer, routeLayer, areaLayer, hasAreas: shapes.length > 0 };
}

// On paper all of the story is shown, wherever the reader is on the screen.
function paperLayers(state, { base, outlines, routes, colour }) {
  return [
    (context, view, obstacles) => base.draw(context, view, obstacles),
    (context, view) => outlines.draw(context, view, "shown"),
    (context, view) => {
      routes.at(0);
      routes.draw(context, { ...view, colour });
      routes.at(state.position);
    },
  ];
}

// Lets everything follow the one state, and the state the reader.
function connect({ story, state, map, camera, timeline, panel, actions, markers, routes, outlines, routeLayer, areaLayer }) {
  const walk = createWalk(story, state);
  let waiting = null;
  let inside = null;

  Object.assign(actions, {
    overview: () => camera.overview(),
    zoomTo(number) {
      const together = markers.together(number);
      map.closePopup();
      camera.closer(number, together);
    },
    showPlace(number) {
      camera.place(number, { animate: false });
      markers.open(number);
    },
    showInText: (number) => panel.showInText(number),
    hint: (numbers) => markers.hint(numbers),
    goToEvent(numbers, why = {}) {
      const step = [numbers].flat().find((number) => story.events[number].step);
      if (step !== undefined) state.showEvent(step, { again: true, ...why });
    },
    // Events outside of the time window are quiet, on the map and among the steps; they stay where they are.
    narrow(numbers) {
      inside = numbers;
      for (const step of document.querySelectorAll(".step")) step.classList.toggle("outside", Boolean(inside) && !inside.has(Number(step.dataset.event)));
      showPlaces(stepsNow());
    },
  });

  routes.follow(state.steps);
  state.subscribe((change) => {
    if (change.before.order !== state.order) routes.follow(state.steps);
    panel.follow(change);
    walk.follow();
    clearTimeout(waiting);
    if (change.why.scrolled) waiting = setTimeout(followLater, SCROLL_REST);
    else followLater();
  });

  // Who scrolls fast through many steps wants the last one: map and timeline wait for a moment's rest.
  function followLater() {
    showOnMap();
    timeline.follow();
    announce(story, state);
    writeAddress(state);
  }

  const stepsNow = () => state.steps.map((event) => ({ ...event, isCurrent: event === state.event }));

  function showPlaces(steps) {
    const places = narrowed(placeStates(story, state.steps, state.position), story.places, inside);
    markers.show(places, steps);
    outlines.show(places);
    areaLayer.refresh();
  }

  function showOnMap() {
    const steps = stepsNow();
    map.closePopup();
    showPlaces(steps);
    grow(routes, routeLayer, state.position);
    if (state.event) camera.step(state.steps, state.position - 1);
    else camera.overview();
  }

  byId("begin").addEventListener("click", () => state.show(1));
  byId("explore").addEventListener("click", () => { panel.chooseView("places"); map.getContainer().focus(); });
  byId("restart").addEventListener("click", () => { panel.chooseView("read"); state.show(0, { again: true }); });
  addEventListener("hashchange", () => fromAddress(state, story));
  new ResizeObserver(camera.resized).observe(map.getContainer());
  keepFocusWithPopups(map);
  panKeys(map);
  skipLinks();
  panel.chooseView("read");
  showPlaces(stepsNow());
  walk.follow();
  timeline.follow();
  fromAddress(state, story);
}

// What only the browser knows: countries' names in the reader's language. A country is not named twice.
function nameCountries() {
  for (const part of document.querySelectorAll("[data-country]")) {
    const name = countryName(part.dataset.country);
    if (part.closest(".place").querySelector("h3").textContent.trim() === name) part.remove();
    else part.textContent = name;
  }
}

function makeMap(story) {
  const map = L.map(story.map, { zoomControl: false, attributionControl: false, keyboard: false, zoomSnap: 0.25, minZoom: isNarrow() ? 0 : 1, maxZoom: 18, zoomAnimation: !reducedMotion(), fadeAnimation: !reducedMotion(), markerZoomAnimation: !reducedMotion(), inertia: !reducedMotion() });
  L.control.attribution({ prefix: false, position: "bottomright" }).addTo(map);
  map.createPane("world").style.zIndex = 150;
  map.createPane("areas").style.zIndex = 380;
  map.createPane("thread").style.zIndex = 450;
  for (const name of ["world", "areas", "thread"]) map.getPane(name).style.pointerEvents = "none";
  const container = map.getContainer();
  container.tabIndex = 0;
  container.setAttribute("role", "region");
  container.setAttribute("aria-label", word("map"));
  // folium's layers, which come after this script, are added to a map of this name.
  globalThis[story.map] = map;
  return map;
}

// An author's layers, which ran after the first part of the start, may have chosen a view of the map.
function isShown(map) {
  let found = false;
  map.whenReady(() => { found = true; });
  return found;
}

// The links that skip bring the focus, and leave the address, which names the step, as it is.
function skipLinks() {
  for (const link of document.querySelectorAll(".skip")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const target = byId(link.hash.slice(1));
      (target.matches("nav") ? target.querySelector("button") : target).focus({ preventScroll: true });
    });
  }
}

const PANS = { ArrowLeft: [-80, 0], ArrowRight: [80, 0], ArrowUp: [0, -80], ArrowDown: [0, 80] };

// Arrow keys pan the map when the keyboard brought the focus to it; after a click on it they walk the story.
function panKeys(map) {
  const container = map.getContainer();
  container.addEventListener("keydown", (event) => {
    if (event.target !== container || !isLedByKeys() || event.ctrlKey || event.metaKey || event.altKey) return;
    if (PANS[event.key]) map.panBy(PANS[event.key], { animate: !reducedMotion() });
    else if (event.key === "+" || event.key === "=") map.zoomIn(1);
    else if (event.key === "-") map.zoomOut(1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}

// The focus goes into a popup that opens, and back to its marker when Escape closes it.
function keepFocusWithPopups(map) {
  map.on("popupopen", ({ popup }) => {
    const close = popup.getElement().querySelector(".leaflet-popup-close-button");
    close?.setAttribute("aria-label", word("close"));
    popup.getElement().querySelector(".popup")?.focus({ preventScroll: true });
  });
  map.getContainer().addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !map._popup?.isOpen()) return;
    const marker = map._popup._source?.getElement?.();
    map.closePopup();
    marker?.focus({ preventScroll: true });
  });
}

function layerList(map, story, { base, baseLayer, routeLayer }) {
  const onOff = (layer) => (isOn) => (isOn ? layer.addTo(map) : layer.remove());
  const list = [
    { label: word("layers.routes"), isOn: true, toggle: onOff(routeLayer) },
    { label: word("layers.labels"), isOn: true, toggle: (isOn) => { map.getContainer().classList.toggle("no-labels", !isOn); base.shown.labels = isOn; baseLayer.refresh(); } },
    { label: word("layers.world"), isOn: true, toggle: onOff(baseLayer) },
  ];
  if (story.tiles) {
    const { url, name, attribution, max_zoom: maxZoom, subdomains } = story.tiles;
    const tiles = L.tileLayer(url, { attribution, maxZoom, subdomains, updateWhenIdle: false, keepBuffer: 4 });
    list.push({ label: word("layers.tiles", { name }), name, isOn: false, hasStreets: true, toggle: onOff(tiles) });
  }
  return list;
}

// Boxes in layer pixels as the canvas sees them.
const inCanvas = (boxes, { topLeft }) => boxes.map(([a, b, c, d]) => [a - topLeft.x, b - topLeft.y, c - topLeft.x, d - topLeft.y]);

// CSS variables as colours for a canvas, read once for each colour scheme.
function createColours() {
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
  return Object.assign(colour, { onChange: (listen) => listeners.push(listen), forget: () => { known = new Map(); } });
}

// The leg that leads to this step is drawn before the reader's eyes.
function grow(routes, layer, position) {
  cancelAnimationFrame(grow.frame);
  const begin = performance.now();
  const isStill = reducedMotion() || !routes.hasLegAt(position);
  const step = (now) => {
    const share = isStill ? 1 : Math.min(1, (now - begin) / GROWING);
    routes.at(position, 1 - (1 - share) ** 3);
    layer.redraw();
    if (share < 1) grow.frame = requestAnimationFrame(step);
  };
  step(begin);
}

function announce(story, state) {
  clearTimeout(announce.timer);
  announce.timer = setTimeout(() => {
    const { event, position, count } = state;
    const where = event?.where.map((at) => story.places[at.place].name).join(", ");
    byId("status").textContent = event
      ? word("step.says", { n: position, total: count, title: event.title, where })
      : word(position === 0 ? "overview.says" : "end.says");
  }, 250);
}

// The address names the step, without filling the browser's history. A frame from srcdoc may not replace
// its address; its hash can be set, but location.replace would go to its host.
function writeAddress(state) {
  const hash = state.event ? `#step-${state.event.step}` : "#";
  if (location.hash === hash || (hash === "#" && !location.hash)) return;
  try {
    history.replaceState(history.state, "", hash === "#" ? location.pathname + location.search : hash);
  } catch {
    location.hash = hash;
  }
}

function fromAddress(state, story) {
  const step = stepOf(location.hash);
  const event = story.orders.told.find((each) => each.step === step);
  if (event) state.showEvent(event.number);
}

// A browser that cannot run this shows the article.
start().catch((error) => {
  document.documentElement.classList.remove("js");
  throw error;
});
