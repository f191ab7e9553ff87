"""A document → the windows that the encoder reads, each with all that is to be learnt of it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from places.evaluate import GoldDocument
from places.gazetteer import world
from places.recognise import english
from places.recognise.encoded import DISTANCES, LINK_WIDTH, Encoded, Links
from places.recognise.line import Line
from places.recognise.pieces import Pieces, Window
from places.recognise.words import read_lines
from places.syntax import parse
from training.stories import Link, Told, told_words

IGNORED = -100
_PLACE_NAME = 4

_KIND = {"PERSON": 1, "ORG": 2, "NORP": 3, "LANGUAGE": 3, "GPE": 4, "LOC": 4, "FAC": 4} | dict.fromkeys(
    ("PRODUCT", "WORK_OF_ART", "EVENT", "LAW"), 5
)
# Features that only a parser knows, or that rest on names which the encoder is still to find.
_PARSED = (
    "tag:", "entity:", "is:", "in:", "around:", "across:", "apart", "two",
    "doc:placed", "doc:never", "doc:surname", "doc:forename",
)  # fmt: skip

# First and last piece, features, and whether it is a place; the same by the words' numbers.
Span = tuple[int, int, tuple[str, ...], int]


@dataclass(frozen=True, slots=True)
class Passage:
    """A window with what is to be learnt of it: labels of words; spans; links between first pieces."""

    window: Window
    kinds: list[int]
    places: list[int]
    triggers: list[int]
    spans: list[Span]
    links: list[Link]


def passages(gold: GoldDocument, pieces: Pieces, told: Told | None = None) -> list[Passage]:
    """Return the windows of a document with all that is to be learnt of them.

    ``told``: what the document tells; without it nothing is learnt of events there.
    """
    lines = read_lines(gold.document.text)
    kinds, places = _kinds(gold, lines), _places(gold, lines)
    spans = _spans(gold, lines, kinds, places)
    starts = [start for line in lines for start in line.starts]
    triggers, links = told_words(told, starts) if told else ([IGNORED] * len(starts), [])
    return [_passage(w, kinds, places, triggers, spans, links) for w in pieces.windows(lines)]


def _spans(
    gold: GoldDocument, lines: Sequence[Line], kinds: Sequence[int], places: Sequence[int]
) -> dict[int, list[Span]]:
    """Return the candidates by their first word; those that no annotator would judge are left out."""
    reading = english.read(gold.document, lines, world(), _known(kinds, places))
    asked = {(t.start, t.end) for t in gold.asked}
    neutral = {(t.start, t.end) for t in gold.toponyms if t.neutral} - asked
    base, bases = 0, {}
    for line in reading.lines:
        bases[id(line)] = base
        base += len(line)
    spans: dict[int, list[Span]] = {}
    for span in reading.spans:
        if english.offsets(span) not in neutral and not span.known.only_demonym:
            first = bases[id(span.line)] + span.start
            right = int(english.offsets(span) in asked)
            features = tuple(name for name in span.features if not _is_parsed(name))
            spans.setdefault(first, []).append((first, first + span.end - span.start - 1, features, right))
    return spans


def _known(kinds: Sequence[int], places: Sequence[int]) -> Encoded:
    """Return labels as an encoder would say them, without vectors."""
    none, blank = np.zeros(0, dtype=np.int64), np.zeros((len(kinds), 0), dtype=np.float32)
    nothing = no_links()
    return Encoded(
        starts=none, ends=none, first=blank, last=blank, kinds=np.maximum(kinds, 0),
        places=np.maximum(places, 0), triggers=blank, events=blank, links=nothing,
    )  # fmt: skip


def no_links() -> Links:
    """Return links that join nothing."""
    matrix, near = np.zeros((LINK_WIDTH, LINK_WIDTH), dtype=np.float32), np.zeros(DISTANCES, np.float32)
    return Links(matrix, near, matrix, near)


def _passage(
    window: Window,
    kinds: Sequence[int],
    places: Sequence[int],
    triggers: Sequence[int],
    spans: dict[int, list[Span]],
    links: Sequence[Link],
) -> Passage:
    first_of = {number: first for number, first, _ in window.words}
    last_of = {number: last for number, _, last in window.words}
    return Passage(
        window,
        [kinds[number] for number in first_of],
        [places[number] for number in first_of],
        [triggers[number] for number in first_of],
        [
            (first, last_of[end], features, right)
            for number, first in first_of.items()
            for _, end, features, right in spans.get(number, ())
            if end in last_of
        ],
        [
            (kind, first_of[a], first_of[b], right)
            for kind, a, b, right in links
            if a in first_of and b in first_of
        ],
    )


def _is_parsed(name: str) -> bool:
    return name.startswith(_PARSED) or "&tag:" in name


def _kinds(gold: GoldDocument, lines: Sequence[Line]) -> list[int]:
    """Return for each word the kind of name that spaCy takes it for a part of.

    Where the annotators see a place and spaCy another name of exactly these words, they are right.
    """
    asked = {(t.start, t.end) for t in gold.asked}
    marked: dict[int, int] = {}
    for block in parse(gold.document.text, grammar=False):
        for entity in block.doc.ents:
            start, end = block.start + entity.start_char, block.start + entity.end_char
            kind = _PLACE_NAME if (start, end) in asked else _KIND.get(entity.label_, 0)
            marked |= dict.fromkeys(range(start, end), kind)
    return [marked.get(start, 0) for line in lines for start in line.starts]


def _places(gold: GoldDocument, lines: Sequence[Line]) -> list[int]:
    """Return for each word whether a place begins (1) or goes on (2) there; what is neutral is ignored."""
    marked: dict[int, int] = {}
    for toponym in gold.toponyms:
        if toponym.neutral:
            marked |= dict.fromkeys(range(toponym.start, toponym.end), IGNORED)
    for toponym in sorted(gold.asked, key=lambda t: t.start - t.end, reverse=True):  # the longest last
        marked |= dict.fromkeys(range(toponym.start, toponym.end), 2) | {toponym.start: 1}
    return [marked.get(start, 0) for line in lines for start in line.starts]
