"""Names that had leaned on one that was put right: what they mean now that it is known.

Who learns that "Paris" is the one in Texas reads "Clarksville" after it otherwise, and so does the reader of
places. What it now takes the other names for is offered, never set: a person decides.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from places.gazetteer.base import Gazetteer
from places.model import Document, Located, Match, Place
from storymap.correct.operations import MentionAdd, Operation, PlaceConfirm, PlaceSet
from storymap.files.writing import place_record
from storymap.model import Story

Json = dict[str, Any]
Spans = Sequence[tuple[int, int]]
Locate = Callable[[Document, Gazetteer, Spans], Sequence[Located]]

_MOST = 3000  # mentions, beyond which looking again takes longer than anybody waits


@dataclass(frozen=True, slots=True, eq=False)  # so that it can be hashed, as gazetteers are
class _Decided:
    """A gazetteer in which the names that a person has decided mean one place each."""

    known: Mapping[str, Place]
    base: Gazetteer

    def matches(self, name: str) -> Sequence[Match]:
        place = self.known.get(name.casefold())
        return self.base.matches(name) if place is None else (Match(place=place, name=name, kind="primary"),)

    def lookup(self, name: str) -> Sequence[Place]:
        place = self.known.get(name.casefold())
        return self.base.lookup(name) if place is None else (place,)

    def get(self, id: str) -> Place | None:  # noqa: A002 - the glossary's word
        return self.base.get(id)

    def country(self, code: str) -> Place | None:
        return self.base.country(code)

    def division(self, code: str) -> Place | None:
        return self.base.division(code)


@dataclass(slots=True)
class Neighbours:
    """Reads the names of one story again; what it read before any correction is kept."""

    gazetteer: Gazetteer
    locate: Locate
    _before: dict[tuple[int, int], str | None] = field(default_factory=dict)

    def looked_at_again(self, story: Story, operations: Sequence[Operation]) -> list[Json]:
        """Return the names that are read otherwise once the decided ones are known, in the text's order.

        Each comes with its new place: {"name", "place"}. Names that somebody has decided are not among them;
        of a story of very many mentions none is looked at again.
        """
        known, decided = _decided(story, operations)
        shown = {
            (item.mention.start, item.mention.end): entry.place.id
            for entry in story.places
            for item in entry.mentions
            if item.mention.kind == "toponym"
        }
        spans = sorted({*shown, *((one.span.start, one.span.end) for one in story.unplaced)})
        if not known or len(spans) > _MOST:
            return []
        before = self._read_before(story.document, spans)
        found: dict[str, Json] = {}
        for one in self.locate(story.document, _Decided(known, self.gazetteer), spans):
            name, at = one.mention.text.casefold(), (one.mention.start, one.mention.end)
            if one.place is None or name in decided or one.place.id in (before.get(at), shown.get(at)):
                continue
            found.setdefault(name, {"name": one.mention.text, "place": place_record(one.place)})
        return list(found.values())

    def _read_before(self, document: Document, spans: Spans) -> Mapping[tuple[int, int], str | None]:
        if not self._before.keys() >= set(spans):
            located = self.locate(document, self.gazetteer, spans)
            self._before = dict.fromkeys(spans) | {
                (one.mention.start, one.mention.end): one.place and one.place.id for one in located
            }
        return self._before


def _decided(story: Story, operations: Sequence[Operation]) -> tuple[dict[str, Place], set[str]]:
    """Return what the decided names mean, and which they are, those that are no place among them."""
    known: dict[str, Place] = {}
    decided: set[str] = set()
    for operation in operations:
        if not isinstance(operation, PlaceSet | MentionAdd | PlaceConfirm):
            continue
        name = operation.at.exact.casefold()
        decided.add(name)
        place = _meant(story, name) if isinstance(operation, PlaceConfirm) else operation.place
        if place is None:
            known.pop(name, None)
        else:
            known[name] = place
    return known, decided


def _meant(story: Story, name: str) -> Place | None:
    for entry in story.places:
        if any(item.mention.text.casefold() == name for item in entry.mentions):
            return entry.place
    return None
