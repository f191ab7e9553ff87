// What folium's own layers need of the libraries that this page does without: a very small jQuery, icons for
// L.marker and for L.AwesomeMarkers. Only in the page when its author added such layers.

(() => {
  "use strict";
  const parsed = (html) => [...new DOMParser().parseFromString(html, "text/html").body.children];
  const jquery = (what) => {
    if (typeof what === "function") return jquery(document).ready(what);
    const found = typeof what !== "string" ? [what] : what.trim().startsWith("<") ? parsed(what) : [...document.querySelectorAll(what)];
    return Object.assign(found, { ready: (run) => (run(), found) });
  };
  globalThis.$ ??= jquery;

  const pin = (colour, inner = "") => {
    const picture = `<svg xmlns="http://www.w3.org/2000/svg" width="25" height="41" viewBox="0 0 25 41"><path d="M12.5 1C6 1 1 6 1 12.5 1 21 12.5 40 12.5 40S24 21 24 12.5C24 6 19 1 12.5 1z" fill="${colour}" stroke="#fff" stroke-width="1.5"/><circle cx="12.5" cy="12.5" r="4.5" fill="#fff"/>${inner}</svg>`;
    return L.icon({ iconUrl: `data:image/svg+xml,${encodeURIComponent(picture)}`, iconSize: [25, 41], iconAnchor: [12, 41], popupAnchor: [1, -34], tooltipAnchor: [16, -28] });
  };
  L.Marker.mergeOptions({ icon: pin("#2a6fb0") });
  L.AwesomeMarkers ??= { icon: ({ markerColor = "#2a6fb0" } = {}) => pin(markerColor) };
})();
