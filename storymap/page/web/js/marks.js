// Words that a search found, marked where they stand: by the browser's own highlights, which change no element.

import { folded } from "./story.js";

const MOST_MARKS = 1500;
const NAME = "found"; // ::highlight(found) in page.css

// Marks the words inside of these parts of the page; none where there are no words.
export function markWords(parts, words) {
  if (!globalThis.CSS?.highlights) return;
  CSS.highlights.delete(NAME);
  const wanted = folded(words).split(/\s+/).filter(Boolean);
  if (!wanted.length) return;
  const ranges = [];
  for (const part of parts) {
    const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    while (walker.nextNode() && ranges.length < MOST_MARKS) ranges.push(...rangesIn(walker.currentNode, wanted));
  }
  CSS.highlights.set(NAME, new Highlight(...ranges));
}

function rangesIn(node, wanted) {
  return hits(node.data, wanted).map(([start, end]) => {
    const range = document.createRange();
    range.setStart(node, start);
    range.setEnd(node, end);
    return range;
  });
}

// Where words stand in a text, case and accents apart: [[start, end], …] in the text's own offsets.
export function hits(text, wanted) {
  const plain = folded(text);
  if (!wanted.some((word) => plain.includes(word))) return [];
  // Folding takes marks away: each character of the folded text knows where it came from.
  const from = [];
  for (let i = 0; i < text.length; i++) for (let k = folded(text[i]).length; k > 0; k--) from.push(i);
  if (from.length !== plain.length) return [];
  from.push(text.length);
  return wanted.flatMap((word) => {
    const found = [];
    for (let at = plain.indexOf(word); at >= 0; at = plain.indexOf(word, at + word.length)) found.push([from[at], from[at + word.length]]);
    return found;
  });
}
