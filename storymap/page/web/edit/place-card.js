// One name of the text: what it is taken for, what else it may mean, and how to say where it is.

import { element } from "./dom.js";
import { sameName } from "./operations.js";
import { anchorOf } from "./text.js";
import { button, check, excerpt, field, kindLabel } from "./widgets.js";
import { countryName, word } from "./words.js";

const MOST = 9;
const KM = 111.32; // kilometres in a degree of latitude
const POINT = /^\s*(-?\d{1,3}(?:\.\d+)?)\s*[,;\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*$/;

// editor: {store, data, map, say, refresh}; name: {name, place, mentions, …}; next: to the next name, or null
export function createPlaceCard(editor, name, next) {
  const { store } = editor;
  const mention = name.mentions[0];
  const all = sameName(store.story, name.name).size;
  const state = { scope: "name", found: null, at: 0 };
  const at = () => anchorOf(store.text, name.mentions[state.at].start, name.mentions[state.at].end);
  const again = editor.again.get(name.name.toLowerCase());
  const isNew = again && again.id !== name.place?.id;
  const choices = () => candidatesOf(name, [...(isNew ? [again] : []), ...(state.found ?? [])]);

  function put(place, goOn) {
    const saying = place ? word("edit.put", { name: name.name, place: place.name }) : word("edit.no_place.said", { name: name.name });
    const keeping = editor.make({ op: "place.set", at: at(), scope: state.scope, place }, { saying });
    if (goOn) next?.();
    return keeping;
  }

  const card = element("section", { class: "edit-card", tabindex: "-1", "data-key": "card", "aria-label": name.name });

  const actions = {
    choose: (number) => { const place = choices()[number - 1]; return place ? put(place, true) : null; },
    right: () => {
      if (name.place) editor.make({ op: "place.confirm", at: at(), scope: state.scope }, { saying: word("edit.right.said", { name: name.name }) });
      next?.();
    },
    none: () => put(null, true),
    point: ({ lat, lon }) => put(pointPlace(name, lat, lon), false),
    search: () => card.querySelector("input[type=search]").focus(),
    pick: (place) => put(place, true),
  };

  function draw() {
    const list = choices();
    card.replaceChildren(...[
      element("h2", { class: "edit-name", dir: "auto" }, name.name),
      name.place ? null : element("p", { class: "edit-hint" }, word("edit.unplaced")),
      isNew ? element("p", { class: "edit-hint" }, word("edit.again.hint", { place: again.name })) : null,
      excerpt(store.text, name.mentions[state.at]),
      all > 1 ? check(word("edit.all", { n: all, name: name.name }), state.scope === "name", (isOn) => { state.scope = isOn ? "name" : "mention"; draw(); }, { "data-key": "scope" }) : null,
      state.scope === "mention" && name.mentions.length > 1 ? mentionChoice() : null,
      list.length ? candidateList(list) : element("p", { class: "edit-hint" }, word("edit.no_candidates")),
      searchField(),
      element("p", { class: "edit-hint" }, word("edit.map_hint")),
      name.place ? precisionChoice() : null,
      element("p", { class: "edit-row" },
        button(word(next ? "edit.right" : "edit.right.only"), actions.right, { class: "primary edit-main", "data-key": "right", "aria-keyshortcuts": "Enter" }),
        button(word("edit.no_place"), actions.none, { "data-key": "none", "aria-keyshortcuts": "X" })),
    ].filter(Boolean));
    editor.map.show(list.map((place, number) => ({ place, number: number + 1, isChosen: place.id === name.place?.id })), store.story.places, `${mention.start} ${state.found?.[0]?.id ?? ""}`);
  }

  const mentionChoice = () => element("p", { class: "edit-row" }, ...name.mentions.map((_, number) => button(word("edit.mention", { n: number + 1 }), () => { state.at = number; draw(); }, { "aria-pressed": String(number === state.at), "data-key": `mention-${number}` })));

  function candidateList(list) {
    return element("ol", { class: "edit-candidates", "aria-label": word("edit.candidates") }, ...list.map((place, number) => element("li", {},
      element("button", { type: "button", class: "edit-candidate", "aria-pressed": String(place.id === name.place?.id), "data-key": `choose-${number}`, "data-lat": place.lat, "data-lon": place.lon, "aria-keyshortcuts": String(number + 1), onclick: () => put(place, true) },
        element("kbd", { "aria-hidden": "true" }, number + 1),
        element("span", {}, element("b", { dir: "auto" }, place.name), ` ${describe(place, editor.data.kinds)}`)))));
  }

  function searchField() {
    const told = element("span", { role: "status", class: "edit-hint" });
    const input = field(word("edit.search"), "", () => {}, { type: "search", hint: word(store.keeper.places ? "edit.search.hint" : "edit.search.offline"), autocomplete: "off", "data-key": "search" });
    const run = async () => {
      const text = input.input.value.trim();
      if (!text) return;
      const point = POINT.exec(text);
      if (point && Math.abs(point[1]) <= 90 && Math.abs(point[2]) <= 180) {
        await actions.point({ lat: Number(point[1]), lon: Number(point[2]) });
        return;
      }
      try {
        state.found = await search(editor, text);
      } catch (error) {
        told.textContent = error.message;
        return;
      }
      draw();
      const count = state.found.length;
      card.querySelector(".edit-told").textContent = count ? word("edit.found", { n: count }) : word("edit.found.none");
      if (count) card.focus();
    };
    input.input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      run();
    });
    told.classList.add("edit-told");
    return element("div", { class: "edit-search" }, input, button(word("edit.search.run"), run, { "data-key": "run" }), told);
  }

  function precisionChoice() {
    const { place } = name;
    const set = (precision, km) => put({ ...recordOf(place), precision, bounds: precision === "area" ? boundsAround(place, km) : null }, false);
    const radius = field(word("edit.radius"), radiusOf(place), (value) => { if (Number(value) > 0) set("area", Number(value)); }, { type: "number", min: "0.1", step: "any", "data-key": "radius" });
    return element("fieldset", { class: "edit-precision" }, element("legend", {}, word("edit.precision")),
      ...["exact", "near", "area"].map((precision) => radio(precision, place, () => set(precision, Number(radius.input.value) || 10))), radius);
  }

  function radio(precision, place, chosen) {
    const input = element("input", { type: "radio", name: "edit-precision", value: precision, checked: place.precision === precision, "data-key": `precision-${precision}` });
    input.addEventListener("change", chosen);
    return element("label", { class: "edit-check" }, input, element("span", {}, word(`edit.precision.${precision}`)));
  }

  draw();
  // What could not be placed is looked up at once.
  if (!name.place && store.keeper.places) search(editor, name.name).then((found) => { if (!state.found && card.isConnected) { state.found = found; draw(); } }).catch(() => {});
  return { card, actions, mention };
}

// Where there is no program, only what the page itself knows can be found.
export async function search(editor, text) {
  const { store } = editor;
  if (store.keeper.places) return store.keeper.places(text);
  const wanted = text.toLowerCase();
  const known = store.story.places.flatMap((entry) => [recordOf(entry), ...entry.candidates.map(recordOf)]);
  const once = new Map(known.map((place) => [place.id, place]));
  return [...once.values()].filter((place) => place.name.toLowerCase().includes(wanted)).slice(0, 20);
}

const FACTS = ["id", "name", "lat", "lon", "feature", "country", "precision", "admin", "admin_codes", "population", "bounds", "within", "since", "until"];

// A place without what the story knows of it.
export const recordOf = (entry) => Object.fromEntries(FACTS.filter((key) => entry[key] !== undefined).map((key) => [key, entry[key]]));

function candidatesOf(name, found) {
  const known = name.place ? [name.place, ...name.place.candidates] : [];
  const once = new Map();
  for (const place of [...(found ?? []), ...known].map(recordOf)) {
    if (!once.has(place.id)) once.set(place.id, place.name ? place : { ...place, name: name.name });
  }
  return [...once.values()].slice(0, MOST);
}

export function pointPlace(name, lat, lon) {
  const { place } = name;
  return { id: `user:${lat},${lon}`, name: place?.name ?? name.name, lat, lon, feature: place?.feature ?? "", country: place?.country ?? "", admin: place?.admin ?? [], precision: "exact" };
}

function describe(place, kinds) {
  const parts = [kindLabel(place, kinds), place.admin?.[0], countryName(place.country)].filter((part) => part && part !== place.name);
  return parts.join(", ") + (place.population ? ` · ${place.population.toLocaleString()}` : ` · ${place.lat.toFixed(2)}, ${place.lon.toFixed(2)}`);
}

function boundsAround({ lat, lon }, km) {
  const [high, wide] = [km / KM, km / (KM * Math.max(0.05, Math.cos((lat * Math.PI) / 180)))];
  const turned = (degrees) => ((((degrees + 180) % 360) + 360) % 360) - 180;
  return [turned(lon - wide), Math.max(-90, lat - high), turned(lon + wide), Math.min(90, lat + high)].map((degrees) => Math.round(degrees * 1e5) / 1e5);
}

const radiusOf = ({ bounds }) => (bounds ? Math.max(1, Math.round(((bounds[3] - bounds[1]) / 2) * KM)) : 10);
