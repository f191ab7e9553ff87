// What a person should look at first: pure, no document, no map.

const SURE = 0.9; // from here on a name is only looked at if all are asked for
const LIKELY = 0.5; // below, it is more likely than not that the event is no step of the story, or is elsewhere

// Every name of the story with what it is taken for.
export function namesOf(story) {
  const events = new Map();
  for (const event of story.features) {
    for (const where of event.properties.where) events.set(where.place, (events.get(where.place) ?? 0) + 1);
  }
  const found = new Map();
  const group = (key, made) => found.get(key) ?? found.set(key, made).get(key);
  for (const entry of story.places) {
    for (const mention of entry.mentions) {
      const one = group(`${entry.id} ${mention.text.toLowerCase()}`, { name: mention.text, place: entry, mentions: [], confidence: 0, events: events.get(entry.id) ?? 0 });
      one.mentions.push(mention);
      one.confidence = Math.max(one.confidence, mention.confidence);
    }
  }
  for (const item of story.unplaced) {
    group(` ${item.text.toLowerCase()}`, { name: item.text, place: null, why: item.why, mentions: [], confidence: 0.3, events: 0 }).mentions.push(item);
  }
  return [...found.values()];
}

// Names and events, {name, …} and {event: its id, …}: what is least sure and matters most comes first.
export function queueOf(story, isWhole) {
  const names = namesOf(story).filter((one) => isWhole || one.confidence < SURE)
    .map((one) => ({ ...one, at: one.mentions[0].start, weight: (1 - one.confidence) * (1 + Math.log2(1 + one.events + one.mentions.length)) }));
  const events = story.features.filter(({ properties }) => properties.quote.text && properties.confidence < LIKELY)
    .map(({ id, properties }) => ({ event: id, at: properties.quote.start, weight: (1 - properties.confidence) * (properties.main ? 1.5 : 1) }));
  return [...names, ...events].sort((a, b) => b.weight - a.weight || a.at - b.at);
}

// The queue with names that must be looked at again right after the one that is shown.
export function withAgain(queue, at, names) {
  const wanted = new Set(names.map(({ name }) => name.toLowerCase()));
  const isWanted = (one) => wanted.has(one.name?.toLowerCase());
  const rest = queue.slice(at + 1).filter((one) => !isWanted(one));
  return [...queue.slice(0, at + 1), ...names, ...rest];
}

// The name as the story has it after a correction; null if it is no place any more.
export function nameNow(story, { mentions: [first] }) {
  return namesOf(story).find((one) => one.mentions.some((item) => item.start === first.start && item.end === first.end)) ?? null;
}
