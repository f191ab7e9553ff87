// The foot of the map: a scale, what the sheet is that takes the drawn world's place, and the way to a map of streets.

import { element } from "./dom.js";
import { DRAWN } from "./framing.js";
import { squareOf } from "./graticule.js";
import { lengthWords, word } from "./words.js";

const SHEET = DRAWN + 0.75; // the zoom from which the drawn world is hardly seen any more

// `streets` is the layer of online tiles in the list of layers, if there is one.
export function createMapFoot(map, layers) {
  const streets = layers.find((layer) => layer.hasStreets);
  const own = layers.find((layer) => layer.isOwnMap);
  L.control.scale({ imperial: false, maxWidth: 110, position: "bottomright", updateWhenIdle: true }).addTo(map);
  const bar = map.getContainer().querySelector(".leaflet-control-scale");
  const note = element("span", { class: "sheet-note", hidden: true });
  bar.prepend(note);
  const offer = element("button", { type: "button", class: "tiles-offer", hidden: true, onclick: () => { streets.box.click(); tell(); } },
    word("tiles.offer", { name: streets?.name ?? "" }));
  bar.before(offer);
  L.DomEvent.disableClickPropagation(offer);

  function tell() {
    const isNear = map.getZoom() >= SHEET && !streets?.box.checked;
    const size = map.getSize();
    const { y } = map.project(map.getCenter()).divideBy(256 * 2 ** map.getZoom());
    note.hidden = !isNear || own?.box.checked || size.y < 200;
    note.textContent = note.hidden ? "" : word("sheet", { length: lengthWords(squareOf(y, 256 * 2 ** map.getZoom())) });
    offer.hidden = !isNear || !streets;
    map.fire("foot"); // it may take more room or less now
  }

  map.on("moveend resize layeradd layerremove", tell);
  tell();
}
