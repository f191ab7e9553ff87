// Answers one line of JSON with one: a story and operations with the story put right, ends with an anchor.
import { createInterface } from "node:readline";

import { layOver } from "../../storymap/page/web/edit/operations.js";
import { anchorOf, createText } from "../../storymap/page/web/edit/text.js";

for await (const line of createInterface({ input: process.stdin })) {
  const { story, operations, ends } = JSON.parse(line);
  const text = createText(story.document.text);
  const answer = ends ? anchorOf(text, ...ends) : layOver(story, text, operations);
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
