"""A story of hundreds of steps: what is out of sight is not laid out, and nobody notices."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from benchmarks.long_stories import long_story
from storymap.page import page

STEPS = 300

_DISTANCE = """(id) => {
  const panel = document.getElementById("panel-body");
  const line = Math.max(104, panel.clientHeight * 0.24);
  return document.getElementById(id).getBoundingClientRect().top - panel.getBoundingClientRect().top - line;
}"""


@pytest.fixture(scope="module")
def long_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pages") / "long.html"
    path.write_text(page(long_story(STEPS, 60)), encoding="utf-8")
    return path


def brought_to_the_reading_line(tab: Page, element: str) -> bool:
    """Tell whether an element stands just above the line at which the panel counts a step as read."""
    tab.wait_for_timeout(600)
    return bool(-24 < tab.evaluate(_DISTANCE, element) <= 0)


@pytest.mark.parametrize("width", [360, 1440])
def test_a_far_step_stands_where_it_is_read(reader, long_file, width):
    tab = reader.open(f"{long_file.as_uri()}#step-171", width=width)

    expect(tab.locator(".walk-place")).to_have_text(f"171 / {STEPS}")
    assert brought_to_the_reading_line(tab, "step-171")


@pytest.mark.parametrize("width", [360, 1440])
def test_the_end_stands_where_it_is_read(reader, long_file, width):
    tab = reader.open(long_file, width=width)
    tab.keyboard.press("End")

    expect(tab.locator("#ending")).to_be_in_viewport()
    assert brought_to_the_reading_line(tab, "ending")


def test_scrolling_chooses_the_step_under_the_reading_line(reader, long_file):
    tab = reader.open(long_file, width=1440)
    tab.mouse.move(200, 500)
    for _ in range(12):
        tab.mouse.wheel(0, 900)
        tab.wait_for_timeout(40)
    tab.wait_for_timeout(600)
    current = tab.locator("[aria-current=step].step")

    expect(current).to_have_count(1)
    number = int(str(current.get_attribute("id")).removeprefix("step-"))
    assert number > 20
    assert tab.evaluate(_DISTANCE, f"step-{number}") <= 1
    assert tab.evaluate(_DISTANCE, f"step-{number + 1}") > 0


def test_a_search_shows_what_it_found_and_no_gaps(reader, long_file):
    tab = reader.open(long_file, width=1440)
    tab.get_by_role("button", name="Search").click()
    tab.get_by_role("searchbox").fill("pharmacist Whitfield")
    found = tab.locator(".step:visible")

    expect(found.last).to_contain_text("pharmacist")
    assert 0 < found.count() < STEPS / 4
    heights = tab.evaluate(
        "[...document.querySelectorAll('.step')].reduce((sum, step) => sum + step.offsetHeight, 0)"
    )
    assert tab.evaluate("document.getElementById('steps').offsetHeight") <= heights + 2


def test_of_hundreds_of_markers_only_those_near_the_view_are_there(reader, tmp_path):
    (tmp_path / "many.html").write_text(page(long_story(200, 200)), encoding="utf-8")
    tab = reader.open(tmp_path / "many.html", width=1440)
    drawn, told_by_none = tab.locator(".pin:not([hidden])"), tab.locator(".pin[role=button]")
    everywhere = drawn.count()
    assert everywhere == told_by_none.count()
    tab.keyboard.press("ArrowRight")
    expect(tab.locator(".pin[data-state=current]")).to_be_in_viewport()
    assert drawn.count() < told_by_none.count() * 0.7
    tab.locator("#tab-places").click()
    tab.locator("#view-places .place-link").last.click()
    expect(tab.locator(".popup")).to_be_in_viewport()
    tab.keyboard.press("Escape")
    tab.get_by_role("button", name="Show everything").click()

    expect(drawn).to_have_count(everywhere)
