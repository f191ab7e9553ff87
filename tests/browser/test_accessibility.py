"""What axe-core finds, at three widths, light and dark, in every mode; and what it cannot: keys, sizes."""

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import expect

import storymap
from places.model import Document, Place
from storymap.model import Day, Event, Span, Story, StoryPlace, When, Where
from storymap.page import page

AXE = Path(os.environ.get("AXE_CORE", Path(__file__).parent / "node_modules/axe-core/axe.min.js"))
ROOT = Path(__file__).parents[2]
SAMPLE = ROOT.parent / "shared" / "examples" / "medal-2020.txt"
MODES = {
    "start": [],
    "step": ["ArrowRight", "ArrowRight", "ArrowRight"],
    "end": ["End"],
    "text": ["tab:Text"],
    "places": ["tab:Places"],
    "popup": ["popup"],
    "sheets": ["button:Layers", "button:More", "summary:Legend"],
    "time window": ["button:Choose a time"],
    "search": ["tab:Read", "button:Search the story", "type:a"],
    "search in places": ["tab:Places"],
    "slides": [
        "button:Search the story",
        "tab:Read",
        "button:More",
        "check:One step at a time",
        "Escape",
        "Home",
        "ArrowRight",
    ],
    "last slide": ["End"],
}


@pytest.fixture(scope="session")
def axe():
    assert AXE.is_file(), "axe-core is not there; install it: npm install --prefix tests/browser"
    return AXE.read_text(encoding="utf-8")


def act(tab, action):
    kind, _, name = action.partition(":")
    if kind == "tab":
        tab.get_by_role("tab", name=name).click()
    elif kind == "button":
        tab.get_by_role("button", name=name, exact=True).click()
    elif kind == "summary":
        tab.locator("summary", has_text=name).click()
    elif kind == "check":
        tab.get_by_role("checkbox", name=name).check()
    elif kind == "type":
        tab.get_by_role("searchbox").fill(name)
    elif kind == "popup":
        tab.locator("#view-places .place-link").last.click()
        expect(tab.locator(".popup")).to_be_visible()
    else:
        tab.keyboard.press(kind)


def faults(tab, axe):
    tab.wait_for_timeout(300)
    tab.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    tab.evaluate(axe)
    found = tab.evaluate(
        "axe.run(document, { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } })"
    )
    return [
        f"{fault['id']} ({fault['impact']}): {node['html'][:160]} — {node['failureSummary'][:300]}"
        for fault in found["violations"]
        for node in fault["nodes"]
    ]


@pytest.fixture(scope="session")
def story_file(crossing_file, tmp_path_factory):
    """Return a function from a story's name to its page: of the sample article, an example, or the voyage."""
    made = {"crossing": crossing_file}
    folder = tmp_path_factory.mktemp("stories")

    def path_of(name):
        text = SAMPLE if name == "sample" else ROOT / "examples" / f"{name}.txt"
        if name not in made and not text.is_file():
            pytest.skip("the sample article lies beside the project, in ../shared, and is not there")
        if name not in made:
            made[name] = folder / f"{name}.html"
            made[name].write_text(page(storymap.read(text, published=date(2020, 5, 6))), encoding="utf-8")
        return made[name]

    return path_of


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 768, 1440])
@pytest.mark.parametrize("name", ["sample", "crossing", "letters-home", "the-long-march-of-the-cholera"])
def test_axe_finds_nothing(reader, story_file, axe, name, width, scheme):
    tab = reader.open(story_file(name), width=width, height=800, color_scheme=scheme)
    found = {}
    for mode, actions in MODES.items():
        for action in actions:
            act(tab, action)
        found[mode] = faults(tab, axe)
        tab.evaluate("story_map.closePopup()")

    assert [f"{mode}: {fault}" for mode, faults_of in found.items() for fault in faults_of] == []


@pytest.mark.parametrize("width", [360, 1440])
def test_axe_finds_nothing_without_scripts(reader, crossing_file, axe, width):
    """The article that is left; axe itself needs scripts, so the page's own are taken out instead."""
    html = crossing_file.read_text(encoding="utf-8")
    bare = crossing_file.with_name("host.html")
    start = html.index("<script>/* @preserve")
    bare.write_text(html[:start] + "</body></html>", encoding="utf-8")
    tab = reader.open(bare, width=width)
    tab.evaluate("document.documentElement.classList.remove('js')")

    assert faults(tab, axe) == []


@pytest.mark.parametrize("width", [320, 360, 768, 1440])
def test_nothing_is_wider_than_the_window(reader, crossing_file, width):
    tab = reader.open(crossing_file, width=width, height=640)
    for key in ("Home", "ArrowRight", "ArrowRight", "End"):
        tab.keyboard.press(key)
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
        assert tab.locator("#panel-body").evaluate("(body) => body.scrollWidth - body.clientWidth") <= 0


@pytest.mark.parametrize(("width", "least"), [(360, 44), (1440, 24)])
def test_controls_are_large_enough_for_a_finger(reader, crossing_file, width, least):
    tab = reader.open(crossing_file, width=width, height=800)
    small = tab.evaluate(
        """(least) => [...document.querySelectorAll('.primary, .quiet, .icon, [role=tab], summary')]
            .filter((e) => e.checkVisibility())
            .map((e) => [e.getBoundingClientRect(), e.textContent || e.ariaLabel])
            .filter(([b]) => b.width < Math.min(least, 40) || b.height < least).map(([, name]) => name)""",
        least,
    )

    assert small == []


def test_the_tab_key_reaches_every_control_in_reading_order(reader, crossing_file):
    tab = reader.open(crossing_file, width=1440)
    name = "(e) => e.id || e.ariaLabel || e.className"
    reached = []
    for _ in range(90):
        tab.keyboard.press("Tab")
        reached.append(tab.locator(":focus").evaluate(name) if tab.locator(":focus").count() else "")
        if tab.evaluate("document.activeElement === document.body"):
            break
    wanted = [
        "begin",
        "explore",
        "tab-read",
        "Search the story",
        "Previous",
        "Next",
        "Play",
        "More",
        "story_map",
        "Zoom in",
        "Layers",
    ]

    assert [name for name in reached if name in wanted] == wanted
    assert any(name.startswith("London") for name in reached)


def test_the_focus_is_always_seen(reader, crossing_file):
    tab = reader.open(crossing_file, width=1440)
    for _ in range(25):
        tab.keyboard.press("Tab")
        shown = tab.evaluate(
            """(() => { const e = document.activeElement, b = e.getBoundingClientRect();
                const s = getComputedStyle(e);
                return [s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2,
                        b.top >= -1 && b.bottom <= innerHeight + 1, e.outerHTML.slice(0, 80)]; })()"""
        )
        assert shown[0], shown
        assert shown[1], shown


def test_the_map_can_be_moved_by_keys_and_by_buttons(reader, crossing_file):
    tab = reader.open(crossing_file)
    tab.locator(".folium-map").focus()
    tab.keyboard.press("Shift")
    before = tab.evaluate("story_map.getCenter().lng")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Shift+Tab")
    tab.keyboard.press("ArrowRight")
    tab.wait_for_timeout(200)
    assert tab.evaluate("story_map.getCenter().lng") > before
    zoom = tab.evaluate("story_map.getZoom()")
    tab.get_by_role("button", name="Zoom in").click()
    tab.wait_for_timeout(400)

    assert tab.evaluate("story_map.getZoom()") > zoom


def test_arrow_keys_change_the_view_while_a_tab_has_the_focus(story_tab):
    story_tab.get_by_role("tab", name="Read").focus()
    story_tab.keyboard.press("ArrowRight")

    expect(story_tab.get_by_role("tab", name="Text")).to_be_focused()
    expect(story_tab.locator("#view-text")).to_be_visible()
    expect(story_tab.locator(".walk-place")).to_have_text("Overview")


def long_story():
    """Return 240 events at 60 places, so many that moments share columns and markers share places."""
    towns = [
        Place(id=f"x:{n}", name=f"Town {n}", lat=40 + n % 8, lon=-8 + n % 31, feature="PPL", country="ES")
        for n in range(60)
    ]
    lines = [f"On day {n} the post rider came to Town {n % 60}." for n in range(240)]
    starts = [sum(len(line) + 1 for line in lines[:n]) for n in range(240)]
    events = tuple(
        Event(
            id=f"e{n}",
            title=f"Ride {n}",
            quote=Span(start=starts[n], end=starts[n] + len(lines[n]), text=lines[n]),
            when=When(earliest=Day(1700 + n // 4, 1 + n % 12, 1), latest=Day(1700 + n // 4, 1 + n % 12, 20)),
            where=(Where(place=towns[n % 60]),),
            narrative=n + 1,
            chronological=n + 1,
        )
        for n in range(240)
    )
    places = tuple(StoryPlace(place=town, mentions=()) for town in towns)
    return Story(document=Document(text="\n".join(lines), title="Post"), places=places, events=events)


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1440, "light")])
def test_axe_finds_nothing_in_a_long_story(reader, axe, tmp_path, width, scheme):
    (tmp_path / "long.html").write_text(page(long_story()), encoding="utf-8")
    tab = reader.open(tmp_path / "long.html", width=width, color_scheme=scheme)
    tab.keyboard.press("ArrowRight")
    expect(tab.locator("[data-form=crowd]").first).to_be_visible()
    assert faults(tab, axe) == []
    tab.keyboard.press("End")
    expect(tab.locator("#ending")).to_be_in_viewport()

    assert faults(tab, axe) == []


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1440, "dark")])
def test_axe_finds_nothing_in_a_page_from_right_to_left(reader, crossing, axe, tmp_path, width, scheme):
    told = replace(crossing, document=replace(crossing.document, language="ar"))
    (tmp_path / "arabic.html").write_text(page(told, theme="plain"), encoding="utf-8")
    tab = reader.open(tmp_path / "arabic.html", width=width, color_scheme=scheme)
    tab.keyboard.press("ArrowLeft")
    tab.keyboard.press("ArrowLeft")

    assert faults(tab, axe) == []


@pytest.mark.parametrize("width", [360, 1440])
def test_axe_finds_nothing_when_one_step_is_shown_at_a_time(reader, crossing_file, axe, width):
    tab = reader.open(crossing_file, width=width)
    tab.get_by_role("button", name="More", exact=True).click()
    tab.get_by_role("checkbox", name="One step at a time").check()
    tab.keyboard.press("Escape")
    for key in ("ArrowRight", "End"):
        tab.keyboard.press(key)
        assert faults(tab, axe) == []
