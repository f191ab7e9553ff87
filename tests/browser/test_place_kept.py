"""The reader's place in the story is kept: by search, by keyboard, by tabs, by another size of the window."""

import re

import pytest
from playwright.sync_api import Page, expect

CURRENT = ".step[aria-current=step]"


def walk(tab: Page, steps: int) -> None:
    for _ in range(steps):
        tab.keyboard.press("ArrowRight")
    is_at(tab, steps)


def is_at(tab: Page, step: int) -> None:
    """Check the step, and that it is the same when everything has come to rest."""
    expect(tab.locator(CURRENT)).to_have_id(f"step-{step}")
    tab.wait_for_timeout(500)
    expect(tab.locator(CURRENT)).to_have_id(f"step-{step}")
    expect(tab.locator(".walk-place")).to_have_text(f"{step} / 12")


def test_opening_and_closing_the_search_leaves_the_step(story_tab: Page) -> None:
    walk(story_tab, 6)
    story_tab.get_by_role("button", name="Search the story").click()
    is_at(story_tab, 6)
    story_tab.keyboard.type("London")
    story_tab.mouse.move(200, 500)
    story_tab.mouse.wheel(0, 400)
    is_at(story_tab, 6)
    story_tab.keyboard.press("Escape")

    is_at(story_tab, 6)
    expect(story_tab.locator("#step-6")).to_be_in_viewport()


def test_tab_goes_on_from_the_step_that_is_shown(story_tab: Page) -> None:
    walk(story_tab, 6)
    story_tab.keyboard.press("Tab")

    assert story_tab.evaluate("document.activeElement.closest('.step')?.id") == "step-6"
    is_at(story_tab, 6)


def test_the_step_with_the_focus_is_the_current_one(story_tab: Page) -> None:
    story_tab.locator("#step-1 .step-link").focus()
    for _ in range(12):
        story_tab.keyboard.press("Tab")
        story_tab.wait_for_timeout(60)

    focused = story_tab.evaluate("document.activeElement.closest('.step').id")
    is_at(story_tab, int(focused.removeprefix("step-")))


def test_shift_and_tab_to_the_tabs_leave_the_step(story_tab: Page) -> None:
    walk(story_tab, 6)
    for _ in range(40):
        story_tab.keyboard.press("Shift+Tab")
        if story_tab.evaluate("document.activeElement.closest('.views') !== null"):
            break
        story_tab.wait_for_timeout(30)
    step = story_tab.evaluate(f"Number(document.querySelector('{CURRENT}').id.slice(5))")
    story_tab.keyboard.press("Shift+Tab")

    is_at(story_tab, step)


@pytest.mark.parametrize("name", ["Text", "Places"])
def test_after_a_click_on_a_tab_the_arrow_keys_walk_the_story(story_tab: Page, name: str) -> None:
    walk(story_tab, 3)
    story_tab.get_by_role("tab", name=name).click()
    story_tab.get_by_role("tab", name="Read").click()
    is_at(story_tab, 3)
    story_tab.keyboard.press("ArrowRight")

    expect(story_tab.get_by_role("tab", name="Read")).to_have_attribute("aria-selected", "true")
    is_at(story_tab, 4)


def test_after_a_click_on_the_order_the_arrow_keys_walk_the_story(story_tab: Page) -> None:
    story_tab.get_by_text("As it happened").click()
    story_tab.keyboard.press("ArrowRight")

    expect(story_tab.get_by_label("As it happened")).to_be_checked()
    expect(story_tab.locator(".walk-place")).to_have_text("1 / 12")


def test_another_size_leaves_the_step(story_tab: Page) -> None:
    walk(story_tab, 5)
    for size in (
        {"width": 740, "height": 1000},
        {"width": 1000, "height": 600},
        {"width": 390, "height": 800},
    ):
        story_tab.set_viewport_size(size)
        is_at(story_tab, 5)
        expect(story_tab.locator("#step-5")).to_be_in_viewport()


def test_a_popup_leaves_the_step(story_tab: Page) -> None:
    walk(story_tab, 2)
    story_tab.get_by_role("tab", name="Places").click()
    story_tab.locator(".place").get_by_role("link", name="London").click()
    expect(story_tab.locator(".leaflet-popup")).to_contain_text("London")

    is_at(story_tab, 2)


def test_the_first_links_skip_to_story_map_and_controls(story_tab: Page) -> None:
    for name, found in (("Skip to the map", "#story_map"), ("Skip to the controls", "#walk *")):
        link = story_tab.get_by_role("link", name=name)
        link.focus()
        expect(link).to_be_in_viewport()
        story_tab.keyboard.press("Enter")
        assert story_tab.evaluate(f"document.activeElement.matches('{found}')")
    assert "#walk" not in story_tab.url


def test_the_space_bar_opens_a_marker(story_tab: Page) -> None:
    story_tab.get_by_role("button", name=re.compile("^London")).focus()
    story_tab.keyboard.press("Space")

    expect(story_tab.locator(".leaflet-popup").get_by_role("heading", name="London")).to_be_visible()


@pytest.mark.parametrize("does", ["key", "wheel"])
def test_who_does_anything_stops_the_play(story_tab: Page, does: str) -> None:
    story_tab.get_by_role("button", name="Play").click()
    expect(story_tab.get_by_role("button", name="Pause")).to_be_visible()
    if does == "key":
        story_tab.keyboard.press("ArrowRight")
    else:
        story_tab.mouse.move(700, 300)
        story_tab.mouse.wheel(0, 40)

    expect(story_tab.get_by_role("button", name="Play")).to_be_visible()
