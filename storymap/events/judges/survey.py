"""A passage made ready for questions: what stands in which sentence and line, and how the text tells."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from storymap.events.attach import Attachment
from storymap.events.judges.facts import FIRST, THIRD, Facts, bucket, facts_of
from storymap.events.judges.passage import Dated, Passage, Placed
from storymap.events.paragraph import Paragraph

_HOMES = 2
_SHORT = 25  # tokens of a line
_AROUND = 3  # lines
_Mark = TypeVar("_Mark", Placed, Dated)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a text tells, in shares 0…1 of its clauses, sentences or lines; ``published``: it has a day."""

    present: float
    first: float
    third: float
    dated: float
    placed: float
    short: float
    published: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """A passage with its indices.

    ``texts`` are those of the paragraphs, by their lines' numbers. ``owners`` has, by a place's number, the
    candidate that grammar gives it to. ``counts`` and ``ranks`` are by a place's id, ``homes`` the places
    told of most. ``places_in`` and ``times_in`` are by sentence. ``unknown`` are where names stand that
    nobody could find. ``forms`` are the forms of the lines, by number: lines of a list have the same one, and
    how many of the lines around have it is told with it.
    """

    passage: Passage
    texts: dict[int, str]
    facts: tuple[Facts, ...]
    manner: Manner
    owners: dict[int, tuple[int, Attachment]]
    counts: Counter[str]
    ranks: dict[str, int]
    homes: tuple[Placed, ...]
    places_in: dict[int, list[Placed]]
    times_in: dict[int, list[Dated]]
    place_sentences: list[int]
    time_sentences: list[int]
    time_starts: list[int]
    unknown: list[int]
    headings: list[int]
    forms: dict[int, tuple[str, int]]

    def places_before(self, sentence: int) -> int:
        """Return how many places stand before a sentence."""
        return bisect_left(self.place_sentences, sentence)

    def times_before(self, sentence: int) -> int:
        """Return how many times stand before a sentence."""
        return bisect_left(self.time_sentences, sentence)

    def has_heading(self, after: int, upto: int) -> bool:
        """Tell whether a heading stands behind one line and not behind another."""
        return bisect_right(self.headings, after) < bisect_right(self.headings, upto)

    def times_between(self, start: int, end: int) -> int:
        """Return how many times begin between two offsets."""
        return max(bisect_left(self.time_starts, end) - bisect_right(self.time_starts, start), 0)

    def unknown_between(self, start: int, end: int) -> int:
        """Return how many names of places that nobody could find stand between two offsets."""
        return max(bisect_left(self.unknown, end) - bisect_right(self.unknown, start), 0)


def survey(passage: Passage) -> Survey:
    """Return a passage made ready for questions."""
    places, times = passage.places, passage.times
    texts = {p.line.number: p.line.block.doc.text for p in passage.paragraphs}
    facts = tuple(facts_of(c, texts[c.line.number]) for c in passage.candidates)
    counts = Counter(p.site.place.id for p in places)
    first = {p.site.place.id: p for p in reversed(places)}
    ordered = sorted(counts.values(), reverse=True)
    return Survey(
        passage=passage,
        texts=texts,
        facts=facts,
        manner=_manner(passage, facts),
        owners=_owners(passage),
        counts=counts,
        ranks={id_: ordered.index(count) for id_, count in counts.items()},
        homes=tuple(first[id_] for id_, _ in counts.most_common(_HOMES)),
        places_in=_by_sentence(places),
        times_in=_by_sentence(times),
        place_sentences=[p.sentence for p in places],
        time_sentences=[t.sentence for t in times],
        time_starts=[t.start for t in times],
        unknown=[
            p.line.block.start + p.line.block.doc[i].idx
            for p in passage.paragraphs
            for i in sorted(p.unknown)
        ],
        headings=[p.line.number for p in passage.paragraphs if p.line.kind == "heading"],
        forms=_forms(passage.paragraphs),
    )


def _forms(paragraphs: Sequence[Paragraph]) -> dict[int, tuple[str, int]]:
    forms = [(p.line.number, _form(p)) for p in paragraphs]
    found = {}
    for n, (number, form) in enumerate(forms):
        around = [*forms[max(0, n - _AROUND) : n], *forms[n + 1 : n + 1 + _AROUND]]
        found[number] = form, sum(o == form and abs(m - number) <= _AROUND for m, o in around)
    return found


def _form(paragraph: Paragraph) -> str:
    doc = paragraph.line.block.doc
    lead = any(m.first < 3 for m in paragraph.moments)
    return f"{'time' if lead else doc[0].shape_[:2]}|{bucket(len(doc), (6, 12, 25, 60))}"


def _by_sentence(marks: Iterable[_Mark]) -> dict[int, list[_Mark]]:
    found: dict[int, list[_Mark]] = defaultdict(list)
    for mark in marks:
        found[mark.sentence].append(mark)
    return dict(found)


def _owners(passage: Passage) -> dict[int, tuple[int, Attachment]]:
    owners: dict[int, tuple[int, Attachment]] = {}
    numbers = {(p.line.number, p.site.first): p.number for p in passage.places}
    for n, one in enumerate(passage.candidates):
        for stop in one.joined.stops:
            number = numbers.get((one.line.number, stop.site.first))
            if number is not None and (number not in owners or owners[number][1].weight < stop.weight):
                owners[number] = (n, stop)
    return owners


def _manner(passage: Passage, facts: Sequence[Facts]) -> Manner:
    told = [f for f in facts if f.tense != "noun"]
    sentences = max(len({c.sentence for c in passage.candidates}), 1)
    subjects = [f.subject.lower_ for f in told if f.subject is not None]
    return Manner(
        present=_part(f.tense == "present" for f in told),
        first=sum(w in FIRST for w in subjects) / max(len(told), 1),
        third=sum(w in THIRD for w in subjects) / max(len(told), 1),
        dated=len({t.sentence for t in passage.times}) / sentences,
        placed=len({p.sentence for p in passage.places}) / sentences,
        short=_part(len(p.line.block.doc) < _SHORT for p in passage.paragraphs),
        published=passage.document.published is not None,
    )


def _part(true: Iterable[bool]) -> float:
    values = list(true)
    return sum(values) / max(len(values), 1)
