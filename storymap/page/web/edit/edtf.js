// EDTF of level 1 → what is known of a time, as storymap/correct/edtf.py reads it.

import { dayKey } from "./operations.js";

const DATE = /^(-?[0-9X]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?[?~%]?$/;
const SEASONS = { 21: [3, 5], 22: [6, 8], 23: [9, 11], 24: [12, 2] };

export function readEdtf(written) {
  const edtf = written.trim();
  const at = edtf.indexOf("/");
  if (at < 0) {
    const ends = endsOfDate(edtf);
    return ends && { edtf, earliest: ends[0], latest: ends[1], extent: "within" };
  }
  const [first, last] = [edtf.slice(0, at), edtf.slice(at + 1)];
  const [begin, end] = [endsOfDate(first), endsOfDate(last)];
  if ((last === ".." || last === "") && begin) return { edtf, earliest: begin[0], latest: null, extent: "open" };
  if ((first === ".." || first === "") && end) return { edtf, earliest: null, latest: end[1], extent: "open" };
  if (!begin || !end || dayKey(end[1]) < dayKey(begin[0])) return null;
  return { edtf, earliest: begin[0], latest: end[1], extent: "throughout" };
}

function endsOfDate(text) {
  const match = DATE.exec(text);
  if (!match) return null;
  const [, year, month, day] = match;
  if (year.includes("X")) return month === undefined ? unspecified(year) : null;
  if (month === undefined) return [written(Number(year), 1, 1), written(Number(year), 12, 31)];
  return withinYear(Number(year), Number(month), day === undefined ? null : Number(day));
}

function unspecified(year) {
  if (!/^-?[0-9]{2}(?:[0-9]X|XX)$/.test(year)) return null;
  const years = ["0", "9"].map((digit) => Number(year.replaceAll("X", digit)));
  return [written(Math.min(...years), 1, 1), written(Math.max(...years), 12, 31)];
}

function withinYear(year, month, day) {
  if (SEASONS[month] && day === null) {
    const [begin, end] = SEASONS[month];
    const last = year + (end < begin ? 1 : 0);
    return [written(year, begin, 1), written(last, end, lastDay(last, end))];
  }
  if (month < 1 || month > 12) return null;
  const last = lastDay(year, month);
  if (day === null) return [written(year, month, 1), written(year, month, last)];
  return day >= 1 && day <= last ? [written(year, month, day), written(year, month, day)] : null;
}

const isLeap = (year) => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
export const lastDay = (year, month) => (month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31);
const two = (number) => String(number).padStart(2, "0");
const written = (year, month, day) => `${year < 0 ? "-" : ""}${String(Math.abs(year)).padStart(4, "0")}-${two(month)}-${two(day)}`;

// A time as the reader's page says it: "5 May 2020", "1914–1918", "from 1990"; as storymap/page/dates.py does.
export function dateLabel({ earliest, latest }, word, months) {
  const [first, last] = [parts(earliest), parts(latest)];
  if (first && last) return interval(first, last, word, months);
  if (first) return word("date.from", { first: edge(first, true, word, months) });
  return last ? word("date.until", { last: edge(last, false, word, months) }) : "";
}

// What <time datetime> takes.
export function machineDate({ earliest, latest }) {
  const [first, last] = [parts(earliest), parts(latest)];
  if (!first || !last || first.year < 1) return "";
  if (earliest === latest) return earliest;
  if (isMonth(first, last)) return earliest.slice(0, 7);
  return isYears(first, last) && first.year === last.year ? earliest.slice(0, 4) : "";
}

export function parts(day) {
  const match = /^(-?\d+)-(\d\d)-(\d\d)$/.exec(day ?? "");
  return match && { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
}

const isYears = (first, last) => first.month === 1 && first.day === 1 && last.month === 12 && last.day === 31;
const isMonth = (first, last) => first.year === last.year && first.month === last.month && first.day === 1 && last.day === lastDay(last.year, last.month);
const yearLabel = (year, word) => (year > 0 ? word("date.year", { year }) : word("date.bc", { year: 1 - year }));
const monthLabel = ({ year, month }, word, months) => word("date.month", { month: months.plain[month - 1], year: yearLabel(year, word) });
const dayLabel = ({ year, month, day }, word, months) => word("date.day", { day, month: months.of[month - 1], year: yearLabel(year, word) });

function interval(first, last, word, months) {
  if (dayKeyOf(first) === dayKeyOf(last)) return dayLabel(first, word, months);
  if (isMonth(first, last)) return monthLabel(first, word, months);
  if (isYears(first, last)) {
    if (first.year === last.year) return yearLabel(first.year, word);
    if (first.year > 0 && first.year % 10 === 0 && last.year === first.year + 9) return word("date.decade", { year: first.year });
    return word("date.range", { first: yearLabel(first.year, word), last: yearLabel(last.year, word) });
  }
  return word("date.wide_range", { first: edge(first, true, word, months), last: edge(last, false, word, months) });
}

const dayKeyOf = ({ year, month, day }) => year * 400 + month * 32 + day;

function edge(day, isStart, word, months) {
  if (isStart ? day.month === 1 && day.day === 1 : day.month === 12 && day.day === 31) return yearLabel(day.year, word);
  if (day.day === (isStart ? 1 : lastDay(day.year, day.month))) return monthLabel(day, word, months);
  return dayLabel(day, word, months);
}
