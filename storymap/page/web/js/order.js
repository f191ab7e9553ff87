// The choice of order, as told or as it happened; in the page only where the two differ.

export function createOrderChoice(story, state) {
  for (const input of document.querySelectorAll(".order input")) {
    input.addEventListener("change", () => state.reorder(input.value));
  }
}
