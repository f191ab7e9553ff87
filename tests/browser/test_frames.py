"""The page where others put it: in a sandboxed frame, without scripts, for readers who want no motion."""

import re
from html import escape

from playwright.sync_api import expect

from storymap.page import page

CURRENT = ".step[aria-current=step]"


def host(tmp_path, frame):
    path = tmp_path / "host.html"
    path.write_text(
        '<!DOCTYPE html><title>Host</title><body style="margin:0"><div style="height:500px">Before</div>'
        f"{frame}"
        '<div style="height:1200px">After</div>',
        encoding="utf-8",
    )
    return path


def try_it(tab):
    frame = tab.frame_locator("iframe")
    expect(frame.locator(".pin")).to_have_count(13)
    frame.get_by_role("button", name="Begin").click()
    expect(frame.locator(CURRENT)).to_have_id("step-1")
    tab.keyboard.press("ArrowRight")
    expect(frame.locator(CURRENT)).to_have_id("step-2")
    frame.get_by_role("button", name=re.compile("^London")).dispatch_event("click")
    expect(frame.locator(".leaflet-popup")).to_contain_text("was printed in London in 1931.")
    return frame


def test_it_works_in_a_sandboxed_frame_of_another_page(reader, crossing_file, tmp_path):
    frame = (
        f'<iframe src="{crossing_file.as_uri()}" width="900" height="600" sandbox="allow-scripts"></iframe>'
    )
    tab = reader.open(host(tmp_path, frame))

    try_it(tab)


def test_it_scrolls_in_its_frame_and_the_host_scrolls_too(reader, crossing_file, tmp_path):
    frame = (
        f'<iframe src="{crossing_file.as_uri()}" width="1000" height="600" sandbox="allow-scripts"></iframe>'
    )
    tab = reader.open(host(tmp_path, frame))
    tab.mouse.move(640, 200)
    tab.mouse.wheel(0, 400)
    tab.wait_for_function("scrollY > 300")
    inside = tab.frames[1]
    inside.wait_for_selector("html[data-ready]")
    box = tab.locator("iframe").bounding_box()
    tab.mouse.move(box["x"] + 150, box["y"] + 300)
    for _ in range(12):
        tab.mouse.wheel(0, 100)
        tab.wait_for_timeout(15)

    expect(tab.frame_locator("iframe").locator(CURRENT)).to_have_count(1)


def test_it_works_as_the_source_text_of_a_frame(reader, crossing, tmp_path):
    source = escape(page(crossing))
    frame = f'<iframe srcdoc="{source}" width="900" height="600" sandbox="allow-scripts"></iframe>'
    tab = reader.open(host(tmp_path, frame))

    try_it(tab)


def test_without_scripts_it_is_the_article_with_its_places(reader, crossing_file):
    tab = reader.open(crossing_file, java_script_enabled=False)

    expect(tab.get_by_role("heading", level=1)).to_have_text("The cook’s mate who drew the sea")
    expect(tab.locator(".step")).to_have_count(12)
    expect(tab.locator(".source-text p")).to_have_count(14)
    expect(tab.locator("#view-places")).to_contain_text("-18.142, 178.441")
    expect(tab.locator("#stage")).to_be_hidden()
    expect(tab.get_by_role("button")).to_have_count(0)


def test_nothing_moves_for_readers_who_asked_for_less_motion(reader, crossing_file):
    tab = reader.open(crossing_file, reduced_motion="reduce")
    tab.evaluate("globalThis.moves = 0; story_map.on('move', () => { moves += 1; })")
    tab.keyboard.press("ArrowRight")
    tab.wait_for_timeout(300)

    assert tab.evaluate("moves") <= 2  # one jump, and no frame of a flight


def test_the_map_flies_for_those_who_did_not(reader, crossing_file):
    tab = reader.open(crossing_file, reduced_motion="no-preference")
    tab.evaluate("globalThis.moves = 0; story_map.on('move', () => { moves += 1; })")
    tab.keyboard.press("ArrowRight")
    tab.wait_for_timeout(1200)

    assert tab.evaluate("moves") > 4
    expect(tab.locator(CURRENT)).to_have_id("step-1")


def test_a_page_whose_script_fails_shows_the_article(reader, crossing_file):
    broken = crossing_file.with_name("host.html")
    broken.write_text(
        crossing_file.read_text(encoding="utf-8").replace('id="story-data">{', 'id="story-data">'),
        encoding="utf-8",
    )
    tab = reader.open(broken)

    expect(tab.locator("#view-text")).to_be_visible()
    expect(tab.locator("#view-places")).to_be_visible()
    assert len(reader.complaints) == 1
    reader.complaints.clear()


def test_in_the_reader_s_own_colours_the_map_is_still_a_map(reader, crossing_file):
    tab = reader.open(crossing_file, forced_colors="active")
    tab.keyboard.press("ArrowRight")

    edge = "(step) => getComputedStyle(step).borderInlineStartColor"
    assert (
        tab.locator(".folium-map").evaluate("(m) => getComputedStyle(m).backgroundColor")
        == "rgb(166, 195, 209)"
    )
    assert tab.locator(CURRENT).evaluate(edge) != tab.locator("#step-2").evaluate(edge)
