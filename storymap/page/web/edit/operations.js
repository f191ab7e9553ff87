// Corrections laid over a story file, as storymap/correct does it in Python; tests hold the two against each other.
// Stories and operations are plain JSON and never changed in place.

import { findAnchor } from "./text.js";

const LEAST_SHARED = 0.5;
const MOST_TITLE = 90;

class Unfit extends Error {}

// The story with the operations laid over it, and what became of each: {id: {was, became, why}}.
export function layOver(base, text, operations) {
  const context = { text, titles: new Map(base.features.map((event) => [event.id, event.properties.title])) };
  const outcomes = {};
  let story = base;
  for (const operation of operations) {
    const [next, outcome] = layOne(story, context, operation);
    outcomes[operation.id] = outcome;
    story = next;
  }
  return { story, outcomes };
}

export function layOne(story, context, operation) {
  try {
    const [changed, was, became] = DOING[operation.op](story, operation, context);
    return [tidy(changed), { was, became, why: "" }];
  } catch (error) {
    if (!(error instanceof Unfit)) throw error;
    return [story, { was: operation.was ?? "", became: "", why: error.message }];
  }
}

export const madeId = (id) => `made-${id}`;

const DOING = {
  "place.set": setPlace,
  "place.confirm": confirmPlace,
  "mention.add": addMention,
  "event.title": (story, { event, title }, context) => changeEvent(story, context, event, (old) => [{ title }, old.title, title]),
  "event.date": (story, { event, when }, context) => changeEvent(story, context, event, (old) => [{ when: fullWhen(when) }, whenWords(old.when), whenWords(when ?? {})]),
  "event.main": (story, { event, main = true }, context) => changeEvent(story, context, event, (old) => [{ main }, old.main ? "main" : "aside", main ? "main" : "aside"]),
  "event.part": (story, { event, part = "" }, context) => changeEvent(story, context, event, (old) => [{ part: part || null }, old.part ?? "no part", part || "no part"]),
  "event.places": (story, operation, context) => placeEvent(story, operation, context),
  "event.people": (story, { event, who = [] }, context) => changeEvent(story, context, event, (old) => [
    { who: who.map(({ name, role = "participant" }) => ({ ...(old.who.find((one) => one.name === name) ?? { name, mention: null }), role })) },
    nameList(old.who) || "nobody", nameList(who) || "nobody"]),
  "event.move": moveEvent,
  "event.confirm": (story, { event }, context) => changeEvent(story, context, event, (old) => [{ confidence: 1 }, old.title, old.title]),
  "event.hide": hideEvent,
  "event.delete": deleteEvent,
  "event.merge": mergeEvents,
  "event.split": splitEvent,
  "event.add": addEvent,
  "event.restore": restoreEvent,
  "story.set": setFact,
  "route.name": nameRoute,
  "route.colour": colourRoute,
  "story.view": (story, { view = null }) => setLook(story, { view: shortView(view) ?? undefined }, (look) => viewWords(look.view)),
  "story.media": (story, { media }) => [{ ...story, media: media?.length ? media : undefined }, mediaWords(story.media), mediaWords(media)],
  "story.categories": sortStory,
  "event.view": (story, { event, view = null }, context) => changeEvent(story, context, event, (old) => [{ view: shortView(view) ?? undefined }, viewWords(old.view), viewWords(view)]),
  "event.media": (story, { event, media }, context) => changeEvent(story, context, event, (old) => [{ media: media?.length ? media : undefined }, mediaWords(old.media), mediaWords(media)]),
  "event.category": (story, { event, category = "" }, context) => changeEvent(story, context, event, (old) => {
    if (category && !categoriesOf(story).some(({ name }) => name === category)) throw new Unfit(`the story has no category “${category}”`);
    return [{ category: category || undefined }, old.category || "no category", category || "no category"];
  }),
};

export const OPERATIONS = Object.keys(DOING);

// — words and events ————————————————————————————————————————————————————————————————————————————————————————————

function wordsOf(context, held) {
  const span = findAnchor(context.text, held);
  if (!span) throw new Unfit(`the words “${shortened(held.exact)}” are not in the text where they stood`);
  return span;
}

export function eventOf(story, context, held) {
  if (held.made) {
    const made = story.features.find((event) => event.id === madeId(held.made));
    if (!made) throw new Unfit("the event that it is about was not added, or is there no more");
    return made;
  }
  const span = wordsOf(context, held);
  const shares = story.features.map((event) => sharedPart(event.properties.quote, span));
  const best = Math.max(0, ...shares);
  if (best < LEAST_SHARED) throw new Unfit(`no event is told by the words “${shortened(held.exact)}”`);
  let likely = story.features.filter((_, number) => shares[number] === best);
  if (likely.length > 1) likely = likely.filter((event) => (context.titles.get(event.id) ?? event.properties.title) === (held.title ?? ""));
  if (likely.length !== 1) throw new Unfit(`several events are told by the words “${shortened(held.exact)}”`);
  return likely[0];
}

function sharedPart(one, other) {
  const both = Math.min(one.end, other.end) - Math.max(one.start, other.start);
  return Math.max(both, 0) / Math.max(Math.max(one.end, other.end) - Math.min(one.start, other.start), 1);
}

export function shortened(text, most = 60) {
  const line = Array.from(text.split(/\s+/).filter(Boolean).join(" "));
  return line.length <= most ? line.join("") : `${line.slice(0, most - 1).join("").trimEnd()}…`;
}

const endsOf = (span) => `${span.start}-${span.end}`;
const nameList = (list) => list.map((one) => one.name).join(", ");
const byStart = (a, b) => a.start - b.start || a.end - b.end;

export function whenWords(when) {
  if (when.edtf) return when.edtf;
  return when.earliest || when.latest ? `${when.earliest ?? ".."}/${when.latest ?? ".."}` : "no date";
}

export function placeWords(place) {
  if (!place) return "no place";
  const around = [place.admin?.[0], place.country].filter(Boolean).join(", ");
  return `${place.name}${around ? `, ${around}` : ""} (${place.lat.toFixed(4)}, ${place.lon.toFixed(4)})`;
}

function fullWhen(when) {
  const { edtf = null, earliest = null, latest = null, extent = "within" } = when ?? {};
  return { edtf, earliest, latest, extent, basis: earliest || latest ? "stated" : "none", text: null, start: null, end: null };
}

const NO_PLACE_FACTS = { feature: "", country: "", precision: "exact", admin: [], admin_codes: [], population: 0, bounds: null, within: null, since: null, until: null };
const fullPlace = (place) => ({ ...NO_PLACE_FACTS, ...place });
const whereAt = (place, more) => ({ place: place.id, name: place.name, lat: place.lat, lon: place.lon, ...more });

// — places ——————————————————————————————————————————————————————————————————————————————————————————————————————

function setPlace(story, { at, place, scope = "name" }, context) {
  const span = wordsOf(context, at);
  const meant = scope === "name" ? sameName(story, span.text) : new Map();
  const known = story.places.flatMap((entry) => entry.mentions).find((item) => endsOf(item) === endsOf(span));
  if (known || place) meant.set(endsOf(span), { ...span, kind: known?.kind ?? "toponym" });
  return [assigned(story, meant, place && fullPlace(place), scope === "name"), namedThere(story, span), placeWords(place)];
}

function confirmPlace(story, { at, scope = "name" }, context) {
  const span = wordsOf(context, at);
  const entry = story.places.find((one) => hasMention(one, span));
  const said = namedThere(story, span);
  if (!entry) return [story, said, said];
  const folded = span.text.toLowerCase();
  const isMeant = (item) => endsOf(item) === endsOf(span) || (scope === "name" && item.text.toLowerCase() === folded);
  const sure = new Set(entry.mentions.filter(isMeant).map(endsOf));
  const places = story.places.map((one) => (one === entry
    ? { ...one, mentions: one.mentions.map((item) => (sure.has(endsOf(item)) ? { ...item, confidence: 1 } : item)) } : one));
  const features = story.features.map((event) => changed(event, {
    where: event.properties.where.map((where) => ((where.mention ? sure.has(endsOf(where.mention)) : where.place === entry.id) ? { ...where, confidence: 1 } : where)),
  }));
  return [{ ...story, places, features }, said, said];
}

function addMention(story, { at, place }, context) {
  const span = wordsOf(context, at);
  const meant = new Map([[endsOf(span), { ...span, kind: "toponym" }]]);
  return [assigned(story, meant, fullPlace(place), false), namedThere(story, span), placeWords(place)];
}

const hasMention = (entry, span) => entry.mentions.some((item) => endsOf(item) === endsOf(span));

function namedThere(story, span) {
  const entry = story.places.find((one) => hasMention(one, span));
  return entry ? placeWords(entry) : "not on the map";
}

// Where a name is written, placed or not.
export function sameName(story, name) {
  const folded = name.toLowerCase();
  const found = new Map();
  for (const item of story.places.flatMap((entry) => entry.mentions)) {
    if (item.text.toLowerCase() === folded) found.set(endsOf(item), item);
  }
  for (const item of story.unplaced) {
    if (item.text.toLowerCase() === folded) found.set(endsOf(item), { ...item, kind: "toponym" });
  }
  return found;
}

// The mentions meant name this place, or none; `whole`: what has the place without words goes with the name.
function assigned(story, meant, place, whole) {
  const losing = story.places.filter((entry) => entry.mentions.some((item) => meant.has(endsOf(item))));
  const lost = new Set(losing.map((entry) => entry.id));
  const isMeant = (where) => (where.mention ? meant.has(endsOf(where.mention)) : whole && lost.has(where.place));
  const features = story.features.map((event) => {
    let { where } = event.properties;
    if (where.some(isMeant)) {
      where = oncePlaced(where.filter((one) => place || !isMeant(one)).map((one) => (isMeant(one) ? whereAt(place, { role: one.role, basis: one.basis, confidence: 1, mention: one.mention }) : one)));
    }
    if (place) where = where.map((one) => (one.place === place.id ? { ...one, ...whereAt(place) } : one));
    return changed(event, { where });
  });
  const used = new Set(features.flatMap((event) => event.properties.where.map((where) => where.place)));
  let places = story.places.map((entry) => ({ ...entry, mentions: entry.mentions.filter((item) => !meant.has(endsOf(item))) }))
    .filter((entry) => !lost.has(entry.id) || entry.mentions.length || used.has(entry.id) || entry.id === place?.id);
  if (place) places = withPlace(places, story, losing, meant, place);
  return { ...story, features, places, unplaced: story.unplaced.filter((item) => !meant.has(endsOf(item))) };
}

function withPlace(places, before, losing, meant, place) {
  const given = [...meant.values()].map(({ start, end, text, kind }) => ({ start, end, text, kind, confidence: 1 }));
  const old = places.find((entry) => entry.id === place.id);
  const entry = {
    ...place,
    mentions: [...(old?.mentions ?? []), ...given].sort(byStart),
    candidates: (old ?? losing[0])?.candidates ?? [],
    ...(old?.media ? { media: old.media } : {}),
  };
  if (old) return places.map((one) => (one === old ? entry : one));
  const first = losing.length ? before.places.indexOf(losing[0]) : before.places.length;
  const earlier = new Set(before.places.slice(0, first).map((one) => one.id));
  const at = places.filter((one) => earlier.has(one.id)).length;
  return [...places.slice(0, at), entry, ...places.slice(at)];
}

function oncePlaced(where) {
  const kept = new Map();
  for (const one of where) {
    const key = `${one.role} ${one.place}`;
    if (!kept.has(key)) kept.set(key, one);
  }
  return [...kept.values()];
}

// — events ——————————————————————————————————————————————————————————————————————————————————————————————————————

function changed(event, properties) {
  const next = { ...event, properties: { ...event.properties, ...properties } };
  return properties.where ? { ...next, geometry: geometryOf(next.properties) } : next;
}

function changeEvent(story, context, held, change) {
  const event = eventOf(story, context, held);
  const [properties, was, became] = change(event.properties);
  return [replaced(story, event, [changed(event, properties)]), was, became];
}

const replaced = (story, event, others) => ({ ...story, features: story.features.flatMap((one) => (one === event ? others : [one])) });
const titleOf = (event) => event.properties.title;

function givenWhere(where) {
  return (where ?? []).map(({ place, role = "at" }) => ({ full: fullPlace(place), ...whereAt(place, { role, basis: "stated", confidence: 1, mention: null }) }));
}

function placeEvent(story, { event, where }, context) {
  const old = eventOf(story, context, event);
  const known = new Map(old.properties.where.map((one) => [one.place, one]));
  const next = oncePlaced(givenWhere(where).map((one) => {
    const before = known.get(one.place);
    return before ? { ...one, basis: before.basis, mention: before.mention } : one;
  }));
  return [replaced(story, old, [changed(old, { where: next })]), nameList(old.properties.where) || "no place", nameList(next) || "no place"];
}

function moveEvent(story, { event, after }, context) {
  const moved = eventOf(story, context, event);
  const before = after ? eventOf(story, context, after) : null;
  if (before === moved) throw new Unfit("an event cannot be told after itself");
  const rest = story.features.filter((one) => one !== moved);
  const at = before ? rest.indexOf(before) + 1 : 0;
  return [{ ...story, features: [...rest.slice(0, at), moved, ...rest.slice(at)] }, `step ${story.features.indexOf(moved) + 1}`, `step ${at + 1}`];
}

function hideEvent(story, { event }, context) {
  const hidden = eventOf(story, context, event);
  const { quote, title, when } = hidden.properties;
  const off = [...story.off_map, { quote, why: "hidden", title, when }].sort((a, b) => byStart(a.quote, b.quote));
  return [{ ...replaced(story, hidden, []), off_map: off }, title, "off the map"];
}

function deleteEvent(story, { event }, context) {
  const gone = eventOf(story, context, event);
  return [replaced(story, gone, []), titleOf(gone), "no event"];
}

function mergeEvents(story, { event, others }, context) {
  const kept = eventOf(story, context, event);
  const taken = (others ?? []).map((held) => eventOf(story, context, held));
  if (taken.includes(kept)) throw new Unfit("an event cannot be joined with itself");
  const all = [kept, ...taken].map((one) => one.properties);
  const told = new Map();
  for (const span of [...all[0].mentions, ...all.slice(1).flatMap((one) => [one.quote, ...one.mentions])]) {
    if (span.text) told.set(endsOf(span), span);
  }
  told.delete(endsOf(all[0].quote));
  const people = new Map();
  for (const who of all.flatMap((one) => one.who)) if (!people.has(who.name)) people.set(who.name, who);
  const next = changed(kept, {
    mentions: [...told.values()].sort(byStart),
    when: all.map((one) => one.when).find((when) => when.earliest || when.latest) ?? all[0].when,
    where: oncePlaced(all.flatMap((one) => one.where)),
    who: [...people.values()],
    ...mediaOf(all),
  });
  const ids = new Set(taken.map((one) => one.id));
  const routes = story.routes.map((route) => ({ ...route, events: [...new Set(route.events.map((id) => (ids.has(id) ? kept.id : id)))] }));
  const features = story.features.filter((one) => !ids.has(one.id)).map((one) => (one === kept ? next : one));
  return [{ ...story, features, routes }, all.map((one) => one.title).join(" + "), all[0].title];
}

function mediaOf(all) {
  const media = all.flatMap((one) => one.media ?? []);
  return media.length ? { media } : {};
}

function splitEvent(story, operation, context) {
  const event = eventOf(story, context, operation.event);
  const at = wordsOf(context, operation.at).start;
  const old = event.properties;
  const { start, end } = old.quote;
  const [first, second] = [piece(context, start, at), piece(context, at, end)];
  if (!(start < at && at < end) || !first.text || !second.text) throw new Unfit("the words do not stand within the event's own");
  const isIn = (one, quote) => Boolean(one.mention) && quote.start <= one.mention.start && one.mention.start < quote.end;
  const later = old.where.filter((one) => isIn(one, second));
  const parts = [
    changed(event, { quote: first, where: old.where.filter((one) => !isIn(one, second)), who: old.who.filter((one) => !isIn(one, second)), trigger: old.trigger && old.trigger.start < at ? old.trigger : null }),
    changed({ ...event, id: `${event.id}-${operation.id}` }, {
      title: shortened(second.text, MOST_TITLE), quote: second, mentions: [], where: later.length ? later : old.where,
      who: old.who.filter((one) => !isIn(one, first)), trigger: old.trigger && old.trigger.start >= at ? old.trigger : null, media: undefined, view: undefined,
    }),
  ];
  return [replaced(story, event, parts), old.title, parts.map(titleOf).join(" + ")];
}

// A part of the text without the spaces around it.
function piece(context, start, end) {
  if (start >= end) return { start, end: start, text: "" };
  const words = context.text.slice(start, end);
  const begin = start + Array.from(words).length - Array.from(words.trimStart()).length;
  const text = words.trim();
  return { start: begin, end: begin + Array.from(text).length, text };
}

function addEvent(story, operation, context) {
  const quote = operation.at ? wordsOf(context, operation.at) : { start: 0, end: 0, text: "" };
  const event = newEvent(operation.id, {
    title: operation.title || shortened(quote.text, MOST_TITLE), quote, kind: operation.kind ?? "event", when: fullWhen(operation.when),
    where: oncePlaced(givenWhere(operation.where)), who: (operation.who ?? []).map(({ name, role = "participant" }) => ({ name, role, mention: null })),
  });
  return [toldInPlace(story, event, !operation.at), "no event", titleOf(event)];
}

function restoreEvent(story, operation, context) {
  const span = wordsOf(context, operation.at);
  const item = story.off_map.find((one) => endsOf(one.quote) === endsOf(span));
  if (!item) throw new Unfit(`the words “${shortened(span.text)}” are not among what is off the map`);
  const event = newEvent(operation.id, {
    title: item.title || shortened(item.quote.text, MOST_TITLE), quote: item.quote, kind: "event", when: item.when,
    where: oncePlaced(givenWhere(operation.where)), who: [],
  });
  const rest = { ...story, off_map: story.off_map.filter((one) => one !== item) };
  return [toldInPlace(rest, event, false), `off the map: ${item.why}`, nameList(event.properties.where) || "no place"];
}

function newEvent(id, { title, kind, quote, when, where, who }) {
  const properties = { title, kind, status: "asserted", main: true, quote, mentions: [], trigger: null, when, where, who, source: null, part: null, order: { narrative: 0, chronological: null }, confidence: 1 };
  return { type: "Feature", id: madeId(id), geometry: geometryOf(properties), properties };
}

function toldInPlace(story, event, isLast) {
  const { start } = event.properties.quote;
  const next = isLast ? -1 : story.features.findIndex((one) => one.properties.quote.text && one.properties.quote.start > start);
  const at = next < 0 ? story.features.length : next;
  return { ...story, features: [...story.features.slice(0, at), event, ...story.features.slice(at)] };
}

// — the story's facts and routes ————————————————————————————————————————————————————————————————————————————————

function setFact(story, { field, value = "" }) {
  if (field === "theme" && !["", ...THEMES].includes(value)) throw new Unfit(`there is no theme “${value}”, only ${THEMES.join(" and ")}`);
  if (["dek", "credits", "theme"].includes(field)) return setLook(story, { [field]: value || undefined }, (look) => look[field] ?? "");
  const before = story.document[field] ?? "";
  if (field === "published" && value && !isDay(value)) throw new Unfit(`“${value}” is no day as 2020-05-06`);
  const next = field === "published" ? value || null : value;
  return [{ ...story, document: { ...story.document, [field]: next } }, before, value];
}

function isDay(value) {
  if (!/^\d{4}-\d\d-\d\d$/.test(value)) return false;
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === value;
}

function nameRoute(story, { name = "", value = "" }) {
  if (!story.routes.some((route) => route.name === name)) throw new Unfit(`nobody called “${name}” travels`);
  return [{ ...story, routes: story.routes.map((route) => (route.name === name ? { ...route, name: value } : route)) }, name, value];
}

// — how the story is shown ——————————————————————————————————————————————————————————————————————————————————————

export const THEMES = ["paper", "plain"];
const COLOUR = /^#[0-9a-f]{6}$/;
const MOST_SIGN = 8;

export const categoriesOf = (story) => story.look?.categories ?? [];
const mediaWords = (media) => `${media?.length ?? 0} picture${media?.length === 1 ? "" : "s"}`;
const viewWords = (view) => (view ? `${view.lat.toFixed(4)}, ${view.lon.toFixed(4)}, zoom ${view.zoom.toFixed(2)}` : "the page's own view");
export const cut = (number, digits) => Number(number.toFixed(digits));
const shortView = (view) => view && { lat: cut(view.lat, 5), lon: cut(view.lon, 5), zoom: cut(view.zoom, 2) };

function setLook(story, said, tell) {
  const before = story.look ?? {};
  const look = Object.fromEntries(Object.entries({ ...before, ...said }).filter(([, value]) => value !== undefined));
  return [{ ...story, look: Object.keys(look).length ? look : undefined }, tell(before), tell(look)];
}

function sortStory(story, { categories = [] }) {
  const full = categories.map(({ name, colour, sign = "" }) => ({ name, colour: colour.toLowerCase(), sign }));
  const wrong = full.find(({ name, colour, sign }) => !name || !COLOUR.test(colour) || Array.from(sign).length > MOST_SIGN);
  if (wrong) throw new Unfit(`“${wrong.name}” needs a name, a colour as #c2410c and a sign of a letter or two`);
  const names = new Set(full.map(({ name }) => name));
  if (names.size < full.length) throw new Unfit("two categories have the same name");
  const features = story.features.map((event) => (!event.properties.category || names.has(event.properties.category) ? event : changed(event, { category: undefined })));
  return setLook({ ...story, features }, { categories: full.length ? full : undefined }, (look) => nameList(look.categories ?? []) || "no category");
}

function colourRoute(story, { name = "", value = "" }) {
  const held = story.routes.find((route) => route.name === name);
  if (!held) throw new Unfit(`nobody called “${name}” travels`);
  if (value && !COLOUR.test(value)) throw new Unfit(`“${value}” is no colour as #c2410c`);
  const routes = story.routes.map((route) => (route.name === name ? { ...route, colour: value || undefined } : route));
  return [{ ...story, routes }, held.colour ?? "", value];
}

// — order ———————————————————————————————————————————————————————————————————————————————————————————————————————

function tidy(story) {
  const known = new Map(story.places.map((entry) => [entry.id, entry]));
  const places = [...story.places];
  for (const where of story.features.flatMap((event) => event.properties.where)) {
    if (known.has(where.place)) continue;
    const entry = { ...(where.full ?? fullPlace({ id: where.place, name: where.name, lat: where.lat, lon: where.lon })), mentions: [], candidates: [] };
    known.set(where.place, entry);
    places.push(entry);
  }
  const features = inOrder(story.features.map((event) => changed(event, {
    where: event.properties.where.map(({ full, ...where }) => ({ ...where, ...whereAt(known.get(where.place), { place: where.place }) })),
  })));
  const ids = new Set(features.map((event) => event.id));
  const routes = story.routes.map((route) => ({ ...route, events: route.events.filter((id) => ids.has(id)) })).filter((route) => route.events.length);
  return { ...story, places, features, routes };
}

function inOrder(features) {
  const dated = features.map((event, number) => ({ number, key: dayKey(sortDay(event.properties.when)) })).filter(({ key }) => key !== null);
  dated.sort((a, b) => a.key - b.key || a.number - b.number);
  const ranks = new Map(dated.map(({ number }, rank) => [number, rank + 1]));
  return features.map((event, number) => changed(event, { order: { narrative: number + 1, chronological: ranks.get(number) ?? null } }));
}

function sortDay({ earliest, latest, extent }) {
  return extent !== "within" && earliest ? earliest : latest ?? earliest ?? null;
}

// Days of any year as numbers that sort.
export function dayKey(day) {
  if (!day) return null;
  const [, sign, year, month, date] = /^(-?)(\d+)-(\d\d)-(\d\d)$/.exec(day);
  return (sign ? -1 : 1) * Number(year) * 400 + Number(month) * 32 + Number(date);
}

const TRAVEL = { from: 0, at: 1, via: 2, to: 3 };

function geometryOf({ kind, where }) {
  const way = kind === "movement" ? [...where].sort((a, b) => TRAVEL[a.role] - TRAVEL[b.role]) : where;
  const points = way.map(({ lat, lon }) => [lon, lat]);
  if (!points.length) return null;
  if (points.length === 1) return { type: "Point", coordinates: points[0] };
  const roles = new Set(where.map((one) => one.role));
  const isWay = kind === "movement" && roles.has("to") && roles.size > 1;
  return { type: isWay ? "LineString" : "MultiPoint", coordinates: points };
}
