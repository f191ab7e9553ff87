"""Where the map looks: at the city in a city's story, at what belongs together, nearer when asked to."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from storymap.files import load_story
from storymap.model import Story
from storymap.page import page
from tests.browser.conftest import Reader

ZOOM = "story_map.getZoom()"


@pytest.fixture(scope="session")
def fire() -> Story:
    """Return a story in the streets of London, with two places far away from it, one of them doubtful."""
    return load_story(Path(__file__).parents[1] / "storymap" / "page" / "fire.story.json")


@pytest.fixture(scope="session")
def fire_file(fire: Story, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pages") / "fire.html"
    path.write_text(page(fire), encoding="utf-8")
    return path


def to_step(tab: Page, step: int) -> None:
    tab.evaluate(f"location.hash = '#step-{step}'")
    expect(tab.locator(f"#step-{step}")).to_have_attribute("aria-current", "step")
    tab.wait_for_timeout(200)


def test_a_story_in_a_city_opens_on_the_city(reader: Reader, fire_file: Path) -> None:
    tab = reader.open(fire_file)

    assert tab.evaluate(ZOOM) >= 12
    expect(tab.locator(".beyond-place")).to_have_text(["Parliament Hill", "Paris"])


def test_a_step_shows_its_street_and_a_river_does_not_lose_it(reader: Reader, fire_file: Path) -> None:
    tab = reader.open(fire_file)
    to_step(tab, 5)

    assert tab.evaluate(ZOOM) >= 12
    assert len(tab.locator(".pin[data-state=current][data-label]:not([data-label=none])").all()) == 1
    to_step(tab, 4)
    assert tab.evaluate(ZOOM) >= 11
    to_step(tab, 8)
    assert 7 <= tab.evaluate(ZOOM) <= 9


def test_a_pointer_at_the_edge_leads_to_a_place_far_away(reader: Reader, fire_file: Path) -> None:
    tab = reader.open(fire_file, width=390, height=800)
    pointer = tab.get_by_role("button", name="Paris", exact=True)
    pointer.click()

    expect(tab.locator(".leaflet-popup").get_by_role("heading", name="Paris")).to_be_visible()
    expect(pointer).to_be_hidden()


def test_a_pointer_stands_whole_on_the_map_and_under_nothing(reader: Reader, fire_file: Path) -> None:
    for width in (390, 1280):
        tab = reader.open(fire_file, width=width, height=800)
        box = "(e) => { const b = e.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom]; }"
        left, top, right, bottom = tab.locator(".folium-map").evaluate(box)
        standing = ".map-tools, .legend, .leaflet-control-scale, .leaflet-marker-icon:visible"
        stand = [part.evaluate(box) for part in tab.locator(standing).all()]
        for pointer in tab.locator(".beyond-place").all():
            a, b, c, d = pointer.evaluate(box)
            assert (min(a, left), min(b, top), max(c, right), max(d, bottom)) == (left, top, right, bottom)
            assert not any(a < s[2] and s[0] < c and b < s[3] and s[1] < d for s in stand)


def test_zoom_in_here_zooms_until_the_places_fall_apart(reader: Reader, fire_file: Path) -> None:
    tab = reader.open(fire_file)
    to_step(tab, 6)
    before = tab.evaluate(ZOOM)
    together = tab.get_by_role("button", name=re.compile("^St Paul's.*more place"))
    together.click()
    tab.get_by_role("button", name="Zoom in here").first.click()
    tab.wait_for_timeout(200)

    assert tab.evaluate(ZOOM) >= before + 2
    expect(together).to_have_count(0)
    expect(tab.get_by_role("button", name=re.compile("^St Paul's"))).to_be_visible()


_NAMES_ARE_FREE = """() => {
  const names = [...document.querySelectorAll(".pin:not([data-label=none]) .pin-label")];
  const boxOf = (part) => part.getBoundingClientRect();
  const controls = [...document.querySelectorAll(".map-tools, .legend")].map(boxOf);
  return names.map(boxOf).every((a) => controls.every((b) =>
    a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top));
}"""


def test_no_name_lies_under_a_control(reader: Reader, fire_file: Path, crossing_file: Path) -> None:
    for path, steps in ((fire_file, (3, 4, 6)), (crossing_file, (2, 5))):
        tab = reader.open(path, width=768, height=700)
        for step in steps:
            to_step(tab, step)
            assert tab.evaluate(_NAMES_ARE_FREE)


def test_streets_lie_on_a_sheet_with_a_measure_and_not_on_a_wrong_coast(
    reader: Reader, fire_file: Path
) -> None:
    tab = reader.open(fire_file)

    expect(tab.locator(".sheet-note")).to_have_text(
        re.compile(r"^Sketch without streets: squares of \d+ k?m$")
    )
    expect(tab.locator(".leaflet-control-scale-line")).to_have_text(re.compile(r"\d k?m"))
    for _ in range(5):
        tab.get_by_role("button", name="Zoom out").click()
    expect(tab.locator(".sheet-note")).to_be_hidden()


def test_where_the_author_chose_tiles_a_press_shows_the_streets(
    reader: Reader, fire: Story, tmp_path: Path
) -> None:
    path = tmp_path / "tiles.html"
    path.write_text(page(fire, tiles="OpenStreetMap"), encoding="utf-8")
    tab = reader.open(path)
    tab.context.route("https://**", lambda route: route.fulfill(status=204))
    tab.get_by_role("button", name="Show the streets: OpenStreetMap Mapnik").click()

    expect(tab.locator(".leaflet-tile-pane img").first).to_be_attached()
    expect(tab.locator(".tiles-offer")).to_be_hidden()
    expect(tab.locator(".leaflet-control-attribution")).to_contain_text("OpenStreetMap")
    asked = [
        line for line in reader.complaints if line.startswith("asked for https://tile.openstreetmap.org")
    ]
    assert asked
    reader.complaints.clear()


def test_a_small_globe_says_where_the_map_looks(reader: Reader, fire_file: Path) -> None:
    tab = reader.open(fire_file)
    expect(tab.locator(".locator")).to_be_visible()
    for _ in range(12):
        tab.get_by_role("button", name="Zoom out").click()

    expect(tab.locator(".locator")).to_be_hidden()


def test_a_tiny_island_is_not_hidden_by_its_marker(reader: Reader, crossing_file: Path) -> None:
    tab = reader.open(crossing_file)
    lifted = tab.locator(".pin-lifted .pin-mark")

    for mark in lifted.all():
        moved = mark.evaluate("""(mark) => {
          const pin = mark.closest('.pin').getBoundingClientRect();
          return pin.top + pin.height / 2 - mark.getBoundingClientRect().bottom;
        }""")
        assert moved > 5


def test_the_world_is_there_once_as_its_markers_are(reader: Reader, crossing_file: Path) -> None:
    tab = reader.open(crossing_file, width=1600, height=500)
    tab.evaluate("story_map.setZoom(1, {animate: false})")
    tab.wait_for_timeout(300)
    painted = tab.evaluate("""() => {
      const canvas = document.querySelector('.leaflet-world-pane canvas');
      const { width, height } = canvas;
      const row = canvas.getContext('2d').getImageData(0, Math.round(height / 2), width, 1).data;
      let count = 0;
      for (let i = 3; i < row.length; i += 4) count += row[i] > 0;
      return count / (width / parseFloat(canvas.style.width));
    }""")
    assert 500 < painted < 520


def test_the_author_s_own_map_lies_under_the_story(reader: Reader, fire: Story, tmp_path: Path) -> None:
    image = pytest.importorskip("PIL.Image", reason="an image is made with pillow")
    image.new("RGB", (64, 64), "#d0c0a0").save(tmp_path / "plan.png")
    told = 'credit = "A plan of 1666"\nbounds = [-0.16, 51.48, -0.06, 51.55]'
    (tmp_path / "plan.toml").write_text(told, encoding="utf-8")
    (tmp_path / "own.html").write_text(page(fire, basemap=tmp_path / "plan.png"), encoding="utf-8")
    tab = reader.open(tmp_path / "own.html")

    expect(tab.locator("img.leaflet-image-layer")).to_be_visible()
    expect(tab.locator(".leaflet-control-attribution")).to_have_text("A plan of 1666")
    expect(tab.locator(".sheet-note")).to_be_hidden()
    tab.get_by_role("button", name="Layers").click()
    tab.get_by_role("slider", name="How strong the author's map is").fill("40")
    assert tab.locator(".leaflet-own-pane").evaluate("(pane) => pane.style.opacity") == "0.4"
    tab.get_by_role("checkbox", name="The author's map").uncheck()
    expect(tab.locator("img.leaflet-image-layer")).to_have_count(0)
    expect(tab.locator(".sheet-note")).to_be_visible()
