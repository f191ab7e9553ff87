// The events: what they are called, when, where, who; which are one, which are two, which are none.

import { readEdtf, dateLabel } from "./edtf.js";
import { element } from "./dom.js";
import { categoryChoice, mediaPart, viewPart } from "./look-parts.js";
import { categoriesOf } from "./operations.js";
import { search, recordOf } from "./place-card.js";
import { anchorOf } from "./text.js";
import { button, check, choice, field } from "./widgets.js";
import { word } from "./words.js";

const ROLES = ["at", "from", "to", "via"];

export function createEventsTab(editor) {
  const { store } = editor;
  let chosen = null;

  const anchorOfEvent = (event) => {
    if (event.id.startsWith("made-")) return { exact: "", made: event.id.slice(5) };
    const { quote } = event.properties;
    return anchorOf(store.text, quote.start, quote.end, { title: store.context.titles.get(event.id) ?? "" });
  };
  const eventNow = () => store.story.features.find((event) => event.id === chosen);

  const change = (event, op, more, key) => editor.make({ op, event: anchorOfEvent(event), ...more }, { focus: key, saying: word("edit.kept") });

  function draw() {
    const event = eventNow();
    editor.map.show((event?.properties.where ?? []).map((where) => ({ place: where, isChosen: false })), store.story.places, event?.id, event?.properties.view);
    return event ? drawEvent(event) : drawList();
  }

  function drawList() {
    chosen = null;
    const list = element("ol", { class: "edit-list" }, ...store.story.features.map((event, number) => element("li", {},
      button(event.properties.title || event.properties.quote.text, () => { chosen = event.id; editor.refresh({ focus: "title" }); }, { class: "link", "data-key": `event-${number}`, dir: "auto" }),
      element("span", { class: "edit-hint" }, ` ${labelOf(editor, event.properties.when)}`))));
    return [list, addForm(), ...offMap()];
  }

  function addForm() {
    const title = field(word("edit.event.title"), "", () => {}, { "data-key": "new-title" });
    const add = () => {
      if (!title.input.value.trim()) return;
      editor.make({ op: "event.add", at: null, title: title.input.value.trim(), when: null, where: [], who: [] });
      chosen = store.story.features[store.story.features.length - 1].id;
      editor.refresh({ focus: "title" });
    };
    return element("section", { class: "edit-block" }, element("h2", {}, word("edit.event.new")), title, button(word("edit.add"), add, { "data-key": "add-event" }));
  }

  function offMap() {
    if (!store.story.off_map.length) return [];
    return [element("section", { class: "edit-block" }, element("h2", {}, word("off_map")), element("ul", { class: "edit-list" }, ...store.story.off_map.map((item, number) => {
      const place = choice(word("edit.place.of", { title: item.title || item.quote.text }), placeOptions(), "", () => {}, { "data-key": `restore-at-${number}` });
      const back = () => {
        const where = place.value ? [{ place: recordOf(placeOf(place.value)), role: "at" }] : [];
        editor.make({ op: "event.restore", at: anchorOf(store.text, item.quote.start, item.quote.end), where }, { focus: `restore-${number}`, saying: word("edit.restored") });
      };
      return element("li", {}, element("q", { dir: "auto" }, item.quote.text), " ", place, " ", button(word("edit.restore"), back, { "data-key": `restore-${number}` }));
    })))];
  }

  const placeOptions = () => [["", word("edit.place.none")], ...store.story.places.map((entry) => [entry.id, entry.name]).sort((a, b) => a[1].localeCompare(b[1]))];
  const placeOf = (id) => store.story.places.find((entry) => entry.id === id);

  function drawEvent(event) {
    const told = event.properties;
    const others = store.story.features.filter((one) => one !== event);
    const number = store.story.features.indexOf(event);
    return [
      button(word("edit.back"), () => { chosen = null; editor.refresh({ focus: `event-${number}` }); }, { "data-key": "back" }),
      told.quote.text ? element("blockquote", { class: "edit-excerpt", dir: "auto" }, told.quote.text) : null,
      field(word("edit.event.title"), told.title, (title) => change(event, "event.title", { title }, "title"), { "data-key": "title" }),
      dateField(event),
      placesPart(event),
      field(word("edit.event.people"), told.who.map((who) => who.name).join(", "), (names) => change(event, "event.people", { who: peopleOf(names, told.who) }, "people"), { hint: word("edit.event.people.hint"), "data-key": "people" }),
      field(word("edit.event.part"), told.part ?? "", (part) => change(event, "event.part", { part }, "part"), { "data-key": "part" }),
      check(word("edit.event.main"), told.main, (main) => change(event, "event.main", { main }, "main"), { "data-key": "main" }),
      categoriesOf(store.story).length ? categoryChoice(categoriesOf(store.story), told.category, (category) => change(event, "event.category", { category }, "category")) : null,
      viewPart(editor, word("edit.event.view"), told.view, (view) => change(event, "event.view", { view }, view ? "view-leave" : "view-take"), "view"),
      mediaPart(editor, told.media ?? [], (media, key) => change(event, "event.media", { media }, key), "media"),
      element("p", { class: "edit-row" },
        button(word("edit.earlier"), () => change(event, "event.move", { after: number > 1 ? anchorOfEvent(store.story.features[number - 2]) : null }, "earlier"), { "data-key": "earlier", disabled: number === 0 }),
        button(word("edit.later"), () => change(event, "event.move", { after: anchorOfEvent(store.story.features[number + 1]) }, "later"), { "data-key": "later", disabled: number === store.story.features.length - 1 })),
      mergePart(event, others),
      told.quote.text ? splitPart(event) : null,
      element("p", { class: "edit-row" },
        button(word("edit.hide"), () => leave(event, "event.hide"), { "data-key": "hide" }),
        button(word("edit.delete"), () => leave(event, "event.delete"), { "data-key": "delete" })),
    ];
  }

  function leave(event, op) {
    chosen = null;
    editor.make({ op, event: anchorOfEvent(event) }, { focus: "event-0", saying: word("edit.gone") });
  }

  function dateField(event) {
    const preview = element("p", { class: "edit-hint", role: "status" }, labelOf(editor, event.properties.when));
    const read = async (text) => (text.trim() ? readDate(editor, text).catch(() => null) : { edtf: null, earliest: null, latest: null, extent: "within" });
    const set = async (text, input) => {
      const when = await read(text);
      input.setAttribute("aria-invalid", String(!when));
      if (!when) { preview.textContent = word("edit.date.unread"); return; }
      const { edtf, earliest, latest, extent } = when;
      change(event, "event.date", { when: { edtf, earliest, latest, extent } }, "date");
    };
    const holder = field(word("edit.event.date"), event.properties.when.edtf ?? "", set, { hint: word(store.keeper.date ? "edit.date.hint" : "edit.date.offline"), "data-key": "date", spellcheck: "false" });
    let timer = 0;
    holder.input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(async () => {
        const when = await read(holder.input.value);
        preview.textContent = when ? labelOf(editor, when) || word("date.undated") : word("edit.date.unread");
      }, 200);
    });
    holder.append(preview);
    return holder;
  }

  function placesPart(event) {
    const { where } = event.properties;
    const set = (next, key) => change(event, "event.places", { where: next.map((one) => ({ role: one.role, place: recordOf(one.full ?? placeOf(one.place)) })) }, key);
    const rows = where.map((one, number) => element("li", { class: "edit-row" },
      choice(word("edit.role.of", { name: one.name }), ROLES.map((role) => [role, word(`edit.role.${role}`)]), one.role, (role) => set(where.with(number, { ...one, role }), `role-${number}`), { "data-key": `role-${number}` }),
      element("span", { dir: "auto" }, one.name),
      button(word("edit.remove"), () => set(where.toSpliced(number, 1), "add-place"), { "data-key": `remove-${number}`, "aria-label": word("edit.remove.of", { name: one.name }) })));
    const add = choice(word("edit.event.place.add"), placeOptions(), "", () => {}, { "data-key": "add-place" });
    const added = () => { if (add.value) set([...where, { place: add.value, role: "at" }], "add-place"); };
    const sought = field(word("edit.event.place.search"), "", async (text) => {
      const [found] = text.trim() ? await search(editor, text).catch(() => []) : [];
      if (found) set([...where, { full: { ...found, name: found.name || text }, place: found.id, role: "at" }], "add-place");
      else editor.say(word("edit.found.none"));
    }, { type: "search", hint: word("edit.event.place.hint"), "data-key": "search-place" });
    return element("fieldset", { class: "edit-block" }, element("legend", {}, word("places")), element("ul", { class: "edit-list" }, ...rows),
      element("p", { class: "edit-row" }, add, button(word("edit.add"), added, { "data-key": "place-added", "aria-label": word("edit.event.place.add") })), sought);
  }

  function mergePart(event, others) {
    if (!others.length) return null;
    const other = choice(word("edit.merge.with"), others.map((one) => [one.id, one.properties.title]), others[0].id, () => {}, { "data-key": "merge-with" });
    const merge = () => change(event, "event.merge", { others: [anchorOfEvent(others.find((one) => one.id === other.value))] }, "title");
    return element("p", { class: "edit-row" }, other, button(word("edit.merge"), merge, { "data-key": "merge" }));
  }

  function splitPart(event) {
    const { quote } = event.properties;
    const words = [...quote.text.matchAll(/\S+/g)].slice(1);
    if (!words.length) return null;
    const from = choice(word("edit.split.at"), words.map((match) => [String(match.index), quote.text.slice(match.index, match.index + 32)]), String(words[0].index), () => {}, { "data-key": "split-at" });
    const split = () => {
      const start = quote.start + Array.from(quote.text.slice(0, Number(from.value))).length;
      return change(event, "event.split", { at: anchorOf(store.text, start, Math.min(quote.end, start + 12)) }, "title");
    };
    return element("p", { class: "edit-row" }, from, button(word("edit.split"), split, { "data-key": "split" }));
  }

  return { draw, actions: () => null, open(id) { chosen = id; }, anchorOfEvent };
}

const peopleOf = (names, known) => names.split(",").map((name) => name.trim()).filter(Boolean)
  .map((name) => ({ name, role: known.find((who) => who.name === name)?.role ?? "participant" }));

export const labelOf = (editor, when) => dateLabel(when, word, editor.months);

// What somebody typed as a date: EDTF anywhere, plain words where the program can read them.
export async function readDate(editor, text) {
  return readEdtf(text) ?? (editor.store.keeper.date ? editor.store.keeper.date(text) : null);
}
