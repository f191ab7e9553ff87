"""The text cut into pieces that carry marks: which place is named here, which events are told here."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from storymap.page.visible import visible

MarkKind = Literal["place", "event", "trigger"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Characters ``start`` to ``end`` name place ``number``, or tell event ``number``, or are its trigger."""

    start: int
    end: int
    kind: MarkKind
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words that carry the same marks; ``begins`` are the events whose words begin here."""

    text: str
    place: int | None = None
    events: tuple[int, ...] = ()
    trigger: bool = False
    begins: tuple[int, ...] = ()


Paragraph = tuple[Piece, ...]


def paragraphs(text: str, marks: Iterable[Mark]) -> list[Paragraph]:
    """Return the text's lines that are not blank, each as pieces that together are the line."""
    kept = [mark for mark in marks if 0 <= mark.start < mark.end <= len(text)]
    starts, ends = _by_position(kept, "start"), _by_position(kept, "end")
    cuts = sorted({position for mark in kept for position in (mark.start, mark.end)})
    result: list[Paragraph] = []
    active: list[Mark] = []
    waiting: list[int] = []
    index = 0
    for begin, end in _lines(text):
        pieces: list[Piece] = []
        position = begin
        while position < end:
            while index < len(cuts) and cuts[index] <= position:
                active, begun = _step(active, starts[cuts[index]], ends[cuts[index]])
                waiting += begun
                index += 1
            stop = min(end, cuts[index]) if index < len(cuts) else end
            pieces.append(_piece(text[position:stop], active, waiting))
            waiting = []
            position = stop
        result.append(tuple(pieces))
    return result


def _lines(text: str) -> Iterator[tuple[int, int]]:
    position = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield position, position + len(line.rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"))
        position += len(line)


def _by_position(marks: Sequence[Mark], end: Literal["start", "end"]) -> defaultdict[int, list[Mark]]:
    found: defaultdict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        found[getattr(mark, end)].append(mark)
    return found


def _step(active: list[Mark], starting: list[Mark], ending: list[Mark]) -> tuple[list[Mark], list[int]]:
    kept = [mark for mark in active if mark not in ending] + starting
    return kept, [mark.number for mark in starting if mark.kind == "event"]


def _piece(text: str, active: list[Mark], begun: list[int]) -> Piece:
    places = [mark for mark in active if mark.kind == "place"]
    # Where two place names overlap, the shorter is the one inside: "Paris" in "Paris, Texas".
    place = min(places, key=lambda mark: (mark.end - mark.start, mark.number)).number if places else None
    events = tuple(sorted({mark.number for mark in active if mark.kind == "event"}))
    return Piece(
        text=visible(text),
        place=place,
        events=events,
        trigger=any(mark.kind == "trigger" for mark in active),
        begins=tuple(sorted(set(begun) & set(events))),
    )
