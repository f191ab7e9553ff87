// What the author said of colours, signs and views; where nothing was said, the page has its own.

const DARK = 0.179; // relative luminance, below which white is read better on a colour than black

export function dressStory(story) {
  const root = document.documentElement.style;
  story.routes.forEach(({ colour }, index) => { if (colour) root.setProperty(`--route-${index}`, colour); });
  for (const tag of document.querySelectorAll(".category")) dressWith(tag, story.look.categories[tag.dataset.category]);
}

export function dressWith(target, category) {
  target.style.setProperty("--category", category?.colour ?? "");
  target.style.setProperty("--category-ink", category ? inkOn(category.colour) : "");
}

// Where the author wants the map to look, on the copy of the world where the story's places are.
export function pointOf(view, middle) {
  return [view.lat, view.lon + 360 * Math.round((middle - view.lon) / 360)];
}

function inkOn(colour) {
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255).map((share) => (share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < DARK ? "#ffffff" : "#000000";
}
