// The years under the map: bars of how much is told of each, and the window that is chosen among them.

import { byId } from "./dom.js";
import { NO_YEAR, span } from "./select.js";

const MOST_BARS = 120;

export function createYears(atlas, colour, choose) {
  const whole = span(atlas);
  if (!whole) {
    byId("time").hidden = true;
    return { show() {}, whole };
  }
  const [first, last] = whole;
  const [from, to, canvas] = [byId("from"), byId("to"), byId("years")];
  for (const input of [from, to]) Object.assign(input, { min: first, max: last, step: 1 });
  const size = Math.max(1, Math.ceil((last - first + 1) / MOST_BARS));
  let bars = [];
  let window = whole;
  let shown = null;

  from.addEventListener("input", () => set(Math.min(Number(from.value), window[1]), window[1]));
  to.addEventListener("input", () => set(window[0], Math.max(Number(to.value), window[0])));
  drag(canvas, (a, b) => {
    const [low, high] = [Math.min(a, b), Math.max(a, b)].map((share) => Math.round(first + share * (last - first)));
    set(low, high);
  });
  new ResizeObserver(draw).observe(canvas);

  function set(low, high) {
    choose(low === first && high === last ? null : [low, high]);
  }

  function draw() {
    const ratio = devicePixelRatio || 1;
    const { clientWidth: width, clientHeight: height } = canvas;
    Object.assign(canvas, { width: width * ratio, height: height * ratio });
    const context = canvas.getContext("2d");
    context.scale(ratio, ratio);
    const most = Math.max(1, ...bars);
    bars.forEach((count, n) => {
      const year = first + n * size;
      const isIn = year + size > window[0] && year <= window[1];
      context.fillStyle = colour(isIn ? "--accent" : "--line");
      const tall = count ? Math.max(2, (height - 2) * Math.sqrt(count / most)) : 0;
      context.fillRect(n * width / bars.length, height - tall, Math.max(1, width / bars.length - 1), tall);
    });
  }

  return {
    whole,
    // Bars of these mentions, and the window of the state.
    show(found, years) {
      window = years ?? whole;
      // Drawing the window changes no bar: then it is the same list of mentions that comes.
      if (found !== shown) {
        bars = new Array(Math.ceil((last - first + 1) / size)).fill(0);
        for (const i of found) if (atlas.year[i] !== NO_YEAR) bars[Math.floor((atlas.year[i] - first) / size)] += 1;
        shown = found;
      }
      [from.value, to.value] = window;
      byId("from-year").value = window[0];
      byId("to-year").value = window[1];
      draw();
    },
  };
}

// Calls `moved` with the two ends of a drag, as shares of the width.
function drag(canvas, moved) {
  let start = null;
  const share = (event) => Math.min(1, Math.max(0, event.offsetX / canvas.clientWidth));
  canvas.addEventListener("pointerdown", (event) => {
    start = share(event);
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointermove", (event) => { if (start !== null) moved(start, share(event)); });
  canvas.addEventListener("pointerup", () => { start = null; });
  canvas.addEventListener("pointercancel", () => { start = null; });
}
