// The editor of a page: begins when the page is ready, and stays out of the way until somebody wants to edit.

import { byId, element } from "./dom.js";
import { createEditMap } from "./edit-map.js";
import { createEventsTab } from "./events-tab.js";
import { createChangesTab, createStoryTab, createTextTab } from "./other-tabs.js";
import { createPlacesTab, createQueue } from "./places-tab.js";
import { createPristine, pageHtml, saveFile } from "./save.js";
import { createStore } from "./store.js";
import { button, left, tabList } from "./widgets.js";
import { useWords, word } from "./words.js";

const pristine = createPristine();

document.addEventListener("storymap:ready", ({ detail }) => {
  const data = JSON.parse(byId("edit-data").textContent);
  useWords({ words: { ...detail.story.words, ...data.words }, language: detail.story.language });
  createEditor(detail, data);
});

function createEditor({ story, map }, data) {
  const store = createStore(data);
  const names = story.words.months;
  const editor = { store, data, refresh, say, months: { plain: names, of: story.words["months.of"] ?? names }, centre, view, downloadCorrections, openEvent, make, redraw, again: new Map() };
  editor.map = createEditMap(map, {
    choose: (place) => tab().actions()?.pick?.(place),
    put: (point) => tab().actions()?.point?.(point),
  });
  let isOn = false;
  let chosen = "doubts";
  let tabs = null;
  let drawn = "";
  const said = element("p", { class: "edit-said", role: "status" });
  const state = element("p", { class: "edit-state" });
  const body = element("div", { id: "edit-body", role: "tabpanel", tabindex: "-1" });
  const bar = element("div", {});
  const undo = button(word("edit.undo"), () => takeBack(store.undo), { "aria-keyshortcuts": "Control+Z", "data-key": "undo" });
  const redo = button(word("edit.redo"), () => takeBack(store.redo), { "aria-keyshortcuts": "Control+Y", "data-key": "redo" });
  const save = store.keeper.name === "drawer" ? button(word("edit.save"), savePage, { class: "primary edit-main" }) : null;
  const done = button(word("edit.done"), leave, { "data-key": "done" });
  const panel = element("section", { class: "editor", id: "editor", "aria-label": word("edit.title"), hidden: true },
    element("div", { class: "edit-head" }, element("h1", { class: "unseen" }, word("edit.title")), undo, redo, save, done), state, said, bar, body);
  const enter = element("button", { type: "button", class: "quiet edit-enter", "data-key": "enter", onclick: open }, word("edit"));
  byId("views").append(enter);
  document.querySelector(".panel").append(panel);
  document.addEventListener("keydown", pressed, true);
  // What a finger is on stays under it until it is lifted: leaving one field for another must not lose the press.
  const hand = { isDown: false, waiting: null };
  addEventListener("pointerdown", () => { hand.isDown = true; }, true);
  for (const type of ["pointerup", "pointercancel"]) addEventListener(type, () => setTimeout(lifted), true);
  addEventListener("beforeunload", (event) => { if (!store.isSaved) event.preventDefault(); });
  store.subscribe(told);
  if (store.keeper.again) store.onKept = ({ op }) => { if (["place.set", "mention.add"].includes(op)) lookAgain(); };
  offerFound();

  const tab = () => tabs[chosen];

  function open() {
    isOn = true;
    document.documentElement.classList.add("editing");
    map.closePopup();
    editor.map.on();
    const events = createEventsTab(editor);
    tabs = { doubts: createQueue(editor, events), places: createPlacesTab(editor), events, text: createTextTab(editor, events), story: createStoryTab(editor), changes: createChangesTab(editor) };
    panel.hidden = false;
    for (const part of [byId("panel-body"), byId("walk")]) part.inert = true;
    refresh({ focus: "card" });
    told();
  }

  // The reader's page is drawn anew with what was put right.
  async function leave() {
    if (store.keeper.name === "server") {
      await store.keeper.settled();
      await store.keeper.render().catch(() => {});
      location.reload();
      return;
    }
    showPage();
  }

  function showPage() {
    const html = pageHtml(pristine, editor, { unsaved: !store.isSaved });
    document.open();
    document.write(html);
    document.close();
  }

  async function savePage() {
    const name = decodeURIComponent(location.pathname.split("/").pop() || "story.html");
    if (!(await saveFile(name, pageHtml(pristine, editor), "text/html"))) return;
    store.noteSaved();
    say(word(saveFile.handle ? "edit.saved.said" : "edit.downloaded"));
  }

  function downloadCorrections() {
    const lines = (list) => (list.length ? `[\n${list.map((one) => JSON.stringify(one)).join(",\n")}\n]` : "[]");
    const text = `{\n"storymap_corrections": 1,\n"source": ${JSON.stringify(store.base.document.source)},\n"operations": ${lines(store.operations)},\n"undone": ${lines(store.undone)}\n}\n`;
    return saveFile("story.corrections.json", text, "application/json");
  }

  async function takeBack(how) {
    const last = how === store.undo ? store.operations.at(-1) : store.undone.at(-1);
    if (await how()) say(`${word(how === store.undo ? "edit.undo" : "edit.redo")}: ${word(`op.${last.op}`)}`);
    refresh({ focus: "card" });
  }

  // Draws the chosen tab anew; the focus goes to the part named, or stays where it was.
  function refresh({ focus = null } = {}) {
    if (hand.isDown) { hand.waiting = { focus }; return; }
    const now = panel.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    const wanted = (left.key === focus && now) || (focus ?? now);
    left.key = null;
    drawn = drawnOf();
    bar.replaceChildren(tabList(word("edit.tabs"), Object.keys(tabs).map((key) => [key, word(`edit.${key}`)]), chosen, choose));
    body.setAttribute("aria-labelledby", `edit-tab-${chosen}`);
    body.replaceChildren(...tab().draw().filter(Boolean));
    const target = wanted && panel.querySelector(`[data-key="${CSS.escape(wanted)}"]`);
    if (target) target.focus({ preventScroll: wanted !== "card" });
    else if (focus) body.focus();
  }

  function lifted() {
    hand.isDown = false;
    const { waiting } = hand;
    hand.waiting = null;
    if (waiting) refresh(waiting);
  }

  function choose(key) {
    chosen = key;
    hand.isDown = false;
    refresh();
    byId(`edit-tab-${key}`).focus();
  }

  function told() {
    state.textContent = store.trouble || (store.isSaved ? word("edit.saved") : word(save ? "edit.unsaved" : "edit.saving"));
    state.classList.toggle("edit-trouble", Boolean(store.trouble));
    undo.disabled = !store.operations.length;
    redo.disabled = !store.undone.length;
    if (isOn && drawnOf() !== drawn && !isBusy()) refresh();
  }

  // What a drawing shows; what somebody is writing, or has yet to send, is not drawn over.
  const drawnOf = () => [...store.operations, "", ...store.undone].map(({ id = "" }) => id).join() + store.clashes.length;
  const isBusy = () => panel.contains(document.activeElement?.closest("input, textarea, select")) || panel.querySelector(".edit-waiting > *");

  function say(text) {
    said.textContent = text;
  }

  // Makes a correction, which is shown at once; only where it could not be kept is everything drawn anew.
  async function make(operation, { focus = null, saying = "" } = {}) {
    const keeping = store.add(operation);
    refresh({ focus });
    const isKept = await keeping;
    if (!isKept) refresh();
    else if (saying) say(saying);
    return isKept;
  }

  // A drawing in the background, which must not take anything out of anybody's hands.
  function redraw(key) {
    if (chosen === key && !isBusy()) refresh();
  }

  function openEvent(id) {
    chosen = "events";
    tabs.events.open(id);
    refresh({ focus: "title" });
  }

  // Once a name is known, those that had leaned on it may mean something else.
  async function lookAgain() {
    const found = await store.keeper.again().catch(() => []);
    editor.again = new Map(found.map(({ name, place }) => [name.toLowerCase(), place]));
    if (found.length) tabs.doubts.again(found);
  }

  // What the map shows now.
  function view() {
    const { lat, lng } = map.getCenter().wrap();
    return { lat, lon: lng, zoom: map.getZoom() };
  }

  function centre() {
    const { lat, lng } = map.getCenter();
    return { lat: Math.round(lat * 1e5) / 1e5, lon: Math.round(lng * 1e5) / 1e5 };
  }

  // What this browser kept of an earlier visit that ended without saving.
  function offerFound() {
    const found = data.unsaved ? null : store.keeper.found?.();
    if (!found?.operations || JSON.stringify(found.operations) === JSON.stringify(store.operations)) return;
    const offer = element("p", { class: "edit-offer", role: "status" }, word("edit.found_work"), " ",
      button(word("edit.found_work.take"), () => { store.replace(found.operations, found.undone ?? []); offer.remove(); open(); }), " ",
      button(word("edit.found_work.leave"), () => { store.noteSaved(); offer.remove(); }));
    byId("views").after(offer);
  }

  // Keys of the editor; the reader's own keys rest while it is open.
  function pressed(event) {
    if (!isOn) return;
    const { target } = event;
    const isTyping = target.matches?.("input:not([type=checkbox], [type=radio]), textarea, select");
    if ((event.ctrlKey || event.metaKey) && !isTyping && (event.key === "z" || event.key === "y")) {
      event.preventDefault();
      takeBack(event.key === "y" || event.shiftKey ? store.redo : store.undo);
    } else if (!event.ctrlKey && !event.metaKey && !event.altKey && !isTyping && !isOwnKey(event)) {
      const act = actionOf(event.key);
      if (act) { event.preventDefault(); act(); }
    }
    if (!panel.contains(target)) event.stopPropagation();
  }

  // A button that has the focus keeps Enter and Space, tabs keep their arrows.
  const isOwnKey = ({ target, key }) => (target.matches?.("button, summary, a") && key === "Enter") || (target.matches?.("button, summary, input") && key === " ") || (target.matches?.("[role=tab], input") && key.startsWith("Arrow"));

  function actionOf(key) {
    const place = tab().actions();
    const lower = key.toLowerCase();
    if (lower === "u") return () => takeBack(store.undo);
    if (key === "ArrowDown") return tab().next;
    if (key === "ArrowUp") return tab().previous;
    if (!place) return null;
    if (/^[1-9]$/.test(key)) return () => place.choose?.(Number(key));
    return { enter: place.right, x: place.none, s: place.search }[lower] ?? null;
  }
}
