// What stands on the map: zoom, everything, full screen, layers, legend.

import { byId, element, iconButton, picture } from "./dom.js";
import { dressWith } from "./look.js";
import { legs } from "./story.js";
import { word } from "./words.js";

export function createMapControls(map, story, layers, actions) {
  const bar = element("div", { class: "map-tools" },
    iconButton("plus", word("zoom.in"), () => map.zoomIn(1)),
    iconButton("minus", word("zoom.out"), () => map.zoomOut(1)),
    iconButton("all", word("zoom.all"), actions.overview),
    fullscreenButton(),
    enlargeButton(),
    disclosure("layers", word("layers"), layerChoices(layers)),
    foldButton());
  const items = legendItems(story);
  const legend = element("details", { class: "legend", hidden: !items.length },
    element("summary", {}, word("legend")),
    element("ul", {}, ...items));
  byId("stage").append(bar, legend);
  // A click on a control is none on the map under it.
  [bar, legend].forEach((part) => L.DomEvent.disableClickPropagation(part));
}

function fullscreenButton() {
  if (!document.fullscreenEnabled) return null;
  const button = iconButton("full", word("fullscreen"), () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else byId("storymap").requestFullscreen().catch(() => { button.hidden = true; });
  }, { class: "icon fullscreen" });
  document.addEventListener("fullscreenchange", () => {
    const label = word(document.fullscreenElement ? "fullscreen.leave" : "fullscreen");
    button.setAttribute("aria-label", label);
    button.title = label;
  });
  return button;
}

// In a low frame the tools are one button until they are wanted.
function foldButton() {
  const button = iconButton("more", word("map.tools"), () => {
    const isOpen = button.parentElement.classList.toggle("is-open");
    button.setAttribute("aria-expanded", isOpen);
  }, { class: "icon tools-toggle", "aria-expanded": "false" });
  return button;
}

// On a phone the map can take the story's room, and give it back.
function enlargeButton() {
  const button = iconButton("full", word("map.larger"), () => {
    const isLarge = byId("storymap").classList.toggle("map-large");
    const label = word(isLarge ? "map.smaller" : "map.larger");
    button.setAttribute("aria-label", label);
    button.title = label;
  }, { class: "icon enlarge" });
  return button;
}

// A button that opens a small sheet; Escape and a press elsewhere close it.
export function disclosure(name, label, content) {
  const sheet = element("div", { class: "sheet", hidden: true, role: "group", "aria-label": label }, content);
  const button = iconButton(name, label, () => open(sheet.hidden), { "aria-expanded": "false" });
  const holder = element("div", { class: "disclosure" }, button, sheet);
  function open(isOpen) {
    sheet.hidden = !isOpen;
    button.setAttribute("aria-expanded", isOpen);
  }
  holder.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || sheet.hidden) return;
    event.stopPropagation();
    open(false);
    button.focus();
  });
  document.addEventListener("pointerdown", (event) => { if (!holder.contains(event.target)) open(false); });
  return holder;
}

function layerChoices(layers) {
  return element("div", { class: "choices" }, ...layers.map((layer) => {
    const box = element("input", { type: "checkbox", checked: layer.isOn });
    box.addEventListener("change", () => layer.toggle(box.checked));
    layer.box = box;
    return element("div", {}, element("label", {}, box, element("span", {}, layer.label)), layer.more);
  }));
}

function legendItems(story) {
  const has = (test) => story.places.some(test);
  const rows = [
    ["exact", has((place) => place.precision === "exact")],
    ["near", has((place) => place.precision === "near")],
    ["area", has((place) => place.precision === "area")],
    ["doubtful", has((place) => place.sure === "low")],
    ["line", legs(story, story.orders.told).some((leg) => !leg.travelled)],
    ["vague", story.orders.told.some(({ when }) => when.first !== when.last && when.extent !== "throughout")],
  ];
  // A journey of which only one end is known has no line on the map.
  const drawn = new Set(legs(story, story.orders.told).map((leg) => leg.route));
  const routes = story.routes.map((route, index) => (drawn.has(index) ? element("li", {},
    element("span", { class: `legend-mark legend-route route-${index % 7}`, "aria-hidden": "true" }), element("span", { dir: "auto" }, route.name || word("legend.journey"))) : null)).filter(Boolean);
  const items = rows.filter(([, isThere]) => isThere).map(([name]) => element("li", {},
    element("span", { class: `legend-mark legend-${name}`, "aria-hidden": "true" }, name === "doubtful" ? "?" : null),
    element("span", {}, word(`legend.${name}`))));
  const categories = story.look.categories.map((category) => {
    const mark = element("span", { class: "legend-mark legend-category", "aria-hidden": "true" }, category.sign);
    dressWith(mark, category);
    return element("li", {}, mark, element("span", { dir: "auto" }, category.name));
  });
  return [...categories, ...items, ...routes];
}
