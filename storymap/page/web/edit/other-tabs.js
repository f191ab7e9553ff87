// The text, whose words can be said to be something; the story's own facts; and what was changed.

import { element } from "./dom.js";
import { readDate, labelOf } from "./events-tab.js";
import { categoriesPart, colourField, mediaPart, viewPart } from "./look-parts.js";
import { placeWords, THEMES } from "./operations.js";
import { recordOf, search } from "./place-card.js";
import { anchorOf, pointsIn } from "./text.js";
import { button, choice, field } from "./widgets.js";
import { word } from "./words.js";

const COLOURED = 7; // travellers who have a colour of their own; the next have those again

// A text field that takes no writing, so that it has a caret: its words are selected by keyboard, by finger and by mouse alike.
export function createTextTab(editor, events) {
  const { store } = editor;
  let selected = [0, 0];
  let event = "";

  function draw() {
    const area = element("textarea", { "aria-readonly": "true", inputmode: "none", spellcheck: "false", rows: "14", class: "edit-text", id: "edit-text", lang: store.base.document.language, "data-key": "text" });
    area.value = store.text.whole;
    area.addEventListener("beforeinput", (event) => event.preventDefault());
    const told = element("p", { class: "edit-excerpt", dir: "auto" });
    const show = () => {
      selected = [area.selectionStart, area.selectionEnd];
      told.textContent = area.value.slice(...selected) || word("edit.text.none");
    };
    for (const type of ["select", "keyup", "pointerup", "mouseup"]) area.addEventListener(type, show);
    area.setSelectionRange(...selected);
    show();
    const which = choice(word("edit.text.of"), store.story.features.map((one) => [one.id, one.properties.title]), event, (id) => { event = id; });
    event ||= which.value;
    return [
      element("label", { for: "edit-text" }, word("edit.text.label")), area, told,
      element("p", { class: "edit-row" },
        button(word("edit.text.place"), asPlace, { "data-key": "as-place" }),
        button(word("edit.text.event"), asEvent, { "data-key": "as-event" })),
      element("p", { class: "edit-row" }, which,
        button(word("edit.text.date"), asDate, { "data-key": "as-date" }),
        button(word("edit.text.person"), asPerson, { "data-key": "as-person" })),
    ];
  }

  const words = () => store.text.whole.slice(...selected).trim();

  // The words without the spaces around them, in code points.
  function held() {
    const whole = store.text.whole.slice(...selected);
    if (!whole.trim()) { editor.say(word("edit.text.none")); return null; }
    const start = pointsIn(store.text.whole.slice(0, selected[0])) + pointsIn(whole) - pointsIn(whole.trimStart());
    return anchorOf(store.text, start, start + pointsIn(whole.trim()));
  }

  async function asPlace() {
    const at = held();
    if (!at) return;
    const [found] = await search(editor, words()).catch(() => []);
    const centre = editor.centre();
    const place = found ? { ...found, name: found.name || words() } : { id: `user:${centre.lat},${centre.lon}`, name: words(), ...centre, feature: "", precision: "near" };
    editor.make({ op: "mention.add", at, place }, { focus: "as-place", saying: word(found ? "edit.put" : "edit.put.centre", { name: words(), place: placeWords(place) }) });
  }

  function asEvent() {
    const at = held();
    if (at) editor.make({ op: "event.add", at, title: "", when: null, where: placesIn(at), who: [] }, { focus: "as-event", saying: word("edit.kept") });
  }

  // The places that these words name.
  function placesIn() {
    const start = pointsIn(store.text.whole.slice(0, selected[0]));
    const end = pointsIn(store.text.whole.slice(0, selected[1]));
    return store.story.places.filter((entry) => entry.mentions.some((item) => item.start >= start && item.end <= end)).map((entry) => ({ role: "at", place: recordOf(entry) }));
  }

  const chosenEvent = () => store.story.features.find((one) => one.id === event) ?? store.story.features[0];

  async function asDate() {
    const when = words() && await readDate(editor, words()).catch(() => null);
    if (!when) { editor.say(word("edit.date.unread")); return; }
    const { edtf, earliest, latest, extent } = when;
    const saying = `${chosenEvent().properties.title}: ${labelOf(editor, when)}`;
    editor.make({ op: "event.date", event: events.anchorOfEvent(chosenEvent()), when: { edtf, earliest, latest, extent } }, { focus: "as-date", saying });
  }

  function asPerson() {
    if (!words()) { editor.say(word("edit.text.none")); return; }
    const old = chosenEvent().properties.who.map(({ name, role }) => ({ name, role }));
    editor.make({ op: "event.people", event: events.anchorOfEvent(chosenEvent()), who: [...old, { name: words(), role: "participant" }] }, { focus: "as-person", saying: word("edit.kept") });
  }

  return { draw, actions: () => null };
}

export function createStoryTab(editor) {
  const { store } = editor;
  const set = (op, more, focus) => editor.make({ op, ...more }, { focus, saying: word("edit.kept") });
  return {
    actions: () => null,
    draw() {
      const { look = {}, media = [] } = store.story;
      const facts = { ...store.story.document, ...look };
      return [
        ...["title", "dek", "author", "published", "source", "language", "credits"].map((name) => field(word(`edit.story.${name}`), facts[name] ?? "", (value) => set("story.set", { field: name, value: value.trim() }, name), { "data-key": name, type: name === "published" ? "date" : "text" })),
        element("div", { class: "edit-field" }, choice(word("edit.story.theme"), [["", word("edit.theme.own")], ...THEMES.map((name) => [name, word(`edit.theme.${name}`)])], look.theme ?? "", (value) => set("story.set", { field: "theme", value }, "theme"), { "data-key": "theme" })),
        viewPart(editor, word("edit.story.view"), look.view, (view) => set("story.view", { view }, view ? "view-leave" : "view-take"), "view"),
        mediaPart(editor, media, (next, key) => set("story.media", { media: next }, key), "cover"),
        categoriesPart(look.categories ?? [], (next, key) => set("story.categories", { categories: next }, key)),
        store.story.routes.length ? element("h2", {}, word("edit.story.routes")) : null,
        ...store.story.routes.map((route, number) => element("div", { class: "edit-row" },
          field(word("edit.story.route", { n: number + 1 }), route.name, (value) => set("route.name", { name: route.name, value }, `route-${number}`), { "data-key": `route-${number}` }),
          number < COLOURED ? colourField(word("edit.story.route.colour", { n: number + 1 }), route.colour, (value) => set("route.colour", { name: route.name, value }, `route-colour-${number}`), `route-colour-${number}`) : null)),
      ];
    },
  };
}

export function createChangesTab(editor) {
  const { store } = editor;
  return {
    actions: () => null,
    draw() {
      const line = (operation, isUndone) => {
        const { was = operation.was ?? "", became = "", why = "" } = store.outcomes[operation.id] ?? {};
        const held = operation.event ?? operation.at;
        return element("li", { class: isUndone ? "edit-undone" : null },
          element("span", { class: "edit-hint" }, [(operation.time ?? "").slice(0, 16).replace("T", " "), operation.by].filter(Boolean).join(" ")), " ",
          element("b", {}, word(`op.${operation.op}`)), held?.exact ? ` “${held.exact.slice(0, 60)}”` : "",
          why ? element("strong", { class: "edit-unfit" }, ` ${word("edit.unfit", { why })}`) : ` ${was} → ${became}`);
      };
      return [
        field(word("edit.by"), store.by ?? "", (value) => { store.by = value.trim(); }, { hint: word("edit.by.hint"), "data-key": "by" }),
        store.clashes.length ? element("section", { class: "edit-block", role: "alert" }, element("h2", {}, word("edit.clashes")), element("ul", { class: "edit-list" }, ...store.clashes.map((clash) => element("li", {}, `${clash.first} / ${clash.second}`)))) : null,
        element("ol", { class: "edit-list edit-changes", reversed: true }, ...store.operations.map((operation) => line(operation, false)).reverse()),
        store.undone.length ? element("h2", {}, word("edit.undone")) : null,
        store.undone.length ? element("ul", { class: "edit-list" }, ...store.undone.map((operation) => line(operation, true)).reverse()) : null,
        element("p", { class: "edit-row" }, button(word("edit.download"), () => editor.downloadCorrections(), { "data-key": "download" })),
      ];
    },
  };
}
