"""What authors add: online tiles, folium's layers, their own language and styles."""

from dataclasses import replace

import folium
import pytest
from folium.plugins import FloatImage
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


def test_five_kinds_of_folium_layers_and_their_control_work_in_the_page(reader, crossing, tmp_path):
    """And a plugin; those that have scripts of their own fetch them from the web, as folium has it."""
    drawn = crossing.to_folium()
    square = [[-40, -120], [-40, -100], [-20, -100], [-20, -120]]
    reef = {
        "type": "Feature",
        "properties": {"name": "A reef"},
        "geometry": {"type": "LineString", "coordinates": [[-130, -30], [-125, -28], [-120, -30]]},
    }
    features = {"type": "FeatureCollection", "features": [reef]}
    group = folium.FeatureGroup(name="The fleet").add_to(drawn)
    folium.PolyLine([[-10, -100], [-15, -110]], tooltip="A way").add_to(group)
    folium.Polygon(square, popup="A zone").add_to(group)
    folium.CircleMarker([-5, -105], radius=9).add_to(group)
    folium.Rectangle([[0, -100], [5, -95]]).add_to(group)
    folium.GeoJson(features, tooltip=folium.GeoJsonTooltip(["name"])).add_to(drawn)
    folium.LayerControl(collapsed=False).add_to(drawn)
    FloatImage("data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=", bottom=5, left=50).add_to(drawn)
    tab = reader.open(written(tmp_path, drawn.get_root().render()))

    expect(tab.locator("path.leaflet-interactive")).to_have_count(5)
    expect(tab.locator("img[src^='data:image/gif']")).to_have_count(1)
    tab.get_by_role("checkbox", name="The fleet").uncheck()
    expect(tab.locator("path.leaflet-interactive")).to_have_count(1)
    tab.locator("path.leaflet-interactive").dispatch_event("mouseover")
    expect(tab.locator(".leaflet-tooltip")).to_contain_text("A reef")


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
