// A Leaflet layer that is one canvas over the whole view, drawn anew whenever the view needs it, so that the
// map is sharp and whole in every frame of a flight. What is drawn is a function: draw(context, view).

const PADDING = 0.2; // of the view, on each side: room to drag before the next drawing; none in the first one

// The world is there once, half a turn to each side of `middle` (Mercator x), as the story's markers are.
export function canvasLayer(pane, draw, middle = 0.5) {
  return new CanvasLayer(pane, draw, middle);
}

// Leaflet's classes are made by extend, not by class; Leaflet is there when this runs.
const CanvasLayer = L.Layer.extend({
  initialize(pane, draw, middle) {
    this.options = { pane };
    this.draw = draw;
    this.ends = [middle - 0.5, middle + 0.5];
  },

  onAdd() {
    this.canvas = L.DomUtil.create("canvas", "story-canvas leaflet-zoom-animated", this.getPane());
    this.canvas.setAttribute("aria-hidden", "true");
    this.refresh();
  },

  onRemove() {
    this.canvas.remove();
    this.canvas = null;
    this.drawn = null;
  },

  getEvents() {
    return { move: this.follow, zoomanim: this.animate, moveend: this.refresh, viewreset: this.redraw, resize: this.refresh };
  },

  // While the map moves: draw again only where what was drawn does not reach.
  follow() {
    if (!this.drawn) return;
    const corner = this.map().containerPointToLayerPoint([0, 0]);
    const far = Math.abs(corner.x - this.drawn.x) > this.drawn.padX || Math.abs(corner.y - this.drawn.y) > this.drawn.padY;
    if (far || this.map().getZoom() !== this.drawn.zoom) this.redraw({ type: "move" });
  },

  // Leaflet's own zoom is a CSS transition: go along with it.
  animate({ center, zoom }) {
    if (!this.drawn) return;
    const map = this.map();
    const scale = map.getZoomScale(zoom, this.drawn.zoom);
    const northWest = map.layerPointToLatLng(L.DomUtil.getPosition(this.canvas));
    L.DomUtil.setTransform(this.canvas, map._latLngToNewLayerPoint(northWest, zoom, center), scale);
  },

  // Once for a frame, however often it is asked for.
  refresh() {
    this.asked ??= requestAnimationFrame(() => this.redraw());
  },

  redraw(event) {
    cancelAnimationFrame(this.asked);
    this.asked = null;
    if (!this.canvas) return;
    const map = this.map();
    const size = map.getSize();
    if (!size.x || !size.y) return;
    const pad = size.multiplyBy(this.drawn ? PADDING : 0).round();
    const corner = map.containerPointToLayerPoint([0, 0]);
    const topLeft = corner.subtract(pad).round();
    const zoom = map.getZoom();
    this.drawn = { x: corner.x, y: corner.y, padX: pad.x, padY: pad.y, zoom };
    const width = size.x + 2 * pad.x;
    const height = size.y + 2 * pad.y;
    const context = this.fit(width, height, topLeft);
    const world = 256 * 2 ** zoom;
    const origin = map.getPixelOrigin().add(topLeft);
    const [west, east] = this.ends;
    const box = [Math.max(west, origin.x / world), origin.y / world, Math.min(east, (origin.x + width) / world), (origin.y + height) / world];
    context.save();
    context.beginPath();
    context.rect(box[0] * world - origin.x, 0, (box[2] - box[0]) * world, height);
    context.clip();
    this.draw(context, { zoom, world, left: origin.x, top: origin.y, width, height, pad, box, topLeft, moving: event?.type === "move" });
    context.restore();
  },

  // Sizes and places the canvas and returns its cleared context, in CSS pixels.
  fit(width, height, topLeft) {
    const ratio = Math.min(2, devicePixelRatio || 1);
    const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (this.canvas.width !== w || this.canvas.height !== h) {
      Object.assign(this.canvas, { width: w, height: h });
      this.canvas.style.width = `${width}px`;
      this.canvas.style.height = `${height}px`;
    }
    L.DomUtil.setPosition(this.canvas, topLeft);
    const context = this.canvas.getContext("2d");
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    return context;
  },

  map() {
    return this._map;
  },
});

// Adds a shape [x, y, …] in Mercator units to the path, `turn` times around the world to the east.
// Points that would move the pen by less than a pixel are left out. `skip(i)` leaves out a stroke.
export function trace(context, points, view, turn = 0, close = false, skip = null) {
  const count = points.length;
  let lastX = NaN;
  let lastY = NaN;
  let penUp = true;
  const total = close && skip ? count + 2 : count;
  for (let k = 0; k < total; k += 2) {
    const i = k % count;
    const x = (points[i] + turn) * view.world - view.left;
    const y = points[i + 1] * view.world - view.top;
    const cut = skip !== null && k > 0 && skip((i + count - 2) % count, i);
    if (penUp || cut) context.moveTo(x, y);
    else if (k < total - 2 && Math.abs(x - lastX) < 0.8 && Math.abs(y - lastY) < 0.8) continue;
    else context.lineTo(x, y);
    penUp = false;
    lastX = x;
    lastY = y;
  }
  if (close && !skip) context.closePath();
}

// The turns around the world at which a box is in view.
export function turnsInView(box, view) {
  const turns = [];
  for (let turn = Math.floor(view.box[0] - box[2]); turn <= Math.ceil(view.box[2] - box[0]); turn++) {
    const meets = box[0] + turn < view.box[2] && view.box[0] < box[2] + turn;
    if (meets && box[1] < view.box[3] && view.box[1] < box[3]) turns.push(turn);
  }
  return turns;
}
