// A story file → what the page shows of it, as storymap/page/view.py and passages.py say it.

import { dateLabel, machineDate } from "./edtf.js";
import { categoriesOf, cut } from "./operations.js";
import { namedAmong, shownQuote } from "./opening.js";
import { word } from "./words.js";

const sureWord = (confidence) => (confidence >= 0.85 ? "high" : confidence >= 0.6 ? "middle" : "low");

export function viewOf(story, text, kinds, months) {
  const numbers = new Map(story.places.map((entry, number) => [entry.id, number]));
  const events = story.features.map(({ id, properties }, number) => eventView(id, properties, number, numbers, months, text));
  const places = story.places.map((entry, number) => ({ ...placeView(entry, story, kinds), number }));
  events.forEach((event, number) => event.where.forEach(({ place }) => { if (!places[place].events.includes(number)) places[place].events.push(number); }));
  const eventNumbers = new Map(events.map((event, number) => [event.id, number]));
  const routes = story.routes.map((route) => ({ name: route.name, colour: route.colour ?? "", events: route.events.map((id) => eventNumbers.get(id)) }));
  const categories = categoriesOf(story);
  events.forEach((event, number) => {
    const { category, view } = story.features[number].properties;
    const at = categories.findIndex(({ name }) => name === category);
    Object.assign(event, { category: at < 0 ? null : at, view: view ?? null });
  });
  return { places, events, routes, look: { view: story.look?.view ?? null, categories } };
}

export function kindOf(feature, kinds) {
  if (!feature) return "place";
  return kinds.code[feature] ?? Object.entries(kinds.start).find(([start]) => feature.startsWith(start))?.[1] ?? "landmark";
}

function placeView(entry, story, kinds) {
  const confidence = entry.mentions.length ? Math.max(...entry.mentions.map((item) => item.confidence)) : 1;
  return {
    id: entry.id, name: entry.name, lat: cut(entry.lat, 5), lon: cut(entry.lon, 5), kind: kindOf(entry.feature, kinds), country: entry.country,
    admin: entry.admin, within: story.places.find((other) => other.id === entry.within)?.name ?? "", precision: entry.precision,
    bounds: entry.bounds?.map((degree) => cut(degree, 3)) ?? null, confidence: cut(confidence, 2), sure: sureWord(confidence),
    mentions: entry.mentions.length, names: [...new Set(entry.mentions.map((item) => item.text))].filter((name) => name !== entry.name).sort(),
    alternatives: entry.candidates.filter((one) => one.id !== entry.id).slice(0, 5).map((one) => ({ name: one.name, kind: kindOf(one.feature, kinds), country: one.country, admin: one.admin[0] ?? "", score: cut(one.score, 2) })),
    events: [],
  };
}

function eventView(id, told, number, numbers, months, text) {
  const title = told.title || told.quote.text;
  return {
    id, title, quote: shownQuote(text, title, told.quote), kind: told.kind, status: told.status, main: told.main, when: whenView(told.when, months),
    where: told.where.map((where) => ({ place: numbers.get(where.place), role: where.role, sure: sureWord(where.confidence) })),
    who: namedAmong(told.who, text), source: told.source ?? "", part: told.part ?? "", happened: told.order.chronological,
    confidence: cut(told.confidence, 2), step: number + 1, number,
  };
}

function whenView(when, months) {
  const label = dateLabel(when, word, months);
  const said = when.text ?? "";
  const notes = said && said !== label ? [word("date.text", { text: said })] : [];
  if (when.basis === "carried" || when.basis === "assumed") notes.push(word(`date.${when.basis}`));
  return { label: label || said, machine: machineDate(when), note: notes.join("; "), first: when.earliest, last: when.latest, extent: when.extent, basis: when.basis };
}

// The text's lines as pieces that carry the same marks: {text, place, events, isTrigger, begins}.
export function passagesOf(story, text) {
  const marks = [];
  story.places.forEach((entry, number) => entry.mentions.forEach(({ start, end }) => marks.push({ start, end, kind: "place", number })));
  story.features.forEach(({ properties }, number) => {
    for (const { start, end } of [properties.quote, ...properties.mentions]) marks.push({ start, end, kind: "event", number });
    if (properties.trigger) marks.push({ start: properties.trigger.start, end: properties.trigger.end, kind: "trigger", number });
  });
  const kept = marks.filter(({ start, end }) => start < end);
  const cuts = [...new Set(kept.flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b);
  return linesOf(text).map(([begin, end]) => {
    const edges = [begin, ...cuts.filter((at) => at > begin && at < end), end];
    return edges.slice(0, -1).map((from, index) => pieceOf(text.slice(from, edges[index + 1]), from, kept));
  });
}

function linesOf(text) {
  const lines = [];
  let position = 0;
  for (const line of text.whole.split(/(\r\n|[\n\v\f\r\x1c-\x1e\x85\u2028\u2029])/)) {
    const length = Array.from(line).length;
    if (line.trim()) lines.push([position, position + length]);
    position += length;
  }
  return lines;
}

function pieceOf(text, from, marks) {
  const active = marks.filter(({ start, end }) => start <= from && from < end);
  const places = active.filter(({ kind }) => kind === "place").sort((a, b) => (a.end - a.start) - (b.end - b.start) || a.number - b.number);
  const events = active.filter(({ kind }) => kind === "event");
  return {
    text, place: places[0]?.number ?? null,
    events: [...new Set(events.map(({ number }) => number))].sort((a, b) => a - b),
    isTrigger: active.some(({ kind }) => kind === "trigger"),
    begins: [...new Set(events.filter(({ start }) => start === from).map(({ number }) => number))].sort((a, b) => a - b),
  };
}
