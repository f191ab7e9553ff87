// Pictures that can be looked at larger, in the page's one dialog; recordings that start at a quotation's second.

import { element } from "./dom.js";
import { word } from "./words.js";

export function createMedia() {
  const box = createLightBox();
  for (const image of document.querySelectorAll(".media img")) {
    const button = element("button", { type: "button", class: "look", "aria-haspopup": "dialog" });
    button.title = word("media.enlarge");
    if (!image.alt) button.setAttribute("aria-label", word("media.enlarge"));
    image.replaceWith(button);
    button.append(image);
    button.addEventListener("click", () => box.open(image));
  }
  const recording = document.querySelector(".recording");
  if (!recording) return;
  for (const place of document.querySelectorAll("[data-second]")) {
    const button = element("button", { type: "button", class: "link play" }, `▶ ${place.textContent.trim()}`);
    button.setAttribute("aria-label", word("media.play", { time: place.textContent.trim() }));
    button.addEventListener("click", () => {
      recording.currentTime = Number(place.dataset.second);
      recording.play();
    });
    place.replaceChildren(button);
  }
}

// A picture of a place's steps for its popup, or null: the one that stands in the page, shown again.
export function pictureOf(numbers) {
  const shown = numbers.map((number) => document.querySelector(`.step[data-event="${number}"] .media img`)).find(Boolean);
  return shown ? element("img", { src: shown.src, alt: shown.alt, class: "popup-picture" }) : null;
}

function createLightBox() {
  const image = element("img", { alt: "" });
  const words = element("p", { class: "light-box-words", dir: "auto" });
  const close = element("button", { type: "button", class: "quiet" }, word("close"));
  const box = element("dialog", { class: "light-box" }, image, words, close);
  close.addEventListener("click", () => box.close());
  box.addEventListener("click", ({ target }) => { if (target === box) box.close(); });
  // The keys that walk the story stay with the dialog while it is open.
  box.addEventListener("keydown", (event) => event.stopPropagation());
  document.body.append(box);
  return {
    open(shown) {
      image.src = shown.src;
      image.alt = shown.alt;
      words.textContent = shown.closest("figure").querySelector("figcaption")?.textContent.trim() ?? "";
      box.setAttribute("aria-label", shown.alt || word("media.enlarge"));
      box.showModal();
    },
  };
}
