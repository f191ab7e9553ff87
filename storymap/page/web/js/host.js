// The page in somebody else's page: it says how high it would like to be and where the reader is, and it goes
// to a step when the host asks. docs/embedding.md describes the messages.

const NARROW = 900; // CSS pixels; page.css stacks map and story below it

// Depends on the width alone, so that no height leads to another. export/web/embed.js has the same rule.
export function wishedHeight(width) {
  const [factor, low, high] = width < NARROW ? [1.5, 560, 760] : [0.6, 560, 800];
  return Math.round(Math.min(high, Math.max(low, width * factor)));
}

export const isFramed = () => globalThis.parent !== globalThis;

export function createHost(story, state) {
  if (!isFramed()) return;
  // WordPress puts a secret behind the address of what it embeds, and listens only to who knows it.
  const secret = /[#?&]secret=([A-Za-z0-9]{8,})/.exec(location.hash)?.[1];
  let resizer = null;
  let width = 0;
  const post = (message) => globalThis.parent.postMessage(message, "*");

  function tellHeight(kind) {
    if (!width) return;
    const height = wishedHeight(width);
    post({ type: "storymap:height", height });
    if (secret) post({ message: "height", value: height, secret });
    if (resizer) post(`[iFrameSizer]${resizer}:${height}:${width}:${kind}`);
  }

  function tellStep() {
    const { event, position } = state;
    post({ type: "storymap:step", step: event?.step ?? 0, position, id: event?.id ?? null, title: event?.title ?? "" });
  }

  function tellAll() {
    post({ type: "storymap:ready", steps: state.count, title: document.title });
    tellHeight("init");
    tellStep();
  }

  function go(step) {
    if (step === 0) state.show(0, { again: true });
    const event = story.orders.told.find((each) => each.step === step);
    if (event) state.showEvent(event.number);
  }

  addEventListener("message", ({ source, data }) => {
    if (source !== globalThis.parent || !data) return;
    if (typeof data === "string" && data.startsWith("[iFrameSizer]")) {
      resizer = data.slice(13).split(":")[0];
      tellHeight("init");
    } else if (data.type === "storymap:ask") tellAll();
    else if (data.type === "storymap:go" && Number.isInteger(data.step)) go(data.step);
    else if (data.message === "ready" && secret && data.secret === secret) tellHeight("resize");
  });
  new ResizeObserver(() => {
    if (width === innerWidth) return; // also a hidden frame's 0: it says nothing until it is shown
    width = innerWidth;
    tellHeight("resize");
  }).observe(document.documentElement);
  state.subscribe(tellStep);
  width = innerWidth;
  tellAll();
}

// A wheel over the map belongs to the host's page unless Ctrl is held, or the reader has clicked into the map.
export function leaveWheelToHost(map) {
  if (!isFramed()) return;
  const container = map.getContainer();
  let inside = false;
  container.addEventListener("pointerdown", () => { inside = true; });
  container.addEventListener("pointerleave", () => { inside = false; });
  container.addEventListener("wheel", (event) => {
    if (!inside && !event.ctrlKey && !event.metaKey) event.stopImmediatePropagation();
  }, { capture: true, passive: true });
  if (matchMedia("(pointer: coarse)").matches) map.dragging.disable(); // one finger scrolls, two move the map
}
