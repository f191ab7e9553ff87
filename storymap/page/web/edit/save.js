// The page written anew with the corrections in it: the file that the browser saves, or shows.

import { element } from "./dom.js";
import { passagesOf, viewOf } from "./view.js";
import { word } from "./words.js";

// The page as its file has it, taken before the page's own script has touched it.
export function createPristine() {
  const own = document.currentScript;
  const kept = document.documentElement.cloneNode(true);
  return () => {
    const root = kept.cloneNode(true);
    root.removeAttribute("class");
    const body = root.querySelector("body");
    const all = [...document.body.querySelectorAll(":scope > script")];
    for (const script of all.slice(all.indexOf(own) + 1)) body.append(script.cloneNode(true));
    return root;
  };
}

const UNSAFE = /[<>&\u2028\u2029]/g;
const asData = (value) => JSON.stringify(value).replace(UNSAFE, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);

// The HTML of the page with the story as it now stands.
export function pageHtml(pristine, editor, { unsaved = false } = {}) {
  const { store, data, months } = editor;
  const root = pristine();
  const part = (selector) => root.querySelector(selector);
  const view = viewOf(store.story, store.text, data.kinds, months);
  const passages = passagesOf(store.story, store.text);
  const old = JSON.parse(part("#story-data").textContent);
  // Where words stand in the original only the program knows; an event that it told keeps what it said.
  const known = new Map(old.events.map((event) => [event.id, event.original]));
  for (const event of view.events) event.original = known.get(event.id) ?? null;
  part("#story-data").textContent = asData({ ...old, ...view });
  const theme = data.theme ?? root.dataset.theme;
  root.dataset.theme = store.story.look?.theme || theme;
  part("#edit-data").textContent = asData({ ...data, theme, operations: store.operations, undone: store.undone, server: null, unsaved });
  const { story } = store;
  const { title, language } = story.document;
  const name = title || word("title.none");
  part("title").textContent = name;
  part(".opening h1").textContent = name;
  for (const meta of root.querySelectorAll('meta[property="og:title"]')) meta.content = name;
  writeByline(root, story.document);
  writeLook(root, story, language);
  const summary = summaryOf(view);
  part(".summary").textContent = summary;
  for (const meta of root.querySelectorAll('meta[name="description"], meta[property="og:description"]')) meta.content = summary;
  writeLinked(part('script[type="application/ld+json"]'), name, summary, view);
  part("#steps").replaceChildren(...stretched(view.events, (event, index) => stepItem(event, view, language, view.events[index - 1]?.part, name, story.features[event.number].properties.media), (list) => element("ol", { class: "stretch", start: list[0].step })));
  part("#source-text").replaceChildren(...stretched(passages, (pieces) => paragraph(pieces, view), () => element("div", { class: "stretch" })));
  const byName = view.places.map((place, number) => ({ ...place, number })).sort((a, b) => a.name.toLowerCase() < b.name.toLowerCase() ? -1 : a.name.toLowerCase() > b.name.toLowerCase() ? 1 : 0);
  part("#view-places .places").replaceChildren(...byName.map((place) => placeItem(place, language, story.places[place.number].media)));
  writeEnding(part("#ending"), story, language);
  return `<!DOCTYPE html>\n${root.outerHTML}\n`;
}

function stretched(items, make, holder) {
  const parts = [];
  for (let at = 0; at < items.length; at += 40) {
    const some = items.slice(at, at + 40);
    const part = holder(some);
    part.append(...some.map((item, index) => make(item, at + index)));
    parts.push(part);
  }
  return parts;
}

function writeByline(root, { author, published }) {
  root.querySelector(".opening .byline")?.remove();
  if (!author && !published) return;
  const day = published && new Intl.DateTimeFormat(root.lang === "en" ? "en-GB" : root.lang, { dateStyle: "long", timeZone: "UTC" }).format(new Date(`${published}T00:00:00Z`));
  const line = element("p", { class: "byline" }, author ? element("span", { dir: "auto" }, author) : null, author && published ? " · " : null, published ? element("time", { datetime: published }, day) : null);
  root.querySelector(".opening h1").after(line);
}

// What stands around the title, the pictures below it, and the credits at the end.
function writeLook(root, { look = {}, media = [] }, lang) {
  const opening = root.querySelector(".opening");
  for (const old of opening.querySelectorAll(":scope > figure")) old.remove();
  if (look.dek) opening.querySelector(".dek")?.remove();
  if (look.dek) opening.querySelector(".summary").before(element("p", { class: "dek", lang, dir: "auto" }, look.dek));
  const cover = media.find((one) => (one.kind ?? "image") === "image" && isShown(one));
  opening.querySelector(".summary").after(...figures([cover, ...media.filter((one) => one !== cover)].filter(Boolean), lang));
  const made = [...root.querySelectorAll("#ending > section")].at(-1);
  made.querySelector(".credits")?.remove();
  if (look.credits) made.querySelector("h2").after(element("p", { class: "credits", lang, dir: "auto" }, look.credits));
}

// What the page's policy lets it show; what is only linked is there again when the program makes the page.
function isShown({ src }) {
  if (!src.startsWith("https://")) return src.startsWith("data:");
  return document.querySelector("meta[http-equiv=Content-Security-Policy]").content.split(/[\s;]+/).includes(new URL(src).origin);
}

function figures(media, lang) {
  return (media ?? []).filter(isShown).map(({ src, kind = "image", alt = "", caption = "", credit = "", licence = "", link = "" }) => {
    const said = alt || caption;
    const by = [credit, licence].filter(Boolean).join(" · ");
    const name = said ? { "aria-label": said } : {};
    const shown = kind === "image" ? element("img", { src, alt: said, loading: "lazy", decoding: "async" }) : element(kind, { class: "recording", controls: "", preload: "none", src, ...name });
    return element("figure", { class: `media media-${kind}` }, shown, caption || by ? element("figcaption", { lang, dir: "auto" }, caption, " ",
      by ? element("span", { class: "credit" }, /^https?:/.test(link) ? element("a", { href: link, rel: "noopener" }, by) : by) : null) : null);
  });
}

function summaryOf({ events, places }) {
  const countries = new Set(places.map((place) => place.country).filter(Boolean));
  const told = countries.size > 1
    ? word("summary.countries", { events: word("count.events", { n: events.length }), countries: word("count.countries", { n: countries.size }) })
    : word("summary.places", { events: word("count.events", { n: events.length }), places: word("count.places", { n: places.length }) });
  const years = events.flatMap((event) => [event.when.first, event.when.last]).filter(Boolean).map((day) => parseInt(day, 10));
  if (!years.length) return told;
  const [first, last] = [Math.min(...years), Math.max(...years)];
  const said = (year) => (year > 0 ? word("date.year", { year }) : word("date.bc", { year: 1 - year }));
  return word("summary.dated", { summary: told, dates: first === last ? said(first) : word("date.range", { first: said(first), last: said(last) }) });
}

function writeLinked(block, headline, description, view) {
  const told = JSON.parse(block.textContent);
  block.textContent = asData({
    ...told, headline, description,
    contentLocation: view.places.slice(0, 200).map((place) => ({ "@type": "Place", name: place.name, geo: { "@type": "GeoCoordinates", latitude: place.lat, longitude: place.lon } })),
    about: view.events.slice(0, 200).map((event) => ({ "@type": "Event", name: event.title, ...(event.when.machine ? { startDate: event.when.machine } : {}), ...(event.where.length ? { location: { "@type": "Place", name: view.places[event.where[0].place].name } } : {}) })),
  });
}

function stepItem(event, view, lang, lastPart, title, media) {
  const { when } = event;
  return element("li", { class: "step", id: `step-${event.step}`, tabindex: "-1", "data-event": event.number },
    event.part && event.part !== lastPart && event.part !== title ? element("p", { class: "part", lang, dir: "auto" }, event.part) : null,
    element("p", { class: "step-meta" }, element("span", { class: "step-number", "aria-hidden": "true" }, event.step), " ",
      when.label ? element("time", { datetime: when.machine || null, title: when.note || null, dir: "auto" }, when.label) : null, " ",
      ...event.where.flatMap((where) => [
        where.role === "at" ? null : element("span", { class: "role" }, word(`role.${where.role}`)), " ",
        element("a", { class: "place-link", href: `#place-${where.place + 1}`, "data-place": where.place, dir: "auto" }, view.places[where.place].name, where.sure === "low" ? element("span", { class: "doubt", title: word("sure.here") }, "?") : null), " "]),
      event.category === null ? null : element("span", { class: "category", "data-category": event.category, lang, dir: "auto" }, view.look.categories[event.category].name),
      event.status === "asserted" ? null : element("span", { class: "tag" }, word(`status.${event.status}`))),
    element("h3", { lang, dir: "auto" }, element("a", { class: "step-link", href: `#step-${event.step}` }, event.title)),
    event.quote ? element("blockquote", { lang, dir: "auto" }, event.quote) : null,
    ...figures(media, lang),
    event.original ? element("p", { class: "original", "data-second": event.original.second ?? null }, event.original.link
      ? element("a", { href: event.original.link, rel: "noopener", title: word("origin.link"), dir: "auto" }, event.original.label)
      : element("span", { dir: "auto" }, event.original.label)) : null,
    event.who.length || event.source ? element("p", { class: "who", lang, dir: "auto" },
      event.who.length ? element("span", { class: "who-label" }, word("people")) : null, event.who.length ? ` ${event.who.join(" · ")}` : null,
      event.source ? element("span", { class: "source" }, ` ${word("source", { name: event.source })}`) : null) : null);
}

function paragraph(pieces, view) {
  return element("p", { dir: "auto" }, ...pieces.flatMap((piece) => {
    const refs = piece.begins.map((number) => element("a", { class: "ref", href: `#step-${number + 1}`, "data-event": number, "aria-label": word("step", { n: number + 1, total: view.events.length }) }, number + 1));
    const words = piece.place === null ? piece.text : element("a", { class: "mention", href: `#place-${piece.place + 1}`, "data-place": piece.place, "data-precision": view.places[piece.place].precision }, piece.text);
    return [...refs, piece.events.length ? element("span", { class: piece.isTrigger ? "told trigger" : "told", "data-events": piece.events.join(" ") }, words) : words];
  }));
}

function placeItem(place, lang, media) {
  return element("li", { class: "place", id: `place-${place.number + 1}`, "data-place": place.number },
    ...figures(media, lang),
    element("h3", {}, element("a", { class: "place-link", href: `#place-${place.number + 1}`, "data-place": place.number, dir: "auto" }, place.name)),
    element("p", { class: "place-meta" }, element("span", {}, word(`feature.${place.kind}`)), " ",
      place.within ? element("span", { dir: "auto" }, word("in", { name: place.within })) : null, " ",
      place.country ? element("span", { "data-country": place.country }, place.country) : null, " ",
      element("span", { class: "coordinates" }, `${place.lat.toFixed(3)}, ${place.lon.toFixed(3)}`)),
    element("p", { class: "place-meta" },
      place.precision === "exact" ? null : element("span", { class: `precision precision-${place.precision}` }, word(`precision.${place.precision}`)), " ",
      element("span", { class: `sure sure-${place.sure}`, title: word("sure") }, word(`sure.${place.sure}`)), " ",
      element("span", {}, word("count.events", { n: place.events.length }))));
}

// The lists of what is not on the map stand folded after what is said of the map itself.
function writeEnding(ending, story, lang) {
  for (const old of ending.querySelectorAll(":scope > details")) old.remove();
  const list = (title, items) => (items.length ? [element("details", {}, element("summary", {}, element("h2", {}, title, " ", element("span", { class: "count" }, items.length))), element("ul", {}, ...items))] : []);
  const why = (text) => (text ? element("span", { class: "why" }, text) : null);
  ending.append(
    ...list(word("unplaced"), story.unplaced.map((item) => element("li", { dir: "auto" }, element("q", { lang }, item.text), " ", why(item.why)))),
    ...list(word("off_map"), story.off_map.map((item) => element("li", { dir: "auto" }, element("q", { lang }, item.quote.text), " ", why(reason(item.why))))));
}

function reason(why) {
  try { return word(`off_map.${why}`); } catch { return why; }
}

// Saves over a file where the browser can, else downloads; true if the reader did not call it off.
export async function saveFile(name, text, type) {
  const blob = new Blob([text], { type });
  if (globalThis.showSaveFilePicker && type === "text/html") {
    try {
      saveFile.handle ??= await showSaveFilePicker({ suggestedName: name, types: [{ accept: { [type]: [".html"] } }] });
      const stream = await saveFile.handle.createWritable();
      await stream.write(blob);
      await stream.close();
      return true;
    } catch (error) {
      if (error.name === "AbortError") return false;
    }
  }
  const link = element("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  return true;
}
