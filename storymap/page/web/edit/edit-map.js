// The map while a place is put right: what its name may mean, with numbers; the one that counts can be dragged.

import { element, reducedMotion } from "./dom.js";

const CLOSE = 8;

export function createEditMap(map, listen) {
  const layer = L.layerGroup();
  let framed = null;

  map.on("click", ({ latlng, originalEvent }) => {
    if (map.hasLayer(layer) && !originalEvent.target.closest?.(".leaflet-marker-icon, .leaflet-control")) listen.put(pointOf(latlng));
  });

  // places: [{place, number, isChosen}]; others: places of the story, small, for orientation.
  // key: what is shown; the map moves when that is something else than before.
  function show(places, others, key = "", view = null) {
    layer.clearLayers();
    for (const place of others) L.circleMarker([place.lat, place.lon], { radius: 4, className: "edit-other", interactive: false }).addTo(layer);
    places.forEach(({ place, number, isChosen }) => {
      const icon = L.divIcon({ className: `edit-pin${isChosen ? " edit-chosen" : ""}`, html: element("span", {}, number ?? "•"), iconSize: [28, 28] });
      const marker = L.marker([place.lat, place.lon], { icon, draggable: isChosen, keyboard: false, zIndexOffset: isChosen ? 2000 : 1000, title: place.name });
      marker.on("click", () => listen.choose(place));
      marker.on("dragend", () => listen.put(pointOf(marker.getLatLng())));
      marker.addTo(layer);
    });
    if (key !== framed && view) map.setView([view.lat, view.lon], view.zoom, { animate: false });
    else if (key !== framed) frame(places);
    framed = key;
  }

  function frame(places) {
    if (!places.length) return;
    const bounds = L.latLngBounds(places.map(({ place }) => [place.lat, place.lon]));
    map.fitBounds(bounds.pad(0.2), { maxZoom: CLOSE, animate: !reducedMotion(), paddingTopLeft: [60, 60], paddingBottomRight: [60, 60] });
  }

  return {
    show,
    on() { layer.addTo(map); },
  };
}

const rounded = (degrees) => Math.round(degrees * 1e5) / 1e5;
const pointOf = ({ lat, lng }) => ({ lat: rounded(lat), lon: rounded(((((lng + 180) % 360) + 360) % 360) - 180) });
