"""Makes the pictures of docs/ from the examples' texts: ``python -m tools.screenshots [FOLDER]``.

Each text goes the way of every text, through ``storymap.read`` and the page; a headless Chromium opens the
page without a network and walks to a step. The pictures are cut to 256 colours, which a page of flat colours
does not show, and are a third as heavy so.
"""

import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

import storymap
from storymap.export import save
from tools.browser import headless_browser

ROOT = Path(__file__).resolve().parents[1]
COLOURS = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """A picture: of an example at a step (0: the overview), in a window of some pixels, light or dark.

    ``editing``: its page carries the editor, which is open at this tab.
    """

    name: str
    text: str
    step: int
    size: tuple[int, int]
    scheme: str = "light"
    published: date | None = None
    editing: str = ""


_MEDAL = {"text": "medal-in-pyongyang", "published": date(2020, 5, 7)}
SHOTS = (
    Shot(name="screenshot", step=2, size=(1440, 900), **_MEDAL),
    Shot(name="screenshots/dark", step=3, size=(1440, 900), scheme="dark", **_MEDAL),
    Shot(name="screenshots/tablet", step=1, size=(768, 1024), text="the-long-march-of-the-cholera"),
    Shot(name="screenshots/phone", step=2, size=(360, 740), **_MEDAL),
    Shot(name="screenshots/editing", step=0, size=(1280, 800), editing="Doubts", text="letters-home"),
    Shot(name="screenshots/editing-event", step=0, size=(1280, 800), editing="Events", text="letters-home"),
    Shot(name="screenshots/journey", step=0, size=(1440, 900), text="letters-home"),
)


def main(arguments: Sequence[str]) -> int:
    """Make the pictures in the folder that is named, or in docs, and print their sizes."""
    target = Path(arguments[0]) if arguments else ROOT / "docs"
    with tempfile.TemporaryDirectory() as folder, headless_browser() as browser:
        for shot in SHOTS:
            page = Path(folder) / f"{shot.text}{'.edit' if shot.editing else ''}.html"
            if not page.exists():
                text = ROOT / "examples" / f"{shot.text}.txt"
                save(storymap.read(text, published=shot.published), page, editable=bool(shot.editing))
            path = target / f"{shot.name}.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(few_colours(taken(browser, page, shot)))
            print(f"{path.relative_to(target)}: {path.stat().st_size / 1000:.0f} kB")
    return 0


def taken(browser: Browser, page: Path, shot: Shot) -> bytes:
    """Return a picture of a page at a step, as PNG."""
    width, height = shot.size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if shot.scheme == "dark" else "light",
        reduced_motion="reduce",
        offline=True,
    )
    tab = context.new_page()
    tab.goto(f"{page.as_uri()}#step-{shot.step}")
    tab.wait_for_selector("html[data-ready]")
    if shot.editing:
        tab.get_by_role("button", name="Edit", exact=True).click()
        tab.get_by_role("tab", name=shot.editing, exact=True).click()
        if shot.editing == "Doubts":
            to_choices(tab)
        if shot.editing == "Events":
            tab.locator('[data-key="event-1"]').click()
    tab.wait_for_timeout(1000)  # the map draws its labels when it rests
    picture = tab.screenshot()
    context.close()
    return picture


def to_choices(tab: Page) -> None:
    """Go on in the editor's queue to a name that may mean several places, if there is one."""
    tab.get_by_role("checkbox", name="Every name").check()
    for _ in range(50):
        if tab.locator(".edit-candidate").count() > 2:
            return
        tab.keyboard.press("ArrowDown")


def few_colours(png: bytes) -> bytes:
    """Return a PNG with at most 256 colours, the same for the same picture."""
    reduced = Image.open(BytesIO(png)).convert("RGB").quantize(COLOURS, dither=Image.Dither.FLOYDSTEINBERG)
    found = BytesIO()
    reduced.save(found, "PNG", optimize=True)
    return found.getvalue()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
