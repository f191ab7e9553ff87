"""Timeline, orders, search, sharing, slides, layers: each by pointer and by keyboard."""

import re
from dataclasses import replace

from playwright.sync_api import expect

from places.model import Place
from storymap.model import StoryPlace
from storymap.page import page

CURRENT = ".step[aria-current=step]"


def moment(tab, title):
    return tab.locator(".timeline").get_by_role("button", name=title)


def test_every_step_has_its_moment_and_the_undated_have_a_shelf(story_tab):
    expect(story_tab.locator(".timeline .moment")).to_have_count(12)
    expect(story_tab.locator(".timeline-shelf .moment")).to_have_count(2)


def test_a_moment_goes_to_its_step_and_marks_itself(story_tab):
    moment(story_tab, "1931: Her map of the South Pacific is printed in London").click()

    expect(story_tab.locator(CURRENT)).to_have_id("step-11")
    expect(moment(story_tab, "1931")).to_have_attribute("aria-current", "step")


def test_moments_are_drawn_as_what_is_known_of_them(story_tab):
    expect(moment(story_tab, "9 August 1912")).to_have_attribute("data-form", "point")
    expect(moment(story_tab, "1914–1918")).to_have_attribute("data-form", "span")
    expect(moment(story_tab, "1926–1929")).to_have_attribute("data-form", "vague")


def test_arrow_keys_in_the_timeline_go_through_time(story_tab):
    moment(story_tab, "9 August 1912").focus()
    story_tab.keyboard.press("ArrowRight")

    expect(story_tab.locator(CURRENT)).to_have_id("step-8")
    expect(moment(story_tab, "1914–1918")).to_be_focused()


def test_the_timeline_is_one_tab_stop(story_tab):
    assert story_tab.locator(".timeline .moment[tabindex='0']").count() == 1


def test_a_moment_tells_its_name_to_pointer_and_focus(story_tab):
    moment(story_tab, "1914–1918").hover()
    expect(story_tab.locator(".timeline-name")).to_have_text(
        "1914–1918: She paints signs for the ferries of New Zealand"
    )
    story_tab.mouse.move(5, 5)
    expect(story_tab.locator(".timeline-name")).to_be_hidden()
    moment(story_tab, "9 August 1912").focus()
    expect(story_tab.locator(".timeline-name")).to_have_text("9 August 1912: Marta goes ashore in Auckland")


def test_the_order_of_events_puts_undated_steps_last_and_keeps_the_reader_s_step(story_tab):
    story_tab.evaluate("location.hash = '#step-9'")
    expect(story_tab.locator(CURRENT)).to_have_id("step-9")
    story_tab.get_by_role("radio", name="As told").focus()
    story_tab.keyboard.press("ArrowDown")

    expect(story_tab.locator(CURRENT)).to_have_id("step-9")
    expect(story_tab.locator(".walk-place")).to_have_text("12 / 12")
    assert [step.get_attribute("id") for step in story_tab.locator(".step").all()][-2:] == [
        "step-1",
        "step-9",
    ]
    story_tab.get_by_role("radio", name="As it happened").focus()
    story_tab.keyboard.press("ArrowUp")
    expect(story_tab.locator(".walk-place")).to_have_text("9 / 12")


def test_search_keeps_what_it_finds(story_tab):
    story_tab.get_by_role("button", name="Search the story").click()
    box = story_tab.get_by_role("searchbox")
    expect(box).to_be_focused()
    box.fill("VALPARAISO")
    expect(story_tab.locator(".step:visible")).to_have_count(2)
    expect(story_tab.locator(".search-told")).to_have_text("Read 2 · Text 2 · Places 1")
    story_tab.get_by_role("tab", name="Places").click()
    expect(story_tab.locator(".place:visible")).to_have_count(1)
    story_tab.get_by_role("tab", name="Text").click()
    expect(story_tab.locator("#ending")).to_be_hidden()
    assert story_tab.evaluate("CSS.highlights.get('found').size") >= 4
    story_tab.get_by_role("tab", name="Read").click()
    box.fill("nowhere at all")
    expect(story_tab.locator(".search-told")).to_have_text("Nothing found")
    story_tab.keyboard.press("Escape")

    expect(story_tab.locator(".step:visible")).to_have_count(12)
    expect(story_tab.get_by_role("button", name="Search the story")).to_be_focused()


def test_arrow_keys_stay_in_the_search_box(story_tab):
    story_tab.get_by_role("button", name="Search the story").click()
    story_tab.get_by_role("searchbox").fill("Suva")
    story_tab.keyboard.press("ArrowLeft")

    expect(story_tab.locator(".walk-place")).to_have_text("Overview")


def test_the_code_to_embed_the_map_is_given_by_hand_where_there_is_no_clipboard(story_tab):
    story_tab.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    story_tab.get_by_role("button", name="More", exact=True).click()
    story_tab.get_by_role("button", name="Copy the code to embed the map").click()

    code = story_tab.locator(".share-manual")
    expect(code).to_be_visible()
    assert code.input_value().startswith(
        '<iframe src="https://…/crossing.html" title="Map of The cook’s mate'
    )
    assert 'sandbox="allow-scripts' in code.input_value()


def test_the_link_to_a_step_is_copied(reader, crossing_file):
    tab = reader.open(crossing_file, permissions=["clipboard-read", "clipboard-write"])
    tab.evaluate("""document.head.append(Object.assign(document.createElement("link"),
      { rel: "canonical", href: "https://example.org/crossing.html" }))""")
    tab.keyboard.press("ArrowRight")
    tab.get_by_role("button", name="More", exact=True).click()
    tab.get_by_role("button", name="Copy the link to this step").click()
    expect(tab.locator(".share-told")).to_have_text("Copied")

    assert tab.evaluate("navigator.clipboard.readText()") == "https://example.org/crossing.html#step-1"


def test_escape_closes_a_sheet_and_gives_the_focus_back(story_tab):
    story_tab.get_by_role("button", name="Layers").click()
    expect(story_tab.get_by_role("checkbox", name="Routes")).to_be_visible()
    story_tab.keyboard.press("Escape")

    expect(story_tab.get_by_role("checkbox", name="Routes")).to_be_hidden()
    expect(story_tab.get_by_role("button", name="Layers")).to_be_focused()


def test_layers_can_be_put_away_and_brought_back(story_tab):
    story_tab.get_by_role("button", name="Layers").click()
    for name, pane in (("Routes", "thread"), ("Drawn world", "world")):
        canvas = story_tab.locator(f".leaflet-{pane}-pane .story-canvas")
        expect(canvas).to_have_count(1)
        story_tab.get_by_role("checkbox", name=name).uncheck()
        expect(canvas).to_have_count(0)
    story_tab.get_by_role("checkbox", name="Drawn world").check()
    expect(story_tab.locator(".leaflet-world-pane .story-canvas")).to_have_count(1)
    story_tab.get_by_role("checkbox", name="Labels").uncheck()

    expect(story_tab.locator(".pin-label:visible")).to_have_count(0)


def test_the_world_is_drawn_from_the_file(story_tab):
    """Land and sea are where they belong: the middle of Peru is land, the sea west of it is not."""
    land, sea = story_tab.evaluate(
        """() => {
            const canvas = document.querySelector('.story-canvas');
            const box = canvas.getBoundingClientRect(), ratio = canvas.width / box.width;
            const map = story_map.getContainer().getBoundingClientRect();
            const at = (lon) => story_map.latLngToContainerPoint([-9, lon]);
            const x = (lon) => Math.round((map.left + at(lon).x - box.left) * ratio);
            const y = (map.top + at(0).y - box.top) * ratio;
            const row = canvas.getContext('2d').getImageData(0, y, canvas.width, 1).data;
            return [-76, -90].map((lon) => [...row.slice(4 * x(lon), 4 * x(lon) + 4)]);
        }"""
    )

    assert land[:3] == [0xF4, 0xEE, 0xE0]
    assert sea == [0xA6, 0xC3, 0xD1, 255]


def test_one_step_at_a_time(story_tab):
    story_tab.keyboard.press("ArrowRight")
    story_tab.get_by_role("button", name="More", exact=True).click()
    story_tab.get_by_role("checkbox", name="One step at a time").check()
    story_tab.get_by_role("button", name="Next").click()

    expect(story_tab.locator(".step:visible")).to_have_count(1)
    expect(story_tab.locator(".step:visible")).to_have_id("step-2")


def test_it_plays_by_itself_and_any_touch_stops_it(reader, crossing_file):
    tab = reader.open(crossing_file)
    tab.get_by_role("button", name="Play").click()
    expect(tab.locator(CURRENT)).to_have_id("step-1")
    expect(tab.get_by_role("button", name="Pause")).to_be_visible()
    tab.mouse.click(700, 300)

    expect(tab.get_by_role("button", name="Play")).to_be_visible()


def test_a_phone_can_give_the_map_the_whole_room_and_take_it_back(reader, crossing_file):
    tab = reader.open(crossing_file, width=360, height=740, has_touch=True, is_mobile=True)
    tab.get_by_role("button", name="Larger map").click()
    assert tab.locator(".stage").bounding_box()["height"] > 640
    tab.get_by_role("button", name="Smaller map").click()

    assert tab.locator(".stage").bounding_box()["height"] < 330


def test_a_swipe_to_the_side_goes_on_and_back(reader, crossing_file):
    tab = reader.open(crossing_file, width=360, height=740, has_touch=True, is_mobile=True)
    swipe = """(ways) => { for (const [dx, dy] of ways) {
        const panel = document.getElementById('story');
        const at = (x, y) => new Touch({ identifier: 1, target: panel, clientX: x, clientY: y });
        const touch = (type, x, y, list) => panel.dispatchEvent(
            new TouchEvent(type, { touches: list, changedTouches: [at(x, y)], bubbles: true }));
        touch('touchstart', 200, 500, [at(200, 500)]); touch('touchend', 200 + dx, 500 + dy, []);
    } }"""
    tab.evaluate(swipe, [[-90, 5], [-90, 10], [90, 0], [-90, 80], [-30, 0]])

    expect(tab.locator(CURRENT)).to_have_id("step-1")


def test_a_pinch_may_zoom_the_page(story_tab):
    content = story_tab.locator("meta[name=viewport]").get_attribute("content")

    assert "user-scalable" not in content
    assert "maximum-scale" not in content


def test_markers_that_would_lie_on_one_another_are_one_and_its_popup_tells_all(story_tab):
    story_tab.get_by_role("button", name=re.compile("^Auckland")).click()

    headings = story_tab.locator(".popup h3").all_text_contents()
    assert headings == ["Auckland", "Hamilton", "Queen Street", "New Zealand"]
    # Of the area the ring stays on the map.
    expect(story_tab.locator(".pin-told", has_text="New Zealand")).to_be_visible()


def test_printed_it_is_the_whole_article(story_tab):
    story_tab.emulate_media(media="print")

    for view in ("#view-read", "#view-text", "#view-places"):
        expect(story_tab.locator(view)).to_be_visible()
    expect(story_tab.locator(".walk")).to_be_hidden()
    assert story_tab.evaluate("document.documentElement.scrollHeight") > 2000
    assert story_tab.locator("#stage").bounding_box()["y"] < story_tab.locator("h1").bounding_box()["y"]
    assert len(re.findall(rb"/Type\s*/Page\b", story_tab.pdf())) > 3


def test_a_slide_begins_at_its_top(reader, crossing_file):
    tab = reader.open(crossing_file, width=360, height=640)
    tab.get_by_role("button", name="More", exact=True).click()
    tab.get_by_role("checkbox", name="One step at a time").check()
    tab.keyboard.press("Escape")
    for key in ("ArrowRight", "ArrowRight", "End"):
        tab.keyboard.press(key)
        assert tab.locator("#panel-body").evaluate("(body) => body.scrollTop") == 0


def test_a_search_shows_what_it_found_from_the_beginning(reader, crossing_file):
    tab = reader.open(crossing_file, width=768)
    for _ in range(8):
        tab.keyboard.press("ArrowRight")
    tab.get_by_role("button", name="Search the story").click()
    tab.get_by_role("searchbox").fill("a")
    found = tab.locator(".step:visible").first
    bar = tab.locator("#views").bounding_box()

    expect(found).to_be_in_viewport()
    assert found.bounding_box()["y"] >= bar["y"] + bar["height"] - 1
    tab.keyboard.press("Escape")
    expect(tab.locator(CURRENT)).to_be_in_viewport()


def test_an_open_sheet_lies_over_the_tabs(reader, crossing_file):
    tab = reader.open(crossing_file, width=768, height=800)
    tab.get_by_role("button", name="More", exact=True).click()

    tab.get_by_role("checkbox", name="One step at a time").check()


def test_a_country_is_not_named_twice_in_the_list_of_places(reader, crossing, tmp_path):
    chile = Place(id="x:1", name="Chile", lat=-30, lon=-71, feature="PCLI", country="CL", precision="area")
    told = replace(crossing, places=(StoryPlace(place=chile, mentions=()),), events=())
    (tmp_path / "chile.html").write_text(page(told), encoding="utf-8")
    tab = reader.open(tmp_path / "chile.html")
    tab.get_by_role("tab", name="Places").click()

    assert tab.locator("#view-places .place").inner_text().count("Chile") == 1
