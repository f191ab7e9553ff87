import assert from "node:assert/strict";
import { test } from "node:test";

import { calendar, dayNumber, intervalOf, moved, resized, rows, stretchOf, ticks, timeScale } from "../../storymap/page/web/js/scale.js";

const span = (first, last = first) => intervalOf({ first, last });

test("days are counted from 1970 in both directions, before Christ too", () => {
  assert.equal(dayNumber("1970-01-01"), 0);
  assert.equal(dayNumber("1969-12-31"), -1);
  assert.equal(dayNumber("0001-01-01") - dayNumber("0000-12-31"), 1);
  assert.ok(dayNumber("-0217-06-21") < dayNumber("0000-01-01"));
});

test("a day's number gives the day back", () => {
  for (const text of ["2020-02-29", "0099-07-01", "-0217-06-21"]) {
    const { year, month, day } = calendar(dayNumber(text));
    const pad = (number, width) => String(number).padStart(width, "0");
    assert.equal(`${year < 0 ? "-" : ""}${pad(Math.abs(year), 4)}-${pad(month, 2)}-${pad(day, 2)}`, text);
  }
});

test("an interval ends after its last day, and an open end is null", () => {
  assert.deepEqual(intervalOf({ first: "1970-01-01", last: "1970-01-01" }), { from: 0, to: 1 });
  assert.deepEqual(intervalOf({ first: "1970-01-01", last: null }), { from: 0, to: null });
  assert.equal(intervalOf({ first: null, last: null }), null);
});

test("times spread evenly are drawn to scale", () => {
  const scale = timeScale(["1900", "1920", "1940", "1960"].map((year) => span(`${year}-01-01`)));
  assert.equal(scale.uneven, false);
  assert.ok(Math.abs(scale.at(dayNumber("1930-01-01")) - 0.5) < 0.01);
  assert.deepEqual(scale.breaks, []);
});

test("a century and a week in one story give both room, and the axis says that it is uneven", () => {
  const days = ["2020-05-04", "2020-05-05", "2020-05-06", "2020-05-07"].map((day) => span(day));
  const scale = timeScale([span("1910-01-01", "1945-12-31"), ...days]);
  assert.equal(scale.uneven, true);
  assert.ok(scale.at(dayNumber("2020-05-08")) - scale.at(dayNumber("2020-05-04")) > 0.08);
});

test("later is never further left", () => {
  const scale = timeScale([span("1910-01-01", "1945-12-31"), span("2020-05-05"), span("2020-05-06"), span("2020-05-07")]);
  let before = -1;
  for (let day = dayNumber("1909-01-01"); day < dayNumber("2021-01-01"); day += 97) {
    assert.ok(scale.at(day) >= before);
    before = scale.at(day);
  }
});

test("one day alone has an axis", () => {
  const scale = timeScale([span("2020-05-05")]);
  assert.equal(scale.at(dayNumber("2020-05-05")), 0);
  assert.equal(scale.at(dayNumber("2020-05-06")), 1);
});

test("ticks keep their distance and come in order", () => {
  for (const scale of [
    timeScale([span("1900-01-01"), span("2000-01-01")]),
    timeScale([span("2020-05-01"), span("2020-05-20")]),
    timeScale([span("2020-01-01"), span("2020-11-20")]),
    timeScale([span("-0217-01-01"), span("-0201-01-01")]),
    timeScale([span("1910-01-01", "1945-12-31"), span("2020-05-05"), span("2020-05-06"), span("2020-05-07")]),
  ]) {
    const found = ticks(scale, 0.1);
    assert.ok(found.length >= 1);
    for (let i = 1; i < found.length; i++) assert.ok(found[i].at - found[i - 1].at >= 0.1 - 1e-9);
  }
});

test("no two ticks have the same label", () => {
  const days = ["1893-04-09", "1893-05-02", "1893-05-11", "1893-06-01", "1893-06-07", "1893-06-24", "1893-12-03"];
  const found = ticks(timeScale(days.map((day) => span(day))), 0.01);
  assert.equal(found[0].unit, "month");
  const labels = found.map(({ day }) => `${calendar(day).year}-${calendar(day).month}`);
  assert.deepEqual(labels, [...new Set(labels)]);
});

test("boxes that meet go to different rows, and no more rows than there may be are used", () => {
  assert.deepEqual(rows([{ left: 0, right: 10 }, { left: 5, right: 15 }, { left: 12, right: 20 }], 3), [0, 1, 0]);
  assert.deepEqual(rows([{ left: 0, right: 10 }, { left: 1, right: 11 }, { left: 2, right: 12 }], 2), [0, 1, 0]);
});

test("a position gives its day back, on an even axis and on an uneven one", () => {
  for (const scale of [
    timeScale([span("1900-01-01"), span("2000-01-01")]),
    timeScale([span("1910-01-01", "1945-12-31"), span("2020-05-05"), span("2020-05-06"), span("2020-05-07")]),
  ]) {
    for (const share of [0, 0.1, 0.5, 0.93, 1]) assert.ok(Math.abs(scale.at(scale.dayAt(share)) - share) < 0.06);
    for (const day of scale.knots) assert.equal(scale.dayAt(scale.at(day)), day);
  }
});

test("a stretch is an axis of its own: its ends are 0 and 1, its ticks lie inside", () => {
  const scale = timeScale([span("1900-01-01"), span("1950-06-01"), span("2000-01-01")]);
  const seen = stretchOf(scale, [0.5, 0.75]);
  assert.ok(Math.abs(seen.at(scale.dayAt(0.5))) < 0.001);
  assert.ok(Math.abs(seen.at(scale.dayAt(0.75)) - 1) < 0.001);
  assert.ok(seen.at(scale.dayAt(0.2)) < 0);
  const found = ticks(seen, 0.1);
  assert.ok(found.length >= 3);
  assert.ok(found.every(({ at }) => at > -0.01 && at <= 1));
});

test("a stretch never leaves the axis, grows no longer than it and shrinks to no point", () => {
  assert.deepEqual(resized([0.2, 0.4], 100), [0, 1]);
  assert.deepEqual(moved([0.2, 0.4], -1), [0, 0.2]);
  assert.deepEqual(moved([0.5, 0.75], 9), [0.75, 1]);
  const [a, b] = resized([0, 1], 1e-9, 0.3);
  assert.ok(b - a > 0.01 && a < 0.3 && b > 0.3);
});

test("what a stretch is resized around stays where it is", () => {
  const [a, b] = resized([0.2, 0.8], 0.5, 0.35);
  assert.ok(Math.abs((0.35 - a) / (b - a) - 0.25) < 1e-9);
});
