// The time window: which events lie in it, how places stand then, and the two handles that set it.

import { element } from "./dom.js";
import { calendar, intervalOf } from "./scale.js";
import { dateFormat, word } from "./words.js";

// The numbers of the events that touch the window [from, to) of days; what has no date is always among them.
export function eventsWithin(events, [from, to]) {
  return new Set(events.filter(({ when }) => {
    const time = intervalOf(when);
    return !time || ((time.from ?? -Infinity) < to && (time.to ?? Infinity) > from);
  }).map(({ number }) => number));
}

// The states of places when only these events count: where none of them happens it is quiet.
export function narrowed(states, places, inside) {
  if (!inside) return states;
  return states.map((state, number) => {
    const told = places[number].events;
    return state === "current" || !told.length || told.some((event) => inside.has(event)) ? state : "quiet";
  });
}

const HANDLE = 24; // pixels, its width
const PAGE = 10; // Page Up and Page Down go so many times over the whole axis

// Two handles at days of the axis. `changed([from, to])` is told of every move; null means all times.
export function createHandles(scale, language, changed) {
  const days = scale.knots;
  const last = days.length - 1;
  let ends = [0, last];
  const thumbs = ["timeline.from", "timeline.until"].map((name, i) => element("div", {
    class: `timeline-thumb timeline-thumb-${i ? "until" : "from"}`, role: "slider", tabindex: "0", "aria-label": word(name),
    onkeydown: (event) => pressed(event, i), onpointerdown: (event) => event.currentTarget.setPointerCapture(event.pointerId),
  }));
  const band = element("div", { class: "timeline-band" });

  function set(i, index) {
    const next = [...ends];
    next[i] = i ? Math.max(ends[0] + 1, Math.min(last, index)) : Math.max(0, Math.min(ends[1] - 1, index));
    if (next[i] === ends[i]) return;
    ends = next;
    describe();
    changed(ends[0] === 0 && ends[1] === last ? null : ends.map((end) => days[end]));
  }

  function describe() {
    thumbs.forEach((thumb, i) => {
      thumb.setAttribute("aria-valuemin", i ? ends[0] + 1 : 0);
      thumb.setAttribute("aria-valuemax", i ? last : ends[1] - 1);
      thumb.setAttribute("aria-valuenow", ends[i]);
      // The window ends before the day of its end.
      thumb.setAttribute("aria-valuetext", dayText(days[ends[i]] - i, language));
    });
  }

  function pressed(event, i) {
    const page = Math.max(1, Math.round(last / PAGE));
    const step = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: page, PageDown: -page, Home: -last, End: last }[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    set(i, ends[i] + step);
  }

  const nearest = (position) => days.reduce((best, day, i) => (Math.abs(scale.at(day) - position) < Math.abs(scale.at(days[best]) - position) ? i : best), 0);

  return {
    parts: [band, ...thumbs],
    isThumb: (target) => thumbs.indexOf(target),
    // Brings a handle to a position of the axis, or whichever is nearer.
    bring(position, i = Math.abs(scale.at(days[ends[0]]) - position) <= Math.abs(scale.at(days[ends[1]]) - position) ? 0 : 1) {
      set(i, nearest(position));
    },
    reset() {
      ends = [0, last];
      describe();
      changed(null);
    },
    // `pixels(day)` is where a day stands; handles out of view wait at the edge.
    draw(pixels, width) {
      const [left, right] = ends.map((end) => Math.max(HANDLE, Math.min(width - HANDLE, pixels(days[end]))));
      thumbs[0].style.left = `${left}px`;
      thumbs[1].style.left = `${right}px`;
      Object.assign(band.style, { left: `${left}px`, width: `${right - left}px` });
    },
  };
}

function dayText(number, language) {
  const { year } = calendar(number);
  if (year < 1) return word("date.bc", { year: 1 - year });
  return dateFormat(language, { dateStyle: "long" }).format(number * 86400000);
}
