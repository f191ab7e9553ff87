// Small parts of the editor's forms.

import { element } from "./dom.js";
import { word } from "./words.js";

let count = 0;

// The key of the part that was changed last: who leaves it by Tab is not brought back when it is drawn anew.
export const left = { key: null };

export const button = (label, onclick, more = {}) => element("button", { type: "button", class: "edit-button", onclick, ...more }, label);

// A field with its label over it; `changed` is called with the value when the field is left or Enter pressed.
export function field(label, value, changed, more = {}) {
  const { tag = "input", hint = null, ...attributes } = more;
  const id = `edit-${count++}`;
  const input = element(tag, { id, ...(tag === "input" ? { type: "text" } : {}), "aria-describedby": hint ? `${id}-hint` : null, ...attributes });
  input.value = value;
  input.addEventListener("change", () => { left.key = input.dataset.key; changed(input.value, input); });
  const holder = element("div", { class: "edit-field" }, element("label", { for: id }, label), input,
    hint ? element("p", { id: `${id}-hint`, class: "edit-hint" }, hint) : null);
  return Object.assign(holder, { input });
}

// options: [value, label]
export function choice(label, options, value, changed, more = {}) {
  const select = element("select", { "aria-label": label, ...more }, ...options.map(([key, name]) => element("option", { value: key, selected: key === value }, name)));
  // Arrow keys and letters go through the list: only what it is left at counts.
  let known = select.value;
  let byKey = false;
  const settle = () => {
    if (select.value === known) return;
    known = select.value;
    left.key = select.dataset.key;
    changed(known);
  };
  select.addEventListener("keydown", ({ key }) => { byKey = key !== "Enter"; if (key === "Enter") settle(); });
  select.addEventListener("pointerdown", () => { byKey = false; });
  select.addEventListener("change", () => { if (!byKey) settle(); });
  select.addEventListener("blur", settle);
  return select;
}

export function check(label, isOn, changed, more = {}) {
  const box = element("input", { type: "checkbox", ...more });
  box.checked = isOn;
  box.addEventListener("change", () => changed(box.checked));
  return element("label", { class: "edit-check" }, box, element("span", {}, label));
}

// Words of the text with what stands around them, the words marked.
export function excerpt(text, span, around = 140) {
  const [from, to] = [Math.max(0, span.start - around), Math.min(text.length, span.end + around)];
  return element("p", { class: "edit-excerpt", dir: "auto" }, from > 0 ? "…" : "", text.slice(from, span.start),
    element("mark", {}, text.slice(span.start, span.end)), text.slice(span.end, to), to < text.length ? "…" : "");
}

export function tabList(label, names, chosen, choose) {
  const buttons = names.map(([key, name]) => element("button", { type: "button", role: "tab", id: `edit-tab-${key}`, "aria-controls": "edit-body", "aria-selected": String(key === chosen), tabindex: key === chosen ? 0 : -1, onclick: () => choose(key) }, name));
  const bar = element("div", { class: "tabs edit-tabs", role: "tablist", "aria-label": label }, ...buttons);
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const turn = document.dir === "rtl" ? -step : step;
    const at = buttons.indexOf(document.activeElement);
    choose(names[(at + turn + names.length) % names.length][0]);
    document.querySelector("#editor [role=tab][aria-selected=true]").focus();
  });
  return bar;
}

export const kindLabel = (place, kinds) => {
  const kind = kinds.code[place.feature] ?? Object.entries(kinds.start).find(([start]) => place.feature?.startsWith(start))?.[1];
  return word(`feature.${kind ?? (place.feature ? "landmark" : "place")}`);
};
