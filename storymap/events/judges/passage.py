"""What the judges look at: a stretch of text with its clauses, places and times, as grammar has read it."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from places.model import Document, Located
from places.syntax import Block
from storymap.events import tree
from storymap.events.clauses import Clause, read_clauses, told_words
from storymap.events.dates import Moment
from storymap.events.joined import Joined
from storymap.events.joins import join
from storymap.events.lines import Line, read_lines
from storymap.events.paragraph import Paragraph, read_paragraph
from storymap.events.sites import Site
from storymap.model import Span, When
from storymap.when import Time


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A place where it stands in the text: ``at`` is its first word's position in the paragraph."""

    site: Site
    line: Line
    sentence: int
    number: int

    @property
    def start(self) -> int:
        """The offset where it begins."""
        return self.site.span.start


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A time where it stands in the text.

    ``when`` is what it says, or what follows from it: the ``form`` is then "plain" (without "before"),
    "month" or "year" (the one it lies in: what is told next happened later, but not much).
    """

    moment: Moment
    when: When
    form: str = "own"
    line: Line
    sentence: int
    number: int

    @property
    def start(self) -> int:
        """The offset where it begins."""
        return self.moment.time.span.start


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A clause that may tell a step of the story.

    ``sentence`` is its sentence's number in the text, ``index`` that in the paragraph, ``order`` its own in
    the sentence; ``siblings`` are the sentence's clauses.
    """

    joined: Joined
    paragraph: Paragraph
    quote: Span
    sentence: int
    index: int
    order: int
    siblings: tuple[Clause, ...]

    @property
    def clause(self) -> Clause:
        """The clause."""
        return self.joined.clause

    @property
    def line(self) -> Line:
        """Its paragraph."""
        return self.joined.clause.line

    @property
    def at(self) -> int:
        """The offset of the word that tells it."""
        return self.line.block.start + self.clause.head.idx


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of text, read: its candidates, places, times and paragraphs in text order."""

    document: Document
    paragraphs: tuple[Paragraph, ...]
    candidates: tuple[Candidate, ...]
    places: tuple[Placed, ...]
    times: tuple[Dated, ...]
    next_line: int
    next_sentence: int


def read_passage(
    document: Document,
    blocks: Sequence[Block],
    located: Sequence[Located],
    times: Sequence[Time],
    *,
    line: int = 0,
    sentence: int = 0,
) -> Passage:
    """Return a stretch of text as the judges look at it; ``line`` and ``sentence`` number its first ones."""
    spans = sorted(
        [(o.mention.start, o.mention.end) for o in located] + [(t.span.start, t.span.end) for t in times]
    )
    paragraphs: list[Paragraph] = []
    candidates: list[Candidate] = []
    placed: list[Placed] = []
    dated: list[Dated] = []
    bodies = [t.opens for t in times if t.opens]
    for one in read_lines(blocks, spans, first=line, bodies=bodies):
        line = one.number + 1
        if one.kind == "note":
            continue
        paragraph = read_paragraph(one, located, times)
        paragraphs.append(paragraph)
        starts = [s.start for s in one.block.doc.sents]
        number = _numbering(starts, sentence)
        placed += [
            Placed(site=s, line=one, sentence=number(s.first), number=len(placed) + n)
            for n, s in enumerate(paragraph.sites)
        ]
        dated += [
            Dated(moment=m, when=m.when, line=one, sentence=number(m.first), number=len(dated) + n)
            for n, m in enumerate(paragraph.moments)
        ]
        candidates += _candidates(paragraph, document.text, sentence)
        sentence += max(len(starts), 1)
    return Passage(
        document=document,
        paragraphs=tuple(paragraphs),
        candidates=tuple(candidates),
        places=tuple(placed),
        times=tuple(dated),
        next_line=line,
        next_sentence=sentence,
    )


def _numbering(starts: Sequence[int], first: int) -> Callable[[int], int]:
    """Return what numbers the sentence of a token's position."""
    return lambda token: first + max(bisect_right(starts, token) - 1, 0)


def _candidates(paragraph: Paragraph, text: str, sentence: int) -> Iterator[Candidate]:
    line = paragraph.line
    for index, clauses in enumerate(read_clauses(line, sentence, paragraph.anchors)):
        for order, joined in enumerate(join(clauses, paragraph)):
            words = told_words(joined.clause)
            yield Candidate(
                joined=joined,
                paragraph=paragraph,
                quote=tree.quoted(line.block, text, words),
                sentence=sentence + index,
                index=index,
                order=order,
                siblings=tuple(clauses),
            )
