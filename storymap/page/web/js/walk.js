// The bar that walks through the story: previous, where we are, next, play; and the keys that do the same.

import { byId, iconButton, isLedByKeys, element, picture } from "./dom.js";
import { word } from "./words.js";

export function createWalk(story, state) {
  const back = iconButton("previous", word("previous"), () => state.previous());
  const on = iconButton("next", word("next"), () => state.next());
  const place = element("span", { class: "walk-place" });
  const player = createPlayer(state);
  const bar = byId("walk");
  bar.append(back, place, on, player.button);
  document.addEventListener("keydown", (event) => pressed(event, state));
  listenToSwipes(byId("story"), state);
  // Whoever does anything takes over.
  for (const type of ["pointerdown", "keydown", "wheel", "touchstart"]) {
    addEventListener(type, ({ target, key = "Enter" }) => {
      const isPress = player.button.contains(target) && (key === "Enter" || key === " ");
      if (!isPress) player.stop();
    }, { capture: true, passive: true });
  }
  document.addEventListener("visibilitychange", () => { if (document.hidden) player.stop(); });

  return {
    follow() {
      const { position, count } = state;
      place.textContent = position === 0 ? word("overview") : position > count ? word("end") : `${position} / ${count}`;
      setDisabled(back, position === 0);
      setDisabled(on, position > count);
      player.follow();
    },
  };
}

// A button at the end of the road stays where the focus can find it.
function setDisabled(button, isDisabled) {
  button.setAttribute("aria-disabled", isDisabled);
}

const SWIPE = 60; // pixels to the side, and clearly more to the side than down

function listenToSwipes(panel, state) {
  let start = null;
  panel.addEventListener("touchstart", ({ touches }) => { start = touches.length === 1 ? touches[0] : null; }, { passive: true });
  panel.addEventListener("touchend", ({ changedTouches: [end] }) => {
    if (!start) return;
    const [dx, dy] = [end.clientX - start.clientX, end.clientY - start.clientY];
    start = null;
    if (Math.abs(dx) < SWIPE || Math.abs(dx) < 2 * Math.abs(dy) || !getSelection().isCollapsed) return;
    if ((dx < 0) === (document.dir !== "rtl")) state.next();
    else state.previous();
  });
}

const WRITING = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]";

const WALKED = { walked: true };

function pressed(event, state) {
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const { target } = event;
  if (target.closest?.(WRITING) || (target.matches?.("input") && isLedByKeys())) return;
  const forward = document.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
  const backward = document.dir === "rtl" ? "ArrowRight" : "ArrowLeft";
  const moves = {
    [forward]: () => state.next(WALKED),
    [backward]: () => state.previous(WALKED),
    Home: () => state.show(0),
    End: () => state.show(state.count + 1),
  };
  if (!moves[event.key]) return;
  event.preventDefault();
  moves[event.key]();
}

const SHORTEST = 3500; // milliseconds a step stays
const A_CHARACTER = 45; // more for each character that there is to read

function createPlayer(state) {
  let timer = null;
  const button = iconButton("play", word("play"), () => (timer ? stop() : start()), { class: "icon play" });

  function start() {
    if (state.position > state.count) state.show(0);
    draw(true);
    timer = setTimeout(advance, state.position === 0 ? 400 : readingTime(state.event));
  }

  function advance() {
    if (state.position > state.count) return stop();
    state.next({ played: true });
    timer = setTimeout(advance, readingTime(state.event));
    return undefined;
  }

  function stop() {
    if (!timer) return;
    clearTimeout(timer);
    timer = null;
    draw(false);
  }

  function draw(isPlaying) {
    const label = word(isPlaying ? "pause" : "play");
    button.replaceChildren(picture(isPlaying ? "pause" : "play"));
    button.setAttribute("aria-label", label);
    button.title = label;
  }

  return { button, stop, follow: () => { if (state.position > state.count) stop(); } };
}

const readingTime = (event) => SHORTEST + A_CHARACTER * ((event?.title.length ?? 0) + (event?.quote.length ?? 0));
