"""Whether the words that date an event are read as the date that an editor gives it.

A story is NAME.txt with NAME.gold.json and NAME.json: each event has its quote, the words that date it
(``when_words``), whether these words state its date or it is carried from them, and, in the latter file, its
first and last day. Only dates that words of the text state are judged, at those words: neither the events nor
what is carried to them play a part. A third of the stories, chosen by the checksum of their names, are held
back: their errors are never printed, so that the rules are not made to fit them.
"""

import json
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from places.languages import settled
from places.model import Document
from storymap.letters import read_times
from storymap.when import Time


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """One date of an editor and what was read at its words: ``verdict`` is right, missing, wide or wrong."""

    story: str
    words: str
    edtf: str
    read: str
    verdict: str
    around: str


def is_held_back(story: str) -> bool:
    """Return whether a story is one of the third that nobody looks into."""
    return zlib.crc32(story.encode()) % 3 == 0


def report(folder: Path, *, verbose: bool) -> None:
    """Print how many dates are read right, by genre, and for the stories held back."""
    judged = [one for path in sorted(folder.rglob("*.gold.json")) for one in judge(path)]
    print(f"{'':24}{'dates':>6}{'right':>7}{'missing':>9}{'wide':>6}{'wrong':>7}")
    for genre in sorted({Path(one.story).parent.name for one in judged}):
        _print(genre, [one for one in judged if Path(one.story).parent.name == genre])
    for name, held in (("read while writing", False), ("held back", True)):
        _print(name, [one for one in judged if is_held_back(Path(one.story).name) == held])
    _print("all", judged)
    for one in judged if verbose else ():
        if one.verdict != "right" and not is_held_back(Path(one.story).name):
            print(f"{one.verdict:8}{one.story} | {one.words} | {one.edtf} | {one.read or '-'} | {one.around}")


def _print(name: str, judged: Sequence[Dated]) -> None:
    counts = Counter(one.verdict for one in judged)
    share = counts["right"] / len(judged) if judged else 0.0
    print(f"{name:24}{len(judged):6}{share:7.3f}{counts['missing']:9}{counts['wide']:6}{counts['wrong']:7}")


def judge(path: Path) -> Iterator[Dated]:
    """Yield each stated date of an English story with what is read at its words."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    if gold.get("lang", "en") != "en":
        return
    name = path.name.removesuffix(".gold.json")
    text = (path.parent / f"{name}.txt").read_text(encoding="utf-8")
    day = gold.get("published", "")
    published = date.fromisoformat(day) if len(day) == len("2020-05-06") else None
    times = read_times(Document(text=text, published=published))
    days = json.loads((path.parent / f"{name}.json").read_text(encoding="utf-8"))["events"]
    for event, dated in zip(gold["events"], days, strict=True):
        wanted = dated["earliest"], dated["latest"]
        if event.get("date_basis") == "stated" and event.get("edtf") and event.get("when_words"):
            at = _place(text, event)
            if at is not None:
                yield _judged(f"{path.parent.name}/{name}", text, event, at, wanted, times)


def verdict_of(document: Document, gold: dict[str, Any], story: dict[str, Any]) -> Iterator[str]:
    """Yield the verdict on each stated date of a story in any language, given as its two files have it.

    Beside those of ``Dated``, a date is "yearless" where its day is read and its year stands nowhere before.
    """
    read = read_times(settled(document))
    for event, dated in zip(gold["events"], story["events"], strict=True):
        if event.get("date_basis") != "stated" or not event.get("edtf") or not event.get("when_words"):
            continue
        at = _place(document.text, event)
        if at is None:
            continue
        wanted = dated["earliest"], dated["latest"]
        verdict = _judged(document.id, document.text, event, at, wanted, read).verdict
        day = f"XXXX-{event['edtf'][5:]}"
        said = any(t.when.edtf == day for t in read if t.span.start < at[1] and at[0] < t.span.end)
        yield "yearless" if verdict == "missing" and said else verdict


def _place(text: str, event: dict[str, Any]) -> tuple[int, int] | None:
    """Return where the words that date an event stand: in its quote, else near it."""
    quotes = list(_spots(text, event["quote"]))
    nth = event.get("nth", 1) - 1
    if nth >= len(quotes):
        return None
    start, end = quotes[nth]
    spots = list(_spots(text, event["when_words"]))
    if not spots:
        return None
    return min(
        spots, key=lambda s: 0 if start <= s[0] < end else start - s[0] if s[0] < start else 9 * (s[0] - end)
    )


def _spots(text: str, words: str) -> Iterator[tuple[int, int]]:
    pattern = r"\s+".join(map(re.escape, words.split()))
    return (found.span() for found in re.finditer(pattern, text))


def _judged(
    story: str,
    text: str,
    event: dict[str, Any],
    at: tuple[int, int],
    wanted: tuple[str, str],
    times: Sequence[Time],
) -> Dated:
    start, end = at
    near = [t.when for t in times if t.span.start < end and start < t.span.end]
    known = [when for when in near if when.earliest or when.latest]  # a day of no year does not count
    found = [(str(w.earliest or ""), str(w.latest or "")) for w in known]
    around = text[max(0, start - 60) : start] + "[" + text[start:end] + "]" + text[end : end + 40]
    return Dated(
        story=story,
        words=event["when_words"],
        edtf=event["edtf"],
        read=" ".join(w.edtf or "" for w in known),
        verdict=_verdict(wanted, found),
        around=" ".join(around.split()),
    )


def _verdict(wanted: tuple[str, str], found: Sequence[tuple[str, str]]) -> str:
    if not found:
        return "missing"
    if wanted in found:
        return "right"
    nested = any(
        (first <= wanted[0] and wanted[1] <= last) or (wanted[0] <= first and last <= wanted[1])
        for first, last in found
    )
    return "wide" if nested else "wrong"
