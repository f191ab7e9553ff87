// Sharing: the link to this step, and the code that puts the map into another page.

import { byId, element, lowFrames } from "./dom.js";
import { disclosure } from "./map-controls.js";
import { word } from "./words.js";

export function createShare(panel) {
  const told = element("p", { class: "share-told", role: "status" });
  const manual = element("textarea", { class: "share-manual", rows: "4", readonly: true, hidden: true, "aria-label": word("share.manual") });
  const slides = element("input", { type: "checkbox" });
  slides.addEventListener("change", () => panel.slides(slides.checked));
  const low = lowFrames();
  const fold = () => {
    slides.checked = low.matches;
    panel.slides(low.matches);
  };
  low.addEventListener("change", fold);
  if (low.matches) fold();
  const content = element("div", { class: "share" },
    element("label", {}, slides, element("span", {}, word("mode.slides"))),
    element("button", { type: "button", class: "link", onclick: () => give(location.hash, (address) => address) }, word("share.copy")),
    element("button", { type: "button", class: "link", onclick: () => give("", embedCode) }, word("share.embed")),
    told, manual);
  const holder = disclosure("more", word("menu"), content);
  holder.classList.add("upwards");
  byId("walk").append(holder);

  // A page on a disk has no address that others could open: the reader gets the words with a hole for it.
  function give(hash, made) {
    const address = publicAddress();
    if (address) return copy(made(address + hash));
    told.textContent = word("share.file");
    return show(made(`https://…/${location.pathname.split("/").pop() || "story.html"}${hash}`));
  }

  function show(text) {
    manual.value = text;
    manual.hidden = false;
    manual.select();
  }

  // A sandboxed frame has no clipboard: then the reader copies by hand.
  async function copy(text) {
    manual.hidden = true;
    try {
      await navigator.clipboard.writeText(text);
      told.textContent = word("share.copied");
    } catch {
      told.textContent = word("share.manual");
      show(text);
    }
  }
}

// Where the page lies on the web: as its author said, or as it was opened; "" for a file.
function publicAddress() {
  const said = document.querySelector("link[rel=canonical]")?.href;
  if (said) return said;
  return /^https?:$/.test(location.protocol) ? location.href.split("#")[0] : "";
}

// The same frame as `storymap embed` writes (export/embed.py).
function embedCode(address) {
  const frame = element("iframe", {
    src: address, title: word("map.of", { title: document.title }), loading: "lazy",
    sandbox: "allow-scripts allow-popups allow-popups-to-escape-sandbox", allow: "fullscreen; clipboard-write",
  });
  frame.style.cssText = "width:100%;height:min(90vh,640px);border:0";
  return frame.outerHTML;
}
