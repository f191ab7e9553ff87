// Search in the story: steps and places that hold the words stay, the rest is put away.

import { byId, element, iconButton } from "./dom.js";
import { search } from "./story.js";
import { word } from "./words.js";

export function createSearch(story, panel) {
  const input = element("input", { type: "search", class: "search-input", "aria-label": word("search"), placeholder: word("search"), autocomplete: "off", spellcheck: "false" });
  const told = element("span", { class: "search-told", role: "status" });
  const row = element("div", { class: "search", hidden: true, role: "search" }, input, told, iconButton("close", word("search.clear"), close));
  const button = iconButton("search", word("search"), () => (row.hidden ? open() : close()), { "aria-expanded": "false" });
  byId("views").append(button, row);
  input.addEventListener("input", look);
  row.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
  });

  function open() {
    row.hidden = false;
    button.setAttribute("aria-expanded", "true");
    input.focus({ preventScroll: true });
  }

  function close() {
    input.value = "";
    look();
    row.hidden = true;
    button.setAttribute("aria-expanded", "false");
    button.focus({ preventScroll: true });
  }

  function look() {
    const found = search(story, input.value);
    const counts = panel.filter(found, input.value);
    const views = Object.entries(counts ?? {}).filter(([, n]) => n).map(([view, n]) => `${word(view)} ${n}`);
    told.textContent = !found ? "" : views.join(" · ") || word("search.none");
  }
}
