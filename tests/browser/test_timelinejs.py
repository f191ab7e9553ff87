"""What we write for TimelineJS, shown by TimelineJS itself."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from storymap.export import export
from storymap.model import Day, Story, When
from tests.storymap.stories import HOSTILE, journey

LIBRARY = (
    Path(__file__).parent / "node_modules" / "@knight-lab" / "timelinejs" / "dist" / "js" / "timeline.js"
)


def shown(browser: Browser, story: Story) -> list[str]:
    """Return the headlines of the slides that TimelineJS makes of a story."""
    if not LIBRARY.exists():
        pytest.skip("npm install in tests/browser brings TimelineJS")
    context = browser.new_context(offline=True)
    tab = context.new_page()
    errors: list[str] = []
    tab.on("pageerror", lambda error: errors.append(str(error)))
    tab.set_content('<div id="timeline" style="width:900px;height:600px"></div>')
    tab.add_script_tag(content=LIBRARY.read_text(encoding="utf-8"))
    told = json.loads(str(export(story, "timelinejs").content))
    tab.evaluate("(told) => { new TL.Timeline('timeline', told, { font: null, script_path: 'x' }); }", told)
    expect(tab.locator(".tl-slide")).to_have_count(1 + len(story.events), timeout=60_000)
    headlines = tab.locator(".tl-slide .tl-headline").all_text_contents()
    assert tab.evaluate("window.pwned") is None
    context.close()
    assert errors == []
    return [" ".join(headline.split()) for headline in headlines]


def test_it_shows_the_title_and_every_dated_event(browser: Browser) -> None:
    titles = [event.title for event in journey().events]

    assert shown(browser, journey()) == ["Ada sails", *titles]


def test_words_stay_words_and_years_before_christ_are_in_order(browser: Browser) -> None:
    year = When(edtf="-0217", earliest=Day(-217, 1, 1), latest=Day(-217, 12, 31), basis="stated")
    first, *rest = journey().events
    story = replace(journey(), events=(replace(first, title=HOSTILE[2], when=year), *rest))

    assert shown(browser, story)[1] == HOSTILE[2]
