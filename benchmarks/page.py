"""How heavy and how fast a page is: ``python -m benchmarks.page [--lighthouse] [NAME or TEXT FILE…]``.

Draws the pages of the examples, or of the texts that are named, and of random journeys of 2,000 and 20,000
events, opens them in a headless
Chromium (1440 × 900 pixels, no network, the reader's motion on) and prints for each: the bytes of the page,
as it is and gzipped; the gzipped bytes of its scripts, Leaflet's among them; the seconds that Python took to
draw it; the seconds from the navigation until the first frame in which all of it works; the milliseconds from
a key to the frame that shows the next step; and the median and the 95th percentile of the milliseconds
between frames while the wheel scrolls through the panel. Exit status 1 if a page is over a limit.

``--lighthouse`` prints the scores of Lighthouse too (npx fetches it), of pages that a gzipping server on
this machine hands out: the medians of three runs on a phone and of three on a desk; 95 is the least.
"""

import argparse
import gzip
import re
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

import storymap
from benchmarks.lighthouse import FORMS, LEAST, measured_by_lighthouse
from benchmarks.long_stories import long_story
from storymap.model import Story
from storymap.page import page
from tools.browser import headless_browser

EXAMPLES = Path(__file__).parents[1] / "examples"
STEPS = 9
WHEEL = {"turns": 90, "pixels": 120}

# What the page can be late for: until the first frame after the page is ready.
_WATCH = """new MutationObserver((changes, observer) => {
  if (!document.documentElement?.dataset.ready) return;
  observer.disconnect();
  requestAnimationFrame(() => setTimeout(() => {
    document.documentElement.dataset.opened = performance.now();
  }));
}).observe(document, { subtree: true, childList: true, attributes: true })"""

_STEP = """() => new Promise((done) => {
  const start = performance.now();
  document.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
})"""

_FRAMES = """() => {
  globalThis.frames_ms = [];
  let last = performance.now();
  const frame = (now) => { frames_ms.push(now - last); last = now; requestAnimationFrame(frame); };
  requestAnimationFrame(frame);
}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The most that a page may take: gzipped bytes, seconds to open, milliseconds a frame at the median."""

    size: float = float("inf")
    scripts: float = 90_000
    opened: float = float("inf")
    frame: float = float("inf")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A story to draw, made when it is its turn, and what its page may take."""

    story: Callable[[], Story]
    limits: Limits


def cases() -> dict[str, Case]:
    """Return the stories by name."""
    return {
        **{path.stem: text_case(path) for path in sorted(EXAMPLES.glob("*.txt"))},
        "2000": Case(story=lambda: long_story(2_000, 500), limits=Limits(opened=2.0, frame=50)),
        "20000": Case(story=lambda: long_story(20_000, 2_000), limits=Limits()),
    }


def text_case(path: Path) -> Case:
    """Return the story of a text, as ``storymap build`` reads it, and what a page of its size may take."""
    return Case(
        story=lambda: storymap.read(path, published=date(2020, 5, 7)),
        limits=Limits(size=300_000, opened=1.0, frame=50),
    )


def chosen_cases(names: Sequence[str]) -> dict[str, Case]:
    """Return the stories of these names and text files; all that have a name, if none is given.

    Raises:
        ValueError: there is no such story and no such file.
    """
    known = cases()
    if unknown := [name for name in names if name not in known and not Path(name).is_file()]:
        raise ValueError(f"neither a text file nor one of {', '.join(known)}: {', '.join(unknown)}")
    return {Path(name).stem: known.get(name) or text_case(Path(name)) for name in names} or known


def main() -> int:
    """Measure the pages and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("name", nargs="*", help="only these, or texts in files; else all")
    parser.add_argument("--lighthouse", action="store_true")
    options = parser.parse_args()
    try:
        chosen = chosen_cases(options.name)
    except ValueError as error:
        parser.error(str(error))
    head = ("story", "kB", "kB gz", "JS gz", "draw s", "open s", "step ms", "frame ms", "95 %")
    print(f"{head[0]:30}" + "".join(f"{title:>9}" for title in head[1:]))
    over: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        paths = {name: Path(folder) / f"{name}.html" for name in chosen}
        with headless_browser() as browser:
            for name, case in chosen.items():
                over += [f"{name}: {what}" for what in measured(name, case, paths[name], browser)]
        for name in chosen if options.lighthouse else ():
            over += [f"{name}: {what}" for what in scored(name, paths[name])]
    for line in over:
        print(f"over the limit: {line}")
    return int(bool(over))


def measured(name: str, case: Case, path: Path, browser: Browser) -> list[str]:
    """Draw a page, print its row, and return the names of what is over its limit."""
    story = case.story()
    start = time.perf_counter()
    html = page(story)
    drawn = time.perf_counter() - start
    path.write_text(html, encoding="utf-8")
    size, scripts = gzipped(html), sum(map(gzipped, scripts_of(html)))
    seen = watched(path, browser)
    figures = [len(html.encode()) / 1e3, size / 1e3, scripts / 1e3, drawn, seen["opened"], seen["step"]]
    columns = [*figures, seen["frame"], seen["slow"]]
    print(f"{name:30}" + "".join(f"{n:9.0f}" if n >= 10 else f"{n:9.2f}" for n in columns), flush=True)
    limits = case.limits
    limited = {"size": size, "scripts": scripts, "opened": seen["opened"], "frame": seen["frame"]}
    return [what for what, value in limited.items() if value > getattr(limits, what)]


def scored(name: str, path: Path) -> list[str]:
    """Print what Lighthouse says of a page, and return the categories that are under the least."""
    under: list[str] = []
    for form in FORMS:
        found = measured_by_lighthouse(path, form)
        told = " · ".join(f"{category} {score}" for category, score in found.scores.items())
        print(f"{name}, {form}: {told}; {', '.join(found.faults) or 'nothing found'}", flush=True)
        under += [f"{category} on {form}" for category, score in found.scores.items() if score < LEAST]
    return under


def gzipped(text: str) -> int:
    """Return the bytes of a text, gzipped."""
    return len(gzip.compress(text.encode(), 9))


def scripts_of(html: str) -> list[str]:
    """Return the scripts of a page that run, in order."""
    return re.findall(r"<script>(.*?)</script>", html, re.DOTALL)


def watched(path: Path, browser: Browser) -> dict[str, float]:
    """Return how fast a page is: "opened" in seconds; "step", "frame" and "slow" in milliseconds.

    Raises:
        AssertionError: the page complained, or asked for something.
    """
    opened = [_opened(path, browser) for _ in range(3 if path.stat().st_size < 10_000_000 else 1)]
    tab = _tab(path, browser)
    steps = []
    for _ in range(STEPS):
        steps.append(tab.evaluate(_STEP))
        tab.wait_for_timeout(400)
    tab.wait_for_timeout(1000)
    frames = _scrolled(tab)
    tab.context.close()
    return {
        "opened": statistics.median(opened),
        "step": statistics.median(steps),
        "frame": statistics.median(frames),
        "slow": statistics.quantiles(frames, n=20)[-1],
    }


def _opened(path: Path, browser: Browser) -> float:
    tab = _tab(path, browser)
    milliseconds = tab.locator("html").get_attribute("data-opened")
    tab.context.close()
    return float(milliseconds or "nan") / 1000


def _tab(path: Path, browser: Browser) -> Page:
    tab = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True).new_page()
    tab.set_default_timeout(120_000)
    tab.on("console", _complain)
    tab.on("pageerror", _complain)
    tab.add_init_script(_WATCH)
    tab.goto(path.as_uri())
    tab.wait_for_selector("html[data-opened]")
    return tab


def _complain(what: Any) -> None:
    raise AssertionError(f"the page complains: {getattr(what, 'text', what)}")


def _scrolled(tab: Page) -> list[float]:
    """Return the milliseconds between frames while the wheel turns over the panel."""
    tab.mouse.move(200, 500)
    tab.evaluate(_FRAMES)
    for _ in range(WHEEL["turns"]):
        tab.mouse.wheel(0, WHEEL["pixels"])
        tab.wait_for_timeout(16)
    return [float(ms) for ms in tab.evaluate("frames_ms")]


if __name__ == "__main__":
    raise SystemExit(main())
