"""The atlas in a browser: what is found, what the address keeps, and what axe finds."""

import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import storymap
from places.model import Place
from storymap.corpus import Corpus
from storymap.corpus.atlas import site
from storymap.files import dump_story
from tests.browser.test_accessibility import axe, faults  # noqa: F401 - a fixture
from tests.storymap.corpus.letters import HAMBURG, told, write_letters
from tools.ranges import hosted

LIMA = Place(id="geonames:3936456", name="Lima", lat=-12.04, lon=-77.03, feature="PPLC", country="PE")


@pytest.fixture(scope="module")
def atlas_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("atlas")
    write_letters(folder / "in" / "Weber", 4)
    (folder / "in" / "Smith").mkdir()
    for number in (20, 21):
        story = told(number, who="John Smith", place=LIMA)
        (folder / "in" / "Smith" / f"{number}.json").write_text(dump_story(story), encoding="utf-8")
    made = storymap.read_corpus(folder / "in", folder / "out", jobs=1)
    for name, text in site(made, title="Two writers", pages="text"):
        path = folder / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text)
    return folder / "site" / "index.html"


def test_a_large_atlas_is_read_from_its_host_by_ranges(browser, atlas_file, tmp_path, monkeypatch):
    monkeypatch.setattr(sys.modules["storymap.corpus.atlas.site"], "MOST_MENTIONS", 5)
    made = Corpus(str(atlas_file.parents[1] / "out"))
    for name, content in site(made, title="Two writers", pages="text"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    with hosted(tmp_path) as address:
        context = browser.new_context(reduced_motion="reduce")
        tab = context.new_page()
        tab.set_default_timeout(20_000)
        ranges, errors = [], []
        tab.on("response", lambda answer: ranges.append(answer.url) if answer.status == 206 else None)
        tab.on("pageerror", lambda error: errors.append(str(error)))
        tab.goto(f"{address}/index.html")
        tab.wait_for_selector("html[data-ready]")
        expect(tab.locator("#status")).to_have_text("12 mentions at 3 places in 6 documents")
        tab.get_by_role("searchbox").fill("sailed smith")
        expect(tab.locator("#status")).to_have_text("4 mentions at 2 places in 2 documents")
        tab.get_by_role("button", name="Lima").click()
        expect(tab.locator("blockquote").first).to_have_text(
            "In 1860 John Smith sailed from Hamburg to Lima."
        )
        context.close()

    assert errors == []
    assert {url.rpartition("/")[2] for url in ranges} == {"quotes.bin", "words.bin"}


def entries(tab: Page) -> list[str]:
    return [" ".join(text.split()) for text in tab.locator(".entry").all_inner_texts()]


def test_everything_is_listed_and_counted(reader, atlas_file):
    tab = reader.open(atlas_file)

    expect(tab.locator("#status")).to_have_text("12 mentions at 3 places in 6 documents")
    assert entries(tab) == ["Hamburg Germany 6", "Callao Peru 4", "Lima Peru 2"]


def test_search_filters_and_years_narrow_each_other_and_stay_in_the_address(reader, atlas_file):
    tab = reader.open(atlas_file)
    tab.get_by_role("searchbox").fill("SMITH limá")
    expect(tab.locator("#status")).to_have_text("4 mentions at 2 places in 2 documents")
    tab.get_by_role("slider", name="To the year").focus()
    tab.keyboard.press("Home")
    expect(tab.locator("#status")).to_contain_text("0 mentions")
    tab.get_by_role("searchbox").fill("")
    expect(tab.locator("#status")).to_have_text("2 mentions at 2 places in 1 document")
    address = tab.url

    again = reader.open(address)

    expect(again.locator("#status")).to_have_text("2 mentions at 2 places in 1 document")
    again.get_by_role("button", name="Show everything again").click()
    expect(again.locator("#status")).to_contain_text("12 mentions")


def test_a_place_has_its_quotations_and_each_leads_to_its_document(reader, atlas_file):
    tab = reader.open(atlas_file)
    tab.get_by_role("button", name="Lima").press("Enter")

    expect(tab.locator("#heading")).to_have_text("Lima")
    expect(tab.locator("blockquote").first).to_have_text("In 1860 John Smith sailed from Hamburg to Lima.")
    expect(tab.locator("#results")).to_be_focused()
    assert "place=geonames%3A3936456" in tab.url
    link = tab.locator(".quote a").first
    expect(link).to_have_text("Letter 20")
    page = atlas_file.parent / link.get_attribute("href").partition("#")[0]
    assert page.is_file()
    assert f'id="{link.get_attribute("href").partition("#")[2]}"' in page.read_text(encoding="utf-8")
    tab.get_by_role("button", name="Back to the list").click()
    assert len(entries(tab)) == 3


def test_facets_say_how_many_and_people_are_listed(reader, atlas_file):
    tab = reader.open(atlas_file)
    tab.locator("summary", has_text="Filters").click()
    tab.get_by_role("checkbox", name="Smith").check()
    expect(tab.locator("#status")).to_contain_text("4 mentions")
    tab.get_by_role("radio", name="People").check()

    assert entries(tab) == ["John Smith 4"]
    expect(tab.locator("#list .note")).to_contain_text("by their names alone")


def test_a_circle_on_the_map_opens_its_place(reader, atlas_file):
    tab = reader.open(f"{atlas_file.as_uri()}#map=5/{HAMBURG.lat}/{HAMBURG.lon}")
    box = tab.locator("#map").bounding_box()
    tab.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    expect(tab.locator("#heading")).to_have_text("Hamburg")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_axe_finds_nothing(reader, atlas_file, axe, width, scheme):  # noqa: F811
    tab = reader.open(atlas_file, width=width, color_scheme=scheme, bypass_csp=True)
    tab.locator("summary", has_text="Filters").click()
    assert faults(tab, axe) == []
    tab.locator(".entry").first.click()
    assert faults(tab, axe) == []


def test_without_scripts_the_places_are_named(reader, atlas_file):
    tab = reader.open(atlas_file, java_script_enabled=False)

    expect(tab.get_by_text("Hamburg (6)")).to_be_visible()
