"""The time axis and its window: by keyboard alone, by presses alone, by dragging, and by ear."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_accessibility import axe, faults

__all__ = ["axe"]

CURRENT = ".step[aria-current=step]"


def opened(tab):
    tab.get_by_role("button", name="Choose a time").click()
    return tab


def handle(tab, name):
    return tab.get_by_role("slider", name=name)


def marks(tab):
    """Return how far from each other the first and the last dated moment stand, in pixels."""
    boxes = [m.bounding_box() for m in tab.locator(".timeline-track .moment").all()]
    return max(box["x"] for box in boxes) - min(box["x"] for box in boxes)


def place_state(tab, name):
    return tab.locator(".pin", has_text=name).first.get_attribute("data-state")


def test_the_window_is_away_until_it_is_asked_for(story_tab):
    expect(handle(story_tab, "Show from")).to_have_count(0)
    expect(story_tab.locator("#timeline-tools")).to_be_hidden()


def test_the_window_is_set_and_left_by_keyboard_alone(story_tab):
    toggle = story_tab.get_by_role("button", name="Choose a time")
    toggle.focus()
    story_tab.keyboard.press("Enter")
    expect(toggle).to_have_attribute("aria-expanded", "true")
    handle(story_tab, "Show from").focus()
    story_tab.keyboard.press("End")

    expect(story_tab.get_by_role("status").filter(has_text="Showing")).to_have_text("Showing 3 of 12 events")
    expect(handle(story_tab, "Show until")).to_have_attribute("aria-valuetext", "21 May 1957")
    expect(story_tab.locator(".step.outside")).to_have_count(9)
    story_tab.get_by_role("button", name="All times").focus()
    story_tab.keyboard.press("Enter")
    expect(story_tab.locator(".step.outside")).to_have_count(0)
    expect(story_tab.locator(".timeline-count")).to_have_text("Showing 12 of 12 events")


def test_places_outside_of_the_window_are_quiet_and_come_back(story_tab):
    assert place_state(story_tab, "London") == "shown"
    handle(opened(story_tab), "Show until").focus()
    story_tab.keyboard.press("Home")

    assert place_state(story_tab, "London") == "quiet"
    assert place_state(story_tab, "Valparaíso") == "shown"
    story_tab.get_by_role("button", name="Choose a time").click()
    assert place_state(story_tab, "London") == "shown"


def test_steps_without_a_date_stay_in_every_window(story_tab):
    handle(opened(story_tab), "Show until").focus()
    story_tab.keyboard.press("Home")

    expect(story_tab.locator(".timeline-shelf .moment.outside")).to_have_count(0)
    assert story_tab.locator(".timeline-track .moment.outside").count() > 5


def test_what_lies_outside_can_still_be_walked_through(story_tab):
    handle(opened(story_tab), "Show until").focus()
    story_tab.keyboard.press("Home")
    story_tab.evaluate("location.hash = '#step-11'")

    expect(story_tab.locator(CURRENT)).to_have_id("step-11")
    expect(story_tab.locator(CURRENT)).to_be_in_viewport()


def test_a_press_on_the_axis_brings_the_nearer_handle(story_tab):
    axis = opened(story_tab).locator(".timeline-axis").bounding_box()
    story_tab.mouse.click(axis["x"] + 0.4 * axis["width"], axis["y"] + 12)

    assert int(handle(story_tab, "Show from").get_attribute("aria-valuenow")) > 0
    assert story_tab.locator(".step.outside").count() > 0


def test_a_handle_can_be_dragged(story_tab):
    box = handle(opened(story_tab), "Show until").bounding_box()
    story_tab.mouse.move(box["x"] + 8, box["y"] + 12)
    story_tab.mouse.down()
    story_tab.mouse.move(box["x"] - 300, box["y"] + 12, steps=5)
    story_tab.mouse.up()

    assert handle(story_tab, "Show until").bounding_box()["x"] < box["x"] - 100
    assert story_tab.locator(".step.outside").count() > 0


def test_handles_never_pass_each_other(story_tab):
    handle(opened(story_tab), "Show until").focus()
    story_tab.keyboard.press("Home")
    handle(story_tab, "Show from").focus()
    story_tab.keyboard.press("End")

    first, last = (
        int(handle(story_tab, name).get_attribute("aria-valuenow")) for name in ("Show from", "Show until")
    )
    assert first < last


def test_buttons_stretch_the_axis_and_move_along_it(story_tab):
    before = marks(opened(story_tab))
    story_tab.get_by_role("button", name="Stretch the time axis").click()
    assert marks(story_tab) > 1.3 * before
    moment = story_tab.locator(".timeline-track .moment").first
    at = moment.bounding_box()["x"]
    story_tab.get_by_role("button", name="Later").click()
    assert moment.bounding_box()["x"] < at
    story_tab.get_by_role("button", name="All times").click()
    assert marks(story_tab) == pytest.approx(before, abs=2)


def test_plus_and_minus_stretch_the_axis_around_the_moment_with_the_focus(story_tab):
    before = marks(story_tab)
    moment = story_tab.locator(".timeline-track .moment").nth(6)
    moment.focus()
    story_tab.keyboard.press("+")
    assert marks(story_tab) > 1.3 * before
    expect(moment).to_be_in_viewport()
    story_tab.keyboard.press("-")

    assert marks(story_tab) == pytest.approx(before, abs=2)


def test_the_wheel_stretches_the_axis_and_a_drag_moves_it_without_a_press(story_tab):
    before = marks(story_tab)
    box = story_tab.locator(".timeline-track").bounding_box()
    story_tab.mouse.move(box["x"] + box["width"] / 2, box["y"] + 8)
    story_tab.mouse.wheel(0, -400)
    story_tab.wait_for_timeout(200)
    assert marks(story_tab) > 1.2 * before
    moment = story_tab.locator(".timeline-track .moment[data-form=span]").first
    at = moment.bounding_box()
    story_tab.mouse.move(at["x"] + 6, at["y"] + 12)
    story_tab.mouse.down()
    story_tab.mouse.move(at["x"] + 46, at["y"] + 12, steps=4)
    story_tab.mouse.up()

    assert moment.bounding_box()["x"] == pytest.approx(at["x"] + 40, abs=4)
    expect(story_tab.locator(CURRENT)).to_have_count(0)
    moment.focus()
    story_tab.keyboard.press("Enter")
    expect(story_tab.locator(CURRENT)).to_have_count(1)


def test_the_moment_of_the_step_comes_into_view_on_a_stretched_axis(story_tab):
    opened(story_tab)
    for _ in range(4):
        story_tab.get_by_role("button", name="Stretch the time axis").click()
    for step in ("#step-7", "#step-11"):
        story_tab.evaluate(f"location.hash = '{step}'")
        story_tab.wait_for_timeout(400)
        box = story_tab.locator(".timeline-track .moment[aria-current=step]").bounding_box()
        line = story_tab.locator(".timeline-line").bounding_box()
        assert line["x"] - 12 <= box["x"] <= line["x"] + line["width"]


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1440, "light")])
def test_axe_finds_nothing_with_a_window_set(reader, crossing_file, axe, width, scheme):
    tab = opened(reader.open(crossing_file, width=width, color_scheme=scheme))
    handle(tab, "Show from").focus()
    for _ in range(4):
        tab.keyboard.press("ArrowRight")
    assert faults(tab, axe) == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    sizes = tab.locator(".timeline-thumb, .timeline-tool, .timeline-all, .timeline-toggle").evaluate_all(
        "(all) => all.map((e) => e.getBoundingClientRect()).map((b) => Math.min(b.width, b.height))"
    )
    assert min(sizes) >= 24
