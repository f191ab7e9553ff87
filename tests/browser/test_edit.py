"""The editor inside a page: from disk, with no network; by keyboard and by pointer."""

import gzip
import json
import re
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from places.model import Candidate
from storymap.files import story_to_dict
from storymap.files.editable import load_page
from storymap.page import page
from storymap.page.editing import editor_of
from tests.browser.test_accessibility import axe, faults  # noqa: F401 - a fixture

MOST_BYTES = 40_000  # of the chunk, compressed


@pytest.fixture(scope="session")
def doubtful(crossing):
    """Return the voyage with two more names that are in doubt, so that there is a queue."""
    by_name = {entry.place.name: entry for entry in crossing.places}
    others = (by_name["Hamilton"].place, by_name["London"].place, by_name["Auckland"].place)

    def entry(one):
        if one.place.name not in ("London", "Callao"):
            return one
        mentions = tuple(replace(item, confidence=0.5) for item in one.mentions)
        choices = tuple(Candidate(place=place, score=0.3) for place in (one.place, *others))
        return replace(one, mentions=mentions, candidates=choices)

    return replace(crossing, places=tuple(map(entry, crossing.places)))


@pytest.fixture(scope="session")
def editable(doubtful, tmp_path_factory):
    path = tmp_path_factory.mktemp("editable") / "crossing.html"
    path.write_text(page(doubtful, editable=True), encoding="utf-8")
    return path


@pytest.fixture
def tab(reader, editable) -> Page:
    opened = reader.open(editable)
    opened.set_default_timeout(30_000)
    opened.get_by_role("button", name="Edit", exact=True).click()
    return opened


def operations(tab):
    """Return the corrections that the page has: of its own list, drawn under Changes."""
    choose(tab, "Changes")
    return tab.locator(".edit-changes > li b").all_text_contents()


def choose(tab, name):
    tab.locator("#editor").get_by_role("tab", name=name, exact=True).click()


def said(tab, text):
    expect(tab.locator(".edit-said")).to_contain_text(text)


def name_shown(tab):
    return tab.locator(".edit-name").text_content()


def test_a_page_that_is_not_editable_carries_none_of_it(crossing):
    html = page(crossing)

    assert "edit-data" not in html
    assert "createEditor" not in html
    assert ".edit-candidate" not in html


def test_the_chunk_is_small(crossing):
    editor = editor_of(crossing, (), "")
    chunk = editor.script + editor.style + json.dumps(editor.data["words"], ensure_ascii=False)

    assert len(gzip.compress(chunk.encode())) < MOST_BYTES


def test_doubts_are_settled_by_keyboard(tab):
    expect(tab.locator(".edit-progress")).to_have_text("1 of 5")
    first = name_shown(tab)
    assert first == "Callao"
    tab.keyboard.press("2")
    said(tab, "Callao is Hamilton")
    expect(tab.locator(".edit-progress")).to_have_text("2 of 5")
    second = name_shown(tab)
    tab.keyboard.press("Enter")
    expect(tab.locator(".edit-progress")).to_have_text("3 of 5")
    third = name_shown(tab)
    tab.keyboard.press("x")
    said(tab, f"{third} is no place")
    tab.keyboard.press("u")
    said(tab, "Undo: Place")
    tab.keyboard.press("ArrowUp")
    tab.keyboard.press("ArrowUp")
    expect(tab.locator(".edit-name")).to_have_text(second)
    tab.keyboard.press("ArrowUp")
    expect(tab.locator('.edit-candidate[aria-pressed="true"]')).to_contain_text("Hamilton")
    tab.keyboard.press("Control+z")
    tab.keyboard.press("Control+z")
    said(tab, "Undo: ")
    tab.keyboard.press("Control+y")
    said(tab, "Redo: Place")


def test_the_readers_keys_rest_while_the_editor_is_open(tab):
    tab.keyboard.press("ArrowRight")
    tab.keyboard.press("End")

    assert tab.evaluate("document.querySelector('.step[aria-current]')") is None


def test_a_place_is_searched_typed_and_narrowed_by_keyboard(tab):
    choose(tab, "Places")
    tab.locator('[data-key^="name-"]', has_text="Auckland").focus()
    tab.keyboard.press("Enter")
    expect(tab.locator(".edit-name")).to_have_text("Auckland")
    scope = tab.get_by_role("checkbox", name="All 3 mentions of “Auckland”")
    expect(scope).to_be_checked()
    tab.keyboard.press("s")
    expect(tab.get_by_role("searchbox")).to_be_focused()
    tab.keyboard.type("Hamil")
    tab.keyboard.press("Enter")
    expect(tab.locator(".edit-candidate").first).to_contain_text("Hamilton")
    tab.locator('[data-key="search"]').fill("-50.7, 166.1")
    tab.keyboard.press("Enter")
    said(tab, "Auckland is Auckland")
    scope.focus()
    tab.keyboard.press("Space")
    expect(tab.get_by_role("button", name="Mention 2")).to_be_visible()
    choose(tab, "Changes")
    expect(tab.locator(".edit-changes")).to_contain_text("(-50.7000, 166.1000)")


def test_a_place_is_put_by_pointer(tab):
    """A candidate is clicked, the map is clicked, the dot is dragged, the precision is chosen."""
    tab.locator(".edit-candidate").nth(1).click()
    said(tab, "Callao is Hamilton")
    choose(tab, "Places")
    tab.get_by_role("button", name="Valparaíso", exact=True).click()
    box = tab.locator(".folium-map").bounding_box()
    tab.mouse.click(box["x"] + 300, box["y"] + 250)
    said(tab, "Valparaíso is Valparaíso")
    dot = tab.locator(".edit-chosen")
    expect(dot).to_have_count(1)
    start = dot.bounding_box()
    x, y = start["x"] + start["width"] / 2, start["y"] + start["height"] / 2
    before = tab.locator(".edit-candidate").first.text_content()
    tab.mouse.move(x, y)
    tab.mouse.down()
    tab.mouse.move(x + 40, y + 30, steps=4)
    tab.mouse.up()
    expect(tab.locator(".edit-candidate").first).not_to_have_text(before)
    tab.get_by_role("radio", name="An area around here").check()
    tab.get_by_role("spinbutton", name="Radius in kilometres").fill("25")
    tab.keyboard.press("Enter")
    assert operations(tab)[:4] == ["Place"] * 4


def test_a_marker_on_the_map_is_chosen_by_pointer(tab):
    tab.locator(".edit-pin:not(.edit-chosen)").first.click(force=True)

    expect(tab.locator(".edit-progress")).to_have_text("2 of 5")


def test_events_are_put_right_by_keyboard(tab):
    choose(tab, "Events")
    tab.locator('[data-key="event-2"]').focus()
    tab.keyboard.press("Enter")
    expect(tab.locator('[data-key="title"]')).to_be_focused()
    tab.locator('[data-key="title"]').fill("Eleven days ashore")
    tab.keyboard.press("Enter")
    said(tab, "The change is kept")
    date = tab.locator('[data-key="date"]')
    date.fill("1911-04")
    expect(tab.locator("#editor")).to_contain_text("April 1911")
    date.press("Enter")
    date.fill("soon")
    date.press("Enter")
    expect(date).to_have_attribute("aria-invalid", "true")
    tab.locator('[data-key="people"]').fill("Marta Quispe, the harbour master")
    tab.keyboard.press("Tab")
    tab.locator('[data-key="part"]').fill("The voyage")
    tab.keyboard.press("Tab")
    tab.locator('[data-key="main"]').press("Space")
    tab.locator('[data-key="add-place"]').select_option(label="Apia")
    tab.locator('[data-key="role-0"]').select_option("from")
    tab.locator('[data-key="earlier"]').press("Enter")
    tab.locator('[data-key="later"]').press("Enter")
    tab.locator('[data-key="split"]').press("Enter")
    tab.locator('[data-key="merge"]').press("Enter")
    done = [
        "Headline",
        "Date",
        "People",
        "Part",
        "Weight",
        "Places",
        "Places",
        "Order",
        "Order",
        "Parted",
        "Joined",
    ]
    assert operations(tab)[::-1] == done


def test_events_come_and_go_by_pointer(tab):
    choose(tab, "Events")
    count = tab.locator('[data-key^="event-"]').count()
    tab.locator('[data-key="event-8"]').click()
    tab.get_by_role("button", name="Hide", exact=True).click()
    expect(tab.locator('[data-key^="event-"]')).to_have_count(count - 1)
    tab.locator('[data-key="event-0"]').click()
    tab.get_by_role("button", name="Delete", exact=True).click()
    expect(tab.locator('[data-key^="event-"]')).to_have_count(count - 2)
    tab.get_by_label("Place of She may have visited Hamilton").select_option(label="Hamilton")
    tab.locator("li", has_text="She may have visited Hamilton, though").get_by_role(
        "button", name="Bring back"
    ).click()
    expect(tab.locator('[data-key^="event-"]')).to_have_count(count - 1)
    tab.locator('[data-key="new-title"]').fill("What no text tells")
    tab.get_by_role("button", name="Add", exact=True).click()
    expect(tab.locator('[data-key="title"]')).to_have_value("What no text tells")
    assert operations(tab) == ["New event", "Brought back", "Deleted", "Hidden"]


def select(tab, words):
    area = tab.locator("#edit-text")
    area.focus()
    area.evaluate(
        "(area, words) => { const at = area.value.indexOf(words);"
        " area.setSelectionRange(at, at + words.length); area.dispatchEvent(new Event('select')); }",
        words,
    )


def test_words_of_the_text_are_said_to_be_something(tab):
    choose(tab, "Text")
    select(tab, "the harbour")
    tab.get_by_role("button", name="This is a place").click()
    said(tab, "it was put at the middle of the map")
    select(tab, "her father mended nets")
    tab.get_by_role("button", name="This is an event").click()
    tab.get_by_label("Event that the date or person belongs to").select_option(label="Marta dies in Auckland")
    select(tab, "1931")
    tab.get_by_role("button", name="This is its date").click()
    said(tab, "Marta dies in Auckland: 1931")
    select(tab, "the family")
    tab.get_by_role("button", name="This person took part").click()
    assert operations(tab) == ["People", "Date", "New event", "New place name"]


def test_words_are_selected_by_keyboard_alone(tab):
    choose(tab, "Text")
    tab.locator("#edit-text").focus()
    tab.keyboard.press("Control+Home")
    for _ in range(5):
        tab.keyboard.press("Shift+ArrowRight")

    expect(tab.locator("#edit-body .edit-excerpt")).to_have_text("Marta")


def test_the_story_is_named_anew_and_the_page_shows_it(tab):
    choose(tab, "Story")
    tab.get_by_label("Title").fill("The chart-maker")
    tab.keyboard.press("Tab")
    tab.get_by_label("Author").fill("Ana")
    tab.keyboard.press("Tab")
    tab.get_by_label("Traveller 1").fill("Marta's way")
    tab.keyboard.press("Enter")
    tab.get_by_role("button", name="Done").click()
    expect(tab.locator(".opening h1")).to_have_text("The chart-maker")
    tab.wait_for_selector("html[data-ready]")
    expect(tab.locator(".byline")).to_contain_text("Ana")
    assert tab.title() == "The chart-maker"


def save(tab, path):
    tab.evaluate("globalThis.showSaveFilePicker = undefined")
    with tab.expect_download() as waiting:
        tab.get_by_role("button", name="Save the page").click()
    waiting.value.save_as(path)
    return path


def steps(tab):
    return [re.sub(r"\s+", "", text) for text in tab.locator(".step").all_text_contents()]


def test_a_saved_page_is_what_the_program_would_have_made(tab, reader, doubtful, tmp_path):
    tab.keyboard.press("2")
    said(tab, "Callao is Hamilton")
    choose(tab, "Events")
    tab.locator('[data-key="event-0"]').click()
    tab.locator('[data-key="date"]').fill("1899/1901")
    tab.locator('[data-key="date"]').press("Enter")
    said(tab, "The change is kept")
    saved = save(tab, tmp_path / "saved.html")
    story = load_page(saved)

    assert [type(one).__name__ for one in story.corrections] == ["PlaceSet", "EventDate"]
    assert story_to_dict(story)["features"][0]["properties"]["when"]["edtf"] == "1899/1901"
    assert story.uncorrected == doubtful
    made = tmp_path / "made.html"
    made.write_text(page(story, editable=True), encoding="utf-8")
    ours, theirs = reader.open(made), reader.open(saved)
    assert steps(theirs) == steps(ours)
    for part in ("#source-text", "#view-places", ".summary", ".byline", "#ending"):
        texts = ["".join(one.locator(part).text_content().split()) for one in (theirs, ours)]
        assert texts[0] == texts[1], part
    shown = [json.loads(one.locator("#story-data").text_content()) for one in (theirs, ours)]
    for part in ("places", "events", "routes"):
        assert shown[0][part] == shown[1][part], part
    without = reader.open(saved, java_script_enabled=False)
    assert "1899–1901" in without.locator(".step").first.text_content()


def test_work_that_was_not_saved_is_offered_again(browser, editable):
    context = browser.new_context(offline=True)
    first = context.new_page()
    first.goto(editable.as_uri())
    first.get_by_role("button", name="Edit", exact=True).click()
    first.keyboard.press("2")
    said(first, "Callao is Hamilton")
    first.close(run_before_unload=False)
    again = context.new_page()
    again.goto(editable.as_uri())
    expect(again.locator(".edit-offer")).to_contain_text("not saved")
    again.get_by_role("button", name="Take them").click()
    assert operations(again) == ["Place"]
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_editor(reader, editable, axe, scheme):  # noqa: F811
    tab = reader.open(editable, color_scheme=scheme)
    tab.set_default_timeout(60_000)
    tab.get_by_role("button", name="Edit", exact=True).click()
    found = []
    for name in ("Doubts", "Places", "Events", "Text", "Story", "Changes"):
        choose(tab, name)
        if name == "Places":
            tab.get_by_role("button", name="Hamilton", exact=True).click()
        if name == "Events":
            tab.locator('[data-key="event-3"]').click()
        found += [f"{name}: {fault}" for fault in faults(tab, axe)]

    assert found == []
