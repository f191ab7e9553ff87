// The timeline under the map: a thin line of moments, spans and vague times; a press on one goes there.

import { byId, element, isNarrow } from "./dom.js";
import { calendar, intervalOf, rows, ticks, timeScale } from "./scale.js";
import { word } from "./words.js";

const ROW = 24; // pixels: the least that a finger needs
const TARGET = 24;
const CROWD = 150; // with more events than this, neighbours in time share a moment
const CELLS = 96;
const MARGIN = 14; // pixels left free at both ends, so that the outermost moments are whole

export function createTimeline(story, state) {
  const holder = byId("timeline");
  const dated = story.orders.told.map((event) => ({ event, time: intervalOf(event.when) })).filter(({ time }) => time);
  if (!dated.length) return { follow() {} };
  dated.sort((a, b) => startOf(a.time) - startOf(b.time) || a.event.step - b.event.step);
  const undated = story.orders.told.filter((event) => !intervalOf(event.when));
  const scale = timeScale(dated.map(({ time }) => time));
  const buttons = new Map();
  const moments = dated.length > CROWD ? crowds() : dated.map(({ event, time }) => moment(event, time));
  const axis = element("div", { class: "timeline-axis", "aria-hidden": "true" });
  const track = element("ol", { class: "timeline-track" }, ...moments.map(({ item }) => item));
  const name = element("p", { class: "timeline-name", "aria-hidden": "true" });
  const line = element("div", { class: "timeline-line" }, track, axis);
  holder.append(element("div", { class: "timeline-main" }, line, undated.length ? shelf() : null), name);
  holder.setAttribute("role", "group");
  holder.setAttribute("aria-label", word("timeline"));
  holder.addEventListener("keydown", walked);
  for (const type of ["mouseover", "focusin"]) holder.addEventListener(type, ({ target }) => tell(target.closest(".moment")));
  for (const type of ["mouseleave", "focusout"]) holder.addEventListener(type, () => tell(null));
  new ResizeObserver(draw).observe(line);

  function moment(event, time) {
    const label = `${event.when.label}: ${event.title}`;
    const button = element("button", { type: "button", class: "moment", "aria-label": label, tabindex: "-1", "data-event": event.number,
      onclick: () => state.showEvent(event.number, { again: true }) }, element("span", { class: "moment-mark" }));
    buttons.set(event.number, button);
    return { event, time, button, item: element("li", {}, button) };
  }

  // Many events as columns: one for each stretch of the axis, as high as it is full.
  function crowds() {
    const cells = new Map();
    for (const entry of dated) {
      const { from, to } = entry.time;
      const cell = Math.min(CELLS - 1, Math.floor(((scale.at(from ?? to) + scale.at(to ?? from)) / 2) * CELLS));
      if (!cells.has(cell)) cells.set(cell, []);
      cells.get(cell).push(entry);
    }
    const most = Math.max(...[...cells.values()].map((cell) => cell.length));
    return [...cells].sort(([a], [b]) => a - b).map(([cell, entries]) => crowd(cell, entries, most));
  }

  function crowd(cell, entries, most) {
    const made = moment(entries[0].event, null);
    const labels = [entries[0], entries[entries.length - 1]].map(({ event }) => event.when.label);
    made.button.setAttribute("aria-label", `${word("count.events", { n: entries.length })}: ${[...new Set(labels)].join(" – ")}`);
    made.button.dataset.form = "crowd";
    made.button.style.setProperty("--full", Math.sqrt(entries.length / most));
    entries.forEach(({ event }) => buttons.set(event.number, made.button));
    return { ...made, cell };
  }

  function shelf() {
    const items = undated.slice(0, CROWD).map((event) => moment(event, null));
    items.forEach(({ button, event }) => {
      button.setAttribute("aria-label", `${word("date.undated")}: ${event.title}`);
      button.classList.add("undated");
    });
    return element("div", { class: "timeline-shelf" },
      element("p", {}, word("timeline.undated")), element("ol", {}, ...items.map(({ item }) => item)));
  }

  function draw() {
    const width = line.clientWidth - 2 * MARGIN;
    if (width <= 0) return undefined;
    if (dated.length > CROWD) return drawCrowds(width);
    const boxes = moments.map(({ time }) => boxOf(scale, time, width));
    const most = isNarrow() ? 1 : 3;
    const places = rows(boxes, most);
    const used = Math.max(...places) + 1;
    moments.forEach(({ button, time, event }, i) => {
      const { left, right, size } = boxes[i];
      Object.assign(button.style, { left: `${left + MARGIN}px`, width: `${right - left}px`, top: `${places[i] * ROW}px` });
      button.dataset.form = size <= TARGET / 2 || isOneDay(time) ? "point" : formOf(event.when, time);
    });
    return finish(used, width);
  }

  function drawCrowds(width) {
    moments.forEach(({ button, cell }) => Object.assign(button.style, {
      left: `${(cell / CELLS) * width + MARGIN}px`, width: `${width / CELLS}px`, top: "0", height: `${2 * ROW}px`,
    }));
    return finish(2, width);
  }

  function finish(used, width) {
    track.style.height = `${used * ROW}px`;
    drawAxis(axis, scale, width, story.language);
    holder.parentElement.style.setProperty("--timeline", `${holder.offsetHeight}px`);
  }

  // Arrow keys go through time; the story follows.
  function walked(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const all = [...new Set(buttons.values())];
    const here = all.indexOf(document.activeElement);
    if (!step || here < 0) return;
    event.preventDefault();
    event.stopPropagation();
    const next = all[Math.max(0, Math.min(all.length - 1, here + step))];
    next.focus();
    next.click();
  }

  function tell(button) {
    name.textContent = button ? button.getAttribute("aria-label") : "";
    if (!button) return;
    const box = button.getBoundingClientRect();
    const frame = holder.getBoundingClientRect();
    const middle = box.left + box.width / 2 - frame.left;
    const half = name.offsetWidth / 2;
    name.style.left = `${Math.max(half + 4, Math.min(frame.width - half - 4, middle))}px`;
  }

  return {
    follow() {
      const current = state.event?.number;
      const now = buttons.get(current);
      const seen = new Set(state.steps.slice(0, Math.max(0, state.position - 1)).map((event) => buttons.get(event.number)));
      const all = [...new Set(buttons.values())];
      for (const button of all) {
        if (button === now) button.setAttribute("aria-current", "step");
        else button.removeAttribute("aria-current");
        button.classList.toggle("seen", seen.has(button));
        button.tabIndex = button === (now ?? all[0]) ? 0 : -1;
      }
    },
  };
}

const isOneDay = ({ from, to }) => from !== null && to !== null && to - from <= 1;
const startOf = ({ from, to }) => from ?? to;

// Where a time lies, in pixels: at least a finger wide, around its middle.
function boxOf(scale, { from, to }, width) {
  const left = from === null ? 0 : scale.at(from) * width;
  const right = to === null ? width : scale.at(to) * width;
  const size = right - left;
  if (size >= TARGET) return { left, right, size };
  const middle = (left + right) / 2;
  return { left: middle - TARGET / 2, right: middle + TARGET / 2, size };
}

// How a time is drawn: all of it ("span"), some time in it ("vague"), or open at one end.
function formOf(when, { from, to }) {
  if (from === null) return "until";
  if (to === null) return "since";
  return when.extent === "throughout" ? "span" : "vague";
}

function drawAxis(axis, scale, width, language) {
  const labels = ticks(scale, Math.min(0.5, 74 / width)).map(({ day, at, unit }) => {
    const isLast = at * width > width - 48;
    const tick = element("span", { class: isLast ? "tick tick-last" : "tick" }, tickLabel(day, unit, language));
    tick.style.left = `${at * width + MARGIN}px`;
    return tick;
  });
  const breaks = scale.breaks.map((at) => {
    const mark = element("span", { class: "break", title: word("timeline.uneven") }, "//");
    mark.style.left = `${at * width + MARGIN}px`;
    return mark;
  });
  axis.replaceChildren(...labels, ...breaks);
}

function tickLabel(number, unit, language) {
  const { year, month, day } = calendar(number);
  if (unit === "year" || year < 1) return year > 0 ? String(year) : word("date.bc", { year: 1 - year });
  const parts = unit === "month" ? { month: "short", year: "numeric" } : { day: "numeric", month: "short" };
  return new Intl.DateTimeFormat(language, { ...parts, timeZone: "UTC" }).format(Date.UTC(year, month - 1, day));
}
