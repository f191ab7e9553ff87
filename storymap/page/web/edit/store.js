// The corrections of the story: what they are, what they make of it, and where they are kept. With the program
// behind the page every change is in its file before it counts; without it the browser keeps them until they are saved.

import { layOne, layOver } from "./operations.js";
import { createText } from "./text.js";

export function createStore(data) {
  const base = data.story;
  const text = createText(base.document.text);
  const keeper = data.server ? createServer(data.server) : createDrawer(base, !data.unsaved);
  const listeners = [];
  let operations = data.operations;
  let undone = data.undone;
  let revision = 0;
  let laid = layOver(base, text, operations);
  let clashes = [];
  let trouble = "";

  const store = {
    base, text, keeper,
    get story() { return laid.story; },
    get outcomes() { return laid.outcomes; },
    get operations() { return operations; },
    get undone() { return undone; },
    get clashes() { return clashes; },
    get trouble() { return trouble; },
    get isSaved() { return keeper.isSaved(); },
    context: { text, titles: new Map(base.features.map((event) => [event.id, event.properties.title])) },
    subscribe: (listen) => listeners.push(listen),
    add, undo, redo,
    replace(nextOperations, nextUndone) { take(nextOperations, nextUndone); keeper.keep(operations, undone); tell(); },
    noteSaved() { keeper.noteSaved(); tell(); },
  };

  // Lays a correction over the story at once; it comes back if it could not be kept.
  async function add(operation) {
    const made = { ...operation, id: newId(), time: new Date().toISOString().slice(0, 19) + "Z", ...(store.by ? { by: store.by } : {}) };
    const [story, outcome] = layOne(laid.story, store.context, made);
    if (outcome.why) { trouble = outcome.why; tell(); return false; }
    const before = { operations, undone, laid };
    const kept = { ...made, was: outcome.was };
    operations = [...operations, kept];
    undone = [];
    laid = { story, outcomes: { ...laid.outcomes, [made.id]: outcome } };
    tell();
    const isKept = await keep(() => keeper.add([kept], revision, operations), before);
    if (isKept) store.onKept?.(kept);
    return isKept;
  }

  async function undo() {
    if (!operations.length) return false;
    const before = { operations, undone, laid };
    take(operations.slice(0, -1), [...undone, operations[operations.length - 1]]);
    tell();
    return keep(() => keeper.undo(operations, undone), before);
  }

  async function redo() {
    if (!undone.length) return false;
    const before = { operations, undone, laid };
    take([...operations, undone[undone.length - 1]], undone.slice(0, -1));
    tell();
    return keep(() => keeper.redo(operations, undone), before);
  }

  async function keep(send, before) {
    try {
      const state = await send();
      trouble = "";
      if (state) agree(state);
      tell();
      return true;
    } catch (error) {
      ({ operations, undone, laid } = before);
      trouble = error.message;
      tell();
      return false;
    }
  }

  // What the program has: our own list, unless somebody else has changed it, too.
  function agree(state) {
    if (state.revision < revision) return;
    revision = state.revision;
    if (state.clashes.length) clashes = state.clashes;
    // The beginning of our own list: the rest is still on its way to the program.
    const isOurs = state.operations.every((one, number) => one.id === operations[number]?.id);
    if (isOurs && state.operations.length === operations.length) undone = state.undone;
    else if (isOurs && keeper.pending?.()) return;
    else if (!pending()) take(state.operations, state.undone);
  }

  const pending = () => keeper.pending?.() > 1;

  function take(nextOperations, nextUndone) {
    operations = nextOperations;
    undone = nextUndone;
    laid = layOver(base, text, operations);
  }

  function tell() {
    listeners.forEach((listen) => listen());
  }

  keeper.watch?.((state) => { agree(state); tell(); });
  return store;
}

const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, "0")).join("");

// The program behind the page, asked one thing after the other.
function createServer(path) {
  let last = Promise.resolve();
  let waiting = 0;

  function ask(name, body) {
    waiting++;
    const answer = last.then(() => post(name, body));
    last = answer.catch(() => {}).finally(() => { waiting--; });
    return answer;
  }

  async function post(name, body) {
    const told = await fetch(path + name, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) })
      .catch(() => { throw new Error("the program behind this page does not answer; the change was not kept"); });
    return read(told);
  }

  async function read(told) {
    if (told.ok) return told.json();
    const { error } = await told.json().catch(() => ({}));
    throw new Error(error ?? `the program behind this page refused (${told.status})`);
  }

  return {
    name: "server",
    add: (operations, revision) => ask("add", { operations, revision }),
    undo: () => ask("undo", {}),
    redo: () => ask("redo", {}),
    render: () => ask("render", {}),
    keep() {},
    noteSaved() {},
    isSaved: () => waiting === 0,
    pending: () => waiting,
    settled: () => last,
    places: async (text) => read(await fetch(`${path}places?q=${encodeURIComponent(text)}`)),
    again: async () => read(await fetch(`${path}again`)),
    date: async (text) => read(await fetch(`${path}date?q=${encodeURIComponent(text)}`)),
    watch(tell) {
      const stream = new EventSource(`${path}changes`);
      stream.addEventListener("message", async () => {
        if (waiting) return;
        try {
          const state = await read(await fetch(`${path}state`));
          if (!waiting) tell(state);
        } catch { /* the next change tries again */ }
      });
      addEventListener("pagehide", () => stream.close());
    },
  };
}

// The browser's own drawer, for a page without a program; some browsers have none for pages from a disk.
function createDrawer(base, isSaved) {
  const key = `storymap:${location.pathname}:${base.document.title}:${base.document.text.length}`;
  const keep = (operations, undone) => {
    isSaved = false;
    // A host that shows the page in a frame, as a notebook does, may keep them for it.
    if (globalThis.parent !== globalThis) globalThis.parent.postMessage({ type: "storymap:corrections", operations, undone }, "*");
    try { localStorage.setItem(key, JSON.stringify({ operations, undone })); } catch { /* then only saving keeps them */ }
    return Promise.resolve(null);
  };
  return {
    name: "drawer",
    add: (_made, _revision, operations) => keep(operations, []),
    undo: keep,
    redo: keep,
    keep,
    isSaved: () => isSaved,
    noteSaved() {
      isSaved = true;
      try { localStorage.removeItem(key); } catch { /* nothing was kept */ }
    },
    found() {
      try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
    },
  };
}
