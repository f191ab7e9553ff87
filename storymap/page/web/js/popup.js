// What a marker tells: the place, how exactly and how surely it is known, and what happened there.

import { element } from "./dom.js";
import { pictureOf } from "./media.js";
import { countryName, word } from "./words.js";

const MOST_EVENTS = 12;

// The popup of one place, or of several that lie together.
export function popupFor(story, places, actions) {
  return element("div", { class: "popup", tabindex: "-1" }, ...places.map((place) => placePart(story, place, actions)));
}

function placePart(story, place, actions) {
  return element("section", { class: "popup-place", "aria-label": place.name },
    element("h3", { dir: "auto" }, place.name),
    element("p", { class: "popup-kind" }, kindLine(place)),
    element("p", { class: "popup-precision" },
      element("span", { class: `precision precision-${place.precision}` }, precisionWords(place)),
      element("span", { class: `sure sure-${place.sure}` }, sureWords(place))),
    pictureOf(place.events),
    alternatives(place),
    eventList(story, place, actions),
    element("p", { class: "popup-actions" },
      place.mentions ? element("button", { type: "button", class: "link", onclick: () => actions.showInText(place.number) }, word("popup.text")) : null,
      element("button", { type: "button", class: "link", onclick: () => actions.zoomTo(place.number) }, word("popup.zoom"))));
}

function kindLine(place) {
  const region = place.admin[0] !== place.name ? place.admin[0] : "";
  const country = countryName(place.country);
  return [word(`feature.${place.kind}`), region, country].filter((part) => part && part !== place.name).join(" · ");
}

function precisionWords(place) {
  return place.precision === "near" && place.within ? word("precision.near.in", { name: place.within }) : word(`precision.${place.precision}`);
}

const percent = (share) => `${Math.round(share * 100)} %`;

function sureWords(place) {
  return word("sure.with", { word: word(`sure.${place.sure}`), percent: percent(place.confidence) });
}

function alternatives(place) {
  if (!place.alternatives.length) return null;
  const items = place.alternatives.map((other) => element("li", { dir: "auto" },
    [other.name, other.admin, countryName(other.country)].filter(Boolean).join(", "), ` (${percent(other.score)})`));
  return element("details", { class: "popup-alternatives" },
    element("summary", {}, word("popup.alternatives")), element("ul", {}, ...items));
}

function eventList(story, place, actions) {
  const events = place.events.slice(0, MOST_EVENTS).map((number) => story.events[number]);
  if (!events.length) return null;
  const rest = place.events.length - events.length;
  return element("ol", { class: "popup-events" }, ...events.map((event) => eventItem(event, actions)),
    rest ? element("li", { class: "popup-rest" }, `+${rest}`) : null);
}

function eventItem(event, actions) {
  const title = event.step
    ? element("button", { type: "button", class: "link", onclick: () => actions.goToEvent(event.number) },
      element("span", { class: "chip" }, event.step), event.title)
    : event.title;
  return element("li", {},
    event.when.label ? element("time", { title: event.when.note || null, datetime: event.when.machine || null }, event.when.label) : null,
    element("p", { class: "popup-title", dir: "auto" }, title),
    event.quote ? element("blockquote", { dir: "auto" }, event.quote) : null);
}
