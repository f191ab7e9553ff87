// Moving along the time axis with the pointer: drag, wheel, two fingers. All of it can be done with keys and
// buttons, too.

const STILL = 5; // pixels: a press that moves less is a press
const WHEEL = 0.0022; // how much a wheel's pixel zooms
const PINCH = 8; // two fingers on a touchpad are told as a wheel, with few pixels

// `view` has the stretch that is shown and sets it: { at(clientX) → 0…1, width(), pan(share), zoom(factor, at) }.
export function followPointers(line, view, isElsewhere) {
  const fingers = new Map();
  let dragged = false;

  line.addEventListener("pointerdown", (event) => {
    if (isElsewhere(event.target) || event.button) return;
    if (!fingers.size) dragged = false;
    fingers.set(event.pointerId, { x: event.clientX, start: event.clientX });
  });
  line.addEventListener("pointermove", (event) => {
    const finger = fingers.get(event.pointerId);
    if (!finger) return;
    const before = spread(fingers);
    const by = event.clientX - finger.x;
    if (!dragged && fingers.size === 1 && Math.abs(event.clientX - finger.start) < STILL) return;
    dragged = true;
    line.setPointerCapture(event.pointerId);
    finger.x = event.clientX;
    if (fingers.size === 1) return void view.pan(-by / view.width());
    const after = spread(fingers);
    if (before.size > 8 && after.size > 8) view.zoom(before.size / after.size, view.at(after.middle));
    view.pan((before.middle - after.middle) / view.width());
  });
  for (const type of ["pointerup", "pointercancel"]) {
    line.addEventListener(type, (event) => {
      fingers.delete(event.pointerId);
      setTimeout(() => { dragged = dragged && fingers.size > 0; });
    });
  }
  // The end of a drag is no click on what happens to be there.
  line.addEventListener("click", (event) => {
    if (!dragged) return;
    event.stopPropagation();
    event.preventDefault();
  }, true);
  line.addEventListener("wheel", (event) => {
    const isSideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
    const turn = event.deltaY * (event.ctrlKey ? PINCH : 1);
    const did = isSideways
      ? view.pan((event.deltaX || event.deltaY) / view.width())
      : view.zoom(Math.exp(Math.max(-120, Math.min(120, turn)) * WHEEL), view.at(event.clientX));
    if (did) event.preventDefault();
  }, { passive: false });
}

function spread(fingers) {
  const xs = [...fingers.values()].map(({ x }) => x);
  const [low, high] = [Math.min(...xs), Math.max(...xs)];
  return { size: high - low, middle: (low + high) / 2 };
}
