// The timeline under the map: a thin line of moments, spans and vague times; a press on one goes there.
// A button opens what zooms it and what chooses a window of time.

import { byId, element, iconButton, isNarrow } from "./dom.js";
import { calendar, intervalOf, moved, resized, rows, stretchOf, ticks, timeScale } from "./scale.js";
import { followPointers } from "./time-gestures.js";
import { createHandles, eventsWithin } from "./time-window.js";
import { dateFormat, word } from "./words.js";

const ROW = 24; // pixels: the least that a finger needs
const TARGET = 24;
const CROWD = 150; // with more events than this, neighbours in time share a moment
const CELLS = 96;
const MARGIN = 14; // pixels left free at both ends, so that the outermost moments are whole
const HANDLES = 28; // the same where handles stand there, too
const LABEL = 74; // pixels from one tick to the next, at least
const BREAK = 8;
const STRETCHED = 0.6;
const FURTHER = 0.3; // of what is seen, that a press on "earlier" moves

// `narrow(inside)` is told which events the time window holds, null for all.
export function createTimeline(story, state, narrow) {
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
  const handles = createHandles(scale, story.language, choose);
  const tools = toolBar();
  const toggle = element("button", { type: "button", class: "timeline-toggle", "aria-label": word("timeline.window"), title: word("timeline.window"), "aria-expanded": "false", "aria-controls": "timeline-tools", onclick: () => open(tools.hidden) },
    element("svg", { viewBox: "0 0 24 24", class: "picture", "aria-hidden": "true", focusable: "false" }, element("path", { d: "M4 6h16v14H4zM4 10h16M8 3v4M16 3v4M8 14h3v3H8z" })));
  const progress = element("span");
  holder.append(tools, element("div", { class: "timeline-main" }, line, undated.length ? shelf() : null, toggle), name,
    element("div", { class: "timeline-progress", "aria-hidden": "true" }, progress));
  holder.setAttribute("role", "group");
  holder.setAttribute("aria-label", word("timeline"));
  holder.addEventListener("keydown", walked);
  for (const type of ["mouseover", "focusin"]) holder.addEventListener(type, ({ target, type: how }) => {
    const button = target.closest(".moment");
    if (button && how === "focusin") reveal(button);
    tell(button);
  });
  for (const type of ["mouseleave", "focusout"]) holder.addEventListener(type, () => tell(null));
  new ResizeObserver(draw).observe(line);
  let stretch = [0, 1];
  let tallest = 0;
  let margin = MARGIN;
  const inner = () => line.clientWidth - 2 * margin;
  followPointers(line, {
    width: inner,
    at: (x) => (x - line.getBoundingClientRect().left - margin) / inner(),
    pan: (share) => look(moved(stretch, share * (stretch[1] - stretch[0]))),
    zoom: (factor, share) => look(resized(stretch, factor, positionAt(share))),
  }, (target) => handles.isThumb(target) >= 0);
  line.addEventListener("pointermove", ({ target, clientX, buttons: pressed }) => {
    const thumb = handles.isThumb(target);
    if (thumb >= 0 && pressed) handles.bring(positionAt((clientX - line.getBoundingClientRect().left - margin) / inner()), thumb);
  });
  axis.addEventListener("click", ({ target, clientX }) => {
    if (!tools.hidden && handles.isThumb(target) < 0) handles.bring(positionAt((clientX - line.getBoundingClientRect().left - margin) / inner()));
  });

  const positionAt = (share) => stretch[0] + Math.max(0, Math.min(1, share)) * (stretch[1] - stretch[0]);

  // Shows another stretch of the axis; says whether that is another.
  function look(next) {
    if (Math.abs(next[0] - stretch[0]) + Math.abs(next[1] - stretch[1]) < 1e-9) return false;
    stretch = next;
    tell(null);
    draw();
    return true;
  }

  function toolBar() {
    const button = (picture, key, act) => iconButton(picture, word(key), act, { class: "icon timeline-tool" });
    const pan = (by) => () => look(moved(stretch, by * (stretch[1] - stretch[0])));
    const all = element("button", { type: "button", class: "link timeline-all", onclick: () => { look([0, 1]); handles.reset(); } }, word("timeline.all"));
    return element("div", { class: "timeline-tools", id: "timeline-tools", hidden: true },
      button("previous", "timeline.earlier", pan(-FURTHER)),
      button("minus", "timeline.wider", () => look(resized(stretch, 1 / STRETCHED))),
      button("plus", "timeline.closer", () => look(resized(stretch, STRETCHED))),
      button("next", "timeline.later", pan(FURTHER)),
      element("p", { class: "timeline-count", role: "status" }), all);
  }

  // Closed, the timeline is as it was: all times, all events.
  function open(isOpen) {
    tools.hidden = !isOpen;
    toggle.setAttribute("aria-expanded", isOpen);
    margin = isOpen ? HANDLES : MARGIN;
    line.classList.toggle("is-open", isOpen);
    if (isOpen) axis.after(...handles.parts);
    else handles.parts.forEach((part) => part.remove());
    if (!isOpen) stretch = [0, 1];
    handles.reset();
    draw();
  }

  function choose(times) {
    const events = story.orders.told;
    const inside = times && eventsWithin(events, times);
    const count = inside ? inside.size : events.length;
    tools.querySelector(".timeline-count").textContent = word("timeline.shown", { n: count, total: events.length });
    const held = new Map();
    buttons.forEach((button, number) => held.set(button, held.get(button) || !inside || inside.has(number)));
    held.forEach((isHeld, button) => button.classList.toggle("outside", !isHeld));
    drawHandles();
    narrow(inside);
  }

  function drawHandles() {
    const seen = stretchOf(scale, stretch);
    handles.draw((day) => seen.at(day) * inner() + margin, line.clientWidth);
  }

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
    const width = inner();
    if (width <= 0) return void holder.parentElement.style.setProperty("--timeline", `${holder.offsetHeight}px`);
    const seen = stretchOf(scale, stretch);
    if (dated.length > CROWD) return drawCrowds(seen, width);
    const boxes = moments.map(({ time }) => boxOf(seen, time, width));
    const most = isNarrow() ? 1 : 3;
    const places = rows(boxes, most);
    const used = Math.max(...places) + 1;
    moments.forEach(({ button, time, event }, i) => {
      const { left, right, size } = boxes[i];
      Object.assign(button.style, { left: `${left + margin}px`, width: `${right - left}px`, top: `${places[i] * ROW}px` });
      button.dataset.form = size <= TARGET / 2 || isOneDay(time) ? "point" : formOf(event.when, time);
    });
    return finish(used, seen, width);
  }

  function drawCrowds(seen, width) {
    const [a, b] = stretch;
    moments.forEach(({ button, cell }) => Object.assign(button.style, {
      left: `${((cell / CELLS - a) / (b - a)) * width + margin}px`, width: `${width / CELLS / (b - a)}px`, top: "0", height: `${2 * ROW}px`,
    }));
    return finish(2, seen, width);
  }

  // The timeline keeps its height when a stretch of it needs fewer rows.
  function finish(used, seen, width) {
    const isWhole = stretch[1] - stretch[0] > 0.999;
    tallest = isWhole ? used : Math.max(tallest, used);
    track.style.height = `${tallest * ROW}px`;
    drawAxis(axis, seen, { width, margin }, story.language);
    drawHandles();
    holder.parentElement.style.setProperty("--timeline", `${holder.offsetHeight}px`);
  }

  // Arrow keys go through time; the story follows.
  function walked(event) {
    const zoom = { "+": STRETCHED, "=": STRETCHED, "-": 1 / STRETCHED }[event.key];
    if (zoom && !event.ctrlKey && !event.metaKey) {
      look(resized(stretch, zoom, placeOf(document.activeElement) ?? undefined));
      event.preventDefault();
      event.stopPropagation();
      return;
    }
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

  // Where on the whole axis a moment begins; null for one without a date.
  function placeOf(button) {
    const found = moments.find((each) => each.button === button);
    if (!found) return null;
    return found.time ? scale.at(startOf(found.time)) : (found.cell + 0.5) / CELLS;
  }

  // A moment that is told of or reached by key comes into view.
  function reveal(button) {
    const at = placeOf(button);
    if (at === null) return;
    if (at < stretch[0] || at > stretch[1]) look(moved(stretch, at - (stretch[0] + stretch[1]) / 2));
  }

  // What is pointed at is told whole; of the step that is shown, else, its date.
  function tell(pointed) {
    const shown = tools.hidden && state.event ? buttons.get(state.event.number) : null;
    const button = pointed ?? (shown?.classList.contains("undated") ? null : shown);
    name.textContent = pointed ? pointed.getAttribute("aria-label") : button ? state.event.when.label : "";
    name.classList.toggle("idle", !pointed);
    if (!button) return;
    const box = button.getBoundingClientRect();
    const frame = holder.getBoundingClientRect();
    const middle = box.left + box.width / 2 - frame.left;
    const half = name.offsetWidth / 2;
    name.style.left = `${Math.max(half + 4, Math.min(frame.width - half - 4, middle))}px`;
  }

  return {
    follow() {
      progress.style.width = `${(100 * Math.min(state.position, state.count)) / Math.max(1, state.count)}%`;
      const current = state.event?.number;
      const now = buttons.get(current);
      if (now) reveal(now);
      const seen = new Set(state.steps.slice(0, Math.max(0, state.position - 1)).map((event) => buttons.get(event.number)));
      const all = [...new Set(buttons.values())];
      for (const button of all) {
        if (button === now) button.setAttribute("aria-current", "step");
        else button.removeAttribute("aria-current");
        button.classList.toggle("seen", seen.has(button));
        button.tabIndex = button === (now ?? all[0]) ? 0 : -1;
      }
      tell(null);
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

function drawAxis(axis, scale, { width, margin }, language) {
  const found = ticks(scale, Math.min(0.5, LABEL / width));
  const labels = found.map(({ day, at, unit }, i) => {
    const isLast = at * width > width - 48;
    // Where it is written to the left, its label needs the room of the one before.
    if (isLast && i && (at - found[i - 1].at) * width < 2 * LABEL) return null;
    const tick = element("span", { class: isLast ? "tick tick-last" : "tick" }, tickLabel(day, unit, { language, isFirst: i === 0 }));
    tick.style.left = `${at * width + margin}px`;
    return tick;
  });
  const breaks = scale.breaks.map((at) => {
    const mark = element("span", { class: "break", title: word("timeline.uneven") }, "//");
    mark.style.left = `${beside(at * width, found.map((tick) => tick.at * width), found[0]?.unit) + margin}px`;
    return mark;
  });
  axis.replaceChildren(...labels.filter(Boolean), ...breaks);
}

// A break lies somewhere in its gap: where it would lie on the label of a tick, right of that, if it has room.
function beside(x, ticksAt, unit) {
  const label = unit === "year" ? 44 : 70;
  const under = ticksAt.find((tick) => x > tick - BREAK && x < tick + label);
  if (under === undefined) return x;
  const next = Math.min(Infinity, ...ticksAt.filter((tick) => tick > under));
  return next > under + label + BREAK ? under + label : x;
}

// The first of the days says its year, too.
function tickLabel(number, unit, { language, isFirst }) {
  const { year, month, day } = calendar(number);
  if (unit === "year" || year < 1) return year > 0 ? String(year) : word("date.bc", { year: 1 - year });
  const parts = unit === "month" ? { month: "short", year: "numeric" } : { day: "numeric", month: "short", ...isFirst && { year: "numeric" } };
  return dateFormat(language, parts).format(Date.UTC(year, month - 1, day));
}
