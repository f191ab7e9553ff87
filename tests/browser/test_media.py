"""Pictures and recordings in a real browser: light box, popup, keys, no request, axe."""

import base64
import io
import wave
from dataclasses import replace

import pytest
from PIL import Image
from playwright.sync_api import expect

from storymap.illustrate import illustrate
from storymap.model import Media, Selector, Stretch
from storymap.page import page
from storymap.sources.model import Figure
from storymap.sources.picture import data_address
from tests.browser.test_accessibility import AXE, faults
from tests.storymap.stories import TEXT, journey


@pytest.fixture(scope="module")
def axe():
    return AXE.read_text(encoding="utf-8")


def picture(shade: int) -> str:
    made = io.BytesIO()
    Image.linear_gradient("L").resize((640, 420)).point(lambda value: (value + shade) % 256).save(made, "PNG")
    return data_address(made.getvalue())


def recording() -> str:
    made = io.BytesIO()
    with wave.open(made, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(4000)
        sound.writeframes(bytes([128]) * 4000 * 20)
    return f"data:audio/wav;base64,{base64.b64encode(made.getvalue()).decode()}"


@pytest.fixture(scope="module")
def story():
    figures = [
        Figure(
            media=Media(src=picture(n * 20), alt=f"Picture {n}", caption=f"The quay, {n}"),
            at=n * len(TEXT) // 12,
        )
        for n in range(12)
    ]
    told, _ = illustrate(journey(), figures)
    return replace(
        told,
        media=(Media(src=picture(7), alt="Cover"), Media(src=recording(), kind="audio", alt="Ada tells")),
        origin=(Stretch(start=0, end=len(TEXT), at=Selector(second=5.0)),),
    )


@pytest.fixture(scope="module")
def tour(story, tmp_path_factory):
    path = tmp_path_factory.mktemp("media") / "tour.html"
    path.write_text(page(story), encoding="utf-8")
    return path


def test_a_page_with_twelve_pictures_and_a_recording_keeps_to_its_budget(tour):
    assert tour.stat().st_size < 5_000_000


def test_a_picture_is_seen_larger_and_the_focus_comes_back(reader, tour):
    tab = reader.open(tour)
    button = tab.locator(".step .look").first
    button.focus()
    tab.keyboard.press("Enter")
    box = tab.get_by_role("dialog")
    expect(box).to_be_visible()
    expect(box.get_by_text("The quay, 0")).to_be_visible()
    tab.keyboard.press("Escape")
    expect(box).to_be_hidden()
    expect(button).to_be_focused()


def test_a_second_is_played_where_it_is_told(reader, tour):
    tab = reader.open(tour)
    tab.evaluate("document.querySelector('.recording').play = () => { globalThis.played = true; }")
    tab.get_by_role("button", name="Play from 0:05").first.click()
    assert tab.evaluate("globalThis.played && document.querySelector('.recording').currentTime") == 5


def test_a_popup_shows_a_picture_of_its_place(reader, tour):
    tab = reader.open(tour)
    tab.get_by_role("tab", name="Places").click()
    tab.locator("#view-places .place-link").first.click()
    expect(tab.locator(".popup .popup-picture").first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_pictures(reader, tour, axe, scheme):
    tab = reader.open(tour, width=768, color_scheme=scheme)
    assert faults(tab, axe) == []
    tab.locator(".step .look").first.click()
    assert faults(tab, axe) == []


def test_without_scripts_pictures_and_seconds_are_there(reader, tour):
    tab = reader.open(tour, java_script_enabled=False)
    assert tab.locator(".step .media img").count() == 12
    expect(tab.locator(".original").first).to_have_text("0:05")
