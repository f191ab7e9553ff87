"""Recognition in other languages than English: what the tagger takes for places, what a gazetteer knows.

Each span that the tagger marks, and each name of the gazetteer that lies where the tagger sees places, is a
candidate; a few figures say how probable it is, and of those that overlap the best ones are kept. Where no
spaces part the words, the gazetteer's names are looked for at every character.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from places.errors import PipelineError
from places.feature import is_standing
from places.gazetteer.base import Gazetteer
from places.languages import code_of
from places.model import Document, Mention, MentionKind
from places.recognise.names import Known, Names, names_of
from places.recognise.select import best_apart
from places.recognise.tagger import PERSON, Tagged, tagger
from places.recognise.unigram import is_unspaced
from places.syntax import Block

LONGEST = 7
# A candidate of the gazetteer must lie where the tagger gives a place at least this probability.
_SEEN = math.log(0.12)
# In a script without spaces no name of the gazetteer is longer, in characters.
_LONGEST_RUN = 12
_JOINTS = frozenset("-‐–'’.")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span of units, first to behind the last, or of a part of one.

    ``marked``: it is the tagger's own span; ``within``: it lies in a longer one of the tagger's.
    """

    first: int
    last: int
    start: int
    end: int
    marked: bool
    within: bool = False


# What a candidate's figures weigh: a logistic regression over the gold texts that the encoder had not seen.
WEIGHTS = {
    "bias": -2.06, "inside": 0.49, "weakest": 0.1, "begins": 0.42, "goes on": -3.13, "marked": -0.18,
    "known": 0.47, "size": 0.12, "person": -0.83, "small letter": -0.19, "within": -1.59,
}  # fmt: skip
SURE = -0.5


def recognise(
    document: Document, _blocks: tuple[Block, ...] | None, gazetteer: Gazetteer
) -> tuple[Mention, ...]:
    """Return the mentions of a document in text order; none overlap.

    Raises:
        PipelineError: onnxruntime is not installed.
    """
    engine = tagger()
    if engine is None:
        raise PipelineError(f"to read “{code_of(document)}”, onnxruntime is needed: pip install onnxruntime")
    return mentions(document.text, engine.read(document.text), names_of(gazetteer))


def mentions(text: str, tagged: Tagged, names: Names) -> tuple[Mention, ...]:
    """Return the mentions in what was tagged."""
    found = candidates(text, tagged, names)
    odds = [odds_of(figures(text, one, tagged, names)) for one in found]
    gains = [(o - SURE) * math.sqrt(one.last - one.first) for one, o in zip(found, odds, strict=True)]
    chosen = best_apart([(one.start, one.end) for one in found], gains)
    return tuple(_mention(text, found[i], odds[i], names) for i in chosen)


def _mention(text: str, one: Candidate, odds: float, names: Names) -> Mention:
    words = text[one.start : one.end]
    known = names.known(words)
    kind: MentionKind = "landmark" if known.is_place and is_standing(known.feature) else "toponym"
    score = round(1 / (1 + math.exp(-odds)), 4)
    return Mention(start=one.start, end=one.end, text=words, kind=kind, score=score)


def odds_of(found: dict[str, float]) -> float:
    """Return the log-odds of a candidate with these figures."""
    return sum(WEIGHTS[name] * value for name, value in found.items())


def candidates(text: str, tagged: Tagged, names: Names) -> list[Candidate]:
    """Return the candidates of a text, each once, in text order."""
    found: dict[tuple[int, int], Candidate] = {}
    for first, last in _marked(tagged):
        one = _trimmed(text, tagged, first, last)
        if one is not None:
            found[one.start, one.end] = one
    own = list(found)
    for one in (*_spaced(text, tagged, names), *_unspaced(text, tagged, names)):
        # Where letters have no case, the tagger's own span often takes the next word in.
        cased = text[one.start].isupper()
        within = cased and any(start <= one.start and one.end <= end for start, end in own)
        found.setdefault((one.start, one.end), replace(one, within=within))
    kept = [one for one in found.values() if not _overruns(text, one, found, names)]
    return sorted(kept, key=lambda one: (one.start, one.end))


def _overruns(text: str, one: Candidate, others: Iterable[tuple[int, int]], names: Names) -> bool:
    """Tell whether a span without capitals, itself no name, goes on behind one that the gazetteer has."""
    if text[one.start].isupper() or not one.marked or names.known(text[one.start : one.end]).is_place:
        return False
    shorter = (end for start, end in others if start == one.start and end < one.end)
    return any(names.known(text[one.start : end]).is_place for end in shorter if end - one.start > 1)


def _marked(tagged: Tagged) -> Iterator[tuple[int, int]]:
    """Yield the runs of units that the tagger takes for one place each."""
    labels = tagged.places.argmax(axis=1).tolist()
    begun = None
    for i, label in enumerate([*labels, 0]):
        if begun is not None and label != 2:
            yield begun, i
            begun = None
        if label == 1 or (label == 2 and begun is None):
            begun = i


def _trimmed(text: str, tagged: Tagged, first: int, last: int) -> Candidate | None:
    """Return a run of units without marks at its ends, or None if no letter is left."""
    units = tagged.units
    while first < last and not text[units[first][0]].isalnum():
        first += 1
    while first < last and not text[units[last - 1][1] - 1].isalnum():
        last -= 1
    if first == last or not any(c.isalpha() for c in text[units[first][0] : units[last - 1][1]]):
        return None
    return Candidate(first, last, units[first][0], units[last - 1][1], True)


def _seen(tagged: Tagged) -> list[bool]:
    import numpy as np

    return (
        (np.logaddexp(tagged.places[:, 1], tagged.places[:, 2]) > _SEEN).tolist()
        if len(tagged.places)
        else []
    )


def _spaced(text: str, tagged: Tagged, names: Names) -> Iterator[Candidate]:
    """Yield the gazetteer's names of whole words where the tagger sees places."""
    units, seen = tagged.units, _seen(tagged)
    for first, (start, end, _) in enumerate(units):
        if not seen[first] or is_unspaced(text[start]) or not text[start].isalpha() or text[start].islower():
            continue
        for last in range(first + 1, min(first + LONGEST, len(units)) + 1):
            end = units[last - 1][1]
            if not seen[last - 1] and text[units[last - 1][0]] not in _JOINTS:
                break
            if text[end - 1].isalnum() and names.known(text[start:end]).is_place:
                yield Candidate(first, last, start, end, False)


def _unspaced(text: str, tagged: Tagged, names: Names) -> Iterator[Candidate]:
    """Yield the gazetteer's names at every character of what the tagger sees places in."""
    units, seen = tagged.units, _seen(tagged)
    spans = [(i, start, end) for i, (start, end, _) in enumerate(units) if is_unspaced(text[start])]
    for number, (first, begin, stop) in enumerate(spans):
        for start in range(begin, stop):
            last = first
            for i, _, end in spans[number : number + _LONGEST_RUN]:
                if end - begin > _LONGEST_RUN + stop - begin or (i > first and not seen[i]):
                    break
                last = i + 1
                low = max(start + 2, units[i][0] + 1)
                for at in range(low, end + 1):
                    touched = seen[first] or seen[i]
                    if touched and at - start <= _LONGEST_RUN and names.known(text[start:at]).is_place:
                        yield Candidate(first, last, start, at, False)


def figures(text: str, one: Candidate, tagged: Tagged, names: Names) -> dict[str, float]:
    """Return what speaks for and against a candidate, by the names of WEIGHTS."""
    import numpy as np

    places = tagged.places[one.first : one.last]
    inside = np.logaddexp(places[:, 1], places[:, 2])
    odds = np.clip(inside - places[:, 0], -6, 6)
    begins = float(np.clip(places[0, 1] - places[0, 2], -5, 5))
    after = tagged.places[one.last] if one.last < len(tagged.places) else None
    goes_on = 0.0 if after is None else math.exp(float(after[2]))
    known = names.known(text[one.start : one.end])
    return {
        "bias": 1.0,
        "inside": float(odds.mean()),
        "weakest": float(odds.min()),
        "begins": begins,
        "goes on": goes_on,
        "marked": float(one.marked),
        "known": float(known.is_place),
        "size": _size(known),
        "person": math.exp(float(tagged.names[one.first : one.last, PERSON].max())),
        "small letter": float(text[one.start].islower()),
        "within": float(one.within),
    }


def _size(known: Known) -> float:
    if not known.is_place:
        return 0.0
    return 7.0 if known.is_great else math.log10(known.population + 1)
