// The panel: the steps, the text and the places, as the server wrote them; here they come to life.

import { byId, element, isLedByKeys, put, reducedMotion } from "./dom.js";
import { markWords } from "./marks.js";
import { folded } from "./story.js";
import { word } from "./words.js";

const VIEWS = ["read", "text", "places"];

export function createPanel(story, state, actions) {
  const body = byId("panel-body");
  const list = byId("steps");
  const stretches = [...list.children];
  const room = stretches[0]?.children.length;
  const items = new Map([...list.querySelectorAll(".step")].map((item) => [Number(item.dataset.event), item]));
  const tabs = createTabs(chooseView);
  let view = "read";
  let told = null;
  let marked = [];
  let held = false; // whether we brought the panel to where it stands, and not the reader
  let plain = null; // the text's paragraphs as they are searched, once they have been
  let before = 0; // where the panel stood when a key was about to move the focus
  let aim = null; // where our own scrolling goes; until it is there, scrolling does not choose steps

  byId("views").prepend(tabs.bar);
  body.closest(".panel").dataset.at = "start";
  body.addEventListener("click", (event) => clicked(event, actions));
  for (const type of ["mouseover", "focusin"]) body.addEventListener(type, (event) => hinted(event, story, actions));
  body.addEventListener("mouseleave", () => actions.hint([]));
  for (const type of ["wheel", "touchstart", "pointerdown"]) body.addEventListener(type, () => { aim = null; hold(false); }, { passive: true });
  body.addEventListener("scrollend", () => { if (aim !== null) settle(); });
  new ResizeObserver(() => { if (aim === null) settle(); }).observe(list);
  body.addEventListener("focusin", ({ target }) => focused(target));
  body.addEventListener("keydown", ({ key }) => { if (key === "Tab") before = body.scrollTop; }, { capture: true });
  const watch = watchScrolling(body, () => aim !== null, keep, () => {
    if (aim !== null) return;
    hold(false);
    if (view !== "read" || body.closest(".slides") || body.classList.contains("found")) return;
    const line = topOf(body) + watch.line();
    if (body.scrollTop < 8 || line < topOf(list)) state.show(0, { scrolled: true });
    else if (line >= topOf(byId("ending"))) state.show(state.count + 1, { scrolled: true });
    else state.showEvent(stepAt(line), { scrolled: true });
  });

  // Where the keyboard brings the focus the browser scrolls, which is no reader's scrolling: the step that has the
  // focus is the current one, and what stands over the steps leaves the current one where it was.
  function focused(target) {
    const step = isLedByKeys() && target.closest(".step");
    if (step && view === "read" && !body.classList.contains("found")) {
      if (Number(step.dataset.event) === state.event?.number) keep();
      else state.showEvent(Number(step.dataset.event));
    }
    else if (target.closest(".views, .order")) {
      if (isLedByKeys()) body.scrollTop = before;
      aim = body.scrollTop;
      clearTimeout(scrollTo.timer);
      scrollTo.timer = setTimeout(() => { aim = null; }, 300);
    }
  }

  // The panel has another size: the reader is still at the same step.
  function keep() {
    if (view !== "read" || body.classList.contains("found")) return;
    aim = null;
    hold(true);
    settle();
  }

  // Where we hold the panel the browser must not: its scroll anchoring would look like the reader's scrolling.
  function hold(isOurs) {
    held = isOurs;
    body.style.overflowAnchor = isOurs ? "none" : "";
  }

  // Stretches that were out of sight have their true height only some frames after they came into it: as long
  // as the reader does not scroll, the step that we brought stays where it is.
  function settle() {
    aim = null;
    if (!held || view !== "read" || body.classList.contains("found")) return;
    const wanted = clamped(heightOfStep());
    if (Math.abs(body.scrollTop - wanted) >= 3) scrollTo(wanted, "auto");
  }

  // The event whose step is at a height of the window. Only the stretch that is there is looked into: to ask
  // where a step is that is out of sight would have it laid out.
  function stepAt(height) {
    const shown = [...lastAbove(stretches, height).children].filter((item) => !item.hidden);
    return Number(lastAbove(shown, height)?.dataset.event);
  }

  function chooseView(name, { scroll = true } = {}) {
    view = name;
    VIEWS.forEach((each) => { byId(`view-${each}`).hidden = each !== name; });
    byId("ending").hidden = name === "places" || body.classList.contains("found");
    tabs.select(name);
    if (name === "read") bringToStep("auto");
    else if (scroll) scrollTo(topOfViews(), "auto");
    if (name === "text") markText(true);
  }

  function follow({ why, before }) {
    const current = state.event;
    list.querySelector("[aria-current]")?.removeAttribute("aria-current");
    items.get(current?.number)?.setAttribute("aria-current", "step");
    put(body.closest(".panel"), "data-at", state.position === 0 ? "start" : current ? "step" : "end");
    if (before.order !== state.order) arrange();
    if (view === "read" && !why.scrolled) bringToStep();
    // Who walks by keys and then by Tab goes on from the step that is shown.
    if (why.walked && view === "read" && (!list.contains(document.activeElement) || current)) items.get(current?.number)?.focus({ preventScroll: true });
    if (view === "text") markText(!why.fromText);
  }

  function arrange() {
    const ordered = state.steps.map((event) => items.get(event.number));
    for (const stretch of stretches) stretch.append(...ordered.splice(0, room));
  }

  // The tabs stick to the top; where they would be without that is the end of what is over them.
  const topOfViews = () => byId("opening").offsetTop + byId("opening").offsetHeight;
  const bringToStep = (behaviour) => scrollTo(heightOfStep(), behaviour);
  const clamped = (top) => (top > 0 ? Math.min(top, body.scrollHeight - body.clientHeight) : 0);

  // A slide begins at its top; a step among others is brought to the line at which it is read.
  function heightOfStep() {
    if (body.closest(".slides")) return 0;
    const target = state.event ? items.get(state.event.number) : state.position === 0 ? null : byId("ending");
    return target ? Math.max(9, body.scrollTop + topOf(target) - topOf(body) - watch.line() + 20) : 0;
  }

  function scrollTo(wanted, behaviour) {
    const top = clamped(wanted);
    const distance = Math.abs(body.scrollTop - top);
    if (distance < 2) return;
    aim = top;
    hold(true);
    clearTimeout(scrollTo.timer);
    scrollTo.timer = setTimeout(() => { aim = null; }, 1200);
    const isFar = distance > 3 * body.clientHeight;
    body.scrollTo({ top, behavior: behaviour ?? (reducedMotion() || isFar ? "auto" : "smooth") });
  }

  function markText(bring) {
    marked.forEach((span) => span.classList.remove("current"));
    marked = tellings().get(state.event?.number) ?? [];
    marked.forEach((span) => span.classList.add("current"));
    if (marked.length && bring) bringIntoView(marked[0]);
  }

  // Event → the words of the text that tell it; gathered when the text is first looked at.
  function tellings() {
    if (told) return told;
    told = new Map();
    for (const span of byId("source-text").querySelectorAll(".told")) {
      for (const number of span.dataset.events.split(" ").map(Number)) {
        if (!told.has(number)) told.set(number, []);
        told.get(number).push(span);
      }
    }
    return told;
  }

  function paragraphsWith(words) {
    const wanted = folded(words).split(/\s+/).filter(Boolean);
    plain ??= [...byId("source-text").querySelectorAll("p")].map((part) => ({ part, text: folded(part.textContent) }));
    return plain.filter(({ text }) => wanted.every((word) => text.includes(word))).map(({ part }) => part);
  }

  function bringIntoView(target) {
    scrollTo(body.scrollTop + topOf(target) - topOf(body) - body.clientHeight * 0.3);
  }

  return {
    follow,
    chooseView,
    // The first words of the text that name a place.
    showInText(number) {
      chooseView("text", { scroll: false });
      const mention = byId("source-text").querySelector(`.mention[data-place="${number}"]`);
      if (!mention) return;
      bringIntoView(mention);
      mention.focus({ preventScroll: true });
    },
    // One step at a time, as on slides, or all of them to scroll through.
    slides(isOn) {
      body.closest(".panel").classList.toggle("slides", isOn);
      if (view === "read") bringToStep("auto");
    },
    // Shows what a search found, from its beginning, and hides the rest; null shows all again, where the reader was.
    // Says how much each view has: { read, text, places }.
    filter(found, words) {
      const wasFound = body.classList.contains("found");
      body.classList.toggle("found", Boolean(found));
      const texts = found ? paragraphsWith(words) : [];
      markWords(VIEWS.map((name) => byId(`view-${name}`)), words);
      byId("ending").hidden = Boolean(found) || view === "places";
      for (const [number, item] of items) item.hidden = Boolean(found) && !found.events.has(number);
      for (const item of document.querySelectorAll(".place")) item.hidden = Boolean(found) && !found.places.has(Number(item.dataset.place));
      if (found && view !== "text") scrollTo(topOfViews(), "auto");
      else if (found) bringIntoView(texts[0] ?? byId("source-text"));
      else if (wasFound && view === "read") bringToStep("auto");
      const counts = found && { read: [...items.keys()].filter((number) => found.events.has(number)).length, text: texts.length, places: found.places.size };
      tabs.count(counts);
      return counts;
    },
  };
}

const topOf = (part) => part.getBoundingClientRect().top;

// The last of the parts, which lie in order, that begins above a height; the first, if none does.
function lastAbove(parts, height) {
  let [low, high] = [0, parts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (topOf(parts[middle]) <= height) low = middle;
    else high = middle - 1;
  }
  return parts[low];
}

function clicked(event, actions) {
  const link = event.target.closest("a[data-place], a.step-link, a.ref");
  if (link && !event.metaKey && !event.ctrlKey && !event.shiftKey) {
    event.preventDefault();
    if (link.dataset.place !== undefined) return actions.showPlace(Number(link.dataset.place));
    return actions.goToEvent(Number((link.dataset.event ?? link.closest(".step").dataset.event)), { fromText: link.matches(".ref") });
  }
  if (link || event.target.closest("a, button, summary") || !getSelection().isCollapsed) return undefined;
  const step = event.target.closest(".step");
  if (step) return actions.goToEvent(Number(step.dataset.event));
  const told = event.target.closest(".told");
  if (told) return actions.goToEvent(told.dataset.events.split(" ").map(Number), { fromText: true });
  return undefined;
}

// What the pointer or the focus is on is marked on the map.
function hinted(event, story, actions) {
  const place = event.target.closest("[data-place]");
  if (place) return actions.hint([Number(place.dataset.place)]);
  const step = event.target.closest(".step");
  return actions.hint(step ? story.events[Number(step.dataset.event)].where.map((where) => where.place) : []);
}

// Calls `moved` once a frame while the reader scrolls the panel, and `resized` when it gets another size.
function watchScrolling(body, isOurs, resized, moved) {
  let asked = null;
  const ask = () => { if (!isOurs()) asked ??= requestAnimationFrame(() => { asked = null; moved(); }); };
  body.addEventListener("scroll", ask, { passive: true });
  new ResizeObserver(resized).observe(body);
  return { line: () => Math.round(Math.max(104, body.clientHeight * 0.24)) };
}

// The three views as tabs: arrow keys go from one to the next, as in any list of tabs.
function createTabs(choose) {
  const buttons = VIEWS.map((name) => element("button", {
    type: "button", role: "tab", id: `tab-${name}`, "aria-controls": `view-${name}`, onclick: () => choose(name),
  }, word(name)));
  const bar = element("div", { class: "tabs", role: "tablist", "aria-label": word("views") }, ...buttons);
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    // After a press with the pointer the arrow keys walk the story.
    if (!step || !isLedByKeys()) return;
    event.preventDefault();
    event.stopPropagation();
    const turn = document.dir === "rtl" ? -step : step;
    const next = buttons[(buttons.indexOf(document.activeElement) + turn + buttons.length) % buttons.length];
    next.focus();
    next.click();
  });
  VIEWS.forEach((name) => {
    const view = byId(`view-${name}`);
    view.setAttribute("role", "tabpanel");
    view.setAttribute("aria-labelledby", `tab-${name}`);
  });
  const select = (name) => buttons.forEach((button) => {
    const isChosen = button.id === `tab-${name}`;
    button.setAttribute("aria-selected", isChosen);
    button.tabIndex = isChosen ? 0 : -1;
  });
  const count = (counts) => VIEWS.forEach((name, i) => put(buttons[i], "data-count", counts ? counts[name] : null));
  return { bar, select, count };
}
