// What the panel lists: places, documents or people with their counts, or the quotations of one of them.

import { byId, element } from "./dom.js";
import { counted, listed, NO_YEAR } from "./select.js";
import { countryName, word } from "./words.js";

const PAGE = 50;

export function createResults(atlas, quotes, actions) {
  let shown = PAGE;
  let asked = 0;

  function show(state, found, fresh) {
    if (fresh) shown = PAGE;
    asked += 1;
    const chosen = ["place", "document", "person"].find((name) => state[name] !== null);
    if (chosen) showQuotes(chosen, state[chosen], found);
    else showList(state.list, found);
  }

  function showList(list, found) {
    const entries = counted(atlas, found, list);
    byId("heading").textContent = word(`count.${list}`, { n: entries.length });
    const items = entries.slice(0, shown).map(([number, count]) => element("li", {},
      element("button", { type: "button", class: "entry", "data-number": number, onclick: () => actions.choose(list, number) },
        element("span", { dir: "auto" }, nameOf(atlas, list, number)),
        element("span", { class: "about", dir: "auto" }, aboutOf(atlas, list, number)),
        element("span", { class: "count" }, String(count)))));
    fill(items, entries.length, list === "person" ? word("people.note") : "");
  }

  // The quotations may have to be fetched: what has been asked for since then counts.
  async function showQuotes(list, number, found) {
    const mine = asked;
    byId("heading").textContent = nameOf(atlas, list, number);
    const ordered = [...found].sort((a, b) => atlas.year[a] - atlas.year[b] || a - b);
    const seen = new Set();
    const once = ordered.filter((i) => {
      const key = `${atlas.quote[i]}:${atlas.document[i]}`;
      return !seen.has(key) && seen.add(key);
    });
    const back = element("button", { type: "button", class: "back", onclick: () => actions.choose(list, null) }, word("back"));
    const some = once.slice(0, shown);
    const texts = await quotes(some.map((i) => atlas.quote[i]));
    if (mine === asked) fill(some.map((i, n) => quotation(i, texts[n])), once.length, "", back);
  }

  function quotation(i, text) {
    const { documents, places } = atlas;
    const number = atlas.document[i];
    const also = listed(atlas, "also", i);
    const page = documents.page[number];
    const title = documents.title[number];
    const year = atlas.year[i] === NO_YEAR ? null : String(atlas.year[i]);
    const about = [places.name[atlas.place[i]], year, word("unsure", { n: atlas.sure[i] })].filter(Boolean).join(" · ");
    return element("li", { class: "quote" },
      element("blockquote", { dir: "auto", lang: atlas.languages[documents.language[number]] }, text),
      element("p", { dir: "auto" }, `${about} · `,
        page ? element("a", { href: atlas.mention[i] ? `${page}#${atlas.anchor}${atlas.mention[i]}` : page }, title) : title,
        documents.author[number] ? `, ${documents.author[number]}` : ""),
      also.length ? element("p", { class: "also" }, `${word("also")} `, ...also.flatMap(tellingLink)) : null);
  }

  const tellingLink = (number, n) => [n ? ", " : "",
    element("button", { type: "button", class: "link", onclick: () => actions.choose("document", number) }, atlas.documents.title[number])];

  function fill(items, total, note, before = null) {
    const more = total > items.length
      ? element("button", { type: "button", class: "wide", onclick: () => { shown += 4 * PAGE; actions.again(); } }, word("more"))
      : null;
    byId("list").replaceChildren(...[before, note ? element("p", { class: "note" }, note) : null,
      total ? element("ol", {}, ...items) : element("p", {}, word("nothing")), more].filter(Boolean));
  }
  return { show };
}

export function nameOf(atlas, list, number) {
  if (list === "place") return atlas.places.name[number];
  return list === "document" ? atlas.documents.title[number] : atlas.people[number];
}

function aboutOf(atlas, list, number) {
  if (list === "place") return countryName(atlas.places.country[number]);
  return list === "document" ? atlas.documents.author[number] : "";
}
