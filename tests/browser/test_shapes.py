"""The page in windows and frames of every shape: beside, over each other, low, hidden at first, on a disk."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Reader

BOX = "(e) => { const b = e.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom]; }"


@pytest.mark.parametrize(
    ("width", "height", "beside"),
    [
        (600, 400, True),
        (760, 640, True),
        (740, 360, True),
        (768, 1024, False),
        (360, 640, False),
        (300, 250, False),
    ],
)
def test_the_map_lies_beside_the_story_where_the_window_is_wide(
    reader: Reader, crossing_file: Path, width: int, height: int, beside: bool
) -> None:
    tab = reader.open(crossing_file, width=width, height=height)
    left, top, right, bottom = tab.locator(".folium-map").evaluate(BOX)

    assert (left > 100) is beside
    assert (right - left) * (bottom - top) >= (0.45 if beside else 0.3) * width * height
    tab.get_by_role("button", name="Begin").click()
    heading = tab.locator("#step-1 h3")
    expect(heading).to_be_in_viewport(ratio=0.9)
    for box in (tab.locator(".walk").evaluate(BOX), heading.evaluate(BOX)):
        assert box[0] >= 0
        assert box[2] <= width


def test_a_low_frame_shows_one_step_at_a_time_and_folds_its_tools(
    reader: Reader, crossing_file: Path
) -> None:
    tab = reader.open(crossing_file, width=600, height=400)
    expect(tab.get_by_role("button", name="Zoom in")).to_be_hidden()
    tab.get_by_role("button", name="Tools of the map").click()
    tab.get_by_role("button", name="Zoom in").click()
    tab.get_by_role("button", name="Next").click()
    tab.get_by_role("button", name="Next").click()

    expect(tab.locator(".step:visible")).to_have_count(1)
    expect(tab.locator("#step-2")).to_be_visible()
    expect(tab.locator(".timeline-main")).to_be_hidden()
    assert tab.locator(".timeline-progress span").evaluate("(e) => e.style.width").startswith("16.6")
    tab.set_viewport_size({"width": 1200, "height": 800})
    expect(tab.locator("#step-3")).to_be_visible()


def host(reader: Reader, tmp_path: Path, story: Path, body: str) -> Page:
    path = tmp_path / "host.html"
    path.write_text(
        f"<!DOCTYPE html><title>Host</title>{body.replace('STORY', story.as_uri())}", encoding="utf-8"
    )
    return reader.open(path)


@pytest.mark.parametrize(
    "hidden",
    ["<details><summary>More</summary>FRAME</details>", "<div id=later style='display:none'>FRAME</div>"],
)
def test_a_frame_that_is_hidden_at_first_shows_its_map_when_it_appears(
    reader: Reader, crossing_file: Path, tmp_path: Path, hidden: str
) -> None:
    frame = "<iframe src='STORY' width=700 height=500></iframe>"
    tab = host(reader, tmp_path, crossing_file, hidden.replace("FRAME", frame))
    tab.wait_for_timeout(1500)
    tab.evaluate(
        "(document.querySelector('details') ?? {}).open = true;"
        "document.querySelector('#later')?.removeAttribute('style')"
    )
    inside = tab.frame_locator("iframe")

    expect(inside.locator("html[data-ready]")).to_be_attached()
    expect(inside.locator(".pin[aria-label^='London']")).to_be_in_viewport()
    expect(inside.locator(".pin[aria-label^='Callao']")).to_be_in_viewport()


def test_five_frames_never_hold_the_wheel(reader: Reader, crossing_file: Path, tmp_path: Path) -> None:
    frame = "<iframe src='STORY' width=600 height=400></iframe><p style='height:200px'>Words</p>"
    folded = f"<details><summary>More</summary>{frame}</details>"
    tab = host(
        reader,
        tmp_path,
        crossing_file,
        f"<p>Before</p>{frame * 3}{folded * 2}<p style='height:900px'>After</p>",
    )
    for number in range(3):
        expect(tab.frame_locator("iframe").nth(number).locator("html[data-ready]")).to_be_attached()
    for x in (120, 450):  # over the panels, over the maps
        tab.evaluate("scrollTo(0, 0)")
        end = tab.evaluate("document.documentElement.scrollHeight - innerHeight")
        for _ in range(80):
            tab.mouse.move(x, 300)
            tab.mouse.wheel(0, 300)
            tab.wait_for_timeout(25)
            if tab.evaluate("scrollY") >= end - 2:
                break
        assert tab.evaluate("scrollY") >= end - 2


def test_a_page_on_a_disk_gives_no_address_that_nobody_else_can_open(
    reader: Reader, crossing_file: Path
) -> None:
    tab = reader.open(crossing_file)
    tab.keyboard.press("ArrowRight")
    tab.get_by_role("button", name="More", exact=True).click()
    for button in ("Copy the code to embed the map", "Copy the link to this step"):
        tab.get_by_role("button", name=button).click()
        expect(tab.locator(".share-told")).to_contain_text("Put the file on a web server first")
        given = tab.locator(".share-manual").input_value()
        assert "file:" not in given
        assert "https://…/crossing.html" in given
    tab.get_by_role("button", name="Copy the code to embed the map").click()
    assert "step-1" not in tab.locator(".share-manual").input_value()
    assert "allow-popups-to-escape-sandbox" in tab.locator(".share-manual").input_value()
