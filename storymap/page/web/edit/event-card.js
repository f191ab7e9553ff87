// One event that is in doubt: the words that tell it, when and where it is said to be, and what to do with it.

import { element } from "./dom.js";
import { labelOf } from "./events-tab.js";
import { button, excerpt } from "./widgets.js";
import { word } from "./words.js";

export function createEventCard(editor, events, id, next) {
  const { store } = editor;
  const event = store.story.features.find((one) => one.id === id);
  if (!event) {
    const card = element("section", { class: "edit-card", tabindex: "-1", "data-key": "card" }, element("p", {}, word("edit.gone")), button(word("edit.skip"), next));
    return { card, actions: { right: next } };
  }
  const { title, quote, where, when } = event.properties;
  const decide = (op, saying) => () => {
    editor.make({ op, event: events.anchorOfEvent(event) }, { saying });
    next();
  };
  const actions = {
    right: decide("event.confirm", word("edit.right.said", { name: title })),
    none: decide("event.hide", word("edit.gone")),
    search: () => editor.openEvent(id),
  };
  const card = element("section", { class: "edit-card", tabindex: "-1", "data-key": "card", "aria-label": title },
    element("h2", { class: "edit-name", dir: "auto" }, title),
    element("p", { class: "edit-hint" }, word("edit.event.doubtful")),
    excerpt(store.text, quote),
    element("p", {}, [labelOf(editor, when), where.map((one) => one.name).join(", ")].filter(Boolean).join(" · ")),
    element("p", { class: "edit-row" },
      button(word("edit.right"), actions.right, { class: "primary edit-main", "data-key": "right", "aria-keyshortcuts": "Enter" }),
      button(word("edit.no_event"), actions.none, { "data-key": "none", "aria-keyshortcuts": "X" }),
      button(word("edit.event.open"), actions.search, { "data-key": "open", "aria-keyshortcuts": "S" })));
  editor.map.show(where.map((place) => ({ place, isChosen: false })), store.story.places, id);
  return { card, actions };
}
