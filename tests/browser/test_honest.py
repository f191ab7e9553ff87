"""What the page says is what is known: marks, lines, names, credits, what is on paper."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from benchmarks.long_stories import long_story
from storymap.page import page
from tests.browser.conftest import Reader


@pytest.fixture(scope="module")
def long_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pages") / "long.html"
    path.write_text(page(long_story(240, 60)), encoding="utf-8")
    return path


def test_numbers_of_three_digits_fit_their_markers(reader: Reader, long_file: Path) -> None:
    tab = reader.open(long_file)
    step = tab.evaluate("""JSON.parse(document.getElementById("story-data").textContent).events
      .find((event) => event.step > 200 && event.where.length).step""")
    tab.evaluate(f"location.hash = '#step-{step}'")
    mark = tab.locator(".pin[data-state=current]:not(.pin-told) .pin-mark").first
    expect(mark.locator(".pin-number")).to_have_attribute("data-text", str(step))

    assert mark.evaluate("""(mark) => {
      const number = mark.querySelector('.pin-number').getBoundingClientRect();
      return number.width > 15 && mark.getBoundingClientRect().width >= number.width + 6;
    }""")


def test_the_current_step_of_a_long_story_keeps_its_bar(reader: Reader, long_file: Path) -> None:
    tab = reader.open(long_file)
    tab.evaluate("location.hash = '#step-120'")
    tab.wait_for_timeout(500)

    assert tab.locator("#step-120").evaluate("""(step) => {
      const stretch = step.closest('.stretch').getBoundingClientRect();
      return stretch.left <= step.getBoundingClientRect().left;
    }""")


def test_every_row_of_the_legend_has_words(story_tab: Page, reader: Reader, crossing_file: Path) -> None:
    rows = story_tab.locator(".legend li")

    assert rows.count() > 3
    assert all((row.inner_text() or row.text_content() or "").strip() for row in rows.all())


def test_data_are_credited_where_a_reader_sees_it(story_tab: Page) -> None:
    story_tab.keyboard.press("End")

    expect(story_tab.locator("#ending")).to_contain_text("GeoNames (CC BY 4.0)")
    expect(story_tab.locator("#ending")).to_contain_text("Natural Earth")
    assert story_tab.locator("#ending details[open]").count() == 0


def test_a_marker_of_several_places_says_how_many(story_tab: Page) -> None:
    labels = story_tab.locator(".pin:not(.pin-told) .pin-label[data-held]").all()

    assert " · 2 places" in [label.get_attribute("data-held") for label in labels]


_INKED = """() => {
  const canvas = document.querySelector('.paper-map');
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  let [dark, clear] = [0, 0];
  for (let i = 0; i < data.length; i += 4) {
    clear += data[i + 3] < 255;
    dark += data[i] + data[i + 1] + data[i + 2] < 240;
  }
  return [dark / (data.length / 4), clear];
}"""


def test_on_paper_the_map_is_whole_and_light(reader: Reader, crossing_file: Path) -> None:
    tab = reader.open(crossing_file, color_scheme="dark")
    for _ in range(3):
        tab.keyboard.press("ArrowRight")
    tab.emulate_media(media="print")
    tab.wait_for_timeout(300)

    drawn = tab.locator(".paper-map")
    expect(drawn).to_be_visible()
    expect(tab.locator(".folium-map")).to_be_hidden()
    box = drawn.bounding_box()
    stage = tab.locator("#stage").bounding_box()
    assert box
    assert stage
    assert box["height"] <= stage["height"] + 1
    dark, clear = tab.evaluate(_INKED)
    assert 0 < dark < 0.1
    assert clear == 0
    assert tab.evaluate("getComputedStyle(document.body).color") == "rgb(34, 38, 46)"
    tab.emulate_media(media="screen")
    assert tab.evaluate("getComputedStyle(document.body).color") == "rgb(236, 232, 223)"
