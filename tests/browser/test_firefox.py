"""The page in Firefox, where there is one: it works the same, says nothing and asks nobody."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storymap.model import Story
from tests.browser.firefox import Firefox, firefox, firefox_program
from tests.browser.hosts import host, publish, serving

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

    assert running.run(
        "return [...document.querySelectorAll('.story-canvas')].every((one) => one.width > 300)"
    )
    assert running.complaints() == []


def test_the_map_is_drawn_in_firefox(running: Firefox, crossing_file: Path) -> None:
    running.open(crossing_file)
    running.wait(
        """const world = document.querySelector('canvas');
        const { data } = world.getContext('2d').getImageData(0, 0, world.width, world.height);
        return new Set(new Uint32Array(data.buffer)).size > 20"""
    )

    assert running.run("return document.querySelectorAll('.pin:not([hidden])').length") > 3


@pytest.fixture(scope="module")
def folder(crossing: Story, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish(crossing, tmp_path_factory.mktemp("firefox-site"))


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[str]:
    with serving(folder) as address:
        yield address


HEARD = "heard.filter((data) => data.type === 'storymap:{}')"


def test_five_story_maps_stand_in_the_strictest_host_and_move_nothing(
    running: Firefox, folder: Path, server: str
) -> None:
    body = "".join(f'<story-map id="m{n}" src="story.html"></story-map>' for n in range(5))
    running.visit(server + host(folder, "strict-five", body))
    # Firefox has no measure of shifts: where the host's last words stand is one.
    place = "[...document.querySelectorAll('p')].at(-1).getBoundingClientRect().top + scrollY"
    running.wait("return document.querySelector('story-map')?.getBoundingClientRect().height > 500")
    before = running.run(f"return {place}")
    for n in range(5):
        running.run(f"document.querySelector('#m{n}').scrollIntoView()")
        running.wait(f"return document.querySelector('#m{n}').steps === 12")

    assert running.run(f"return {place}") == before
    assert set(running.run(f"return {HEARD.format('height')}.map((data) => data.height)")) == {
        running.run("return document.querySelector('#m0').getBoundingClientRect().height")
    }
    running.run("document.querySelector('#m3').go(4)")
    running.wait("return stepped.includes('m34')")
    assert [each for each in running.run("return stepped") if not each.endswith("0")] == ["m34"]


def test_a_hidden_frame_says_its_height_in_firefox_when_it_is_shown(
    running: Firefox, folder: Path, server: str
) -> None:
    frame = '<iframe data-storymap style="width:100%" sandbox="allow-scripts" src="story.html"></iframe>'
    running.visit(server + host(folder, "hidden-firefox", f'<div id="box" hidden>{frame}</div>'))
    running.run("return new Promise((done) => setTimeout(done, 1000))")
    assert running.run(f"return {HEARD.format('height')}") == []
    running.run("document.querySelector('#box').hidden = false")

    running.wait("return document.querySelector('iframe').getBoundingClientRect().height >= 560")


def test_no_height_leads_to_another_in_firefox(running: Firefox, folder: Path, server: str) -> None:
    running.visit(server + host(folder, "loop-firefox", '<story-map src="story.html"></story-map>'))
    running.wait(f"return globalThis.heard && {HEARD.format('step')}.length > 0")
    for width in (1200, 930, 917, 916, 915, 600):
        running.resize(width, 600)
        running.run("return new Promise((done) => setTimeout(done, 150))")
    running.run("return new Promise((done) => setTimeout(done, 400))")
    count = running.run("return heard.length")
    running.run("return new Promise((done) => setTimeout(done, 800))")

    assert running.run("return heard.length") == count
    assert running.run(f"return {HEARD.format('height')}.length") <= 16
