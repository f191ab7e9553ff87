// The choice of order, as told or as it happened; only where the two differ.

import { byId, element } from "./dom.js";
import { word } from "./words.js";

export function createOrderChoice(story, state) {
  const { told, happened } = story.orders;
  if (told.every((event, i) => event === happened[i])) return;
  const choices = ["told", "happened"].map((name) => {
    const input = element("input", { type: "radio", name: "order", value: name, checked: name === "told" });
    input.addEventListener("change", () => state.reorder(name));
    return element("label", {}, input, element("span", {}, word(`order.${name}`)));
  });
  byId("view-read").insertBefore(
    element("fieldset", { class: "order" }, element("legend", { class: "unseen" }, word("order")), ...choices), byId("steps"));
}
