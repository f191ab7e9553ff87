// Places that belong to what the map shows and lie too far away for it: a pointer at the edge, towards each.

import { byId, element, picture } from "./dom.js";
import { overlap } from "./geometry.js";
import { word } from "./words.js";

const MOST_POINTERS = 4;
const GAP = 10; // pixels
const STANDING = ".map-tools, .legend, .locator, .leaflet-control-scale, .tiles-offer";

export function createBeyond(map, go) {
  const holder = element("div", { class: "beyond" });
  byId("stage").append(holder);
  L.DomEvent.disableClickPropagation(holder);
  let pointers = [];
  map.on("pinned foot", arrange);

  function show(places) {
    pointers = places.slice(0, MOST_POINTERS).map((place) => {
      const arrow = picture("towards");
      const name = place.sure === "low" ? `${place.name}?` : place.name;
      const button = element("button", { type: "button", class: "beyond-place", title: word("zoom.to", { name: place.name }), onclick: () => go(place.number) },
        arrow, element("span", { dir: "auto" }, name));
      return { place, button, arrow };
    });
    holder.replaceChildren(...pointers.map(({ button }) => button));
    map.whenReady(arrange);
  }

  function arrange() {
    if (!pointers.length) return; // to ask where all markers are costs time
    const size = map.getSize();
    const taken = boxesOnMap(map, `${STANDING}, .leaflet-marker-icon, .pin-mark`);
    for (const { place, button, arrow } of pointers) {
      const at = map.latLngToContainerPoint([place.lat, place.lon]);
      button.hidden = at.x > 0 && at.y > 0 && at.x < size.x && at.y < size.y;
      if (button.hidden) continue;
      const box = atEdge(at, size, [button.offsetWidth, button.offsetHeight], taken);
      taken.push(box);
      Object.assign(button.style, { left: `${box[0]}px`, top: `${box[1]}px` });
      arrow.style.transform = `rotate(${Math.atan2(at.y - size.y / 2, at.x - size.x / 2)}rad)`;
    }
  }

  return { show };
}

// Where a pointer [wide, high] towards a point stands: at the edge, and moved along it where something stands.
function atEdge({ x, y }, size, [wide, high], taken) {
  const [halfX, halfY] = [size.x / 2 - GAP - wide / 2, size.y / 2 - GAP - high / 2];
  const [dx, dy] = [x - size.x / 2, y - size.y / 2];
  const share = 1 / Math.max(Math.abs(dx) / halfX, Math.abs(dy) / halfY);
  const left = size.x / 2 + dx * share - wide / 2;
  const top = size.y / 2 + dy * share - high / 2;
  const isFree = ([a, b, c, d]) => a >= 0 && b >= 0 && c <= size.x && d <= size.y && !taken.some((box) => overlap(box, [a, b, c, d]));
  for (let by = 0; by < Math.max(size.x, size.y); by += 6) {
    for (const [mx, my] of [[0, by], [0, -by], [by, 0], [-by, 0]]) {
      const box = [left + mx, top + my, left + mx + wide, top + my + high];
      if (isFree(box)) return box;
    }
  }
  return [left, top, left + wide, top + high];
}

// What stands on the map, as boxes in pixels of its container.
export function boxesOnMap(map, what = STANDING) {
  const frame = map.getContainer().getBoundingClientRect();
  return [...document.querySelectorAll(what)].map((part) => part.getBoundingClientRect()).filter(({ width }) => width)
    .map(({ left, top, right, bottom }) => [left - frame.left, top - frame.top, right - frame.left, bottom - frame.top]);
}
