"""Gold stories → which words tell an event or a movement, and which mentions and dates belong to them.

A story lies in FOLDER/NAME.json, with offsets, and FOLDER/NAME.gold.json, with the words that tell and date
each event; its text's id is FOLDER-NAME.
"""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from places.evaluate import GoldDocument, GoldToponym
from places.gazetteer.distance import km_between

IGNORED = -100
# From here on are the scripts that part no words: Chinese, Japanese.
UNSPACED = "\u3000"
EVENT, MOVEMENT = 1, 2
PLACE, WHEN = 0, 1
# A mention farther than this from a word that tells an event is no candidate for it, in characters.
REACH = 900

# Of PLACE or WHEN, the word that tells, the other word, and whether they belong together.
Link = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Told:
    """What a text tells: its words that tell something (offset → label), and links between offsets."""

    triggers: dict[int, int]
    links: tuple[Link, ...]


def read_story(folder: Path, gold: GoldDocument) -> Told | None:
    """Return what a gold document tells by the stories in a folder, or None where there is no such story."""
    genre, _, name = gold.document.id.partition("-")
    written, with_offsets = folder / genre / f"{name}.gold.json", folder / genre / f"{name}.json"
    if not written.exists() or not with_offsets.exists():
        return None
    events = json.loads(written.read_text(encoding="utf-8"))["events"]
    story = json.loads(with_offsets.read_text(encoding="utf-8"))
    points = {place["name"]: place for place in story["places"]}
    text = gold.document.text
    triggers: dict[int, int] = {}
    links: list[Link] = []
    dates = _dates(text, events, story["events"])
    for event, placed, own in zip(events, story["events"], dates, strict=True):
        begin, end = placed["quote"]
        at = _word(text, event["trigger"], begin, end)
        if at is None:
            continue
        label = MOVEMENT if event.get("kind") == "movement" else EVENT
        triggers[at] = IGNORED if event.get("optional") else label
        for telling in placed.get("also", ()):
            triggers |= _other_telling(text, event["trigger"], telling, label)
        links += _place_links(gold, at, (begin, end), [points[name] for name in event["places"]])
        links += [
            (WHEN, at, date, int(date == own)) for date in set(dates) - {None} if own and _near(at, date)
        ]
    return Told(triggers, tuple(links))


def told_words(told: Told, starts: Sequence[int]) -> tuple[list[int], list[Link]]:
    """Return the label of each word, and the links between numbers of words, of words that start there."""

    def number(offset: int) -> int:
        return max(0, bisect_right(starts, offset) - 1)

    labels = [0] * len(starts)
    for offset, label in told.triggers.items():
        labels[number(offset)] = label
    return labels, [(kind, number(a), number(b), right) for kind, a, b, right in told.links]


def _near(a: int, b: int) -> bool:
    return abs(a - b) <= REACH


def _word(text: str, word: str, begin: int, end: int) -> int | None:
    pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, word.split())) + r"(?!\w)"
    if word[:1] >= UNSPACED:
        pattern = r"\s*".join(map(re.escape, word.split()))
    match = re.compile(pattern, re.IGNORECASE).search(text, begin, end) if word.strip() else None
    return match.start() if match else None


def _other_telling(text: str, trigger: str, telling: Sequence[int], label: int) -> dict[int, int]:
    """Return the label of the same word in another telling; where it is not there, nothing is known."""
    begin, end = telling
    at = _word(text, trigger, begin, end)
    if at is not None:
        return {at: label}
    return {begin + match.start(): IGNORED for match in re.finditer(r"\w+", text[begin:end])}


def _dates(text: str, events: Sequence[dict], placed: Sequence[dict]) -> list[int | None]:
    """Return where the words that date each event stand: in its quote, else the last before, else after."""
    found: list[int | None] = []
    for event, own in zip(events, placed, strict=True):
        words = event.get("when_words") or ""
        words = words if isinstance(words, str) else words[0]
        begin, end = own["quote"]
        at = _word(text, words, begin, end)
        if at is None and words:
            border = "" if words >= UNSPACED else r"(?<!\w)"
            pattern = re.compile(border + r"\s+".join(map(re.escape, words.split())))
            every = [match.start() for match in pattern.finditer(text)]
            before = [offset for offset in every if offset < begin]
            at = before[-1] if before else next(iter(every), None)
        found.append(at)
    return found


def _place_links(
    gold: GoldDocument, at: int, quote: tuple[int, int], places: Sequence[dict]
) -> Iterator[Link]:
    """Yield links to the mentions near a word that tells: those of its places, and the others."""
    for place in places:
        right = [t for t in gold.asked if _names(t, place)]
        inside = [t for t in right if quote[0] <= t.start < quote[1]]
        before = [t for t in right if t.start < at]
        for toponym in inside or before[-1:] or right[:1]:
            if _near(at, toponym.start):
                yield PLACE, at, toponym.start, 1
    for toponym in gold.asked:
        if _near(at, toponym.start) and not any(_names(toponym, place) for place in places):
            yield PLACE, at, toponym.start, 0


def _names(toponym: GoldToponym, place: dict) -> bool:
    if toponym.text == place["name"]:
        return True
    if toponym.lat is None or toponym.lon is None or place["lat"] is None:
        return False
    return km_between(toponym.lat, toponym.lon, place["lat"], place["lon"]) <= min(place["radius_km"], 25)
