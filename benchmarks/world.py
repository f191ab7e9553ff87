"""How places of the wide world are read: ``python -m benchmarks.world [--each 40] [--wrong] [--json]``.

Sentences made from the gazetteer (training/world.py), in forms and with places that nothing was trained on:
pairs and lists of well-known cities, with and without their countries, emigrants, one small American or
British place with its state or county, places of antiquity, namesakes in one sentence, states, rivers and
capes, and, against them, local news in which the near one is meant. For each kind: right of what was asked
with the names given, and found and right from raw text. A place is right within 161 km, a country or state
within its radius.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from places import locate
from places.evaluate import GoldDocument, GoldToponym, Share, calibration, is_right
from places.model import Located
from training.world import made, read_ancient, read_forms

FORMS = Path(__file__).with_name("world.txt")
ANCIENT = Path(__file__).with_name("world-ancient.csv")
SEED = 1848


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered to one name: with the names given, and from raw text (None: not found)."""

    kind: str
    text: str
    gold: GoldToponym
    given: Located | None
    found: Located | None


def documents(each: int) -> Iterator[GoldDocument]:
    """Yield the benchmark's sentences, the same for the same gazetteer."""
    return made(read_forms(FORMS), "test", read_ancient(ANCIENT), each=each, seed=SEED)


def answers(gold: GoldDocument) -> Iterator[Answer]:
    """Yield what is answered to the names of a sentence."""
    text = gold.document.text
    spans = [(item.start, item.end) for item in gold.toponyms]
    given = {(one.mention.start, one.mention.end): one for one in locate(gold.document, spans=spans)}
    found = {(one.mention.start, one.mention.end): one for one in locate(gold.document)}
    for item in gold.placed:
        span = item.start, item.end
        yield Answer(gold.corpus.removeprefix("made-"), text, item, given.get(span), found.get(span))


def _is_right(answer: Located | None, gold: GoldToponym) -> bool:
    return answer is not None and is_right(gold, answer.place)


def _rows(results: Sequence[Answer]) -> dict[str, dict[str, float]]:
    """Return the shares of each kind and of all."""
    rows = {}
    for kind in (*dict.fromkeys(one.kind for one in results), "all"):
        part = [one for one in results if kind in (one.kind, "all")]
        rows[kind] = {
            "names": len(part),
            "given right": Share(sum(_is_right(a.given, a.gold) for a in part), len(part)).value,
            "found": Share(sum(a.found is not None for a in part), len(part)).value,
            "found right": Share(sum(_is_right(a.found, a.gold) for a in part), len(part)).value,
        }
    return rows


def _calibration(results: Sequence[Answer]) -> float:
    placed = [(a.given.confidence, _is_right(a.given, a.gold)) for a in results if a.given and a.given.place]
    return calibration(placed)[1]


def _wrong(results: Sequence[Answer]) -> Iterator[str]:
    for one in results:
        if not _is_right(one.given, one.gold):
            place = one.given.place if one.given else None
            got = f"{place.name}, {place.country}" if place else one.given.why if one.given else "not asked"
            sure = one.given.confidence if one.given else 0.0
            yield f"{one.kind}: {one.gold.text} is {got} ({sure:.2f}) in “{' '.join(one.text.split())}”"


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--each", type=int, default=40, help="sentences of each form")
    parser.add_argument("--wrong", action="store_true", help="also list what is wrong with the names given")
    parser.add_argument("--json", action="store_true", help="one JSON object for programs")
    options = parser.parse_args()
    results = [answer for gold in documents(options.each) for answer in answers(gold)]
    rows = _rows(results)
    if options.json:
        print(json.dumps({"kinds": rows, "calibration": _calibration(results)}))
        return
    print(f"{'':10} names  given right  found  found right")
    for kind, row in rows.items():
        shares = f"{row['given right']:11.3f}  {row['found']:5.3f}  {row['found right']:11.3f}"
        print(f"{kind:10} {row['names']:5}  {shares}")
    print(f"expected calibration error, names given: {_calibration(results):.3f}")
    for line in _wrong(results) if options.wrong else ():
        print(line)


if __name__ == "__main__":
    main()
