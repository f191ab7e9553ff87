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


def test_a_press_is_not_lost_when_it_leaves_a_field_that_was_changed(tab):
    choose(tab, "Story")
    tab.locator('[data-key="title"]').click()
    tab.keyboard.type(" of the sea")
    tab.locator('[data-key="author"]').click()
    tab.keyboard.type("Ana")
    tab.locator('[data-key="view-take"]').click()

    assert operations(tab) == ["Opening view", "Story", "Story"]


def test_a_doubtful_event_is_in_the_queue(reader, doubtful, tmp_path):
    events = tuple(
        replace(one, confidence=0.2 if one.narrative in (3, 4) else 1.0) for one in doubtful.events
    )
    path = tmp_path / "doubtful.html"
    path.write_text(page(replace(doubtful, events=events), editable=True), encoding="utf-8")
    tab = reader.open(path)
    tab.get_by_role("button", name="Edit", exact=True).click()
    titles = {event.title for event in events if event.narrative in (3, 4)}
    for key in ("Enter", "x"):
        while name_shown(tab) not in titles:
            tab.keyboard.press("ArrowDown")
        titles.remove(name_shown(tab))
        expect(tab.locator(".edit-card")).to_contain_text("Is this told rightly, and here?")
        tab.keyboard.press(key)

    assert operations(tab) == ["Hidden", "Right"]


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


def test_a_marker_on_the_map_is_chosen_by_pointer(tab):
    tab.locator(".edit-pin:not(.edit-chosen)").first.click(force=True)

    expect(tab.locator(".edit-progress")).to_have_text("2 of 5")


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
    choose(tab, "Story")
    tab.locator('[data-key="dek"]').fill("A life in four ports")
    tab.keyboard.press("Tab")
    tab.locator('[data-key="credits"]').fill("With thanks to the museum")
    tab.keyboard.press("Tab")
    tab.locator('[data-key="category-new"]').fill("Voyage")
    tab.locator('[data-key="category-add"]').click()
    tab.locator('[data-key="theme"]').select_option("plain")
    tab.locator('[data-key="view-take"]').first.click()
    choose(tab, "Events")
    tab.locator('[data-key="category"]').select_option("Voyage")
    said(tab, "The change is kept")
    saved = save(tab, tmp_path / "saved.html")
    story = load_page(saved)

    done = ["PlaceSet", "EventDate", "StorySet", "StorySet", "StoryCategories", "StorySet", "StoryView"]
    assert [type(one).__name__ for one in story.corrections] == [*done, "EventCategory"]
    assert story_to_dict(story)["features"][0]["properties"]["when"]["edtf"] == "1899/1901"
    assert story.uncorrected == doubtful
    made = tmp_path / "made.html"
    made.write_text(page(story, editable=True), encoding="utf-8")
    ours, theirs = reader.open(made), reader.open(saved)
    assert steps(theirs) == steps(ours)
    for part in ("#source-text", "#view-places", ".opening", ".byline", "#ending"):
        texts = ["".join(one.locator(part).text_content().split()) for one in (theirs, ours)]
        assert texts[0] == texts[1], part
    shown = [json.loads(one.locator("#story-data").text_content()) for one in (theirs, ours)]
    for part in ("places", "events", "routes", "look"):
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
