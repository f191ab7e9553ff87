// The panel: the steps, the text and the places, as the server wrote them; here they come to life.

import { byId, element, reducedMotion } from "./dom.js";
import { word } from "./words.js";

const VIEWS = ["read", "text", "places"];

export function createPanel(story, state, actions) {
  const body = byId("panel-body");
  const list = byId("steps");
  const items = new Map([...list.children].map((item) => [Number(item.dataset.event), item]));
  const tabs = createTabs(chooseView);
  let view = "read";
  let tries = 0;
  let aim = null; // where our own scrolling goes; until it is there, scrolling does not choose steps

  byId("views").prepend(tabs.bar);
  body.addEventListener("click", (event) => clicked(event, actions));
  for (const type of ["mouseover", "focusin"]) body.addEventListener(type, (event) => hinted(event, story, actions));
  body.addEventListener("mouseleave", () => actions.hint([]));
  for (const type of ["wheel", "touchstart", "pointerdown"]) body.addEventListener(type, () => { aim = null; }, { passive: true });
  body.addEventListener("scrollend", arrived);
  const watch = watchScrolling(body, [byId("opening"), ...items.values(), byId("ending")], () => {
    if (aim !== null || view !== "read" || body.closest(".slides")) return;
    const line = body.scrollTop + watch.line();
    if (body.scrollTop < 8 || line < list.offsetTop) state.show(0, { scrolled: true });
    else if (line >= byId("ending").offsetTop) state.show(state.count + 1, { scrolled: true });
    else state.showEvent(stepAt(line), { scrolled: true });
  });

  // Steps that were out of sight have their true height only now: look again whether this is the place.
  function arrived() {
    if (aim === null) return;
    const wanted = view === "read" ? clamped(heightOfStep()) : aim;
    if (Math.abs(body.scrollTop - wanted) < 3) aim = null;
    else if (Math.abs(body.scrollTop - aim) < 3 && tries-- > 0) scrollTo(wanted, "auto", tries);
  }

  // The event whose step is at a height; steps lie in order, so halving finds it.
  function stepAt(height) {
    const order = state.steps;
    let [low, high] = [0, order.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (items.get(order[middle].number).offsetTop <= height) low = middle;
      else high = middle - 1;
    }
    return order[low].number;
  }

  function chooseView(name, { scroll = true } = {}) {
    view = name;
    VIEWS.forEach((each) => { byId(`view-${each}`).hidden = each !== name; });
    byId("ending").hidden = name === "places";
    tabs.select(name);
    if (name === "read") bringToStep("auto");
    else if (scroll) scrollTo(byId("views").offsetTop, "auto");
    if (name === "text") markText(true);
  }

  function follow({ why, before }) {
    const current = state.event;
    for (const [number, item] of items) {
      const isCurrent = number === current?.number;
      if (isCurrent) item.setAttribute("aria-current", "step");
      else item.removeAttribute("aria-current");
    }
    body.closest(".panel").dataset.at = state.position === 0 ? "start" : current ? "step" : "end";
    if (before.order !== state.order) arrange();
    if (view === "read" && !why.scrolled) bringToStep();
    if (view === "text") markText(!why.fromText);
  }

  function arrange() {
    list.append(...state.steps.map((event) => items.get(event.number)));
  }

  const bringToStep = (behaviour) => scrollTo(heightOfStep(), behaviour);
  const clamped = (top) => Math.max(0, Math.min(top, body.scrollHeight - body.clientHeight));

  function heightOfStep() {
    const target = state.event ? items.get(state.event.number) : state.position === 0 ? null : byId("ending");
    return target ? Math.max(9, target.offsetTop - watch.line() + 20) : 0;
  }

  function scrollTo(wanted, behaviour, tryAgain = 4) {
    const top = clamped(wanted);
    const distance = Math.abs(body.scrollTop - top);
    if (distance < 2) return;
    aim = top;
    tries = tryAgain;
    clearTimeout(scrollTo.timer);
    scrollTo.timer = setTimeout(() => { aim = null; }, 1200);
    const isFar = distance > 3 * body.clientHeight;
    body.scrollTo({ top, behavior: behaviour ?? (reducedMotion() || isFar ? "auto" : "smooth") });
  }

  function markText(bring) {
    const number = state.event?.number;
    let first = null;
    for (const span of byId("source-text").querySelectorAll(".told")) {
      const isCurrent = number !== undefined && span.dataset.events.split(" ").includes(String(number));
      span.classList.toggle("current", isCurrent);
      if (isCurrent) first ??= span;
    }
    if (first && bring) bringIntoView(first);
  }

  function bringIntoView(target) {
    const box = target.getBoundingClientRect();
    const frame = body.getBoundingClientRect();
    scrollTo(body.scrollTop + box.top - frame.top - body.clientHeight * 0.3);
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
    // Marks what a search found and hides the rest; null shows all again.
    filter(found) {
      for (const [number, item] of items) item.hidden = Boolean(found) && !found.events.has(number);
      for (const item of document.querySelectorAll(".place")) item.hidden = Boolean(found) && !found.places.has(Number(item.dataset.place));
    },
  };
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

// Calls `crossed` when a target comes to the reading line or leaves it. The root must be the scroller
// itself: in a frame of another page the default root would be that page's window.
function watchScrolling(body, targets, crossed) {
  let observer = null;
  const line = () => Math.round(Math.max(104, body.clientHeight * 0.24));
  const start = () => {
    observer?.disconnect();
    const below = Math.max(0, body.clientHeight - line() - 2);
    observer = new IntersectionObserver(crossed, { root: body, rootMargin: `-${line()}px 0px -${below}px 0px` });
    targets.forEach((target) => observer.observe(target));
  };
  new ResizeObserver(start).observe(body);
  return { line };
}

// The three views as tabs: arrow keys go from one to the next, as in any list of tabs.
function createTabs(choose) {
  const buttons = VIEWS.map((name) => element("button", {
    type: "button", role: "tab", id: `tab-${name}`, "aria-controls": `view-${name}`, onclick: () => choose(name),
  }, word(name)));
  const bar = element("div", { class: "tabs", role: "tablist", "aria-label": word("views") }, ...buttons);
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
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
  return { bar, select };
}
