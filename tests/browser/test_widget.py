"""The widget of notebooks: its script with a page in its frame, and a model such as anywidget hands it."""

import json
from pathlib import Path

from playwright.sync_api import expect

from storymap.export.article import web_text
from storymap.files.fields import Fields
from storymap.files.operations import operation_from
from storymap.model import Story
from storymap.page import page

CURRENT = ".step[aria-current=step]"
# get, set, save_changes, on and off, as https://anywidget.dev/en/afm/ has them; ``kept`` is what Python sees.
MODEL = """
const held = JSON.parse(document.querySelector("#state").textContent);
const listeners = {};
let changed = {};
const model = {
  get: (name) => held[name],
  set: (name, value) => { held[name] = value; changed[name] = value; },
  save_changes: () => { Object.assign(kept, changed); changed = {}; },
  on: (name, listen) => { (listeners[name] ??= new Set()).add(listen); },
  off: (name, listen) => listeners[name]?.delete(listen),
};
globalThis.kept = {};
globalThis.fromPython = (name, value) => {
  held[name] = value;
  listeners[`change:${name}`]?.forEach((one) => one());
};
globalThis.leave = widget.render({ model, el: document.querySelector("#cell") });
"""


def shown(reader, folder: Path, story: Story, *, editable: bool = False, step: int = 0):
    """Open a notebook's cell with the widget in it; from a file, whose modules only a server may load."""
    state = {
        "html": page(story, editable=editable),
        "title": "Story map",
        "step": step,
        "height": 700,
    }
    script = web_text("widget.js").replace("export default", "const widget =") + MODEL
    told = json.dumps(state).replace("<", "\\u003c")
    path = folder / "host.html"
    path.write_text(
        '<!DOCTYPE html><meta charset="utf-8"><title>Notebook</title><div id="cell"></div>'
        f'<script type="application/json" id="state">{told}</script><script type="module">{script}</script>',
        encoding="utf-8",
    )
    return reader.open(path)


def test_the_step_is_the_same_in_the_page_and_in_python(reader, crossing, tmp_path):
    tab = shown(reader, tmp_path, crossing, step=3)
    frame = tab.frame_locator("iframe")
    expect(frame.locator(CURRENT)).to_have_id("step-3")
    tab.wait_for_function("kept.step === 3 && kept.steps === 12")
    tab.evaluate("fromPython('step', 5)")
    expect(frame.locator(CURRENT)).to_have_id("step-5")
    tab.wait_for_function("kept.step === 5")
    frame.locator(CURRENT).press("ArrowRight")
    tab.wait_for_function("kept.step === 6")

    assert tab.evaluate("kept.event") == next(event.id for event in crossing.events if event.narrative == 6)
    tab.evaluate("fromPython('height', 500)")
    assert tab.locator("iframe").bounding_box()["height"] == 500


def test_what_is_put_right_in_the_editor_comes_back_to_python(reader, crossing, tmp_path):
    tab = shown(reader, tmp_path, crossing, editable=True)
    frame = tab.frame_locator("iframe")
    frame.locator(".edit-enter").click()
    frame.locator("#editor").wait_for()
    expect(frame.locator("#edit-body")).to_contain_text("1 of 3")
    tab.keyboard.press("x")
    expect(frame.locator("#edit-body")).to_contain_text("2 of 3")
    tab.wait_for_function("kept.corrections?.length > 0")

    (record,) = tab.evaluate("kept.corrections")
    assert crossing.correct(operation_from(Fields(record))).corrections
    tab.evaluate("leave()")
