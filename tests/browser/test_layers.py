"""What authors add: online tiles, folium's layers, their own language and styles."""

from dataclasses import replace

import folium
import pytest
from playwright.sync_api import expect

from storymap.page import page, story_map


def written(folder, html):
    path = folder / "page.html"
    path.write_text(html, encoding="utf-8")
    return path


def test_a_folium_marker_and_its_popup_work_in_the_page(reader, crossing, tmp_path):
    drawn = story_map(crossing)
    folium.Marker([-20, -100], popup="<b>A buoy</b>", tooltip="look", icon=folium.Icon(color="red")).add_to(
        drawn
    )
    folium.Circle([-20, -100], radius=400_000).add_to(drawn)
    tab = reader.open(written(tmp_path, drawn.get_root().render()))
    expect(tab.locator("path.leaflet-interactive")).to_have_count(1)
    tab.locator("img.leaflet-marker-icon").click()

    expect(tab.locator(".leaflet-popup-content b")).to_have_text("A buoy")
    expect(tab.locator(".pin")).to_have_count(13)


def test_tiles_are_asked_for_only_when_the_reader_switches_them_on(reader, crossing, tmp_path):
    tab = reader.open(written(tmp_path, page(crossing, tiles="OpenStreetMap")))
    tab.wait_for_timeout(300)
    assert reader.complaints == []
    tab.get_by_role("button", name="Layers").click()
    tab.get_by_role("checkbox", name="Online map (OpenStreetMap Mapnik)").check()
    tab.wait_for_timeout(500)

    asked = [complaint for complaint in reader.complaints if complaint.startswith("asked for ")]
    assert asked
    assert all(each.startswith("asked for https://tile.openstreetmap.org/") for each in asked)
    expect(tab.locator(".leaflet-control-attribution")).to_contain_text("OpenStreetMap contributors")
    # Without a network the tiles fail, and the map is there all the same.
    expect(tab.locator(".leaflet-world-pane .story-canvas")).to_have_count(1)
    reader.complaints.clear()


@pytest.mark.parametrize("language", ["ar", "de", "es", "fr", "ja", "ko", "pt", "ru", "zh"])
def test_the_page_works_in_every_language(reader, crossing, tmp_path, language):
    told = replace(crossing, document=replace(crossing.document, language=language))
    tab = reader.open(written(tmp_path, page(told)))
    forward = "ArrowLeft" if language == "ar" else "ArrowRight"
    tab.keyboard.press(forward)
    tab.keyboard.press(forward)

    expect(tab.locator(".step[aria-current=step]")).to_have_id("step-2")
    assert tab.evaluate("document.documentElement.scrollWidth") <= 1280
    assert tab.evaluate("document.dir") == ("rtl" if language == "ar" else "ltr")
    tab.locator(".pin[data-place='0']").first.dispatch_event("click")
    expect(tab.locator(".popup")).to_contain_text("Valparaíso")


def test_an_author_s_styles_are_the_last_word(reader, crossing, tmp_path):
    tab = reader.open(written(tmp_path, page(crossing, css=":root { --accent: rgb(1, 2, 3) }")))

    assert tab.locator("#begin").evaluate("(b) => getComputedStyle(b).backgroundColor") == "rgb(1, 2, 3)"
