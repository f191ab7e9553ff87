"""Every action of the editor: by keyboard and by pointer, in the page alone and served, in two browsers."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import places
from places.gazetteer import world
from storymap.edit import EditServer, Session, edit_site
from storymap.files.corrections import load_corrections
from tests.browser.conftest import Reader
from tests.browser.firefox import Firefox, firefox, firefox_program
from tests.browser.hands import Chromium, Fox, Hands
from tests.browser.test_edit import doubtful, editable  # noqa: F401 - fixtures

COMBINATIONS = [
    (name, way, mode)
    for name in ("chromium", "firefox")
    for way in ("page", "server")
    for mode in ("keyboard", "pointer")
]


@pytest.fixture(scope="module")
def fox(tmp_path_factory) -> Iterator[Callable[[], Firefox]]:
    """Return what starts Firefox once, when it is first needed."""
    running: list[tuple[object, Firefox]] = []

    def start() -> Firefox:
        program = firefox_program()
        if program is None:
            pytest.skip("no Firefox is installed (on Debian: apt-get install firefox-esr)")
        if not running:
            opened = firefox(program, tmp_path_factory.mktemp("firefox"))
            running.append((opened, opened.__enter__()))
        return running[0][1]

    yield start
    for opened, _ in running:
        opened.__exit__(None, None, None)


@contextmanager
def served(story, folder: Path) -> Iterator[str]:
    def locate(document, gazetteer, spans):
        return places.locate(document, gazetteer=gazetteer, spans=spans)

    session = Session.begin(story, folder / "voyage.corrections.json", "voyage.txt")
    site = edit_site(session, folder / "voyage.html", gazetteer=world(), locate=locate)
    server = EditServer(site)
    with server.serving():
        yield server.address


@pytest.fixture(params=COMBINATIONS, ids="-".join)
def hands(request, reader: Reader, fox, doubtful, editable, tmp_path) -> Iterator[Hands]:  # noqa: F811
    name, way, mode = request.param
    if way == "page":
        yield opened(name, mode, editable, reader, fox)
        return
    with served(doubtful, tmp_path) as address:
        reader.own += (address.rsplit("/", 2)[0],)
        yield opened(name, mode, address, reader, fox)
        for context in reader.contexts:
            context.close()  # before its server is gone
        reader.contexts.clear()


def opened(name, mode, page, reader: Reader, fox) -> Hands:
    if name == "chromium":
        driver = Chromium(reader.open(page, offline=not isinstance(page, str)))
    else:
        running = fox()
        running.open(page)
        driver = Fox(running)
    hands = Hands(driver, mode)
    hands.run("localStorage.clear()")
    hands.press('[data-key="enter"]')
    return hands


def key(name: str) -> str:
    return f'#editor [data-key="{name}"]'


def test_doubts_and_places(hands: Hands, tmp_path):
    hands.shown(".edit-progress", "1 of ")
    hands.key_or("2", key("choose-1"))
    hands.said("Callao is Hamilton")
    hands.shown(".edit-progress", "2 of ")
    hands.key_or("Enter", key("right"))
    hands.shown(".edit-progress", "3 of ")
    hands.key_or("x", key("none"))
    hands.said("is no place")
    hands.key_or("u", key("undo"))
    hands.said("Undo: Place")
    hands.key_or("Control+y", key("redo"))
    hands.said("Redo: Place")
    hands.key_or("ArrowUp", key("previous"))
    hands.shown(".edit-progress", "3 of ")
    hands.key_or("ArrowDown", key("skip"))
    hands.shown(".edit-progress", "4 of ")

    hands.tab("places")
    names = "[...document.querySelectorAll('[data-key^=name-]')]"
    hands.run(f"{names}.find((one) => one.textContent === 'Auckland').id = 'auckland'")
    hands.press("#auckland")
    hands.shown(".edit-name", "Auckland")
    if hands.mode == "keyboard":
        hands.driver.key("s")
        hands.driver.type("Hamilton")
        hands.driver.key("Enter")
    else:
        hands.write(key("search"), "Hamilton")
        hands.press(key("run"))
    hands.shown(".edit-candidate", "Hamilton")
    if hands.mode == "keyboard":
        hands.write(key("search"), "-50.7, 166.1")
    else:
        put_by_pointer(hands)
    hands.said("Auckland is Auckland")
    hands.toggle(key("precision-area"))
    hands.wait("document.querySelector('#editor [value=area]')?.checked")
    hands.write(key("radius"), "25")
    hands.press(key("right"))
    hands.said("Auckland is right")
    hands.toggle(key("scope"))
    hands.press(key("mention-1"))
    hands.press(key("none"))
    hands.said("Auckland is no place")

    done = hands.operations()
    assert done[:2] == ["Place", "Right"]
    assert done[-2:] == ["Place", "Place"]
    kept(tmp_path, len(done))


# A point of the map where nothing stands that could be meant instead.
_FREE = """
const box = document.querySelector(".folium-map").getBoundingClientRect();
const around = [[0, 0], [20, 0], [-20, 0], [0, 20], [0, -20]];
const isFree = (one) => one.closest(".folium-map") && !one.closest(".leaflet-marker-icon");
for (let x = box.left + 120; x < box.right - 120; x += 30) {
  for (let y = box.top + 120; y < box.bottom - 160; y += 30) {
    if (around.every(([a, b]) => isFree(document.elementFromPoint(x + a, y + b)))) return [x, y];
  }
}
"""


def put_by_pointer(hands: Hands) -> None:
    """Click the map, then drag the dot."""
    x, y = hands.run(_FREE)
    hands.driver.click(x, y)
    hands.said("Auckland is Auckland")
    before = hands.run("return document.querySelector('.edit-candidate').dataset.lat")
    x, y = hands.middle(".edit-chosen")
    hands.driver.drag(x, y, x + 40, y + 30)
    hands.wait(f"document.querySelector('.edit-candidate').dataset.lat !== '{before}'")


def kept(folder: Path, count: int) -> None:
    """Before a server, the file holds what the page tells."""
    file = folder / "voyage.corrections.json"
    until = time.monotonic() + 30
    while file.exists() and len(load_corrections(file).operations) != count:
        assert time.monotonic() < until
        time.sleep(0.1)


def test_events(hands: Hands, tmp_path):
    hands.tab("events")
    hands.press(key("event-2"))
    hands.write(key("title"), "Eleven days ashore")
    hands.said("The change is kept")
    hands.write(key("date"), "1911-04")
    hands.wait("document.querySelector('#editor').textContent.includes('April 1911')")
    hands.write(key("date"), "soon")
    hands.wait("document.querySelector('#editor [data-key=date]').getAttribute('aria-invalid') === 'true'")
    hands.write(key("people"), "Marta Quispe, the harbour master")
    hands.write(key("part"), "The voyage")
    hands.toggle(key("main"))
    count = hands.run("return document.querySelectorAll('#editor [data-key^=role-]').length")
    hands.pick(key("add-place"), "Apia")
    hands.press(key("place-added"))
    hands.shown(key(f"role-{count}"), "at")
    hands.pick(key("role-0"), "from")
    hands.shown(key("role-0"), "from")
    hands.press(key(f"remove-{count}"))
    hands.wait(f"!document.querySelector('#editor [data-key=role-{count}]')")
    hands.press(key("view-take"))
    hands.shown("#editor", "Leave it to the page")
    hands.picture("media")
    hands.write(key("media-alt"), "A quay")
    hands.press(key("media-add"))
    hands.wait("document.querySelector('#editor [data-key=media-remove-0]')")
    hands.press(key("earlier"))
    hands.press(key("later"))
    hands.press(key("split"))
    hands.press(key("merge"))
    hands.press(key("back"))
    hands.press(key("event-0"))
    hands.press(key("hide"))
    hands.said("gone from the map")
    hands.press(key("event-0"))
    hands.press(key("delete"))
    hands.wait("document.querySelector('#editor [data-key=new-title]')")
    hands.pick(key("restore-at-0"), "Hamilton")
    hands.press(key("restore-0"))
    hands.said("on the map again")
    hands.write(key("new-title"), "What no text tells")
    hands.press(key("add-event"))
    hands.shown(key("title"), "What no text tells")

    done = hands.operations()
    assert done[::-1] == [
        "Headline",
        "Date",
        "People",
        "Part",
        "Weight",
        "Places",
        "Places",
        "Places",
        "Camera",
        "Pictures",
        "Order",
        "Order",
        "Parted",
        "Joined",
        "Hidden",
        "Deleted",
        "Brought back",
        "New event",
    ]
    kept(tmp_path, len(done))


def test_the_text_and_the_story(hands: Hands, tmp_path):
    hands.tab("text")
    hands.select("the harbour")
    hands.press(key("as-place"))
    hands.said("the harbour")
    hands.select("her father mended nets")
    hands.press(key("as-event"))
    hands.said("The change is kept")
    hands.select("1931")
    hands.press(key("as-date"))
    hands.said(": 1931")
    hands.select("the family")
    hands.press(key("as-person"))
    hands.said("The change is kept")
    hands.tab("story")
    hands.write(key("title"), "The chart-maker")
    hands.write(key("dek"), "A life in four ports")
    hands.write(key("author"), "Ana")
    hands.write(key("credits"), "With thanks to the museum")
    hands.pick(key("theme"), "plain")
    hands.press(key("view-take"))
    hands.wait("document.querySelector('#editor [data-key=view-leave]')")
    hands.picture("cover")
    hands.write(key("cover-alt"), "The harbour")
    hands.press(key("cover-add"))
    hands.wait("document.querySelector('#editor [data-key=cover-remove-0]')")
    hands.write(key("category-new"), "Voyage")
    hands.press(key("category-add"))
    hands.write(key("category-sign-0"), "V")
    hands.wait("document.querySelector('#editor [data-key=category-sign-0]').value === 'V'")
    hands.set(key("category-colour-0"), "#0072b2")
    hands.write(key("route-0"), "Marta's way")
    hands.set(key("route-colour-0"), "#00785a")
    hands.tab("events")
    hands.press(key("event-0"))
    hands.pick(key("category"), "Voyage")
    hands.said("The change is kept")

    done = hands.operations()
    assert done[::-1] == [
        "New place name",
        "New event",
        "Date",
        "People",
        *["Story"] * 5,
        "Opening view",
        "Pictures of the story",
        *["Categories"] * 3,
        "Traveller",
        "Colour",
        "Category",
    ]
    kept(tmp_path, len(done))
    hands.press(key("done"))
    hands.wait("document.querySelector('.opening h1')?.textContent === 'The chart-maker'")
    hands.wait("document.documentElement.dataset.ready && document.documentElement.dataset.theme === 'plain'")
    assert hands.run("return document.querySelector('.opening .dek').textContent") == "A life in four ports"
    assert "museum" in hands.run("return document.querySelector('.credits').textContent")
    assert hands.run("return document.querySelector('.opening img').alt") == "The harbour"
    assert hands.run("return document.querySelector('.step .category').textContent") == "Voyage"
    assert hands.run("return document.querySelector('.legend-category').textContent") == "V"
    shown = "return getComputedStyle(document.documentElement).getPropertyValue('--route-0')"
    assert hands.run(shown) == "#00785a"
