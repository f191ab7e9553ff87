// The time axis: pure. Days are numbers (0 is 1970-01-01); positions run from 0 to 1.

const DAY = 86400000;
const TOO_CLOSE = 0.02; // of the whole axis: what lies nearer than this cannot be told apart
const FLATTEN = 0.25; // the power to which gaps are taken on an uneven axis

// "1911-03-03", "-0217-01-01" → the number of the day.
export function dayNumber(text) {
  const [, year, month, day] = /^(-?\d+)-(\d+)-(\d+)$/.exec(text);
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  return Math.round(date.getTime() / DAY);
}

// A number of a day → { year, month, day }; year 0 is 1 BC.
export function calendar(number) {
  const date = new Date(number * DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

// The interval [from, to) of days that a date covers; an open end is null; null where nothing is known.
export function intervalOf({ first, last }) {
  if (!first && !last) return null;
  return { from: first ? dayNumber(first) : null, to: last ? dayNumber(last) + 1 : null };
}

// An axis for these intervals: { at(day), dayAt(position), uneven, breaks: [position], knots: [day], starts: [day] }.
// Where a century and a week are in one story, an even axis would lay the week in one dot. Then long gaps
// are shortened, `uneven` says so, and `breaks` are the middles of those that were shortened most.
export function timeScale(intervals) {
  const ends = intervals.flatMap(({ from, to }) => [from, to]).filter((day) => day !== null);
  const knots = [...new Set(ends)].sort((a, b) => a - b);
  if (knots.length < 2) knots.push(knots[0] + 1);
  const gaps = knots.slice(1).map((day, i) => day - knots[i]);
  const whole = knots[knots.length - 1] - knots[0];
  const starts = [...new Set(intervals.map(({ from, to }) => from ?? to))].sort((a, b) => a - b);
  const close = starts.slice(1).filter((day, i) => day - starts[i] < whole * TOO_CLOSE).length;
  const uneven = close > 0 && close >= (starts.length - 1) / 4;
  const widths = normal(uneven ? gaps.map((gap) => gap ** FLATTEN) : gaps);
  const places = [0];
  widths.forEach((width) => places.push(places[places.length - 1] + width));
  const at = (day) => interpolate(knots, places, day);
  const dayAt = (position) => Math.round(knots[0] + interpolate(places, knots.map((day) => (day - knots[0]) / whole), position) * whole);
  return { at, dayAt, uneven, breaks: uneven ? breaksOf(gaps, widths, places) : [], knots, starts };
}

function normal(values) {
  const sum = values.reduce((a, b) => a + b, 0);
  return values.map((value) => value / sum);
}

function breaksOf(gaps, widths, places) {
  const density = gaps.map((gap, i) => gap / widths[i]);
  const usual = [...density].sort((a, b) => a - b)[Math.floor(density.length / 2)];
  return density.flatMap((value, i) => (value > 6 * usual && widths[i] > 0.03 ? [(places[i] + places[i + 1]) / 2] : []));
}

function interpolate(knots, places, day) {
  if (day <= knots[0]) return 0;
  if (day >= knots[knots.length - 1]) return 1;
  let [low, high] = [0, knots.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (knots[middle] <= day) low = middle;
    else high = middle;
  }
  return places[low] + ((places[high] - places[low]) * (day - knots[low])) / (knots[high] - knots[low]);
}

// The stretch [a, b] of an axis as an axis of its own; what lies outside of it is below 0 or above 1.
export function stretchOf(scale, [a, b]) {
  const within = (position) => (position - a) / (b - a);
  const isSeen = (position) => position > -1e-9 && position < 1 + 1e-9;
  const at = (day) => within(scale.at(day));
  return {
    ...scale, at, breaks: scale.breaks.map(within).filter(isSeen),
    knots: [scale.dayAt(a), scale.dayAt(b)], starts: scale.starts.filter((day) => isSeen(at(day))),
  };
}

const NEAREST_STRETCH = 1 / 40;

// A stretch made `factor` times longer around a position, and one moved; neither leaves the axis.
export function resized([a, b], factor, around = (a + b) / 2) {
  const size = Math.max(NEAREST_STRETCH, Math.min(1, (b - a) * factor));
  const start = around - ((around - a) / (b - a)) * size;
  return moved([start, start + size], 0);
}

export function moved([a, b], by) {
  const start = Math.max(0, Math.min(1 - (b - a), a + by));
  return [start, Math.min(1, start + (b - a))];
}

const YEAR_STEPS = [1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000, 10000];

// Ticks at least `room` (a share of the axis) apart: [{ day, at, unit: "year" | "month" | "day" }].
export function ticks(scale, room) {
  const { knots } = scale;
  const [first, last] = [knots[0], knots[knots.length - 1]];
  const unit = last - first > 3 * 366 ? "year" : last - first > 70 ? "month" : "day";
  if (scale.uneven && unit === "year") return roundYears(scale, room);
  const days = scale.uneven ? scale.starts : evenDays(first, last, unit, Math.max(2, Math.floor(1 / room)));
  const chosen = [];
  for (const day of days) {
    const at = scale.at(day);
    const before = chosen[chosen.length - 1];
    const isNew = !before || (at - before.at >= room && !isSame(unit, before.day, day));
    if (isNew && at <= 1) chosen.push({ day, at, unit });
  }
  return chosen;
}

// Ticks at round years where the axis is not even: the roundest first, and the others where they have room.
function roundYears(scale, room) {
  const [first, last] = [scale.knots[0], scale.knots[scale.knots.length - 1]];
  const chosen = [];
  for (const years of [...YEAR_STEPS].reverse()) {
    for (const day of yearsBetween(first, last, years)) {
      const at = scale.at(day);
      if (chosen.every((tick) => Math.abs(tick.at - at) >= room - 1e-9)) chosen.push({ day, at, unit: "year" });
    }
  }
  // A story inside of one year has no round one.
  if (!chosen.length) chosen.push({ day: first, at: 0, unit: "year" });
  return chosen.sort((a, b) => a.at - b.at);
}

const MOST_YEARS = 400;

function yearsBetween(first, last, step) {
  const found = [];
  if ((last - first) / 365.25 / step > MOST_YEARS) return found;
  for (let year = Math.ceil(calendar(first).year / step) * step; ; year += step) {
    const date = new Date(0);
    date.setUTCFullYear(year, 0, 1);
    const day = Math.round(date.getTime() / DAY);
    if (day > last) return found;
    if (day >= first) found.push(day);
  }
}

// Whether two days have the same label.
function isSame(unit, a, b) {
  const [one, other] = [calendar(a), calendar(b)];
  return unit !== "day" && one.year === other.year && (unit === "year" || one.month === other.month);
}

function evenDays(first, last, unit, most) {
  if (unit === "day") return stepped(first, last, Math.max(1, Math.ceil((last - first) / most)));
  const start = calendar(first);
  const months = unit === "month" ? [1, 2, 3, 6, 12] : YEAR_STEPS.map((years) => years * 12);
  const span = (last - first) / 30.44;
  const step = months.find((each) => span / each <= most) ?? months[months.length - 1];
  const found = [];
  for (let month = Math.ceil((start.year * 12 + start.month - 1) / step) * step; ; month += step) {
    const date = new Date(0);
    date.setUTCFullYear(Math.floor(month / 12), ((month % 12) + 12) % 12, 1);
    const day = Math.round(date.getTime() / DAY);
    if (day > last) return found;
    if (day >= first) found.push(day);
  }
}

function stepped(first, last, step) {
  const days = [];
  for (let day = first; day <= last; day += step) days.push(day);
  return days;
}

// Puts boxes {left, right} into rows, each in the first row that has room, or else in the least full one.
export function rows(boxes, most) {
  const ends = [];
  return boxes.map(({ left, right }) => {
    let row = ends.findIndex((end) => end <= left);
    if (row < 0) row = ends.length < most ? ends.length : ends.indexOf(Math.min(...ends));
    ends[row] = Math.max(ends[row] ?? 0, right);
    return row;
  });
}
