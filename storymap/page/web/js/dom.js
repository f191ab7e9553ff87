// Making elements: text is always text.

// element("li", { id: "a", class: "b", onclick: f }, "text", otherElement)
export function element(tag, attributes = {}, ...children) {
  const made = tag === "svg" || tag === "path" || tag === "circle"
    ? document.createElementNS("http://www.w3.org/2000/svg", tag)
    : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

// Sets an attribute, or takes it away (null), only where that changes something: even a value that stays the
// same makes a browser look at the styles of all that depends on it.
export function put(target, name, value) {
  if (target.getAttribute(name) === (value === null ? null : String(value))) return;
  if (value === null) target.removeAttribute(name);
  else target.setAttribute(name, value);
}

export const byId = (id) => document.getElementById(id);

// A familiar picture for a button, drawn with strokes of the text's colour.
const PICTURES = {
  previous: "M15 5l-7 7 7 7",
  next: "M9 5l7 7-7 7",
  play: "M8 5.5v13l10.5-6.5z",
  pause: "M8 5v14M16 5v14",
  layers: "M12 4l9 5-9 5-9-5zM3 14l9 5 9-5",
  legend: "M5 7h.01M5 12h.01M5 17h.01M10 7h10M10 12h10M10 17h10",
  share: "M12 15V4m0 0L8 8m4-4l4 4M5 13v6h14v-6",
  full: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  all: "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M3 12h18M12 3c3 3 3.5 6 3.5 9s-.5 6-3.5 9c-3-3-3.5-6-3.5-9s.5-6 3.5-9",
  more: "M6 12h.01M12 12h.01M18 12h.01",
  search: "M10.5 4a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13M15.5 15.5L21 21",
  towards: "M4 12h15M13 6l6 6-6 6",
  close: "M6 6l12 12M18 6L6 18",
};

export function picture(name) {
  return element("svg", { viewBox: "0 0 24 24", class: `picture picture-${name}`, "aria-hidden": "true", focusable: "false" },
    element("path", { d: PICTURES[name] }));
}

// A button with a picture and a name for those who do not see it.
export function iconButton(name, label, onclick, attributes = {}) {
  return element("button", { type: "button", class: "icon", "aria-label": label, title: label, onclick, ...attributes }, picture(name));
}

export const reducedMotion = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
// Map over story, as page.css lays it out; and a frame so low that there is one step at a time.
export const isNarrow = () => matchMedia("(max-width: 559px), (max-width: 899px) and (orientation: portrait)").matches;
export const lowFrames = () => matchMedia("(max-height: 479px)");

let ledByKeys = true;
globalThis.addEventListener?.("keydown", ({ key }) => { ledByKeys ||= key === "Tab"; }, { capture: true });
globalThis.addEventListener?.("pointerdown", () => { ledByKeys = false; }, { capture: true });

// Whether it was the keyboard, or a program that reads the page aloud, that brought the focus to where it is. `:focus-visible` is not asked: after a press with
// the pointer the next key makes it true.
export const isLedByKeys = () => ledByKeys;
