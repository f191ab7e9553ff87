// Sharing: the link to this step, and the code that puts the map into another page.

import { byId, element } from "./dom.js";
import { disclosure } from "./map-controls.js";
import { word } from "./words.js";

export function createShare(panel) {
  const told = element("p", { class: "share-told", role: "status" });
  const manual = element("textarea", { class: "share-manual", rows: "4", readonly: true, hidden: true, "aria-label": word("share.manual") });
  const slides = element("input", { type: "checkbox" });
  slides.addEventListener("change", () => panel.slides(slides.checked));
  const content = element("div", { class: "share" },
    element("label", {}, slides, element("span", {}, word("mode.slides"))),
    element("button", { type: "button", class: "link", onclick: () => copy(location.href) }, word("share.copy")),
    element("button", { type: "button", class: "link", onclick: () => copy(embedCode()) }, word("share.embed")),
    told, manual);
  const holder = disclosure("more", word("menu"), content);
  holder.classList.add("upwards");
  byId("walk").append(holder);

  // A sandboxed frame has no clipboard: then the reader copies by hand.
  async function copy(text) {
    manual.hidden = true;
    try {
      await navigator.clipboard.writeText(text);
      told.textContent = word("share.copied");
    } catch {
      told.textContent = word("share.manual");
      manual.value = text;
      manual.hidden = false;
      manual.select();
    }
  }
}

function embedCode() {
  const frame = element("iframe", {
    src: location.href, title: document.title, loading: "lazy", width: "100%", height: "640",
    sandbox: "allow-scripts allow-popups", allow: "fullscreen; clipboard-write",
  });
  frame.style.border = "0";
  return frame.outerHTML;
}
