// The queue of doubts, and the list of all names.

import { nameNow, namesOf, queueOf, withAgain } from "./doubts.js";
import { element } from "./dom.js";
import { createEventCard } from "./event-card.js";
import { createPlaceCard } from "./place-card.js";
import { button, check } from "./widgets.js";
import { word } from "./words.js";

// The queue stays in its order while somebody goes through it, whatever becomes of its names.
export function createQueue(editor, events) {
  let isWhole = false;
  let queue = [];
  let at = 0;
  let open = null;
  const offered = new Set();
  fill();

  function fill() {
    queue = queueOf(editor.store.story, isWhole);
    at = 0;
  }

  const go = (step) => { at = Math.max(0, Math.min(queue.length, at + step)); editor.refresh({ focus: "card" }); };

  return {
    actions: () => open?.actions ?? null,
    next: () => go(1),
    previous: () => go(-1),
    // Names that may mean another place, now that one beside them is known, come next; each is offered once.
    again(suggestions) {
      const known = namesOf(editor.store.story);
      const fresh = suggestions.filter(({ name, place }) => !offered.has(`${name} ${place.id}`));
      const names = fresh.map(({ name }) => known.find((one) => one.name.toLowerCase() === name.toLowerCase())).filter(Boolean);
      fresh.forEach(({ name, place }) => offered.add(`${name} ${place.id}`));
      if (!names.length) return;
      queue = at < queue.length ? withAgain(queue, at, names) : [...queue, ...names];
      editor.say(word("edit.again", { n: names.length, names: names.map(({ name }) => name).join(", ") }));
      editor.redraw("doubts");
    },
    draw() {
      open = null;
      const all = check(word("edit.queue.all"), isWhole, (isOn) => { isWhole = isOn; fill(); editor.refresh(); }, { "data-key": "whole" });
      const name = queue[at];
      const head = element("p", { class: "edit-progress", "data-at": at }, name ? word("edit.queue.at", { n: at + 1, total: queue.length }) : word(queue.length ? "edit.queue.done" : "edit.queue.none"));
      if (!name) {
        editor.map.show([], editor.store.story.places);
        return [element("div", { class: "edit-row" }, head, all), element("section", { class: "edit-card", tabindex: "-1", "data-key": "card", "aria-label": word("edit.doubts") },
          queue.length ? button(word("edit.queue.back"), () => go(-1)) : null)];
      }
      const now = name.event ? null : nameNow(editor.store.story, name);
      open = name.event ? createEventCard(editor, events, name.event, () => go(1)) : createPlaceCard(editor, now ?? { ...name, place: null }, () => go(1));
      return [
        element("div", { class: "edit-row" }, head, all),
        element("progress", { max: queue.length, value: at, "aria-label": word("edit.queue.at", { n: at + 1, total: queue.length }) }),
        open.card,
        element("p", { class: "edit-row" }, button(word("edit.previous"), () => go(-1), { "data-key": "previous" }), button(word("edit.skip"), () => go(1), { "data-key": "skip" })),
        element("p", { class: "edit-hint edit-keys" }, word("edit.keys")),
      ];
    },
  };
}

export function createPlacesTab(editor) {
  let chosen = null;
  let open = null;

  return {
    actions: () => open?.actions ?? null,
    draw() {
      open = null;
      const names = namesOf(editor.store.story).sort((a, b) => a.name.localeCompare(b.name));
      const now = chosen && nameNow(editor.store.story, chosen);
      if (chosen) {
        open = createPlaceCard(editor, now ?? { ...chosen, place: null }, null);
        return [button(word("edit.back"), () => { chosen = null; editor.refresh(); }, { "data-key": "back" }), open.card];
      }
      editor.map.show([], editor.store.story.places);
      return [element("ul", { class: "edit-list" }, ...names.map((one, number) => element("li", {},
        button(one.name, () => { chosen = one; editor.refresh({ focus: "card" }); }, { class: "link", "data-key": `name-${number}`, dir: "auto" }),
        element("span", { class: "edit-hint" }, ` ${one.place ? one.place.name : word("edit.unplaced")}`))))];
    },
  };
}
