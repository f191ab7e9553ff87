"""Names as other times and tongues spell them: Regenspurg is Regensburg, Fu-Kien is Fukien.

What no gazetteer has as it stands is looked up as the rules of spellings.csv rewrite it, by one of them or,
if that finds nothing, by two. A rewritten name is a guess: it stands only at a place that lies among the
text's other places, or that is large and the only large one of its name. Whole classes of spellings are
rewritten (-burgh, oo for u, w for v, doubled letters), never single names; those are in the gazetteer.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from places.errors import GazetteerError
from places.feature import is_spot, is_vast
from places.gazetteer.base import Gazetteer
from places.gazetteer.distance import km_between
from places.model import Candidate, Located, Place
from places.recognise.lexicon import LANDMARKS, STREETS

RULES = Path(__file__).with_name("spellings.csv")
NEAR_KM = 300.0
_FEWEST_LETTERS = 5
_MOST_WORDS = 3
# How many spellings of a name are looked up at most: what one name may cost is about a millisecond.
_MOST = 70
_LARGE = 200_000
_SURE_ENOUGH = 0.5
# How often such guesses are right on stories of other times: among the text's places, and without any.
_SURE_AMONG, _SURE_ALONE = 0.75, 0.5


@dataclass(frozen=True, slots=True)
class Rule:
    """What is found in a name and what is put for it; ``old`` and ``new`` are an example."""

    find: re.Pattern[str]
    put: str
    old: str
    new: str

    def rewrite(self, name: str) -> str:
        """Return the name, in small letters, rewritten, or as it was."""
        return self.find.sub(self.put, name)


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules in the order of the file.

    Raises:
        GazetteerError: a rule is no pattern, or does not make of its example what the file says.
    """
    found, faults = [], []
    with RULES.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file, strict=True), 2):
            try:
                rule = Rule(re.compile(row["find"]), row["put"], row["old"], row["new"])
                if rule.rewrite(rule.old) != rule.new:
                    faults.append(f"{RULES.name}:{number}: {rule.old} becomes {rule.rewrite(rule.old)}")
                found.append(rule)
            except re.error as error:
                faults.append(f"{RULES.name}:{number}: {row['find']} is no pattern: {error}")
    if faults:
        raise GazetteerError("\n".join(faults))
    return tuple(found)


def spellings(name: str) -> Iterator[tuple[str, ...]]:
    """Yield the spellings that one rule makes of a name, then those of two; each once, in small letters."""
    plain = name.lower()
    seen, last, left = {plain}, [plain], _MOST
    for _ in range(2):
        made = dict.fromkeys(rule.rewrite(old) for old in last for rule in rules())
        fresh = [new for new in made if new not in seen and len(new) >= _FEWEST_LETTERS - 1][:left]
        yield tuple(fresh)
        seen.update(fresh)
        last, left = fresh, left - len(fresh)


def stand_respelt(located: Sequence[Located], gazetteer: Gazetteer) -> list[Located]:
    """Return the mentions, those that no gazetteer knows at the place that another spelling of them names."""
    around = [
        item.place
        for item in located
        if item.place is not None and item.confidence >= _SURE_ENOUGH and not is_vast(item.place.feature)
    ]
    answers: dict[str, Located | None] = {}
    result = []
    for item in located:
        name = " ".join(item.mention.text.split())
        if item.place is None and not item.candidates and _may_be_respelt(item, name):
            if name not in answers:
                answers[name] = _respelt(item, name, around, gazetteer)
            if (found := answers[name]) is not None:
                item = replace(found, mention=item.mention)
        result.append(item)
    return result


def _may_be_respelt(item: Located, name: str) -> bool:
    words = name.split(" ")
    return (
        item.mention.kind == "toponym"
        and len(name) >= _FEWEST_LETTERS
        and len(words) <= _MOST_WORDS
        and words[-1].lower() not in LANDMARKS | STREETS
    )


def _respelt(item: Located, name: str, around: Sequence[Place], gazetteer: Gazetteer) -> Located | None:
    if gazetteer.matches(name):
        return None  # what it means is known, and fits nowhere
    for variants in spellings(name):
        places = _places(variants, gazetteer)
        near = [place for place in places if _is_among(place, around)]
        large = [place for place in places if place.population >= _LARGE]
        if near:
            return _at(item, max(near, key=lambda place: place.population), _SURE_AMONG)
        if len(large) == 1:
            return _at(item, large[0], _SURE_ALONE)
    return None


def _places(variants: Sequence[str], gazetteer: Gazetteer) -> list[Place]:
    found = (match for variant in variants for match in gazetteer.matches(variant))
    borne = (match.place for match in found if match.kind in ("primary", "alternate"))
    return list({place.id: place for place in borne}.values())


def _is_among(place: Place, around: Sequence[Place]) -> bool:
    return any(
        km_between(place.lat, place.lon, other.lat, other.lon) <= NEAR_KM
        for other in around
        if is_spot(other.feature) or other.country == place.country
    )


def _at(item: Located, place: Place, sure: float) -> Located:
    sure = round(item.mention.score * sure, 4)
    return replace(item, candidates=(Candidate(place=place, score=sure),), confidence=sure, why="")
