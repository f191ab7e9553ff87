"""The page in Firefox, where there is one: it works the same, says nothing and asks nobody."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.firefox import Firefox, firefox, firefox_program

CURRENT = "document.querySelector('.step[aria-current=step]')?.id"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    program = firefox_program()
    if program is None:
        pytest.skip("no Firefox is installed (on Debian: apt-get install firefox-esr)")
    with firefox(program, tmp_path_factory.mktemp("firefox")) as opened:
        yield opened


def test_firefox_tells_of_what_a_page_says_and_asks_for(running: Firefox, tmp_path: Path) -> None:
    """Else the next test would show nothing."""
    noisy = tmp_path / "noisy.html"
    noisy.write_text(
        "<!DOCTYPE html><html data-ready=1><meta charset=utf-8><title>x</title>"
        "<script>console.warn('a word'); setTimeout(() => { nothing.at.all; });</script>"
        "<img src='http://192.0.2.1/x.png'>"
    )
    running.open(noisy)
    running.wait("return document.readyState === 'complete'")

    told = running.complaints()
    assert "console.warn: a word" in [line.replace('"', "") for line in told]
    assert "asked for http://192.0.2.1/x.png" in told
    assert any("nothing is not defined" in line for line in told)


def test_the_page_works_in_firefox_and_says_nothing(running: Firefox, crossing_file: Path) -> None:
    running.open(crossing_file)
    running.press("ArrowRight", "ArrowRight")
    running.wait(f"return {CURRENT} === 'step-2'")
    running.press("End")
    running.wait(f"return !{CURRENT}")
    running.click("#tab-places")
    running.click("#view-places .place-link")
    running.wait("return document.activeElement.classList.contains('popup')")
    running.press("Escape")
    running.wait("return !document.querySelector('.popup')")
    running.click("#tab-text")
    running.click(".mention")
    running.click(".popup-title .link")
    running.click(".timeline-toggle")
    running.click("#views > .icon")
    running.type(".search-input", "Valparaíso")
    running.wait("return document.querySelector('.search-told').textContent")

    assert running.run("return [...document.querySelectorAll('canvas')].every((one) => one.width > 300)")
    assert running.complaints() == []


def test_the_map_is_drawn_in_firefox(running: Firefox, crossing_file: Path) -> None:
    running.open(crossing_file)
    running.wait(
        """const world = document.querySelector('canvas');
        const { data } = world.getContext('2d').getImageData(0, 0, world.width, world.height);
        return new Set(new Uint32Array(data.buffer)).size > 20"""
    )

    assert running.run("return document.querySelectorAll('.pin:not([hidden])').length") > 3
