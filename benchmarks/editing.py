"""How many keys it takes to put the places of an article right: ``python -m benchmarks.editing``.

Reads the article beside this file, opens its editable page in a headless Chromium without a network, and
goes through every name of it in the editor's queue by keyboard alone: Enter where the place is right, a
number where another one is, "x" where there is none, and where none of those is offered, coordinates typed
into the search. Events that are in doubt are taken as they are, by Enter. What is right stands in
editing.csv. Prints the names, the keys, the seconds that the page took for them without anybody's thinking,
and what is left of three minutes for each name; exit status 1 if the story that is left has a place that is
not where it should be, or the seconds are over three minutes.
"""

import csv
import sys
import tempfile
import time
from dataclasses import dataclass, field
from math import cos, hypot, radians
from pathlib import Path

from playwright.sync_api import Page

import storymap
from storymap.page import page
from tools.browser import headless_browser

HERE = Path(__file__).parent
LIMIT = 180.0  # seconds
NEAR = 60.0  # kilometres

Point = tuple[float, float]


@dataclass(slots=True)
class Hands:
    """The keyboard, and how often it was struck."""

    tab: Page
    keys: int = 0
    by_kind: dict[str, int] = field(default_factory=dict)

    def press(self, kind: str, *keys: str) -> None:
        """Press keys, and count them."""
        for key in keys:
            self.tab.keyboard.press(key)
        self.keys += len(keys)
        self.by_kind[kind] = self.by_kind.get(kind, 0) + 1


def main() -> int:
    """Print the figures; return the exit status."""
    with (HERE / "editing.csv").open(encoding="utf-8") as file:
        truth = {row["name"]: (float(row["lat"]), float(row["lon"])) for row in csv.DictReader(file)}
    story = storymap.read(HERE / "editing.txt")
    with tempfile.TemporaryDirectory() as folder, headless_browser() as browser:
        path = Path(folder) / "editing.html"
        path.write_text(page(story, editable=True), encoding="utf-8")
        tab = browser.new_context(reduced_motion="reduce", offline=True).new_page()
        tab.set_default_timeout(60_000)
        tab.goto(path.as_uri())
        tab.wait_for_selector("html[data-ready]")
        hands = Hands(tab)
        tab.get_by_role("button", name="Edit", exact=True).focus()
        hands.press("open", "Enter")
        tab.locator('[data-key="whole"]').focus()
        hands.press("open", "Space")
        began = time.perf_counter()
        names = walk(hands, truth)
        seconds = time.perf_counter() - began
        wrong = sum(not is_right(tab, name, truth) for name in truth)
    kinds = ", ".join(f"{count} × {kind}" for kind, count in sorted(hands.by_kind.items()))
    print(f"names: {names}\nkeys: {hands.keys} ({kinds})\nseconds without thinking: {seconds:.1f}")
    print(f"left of three minutes for each name: {(LIMIT - seconds) / max(names, 1):.1f} s\nwrong: {wrong}")
    return int(wrong > 0 or seconds > LIMIT or names < 40)


def walk(hands: Hands, truth: dict[str, Point]) -> int:
    """Decide every name and event of the queue; return how many names there were."""
    names = 0
    while True:
        told = hands.tab.evaluate(_SHOWN)
        if told is None:
            return names
        decide(hands, told, truth)
        names += not told["event"]
        hands.tab.wait_for_function(_GONE_ON, arg=told["at"])


def decide(hands: Hands, told: dict[str, object], truth: dict[str, Point]) -> None:
    """Press what a person would press for one name."""
    if told["event"]:
        hands.press("event", "Enter")
        return
    name, chosen, choices = str(told["name"]), told["chosen"], told["choices"]
    if name not in truth:
        hands.press("no place", "x")
        return
    right = [number for number, point in enumerate(choices) if is_near(point, truth[name])]  # type: ignore[arg-type]
    if chosen in right:
        hands.press("right", "Enter")
    elif right:
        hands.press("another", str(right[0] + 1))
    else:
        lat, lon = truth[name]
        hands.press("coordinates", "s", *f"{lat}, {lon}", "Enter")
        hands.tab.wait_for_function("document.querySelector('.edit-said').textContent !== ''")
        hands.tab.locator('[data-key="right"]').focus()
        hands.press("right", "Enter")


def is_near(point: Point, other: Point) -> bool:
    """Return whether two points are one place."""
    lat, lon = other
    return hypot((point[0] - lat) * 111.3, (point[1] - lon) * 111.3 * cos(radians(lat))) < NEAR


def is_right(tab: Page, name: str, truth: dict[str, Point]) -> bool:
    """Return whether the page has every mention of the name where it should be."""
    points = tab.evaluate(_PLACED, name)
    return bool(points) and all(is_near(point, truth[name]) for point in points)


_SHOWN = """() => {
  const card = document.querySelector(".edit-name");
  if (!card) return null;
  const choices = [...document.querySelectorAll(".edit-candidate")];
  return {
    event: !document.querySelector('[data-key="search"]'),
    at: document.querySelector(".edit-progress").dataset.at,
    name: card.textContent,
    chosen: choices.findIndex((one) => one.getAttribute("aria-pressed") === "true"),
    choices: choices.map((one) => [Number(one.dataset.lat), Number(one.dataset.lon)]),
  };
}"""
_GONE_ON = "(at) => document.querySelector('.edit-progress').dataset.at !== at"
_PLACED = """(name) => {
  const kept = JSON.parse(localStorage.getItem(Object.keys(localStorage)[0]));
  const base = JSON.parse(document.getElementById("edit-data").textContent).story;
  const set = kept.operations.filter((one) => one.op === "place.set" && one.at.exact === name && one.place);
  if (set.length) return [[set.at(-1).place.lat, set.at(-1).place.lon]];
  const isNamed = (one) => one.mentions.some((item) => item.text === name);
  return base.places.filter(isNamed).map((one) => [one.lat, one.lon]);
}"""

if __name__ == "__main__":
    sys.exit(main())
