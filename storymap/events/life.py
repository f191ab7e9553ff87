"""Birth and death as a biography gives them behind a name: "(Rome, 1792 – Bari, 21 December 1861)"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from storymap.events.dates import Moment
from storymap.events.draft import Draft
from storymap.events.names import Names
from storymap.events.paragraph import Paragraph
from storymap.model import Span, Where, Who

_NAME = r"[^\W\d_][\w.'’-]*"
_LIFE = re.compile(
    rf"(?P<name>(?:{_NAME}\s+){{1,5}}{_NAME})(?:,[^,()\n]{{2,30}},?)?\s+\((?P<life>[^()\n]{{6,120}})\)"
    r",?\s+(?:was|were|is|are)\b"
)
_PIECES = re.compile(r"\s*(?:–|—|;|\s-\s)\s*")
_BORN = re.compile(r"(?:born|b\.|\*)\s", re.IGNORECASE)
_DIED = re.compile(r"(?:died|d\.|†)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Piece:
    """One end of a life: what happened, and where it stands in the paragraph."""

    verb: str
    start: int
    end: int


def read_life(paragraph: Paragraph, names: Names) -> Iterator[Draft]:
    """Yield the birth and the death that stand in brackets behind the name that a paragraph begins with.

    The name is taken for a person's. Dates without a place tell nothing that could be shown.
    """
    block = paragraph.line.block
    match = _LIFE.match(block.doc.text)
    if match is None or paragraph.line.kind != "body":
        return
    name = match["name"]
    pieces = list(_pieces(match))
    found = [(p, [m for m in paragraph.moments if _is_in(m, p, paragraph)]) for p in pieces]
    if not any(moments for _, moments in found):
        return
    names.learn(name, person=True)
    names.heard(name)
    for piece, moments in found:
        if moments:
            yield _draft(piece, moments[0], name, paragraph)


def _pieces(match: re.Match[str]) -> Iterator[_Piece]:
    start, verbs = match.start("life"), ["born", "died"]
    for text in _PIECES.split(match["life"]):
        at = match.string.index(text, start)
        verb = "died" if _DIED.match(text) else "born" if _BORN.match(text) else verbs.pop(0) if verbs else ""
        if text and verb:
            yield _Piece(verb, at, at + len(text))
        start = at + len(text)


def _is_in(moment: Moment, piece: _Piece, paragraph: Paragraph) -> bool:
    at = moment.time.span.start - paragraph.line.block.start
    return piece.start <= at < piece.end


def _draft(piece: _Piece, moment: Moment, name: str, paragraph: Paragraph) -> Draft:
    line = paragraph.line
    doc, offset = line.block.doc, line.block.start
    sites = [s for s in paragraph.sites if piece.start <= s.span.start - offset < piece.end]
    where = tuple(
        Where(place=s.place, confidence=round(0.95 * s.confidence, 3), mention=s.span) for s in sites[:1]
    )
    quote = Span(start=offset + piece.start, end=offset + piece.end, text=doc.text[piece.start : piece.end])
    told = "was born" if piece.verb == "born" else "died"
    there = f" in {where[0].place.name}" if where else ""
    return Draft(
        title=f"{name} {told}{there}",
        quote=quote,
        trigger=moment.time.span,
        why="" if where else "no place",
        when=moment.when,
        where=where,
        who=(Who(name=name, role="patient" if piece.verb == "born" else "actor"),),
        main=False,
        once=f"{'bear' if piece.verb == 'born' else 'die'} {name}",
    )
