// The filters: what kind of telling, which collection, which language, how sure.

import { byId, element } from "./dom.js";
import { counted, passing } from "./select.js";
import { word } from "./words.js";

const SURE = ["0", "0.5", "0.8"];

export function createFacets(atlas, actions) {
  const boxes = { kind: atlas.kinds.map((kind) => word(`kind.${kind}`)), collection: atlas.collections, language: atlas.languages };
  const inputs = {};
  for (const [name, labels] of Object.entries(boxes)) {
    if (name !== "kind" && labels.length < 2) continue;
    inputs[name] = labels.map((label, number) => checkbox(label, (on) => actions.toggle(name, number, on)));
    byId("facets").append(element("fieldset", { class: "facet" }, element("legend", {}, word(name)),
      element("ul", {}, ...inputs[name].map(({ row }) => row))));
  }
  const sure = element("select", { id: "sure", onchange: () => actions.set({ sure: Number(sure.value) }) },
    ...SURE.map((value) => element("option", { value }, word(`sure.${value}`))));
  byId("facets").append(element("p", { class: "facet" }, element("label", { for: "sure" }, word("sure")), sure));

  return {
    show(state, hits) {
      sure.value = String(state.sure);
      for (const [name, list] of Object.entries(inputs)) {
        const counts = new Map(counted(atlas, passing(atlas, state, hits, name), name));
        list.forEach(({ input, count }, number) => {
          input.checked = state[name].has(number);
          count.textContent = String(counts.get(number) ?? 0);
        });
      }
    },
  };
}

function checkbox(label, changed) {
  const input = element("input", { type: "checkbox", onchange: () => changed(input.checked) });
  const count = element("span", { class: "count" });
  return { input, count, row: element("li", {}, element("label", {}, input, element("span", { dir: "auto" }, label), count)) };
}
