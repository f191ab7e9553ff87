// How the story is shown: what the map looks at, pictures that are dropped, categories for the legend.

import { element } from "./dom.js";
import { button, choice, field } from "./widgets.js";
import { word } from "./words.js";

const LONGEST = 1600; // pixels of a picture's longer side
const MOST_BYTES = 250_000; // of one picture, as the program makes them
const QUALITIES = [0.82, 0.6, 0.38];
const COLOURS = ["#0072b2", "#a8401b", "#00785a", "#9a4f86", "#8a6500", "#22262e"]; // those of routes, told apart by everybody

// The map as it stands is what will be shown; `set` is called with a view, or with null for the page's own.
export function viewPart(editor, label, view, set, key) {
  return element("p", { class: "edit-row" }, element("span", {}, `${label}: `, view ? `${view.lat.toFixed(2)}, ${view.lon.toFixed(2)}, ${view.zoom}` : word("edit.view.own")),
    button(word("edit.view.take"), () => set(editor.view()), { "data-key": `${key}-take` }),
    view ? button(word("edit.view.leave"), () => set(null), { "data-key": `${key}-leave` }) : null);
}

// Pictures with their words; new ones are dropped or chosen, and described before they are added.
export function mediaPart(editor, media, set, key) {
  const told = element("p", { class: "edit-hint", role: "status" });
  const waiting = element("div", { class: "edit-waiting" });
  const input = element("input", { type: "file", accept: "image/*", id: `${key}-file`, "data-key": `${key}-file` });
  const take = async (file) => {
    const src = file && await smallPicture(file).catch(() => null);
    told.textContent = src ? "" : word("edit.media.unread");
    waiting.replaceChildren(...(src ? [pictureForm({ src, alt: "", caption: "", credit: "" }, word("edit.media.add"), (made) => set([...media, made], `${key}-file`), key)] : []));
    waiting.querySelector("input")?.focus();
  };
  input.addEventListener("change", () => take(input.files[0]));
  const part = element("fieldset", { class: "edit-block edit-media" }, element("legend", {}, word("edit.media")),
    ...media.map((one, number) => pictureRow(one, number)),
    element("label", { for: `${key}-file` }, word("edit.media.drop")), input, told, waiting);
  part.addEventListener("dragover", (event) => { event.preventDefault(); part.classList.add("edit-over"); });
  part.addEventListener("dragleave", () => part.classList.remove("edit-over"));
  part.addEventListener("drop", (event) => {
    event.preventDefault();
    part.classList.remove("edit-over");
    take(event.dataTransfer.files[0]);
  });
  return part;

  function pictureRow(one, number) {
    const name = one.alt || one.caption || word("edit.media.silent");
    const holder = element("div", { class: "edit-waiting" });
    return element("div", { class: "edit-row" },
      one.src.startsWith("data:image/") ? element("img", { src: one.src, alt: "", class: "edit-thumb" }) : null,
      element("span", { dir: "auto" }, name),
      button(word("edit.media.words"), () => holder.replaceChildren(pictureForm(one, word("edit.media.keep"), (made) => set(media.with(number, made), `${key}-words-${number}`), key)), { "data-key": `${key}-words-${number}`, "aria-label": `${word("edit.media.words")}: ${name}` }),
      number ? button(word("edit.media.first"), () => set([one, ...media.toSpliced(number, 1)], `${key}-words-0`), { "data-key": `${key}-first-${number}`, "aria-label": `${word("edit.media.first")}: ${name}` }) : null,
      button(word("edit.remove"), () => set(media.toSpliced(number, 1), `${key}-file`), { "data-key": `${key}-remove-${number}`, "aria-label": word("edit.remove.of", { name }) }),
      holder);
  }
}

function pictureForm(one, label, done, key) {
  const fields = ["alt", "caption", "credit"].map((name) => [name, field(word(`edit.media.${name}`), one[name] ?? "", () => {}, { "data-key": `${key}-${name}`, hint: name === "alt" ? word("edit.media.alt.hint") : null })]);
  const add = () => done({ ...one, ...Object.fromEntries(fields.map(([name, { input }]) => [name, input.value.trim()])) });
  return element("div", { class: "edit-card" }, element("img", { src: one.src, alt: "", class: "edit-thumb" }), ...fields.map(([, holder]) => holder), button(label, add, { "data-key": `${key}-add`, class: "primary edit-main" }));
}

// A picture as a data: address, small enough to travel; what a camera wrote into it stays behind.
export async function smallPicture(file) {
  if (/svg/.test(file.type)) throw new Error("a drawing may hold a program");
  const picture = await createImageBitmap(file);
  let side = Math.min(LONGEST, Math.max(picture.width, picture.height));
  for (;;) {
    const share = side / Math.max(picture.width, picture.height);
    const canvas = element("canvas", { width: Math.max(1, Math.round(picture.width * share)), height: Math.max(1, Math.round(picture.height * share)) });
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    for (const quality of QUALITIES) {
      const made = await packed(canvas, quality);
      if (made.size <= MOST_BYTES || side < 200) return addressOf(made);
    }
    side *= 0.7;
  }
}

const blobOf = (canvas, type, quality) => new Promise((resolve) => { canvas.toBlob(resolve, type, quality); });

// Some browsers cannot write WebP.
async function packed(canvas, quality) {
  const made = await blobOf(canvas, "image/webp", quality);
  return made?.type === "image/webp" ? made : blobOf(canvas, "image/jpeg", quality);
}

const addressOf = (blob) => new Promise((resolve, reject) => {
  const reader = new FileReader();
  reader.addEventListener("load", () => resolve(reader.result));
  reader.addEventListener("error", reject);
  reader.readAsDataURL(blob);
});

export function categoriesPart(categories, set) {
  const row = (one, number) => {
    const change = (said) => set(categories.with(number, { ...one, ...said }), `category-${number}`);
    return element("li", { class: "edit-row" },
      field(word("edit.category.name"), one.name, (name) => { if (name.trim()) change({ name: name.trim() }); }, { "data-key": `category-${number}` }),
      colourField(word("edit.category.colour"), one.colour, (colour) => change({ colour }), `category-colour-${number}`),
      field(word("edit.category.sign"), one.sign, (sign) => change({ sign: sign.trim() }), { "data-key": `category-sign-${number}`, maxlength: "8", size: "3" }),
      button(word("edit.remove"), () => set(categories.toSpliced(number, 1), "category-new"), { "aria-label": word("edit.remove.of", { name: one.name }), "data-key": `category-remove-${number}` }));
  };
  const made = field(word("edit.category.new"), "", () => {}, { "data-key": "category-new" });
  const add = () => {
    const name = made.input.value.trim();
    if (name) set([...categories, { name, colour: COLOURS[categories.length % COLOURS.length], sign: "" }], "category-new");
  };
  return element("fieldset", { class: "edit-block" }, element("legend", {}, word("edit.categories")),
    element("ul", { class: "edit-list" }, ...categories.map(row)), made, button(word("edit.add"), add, { "data-key": "category-add" }));
}

export const categoryChoice = (categories, chosen, set) => element("div", { class: "edit-field" },
  choice(word("edit.category"), [["", word("edit.category.none")], ...categories.map(({ name }) => [name, name])], chosen ?? "", set, { "data-key": "category" }));

export const colourField = (label, value, set, key) => field(label, value || "#22262e", set, { type: "color", "data-key": key });
