"""The map: markers, popups, steps and keys, as a reader meets them."""

import re
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from places.model import Document
from storymap.model import Route, Story
from storymap.page import page

CURRENT = ".step[aria-current=step]"


def centre(tab):
    return tab.evaluate(
        "(() => { const c = story_map.getCenter(); return [c.lat, c.lng, story_map.getZoom()]; })()"
    )


def test_every_place_has_a_marker_and_every_marker_a_name(story_tab):
    markers = story_tab.locator(".pin")
    names = [marker.get_attribute("aria-label") or "" for marker in markers.all()]

    assert markers.count() == 13
    assert any(name.startswith("Suva, capital, Fiji, step 6") for name in names)
    assert any(name.startswith("Callao, city or town, Peru, step 2, and 1 more place") for name in names)


def test_a_click_on_a_marker_opens_a_popup_that_quotes_the_text(story_tab):
    story_tab.get_by_role("button", name=re.compile("^London")).click()

    popup = story_tab.locator(".leaflet-popup")
    expect(popup.get_by_role("heading", name="London")).to_be_visible()
    expect(popup).to_contain_text("Her map of the South Pacific was printed in London in 1931.")
    expect(popup).to_contain_text("United Kingdom")
    expect(popup).to_contain_text("1931")


def test_escape_closes_a_popup_and_gives_the_focus_back_to_its_marker(story_tab):
    marker = story_tab.get_by_role("button", name=re.compile("^London"))
    marker.focus()
    story_tab.keyboard.press("Enter")
    expect(story_tab.locator(".popup")).to_be_focused()
    story_tab.keyboard.press("Escape")

    expect(story_tab.locator(".leaflet-popup")).to_have_count(0)
    expect(marker).to_be_focused()


def test_a_popup_of_a_doubtful_place_names_what_else_it_could_be(story_tab):
    story_tab.evaluate("location.hash = '#step-9'")
    story_tab.get_by_role("button", name=re.compile("^Hamilton")).click()
    story_tab.get_by_text("It could also be").click()

    expect(story_tab.locator(".popup-alternatives")).to_contain_text("Hamilton, Ontario, Canada (31 %)")


def test_the_arrow_keys_walk_through_the_events_and_the_map_goes_along(story_tab):
    start = centre(story_tab)
    story_tab.keyboard.press("ArrowRight")
    expect(story_tab.locator(CURRENT)).to_have_id("step-1")
    first = centre(story_tab)
    story_tab.keyboard.press("ArrowRight")
    story_tab.keyboard.press("ArrowRight")
    story_tab.keyboard.press("ArrowLeft")

    expect(story_tab.locator(CURRENT)).to_have_id("step-2")
    assert len({tuple(place) for place in (start, first, centre(story_tab))}) == 3


def test_home_and_end_go_to_the_overview_and_to_the_last_page(story_tab):
    story_tab.keyboard.press("End")
    expect(story_tab.locator(".walk-place")).to_have_text("End")
    expect(story_tab.locator("#ending")).to_be_in_viewport()
    story_tab.keyboard.press("Home")

    expect(story_tab.locator(".walk-place")).to_have_text("Overview")
    expect(story_tab.locator("#opening h1")).to_be_in_viewport()


def test_next_and_previous_stop_at_both_ends(story_tab):
    story_tab.get_by_role("button", name="Previous").click(force=True)
    expect(story_tab.locator(".walk-place")).to_have_text("Overview")
    for _ in range(20):
        story_tab.get_by_role("button", name="Next").click(force=True)

    expect(story_tab.locator(".walk-place")).to_have_text("End")


def test_a_step_frames_its_places_in_the_map(story_tab):
    for _ in range(4):
        story_tab.keyboard.press("ArrowRight")
    expect(story_tab.locator(CURRENT)).to_have_id("step-4")

    stage = story_tab.locator(".folium-map").bounding_box()
    for name in ("Callao", "Apia"):
        box = story_tab.get_by_role("button", name=re.compile(f"^{name}")).bounding_box()
        assert stage["x"] < box["x"] < stage["x"] + stage["width"] - box["width"]
        assert stage["y"] < box["y"] < stage["y"] + stage["height"] - box["height"]


def test_the_pacific_is_one_sea_for_a_voyage_across_it(story_tab):
    """Callao, Apia and Suva follow one another westwards, though 180° lies between."""
    longitudes = story_tab.evaluate(
        "Object.values(story_map._layers).filter((l) => l.options.icon).map((l) => l.getLatLng().lng)"
    )

    assert max(longitudes) - min(longitudes) < 200


def test_scrolling_the_panel_moves_the_story(story_tab):
    story_tab.locator("#panel-body").hover()
    for _ in range(40):
        story_tab.mouse.wheel(0, 60)
        story_tab.wait_for_timeout(10)

    expect(story_tab.locator(CURRENT)).to_have_count(1)


def test_the_text_leads_to_the_map_and_the_map_to_the_text(story_tab):
    story_tab.get_by_role("tab", name="Text").click()
    story_tab.locator(".mention", has_text="Suva").click()
    expect(story_tab.locator(".leaflet-popup").get_by_role("heading", name="Suva")).to_be_visible()
    story_tab.get_by_role("tab", name="Read").click()
    story_tab.locator(".leaflet-popup").get_by_role("button", name="Show in the text").click()

    expect(story_tab.get_by_role("tab", name="Text")).to_have_attribute("aria-selected", "true")
    expect(story_tab.locator(".mention", has_text="Suva")).to_be_focused()


def test_a_step_number_in_the_text_goes_to_the_step(story_tab):
    story_tab.get_by_role("tab", name="Text").click()
    story_tab.get_by_role("link", name="Step 11 of 12").click()

    expect(story_tab.locator(".told.current").first).to_contain_text("Her map of the")
    expect(story_tab.locator(".walk-place")).to_have_text("11 / 12")


def test_the_list_of_places_opens_the_popup_of_each(story_tab):
    story_tab.get_by_role("tab", name="Places").click()
    story_tab.locator("#view-places").get_by_role("link", name="Apia").click()

    expect(story_tab.locator(".leaflet-popup").get_by_role("heading", name="Apia")).to_be_visible()


def test_a_readers_screen_reader_is_told_the_step(story_tab):
    story_tab.keyboard.press("ArrowRight")

    expect(story_tab.locator("#status")).to_have_text(
        "Step 1 of 12: Marta Quispe learns to read a chart in Valparaíso. Valparaíso"
    )


def test_the_address_names_the_step_and_opens_it(reader, crossing_file):
    tab = reader.open(crossing_file.as_uri() + "#step-4")

    expect(tab.locator(CURRENT)).to_have_id("step-4")
    tab.keyboard.press("ArrowRight")
    expect(tab.locator(CURRENT)).to_have_id("step-5")
    assert tab.url.endswith("#step-5")


def test_what_is_not_on_the_map_is_listed(story_tab):
    ending = story_tab.locator("#ending")

    expect(ending).to_contain_text("Little Haven")
    expect(ending).to_contain_text("The shop was never moved to Sydney, as one newspaper claimed.")
    expect(ending).to_contain_text("it did not happen")


@pytest.mark.parametrize("width", [360, 768, 1440])
@pytest.mark.parametrize("window", ["closed", "open"])
def test_no_marker_of_the_overview_lies_under_what_stands_on_the_map(reader, crossing_file, width, window):
    tab = reader.open(crossing_file, width=width, height=800)
    if window == "open":
        tab.locator(".timeline-toggle").click()
        tab.wait_for_timeout(300)
    covered = tab.evaluate(
        """() => { const box = (e) => e.getBoundingClientRect();
            const over = [...document.querySelectorAll('.map-tools, .legend, .timeline')].map(box);
            const map = box(document.querySelector('.folium-map'));
            return [...document.querySelectorAll('.pin[role=button]')].map(box).filter((pin) =>
                pin.left < map.left || pin.right > map.right || pin.top < map.top || over.some((o) =>
                    pin.left < o.right && o.left < pin.right && pin.top < o.bottom && o.top < pin.bottom)
            ).length; }"""
    )

    assert covered == 0


def test_a_map_that_the_reader_moved_stays_when_its_size_changes(story_tab):
    story_tab.get_by_role("button", name="Zoom in").click()
    story_tab.wait_for_timeout(300)
    before = story_tab.evaluate("story_map.getZoom()")
    story_tab.locator(".timeline-toggle").click()
    story_tab.wait_for_timeout(300)

    assert story_tab.evaluate("story_map.getZoom()") == before


def test_the_legend_tells_only_of_what_is_drawn(reader, crossing, tmp_path):
    """A journey of which only the end is known has no line."""
    first = next(event for event in crossing.events if event.kind == "movement")
    arrival = replace(first, where=tuple(where for where in first.where if where.role == "to"))
    route = Route(id="r1", name="A journey from nowhere", events=(arrival.id,))
    told = replace(crossing, events=(arrival,), routes=(route,))
    (tmp_path / "arrival.html").write_text(page(told), encoding="utf-8")
    tab = reader.open(tmp_path / "arrival.html")
    tab.locator(".legend summary").click()

    expect(tab.locator(".legend li").first).to_be_visible()
    expect(tab.locator(".legend")).not_to_contain_text("A journey from nowhere")
    expect(tab.locator(".legend")).not_to_contain_text("Order of the story")


def test_a_story_without_places_shows_the_world_and_no_empty_legend(reader, tmp_path):
    (tmp_path / "none.html").write_text(page(Story(document=Document(text="It was late."))), encoding="utf-8")
    tab = reader.open(tmp_path / "none.html")

    expect(tab.locator(".legend")).to_be_hidden()
    expect(tab.locator(".pin")).to_have_count(0)


def test_a_marker_under_a_control_is_no_stop_for_the_keyboard(story_tab):
    marker = story_tab.locator(".pin[aria-label^=London]")
    icon = marker.element_handle()
    box, tools = marker.bounding_box(), story_tab.locator(".map-tools").bounding_box()
    story_tab.evaluate(
        "([x, y]) => story_map.panBy([x, y], { animate: false })",
        [box["x"] - tools["x"] - 10, box["y"] - tools["y"] - 10],
    )

    assert icon.get_attribute("role") is None
    assert icon.get_attribute("tabindex") is None
    story_tab.get_by_role("button", name="Show everything").click()
    expect(marker).to_have_attribute("role", "button")
