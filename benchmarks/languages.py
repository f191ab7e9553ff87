"""How well other languages than English are read: places, dates and events, against stories by editors.

    python -m benchmarks.languages GOLD… --stories FOLDER [--all] [--dates]

GOLD are texts with all their places (XX.jsonl), the folder has the stories of each language (FOLDER/XX). The
encoder was trained without one fold of them (``training.corpora.fold_of``): without ``--all`` only that fold
counts. ``--dates`` reads the dates alone, which nothing was trained on, so those of all texts.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.story_dates import verdict_of
from places import locate
from places.evaluate import GoldDocument
from places.gazetteer.distance import km_between
from places.model import Located
from storymap.api import tell_document
from storymap.model import Story
from training.corpora import fold_of, read_gold

HELD_OUT = 0
# A quote tells a gold event if they share so much of the shorter one.
SHARED = 0.5


@dataclass(slots=True)
class Tally:
    """What was counted of a language."""

    places: Counter[str] = field(default_factory=Counter)
    dates: Counter[str] = field(default_factory=Counter)
    events: Counter[str] = field(default_factory=Counter)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--stories", type=Path, required=True, help="the folder of the gold stories")
    parser.add_argument("--all", action="store_true", help="count the texts that were trained on, too")
    parser.add_argument("--dates", action="store_true", help="the dates alone, of all texts")
    options = parser.parse_args()
    if options.dates:
        _report_dates(options.gold, options.stories)
        return
    print(f"{'':4}{'texts':>6}  places: P    R    F1  placed right | dates: all  right  year unsaid | "
          "events: P    R    F1  date  place")  # fmt: skip
    for path in options.gold:
        texts = [g for g in read_gold([path]) if options.all or fold_of(g.document.id) == HELD_OUT]
        tally = Tally()
        for gold in texts:
            judge(gold, options.stories, tally)
        if texts:
            print(_row(path.stem, len(texts), tally))


def _report_dates(paths: Sequence[Path], stories: Path) -> None:
    """Print how many dates of each language are read right, and of those whose year is said before."""
    for path in paths:
        counts: Counter[str] = Counter()
        for gold in read_gold([path]):
            told = _story_of(gold, stories)
            counts.update(verdict_of(gold.document, *told) if told else ())
        dates = sum(counts.values())
        said = _share(counts["right"], dates - counts["yearless"])
        print(f"{path.stem:4}{dates:6} {_share(counts['right'], dates)} {said} {dict(counts)}")


def _story_of(gold: GoldDocument, stories: Path) -> tuple[dict, dict] | None:
    """Return a text's story as its two files have it, None where there is none."""
    folder, _, name = gold.document.id.partition("-")
    path = stories / folder / f"{name}.gold.json"
    if not path.exists():
        return None
    told = json.loads(path.read_text(encoding="utf-8"))
    return told, json.loads((stories / folder / f"{name}.json").read_text(encoding="utf-8"))


def judge(gold: GoldDocument, stories: Path, tally: Tally) -> None:
    """Count what is right of one text."""
    _judge_places(gold, locate(gold.document), tally.places)
    told = _story_of(gold, stories)
    if told:
        placed = told[1]
        tally.dates.update(verdict_of(gold.document, *told))
        _judge_events(tell_document(gold.document), placed, tally.events)


def _judge_places(gold: GoldDocument, located: Sequence[Located], counts: Counter[str]) -> None:
    asked = {(t.start, t.end): t for t in gold.asked}
    found = {(o.mention.start, o.mention.end): o for o in located}
    counts.update(asked=len(asked), found=len(found), both=len(asked.keys() & found.keys()))
    for span in asked.keys() & found.keys():
        wanted, place = asked[span], found[span].place
        if wanted.lat is not None and wanted.lon is not None and place is not None:
            near = km_between(wanted.lat, wanted.lon, place.lat, place.lon) <= wanted.radius_km
            counts.update(placed=1, right=int(near))


def _judge_events(story: Story, placed: dict, counts: Counter[str]) -> None:
    """Count events by the words that tell them, and of those found whether date and place are right."""
    points = {place["name"]: place for place in placed["places"]}
    pairs = list(_aligned(story, placed["events"]))
    optional = sum(bool(event.get("optional")) for event in placed["events"])
    counts.update(
        gold=len(placed["events"]) - optional,
        told=len(story.events) - sum(bool(event.get("optional")) for _, event in pairs),
    )
    for own, event in pairs:
        if event.get("optional"):
            continue
        days = (str(own.when.earliest or ""), str(own.when.latest or ""))
        wanted = event.get("earliest") or "", event.get("latest") or ""
        near = any(
            p["lat"] is not None
            and km_between(p["lat"], p["lon"], w.place.lat, w.place.lon) <= p["radius_km"]
            for p in (points[name] for name in event["places"])
            for w in own.where
        )
        counts.update(aligned=1, dated=int(days == wanted), put=int(near))


def _aligned(story: Story, events: Sequence[dict]) -> Iterator[tuple]:
    """Yield pairs of told and gold events, those that share the most words first, each but once."""
    shared = []
    for i, own in enumerate(story.events):
        for k, event in enumerate(events):
            begin, end = event["quote"]
            common = min(end, own.quote.end) - max(begin, own.quote.start)
            if common >= SHARED * min(end - begin, own.quote.end - own.quote.start):
                shared.append((2 * common / (end - begin + own.quote.end - own.quote.start), i, k))
    used_own: set[int] = set()
    used: set[int] = set()
    for _, i, k in sorted(shared, key=lambda one: (-one[0], one[1], one[2])):
        if i not in used_own and k not in used:
            used_own.add(i)
            used.add(k)
            yield story.events[i], events[k]


def _row(language: str, texts: int, tally: Tally) -> str:
    p, d, e = tally.places, tally.dates, tally.events
    dates = sum(d.values())
    places = f"{_scores(p['both'], p['found'], p['asked'])}  {_share(p['right'], p['placed'])}"
    read = f"{_share(d['right'], dates)} {_share(d['right'], dates - d['yearless'])}"
    events = _scores(e["aligned"], e["told"], e["gold"])
    facts = f"{_share(e['dated'], e['aligned'])} {_share(e['put'], e['aligned'])}"
    return f"{language:4}{texts:6}  {places} ({p['placed']:4}) | {dates:5} {read} | {events}  {facts}"


def _scores(both: int, found: int, asked: int) -> str:
    precision, recall = both / found if found else 0.0, both / asked if asked else 0.0
    f1 = 2 * precision * recall / (precision + recall) if both else 0.0
    return f"{precision:.2f} {recall:.2f} {f1:.3f}"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "    –"


if __name__ == "__main__":
    main()
