// The author's own map under the story, and how strong it is.

import { element } from "./dom.js";
import { word } from "./words.js";

const OWN_LOOKS = {
  water: { stroke: true, weight: 1, color: "--river", fill: true, fillColor: "--lake", fillOpacity: 1 },
  road: { weight: 2, color: "--border", fill: false },
  building: { weight: 0.5, color: "--border", fill: true, fillColor: "--border", fillOpacity: 0.35 },
  other: { weight: 1, color: "--coast", fill: false },
};

// The layer for the list of layers, or null; it is on the map already.
export function createOwnMap(map, own, colour) {
  if (!own) return null;
  const pane = map.createPane("own");
  pane.style.zIndex = 180;
  pane.style.pointerEvents = "none";
  const layer = own.kind === "image" ? image(own) : lines(own, colour);
  layer.addTo(map);
  const strength = element("input", { type: "range", min: "0", max: "100", value: "100", "aria-label": word("own.strength") });
  strength.addEventListener("input", () => { pane.style.opacity = strength.value / 100; });
  return { label: word("own.map"), isOn: true, isOwnMap: true, more: strength, toggle: (isOn) => (isOn ? layer.addTo(map) : layer.remove()) };
}

function image({ src, bounds: [west, south, east, north], credit }) {
  return L.imageOverlay(src, [[south, west], [north, east]], { pane: "own", attribution: credit, alt: "" });
}

function lines({ data, credit }, colour) {
  const style = ({ properties: { kind } }) => {
    const look = OWN_LOOKS[kind];
    return { ...look, color: colour(look.color), fillColor: look.fillColor && colour(look.fillColor) };
  };
  const layer = L.geoJSON(data, { pane: "own", attribution: credit, interactive: false, style });
  layer.hasStreets = true;
  colour.onChange(() => layer.setStyle(style));
  return layer;
}
