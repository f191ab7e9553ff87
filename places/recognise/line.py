"""A parsed paragraph as plain columns, and the spans of it that may be names of places.

spaCy's objects are left behind here: what follows works on lists of strings and numbers.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from places.recognise.lexicon import JOINERS
from places.syntax import Block

MAX_TOKENS = 8

POSSESSIVE = frozenset({"'s", "’s", "'", "’", "`s", "´s"})
_ARTICLES = frozenset({"the", "a", "an"})
_NO_NAME = re.compile(r"\W+")
_JOINED = re.compile(r"[^\W\d_]\.?[-–—/][^\W\d_]")
# An article that has run into its name: Côte d'Ivoire, L'Aquila, Reggio nell'Emilia.
_ELIDED = re.compile(r"(?:[dl]|dell|nell|all|sull|sant)['’](?=\w)", re.IGNORECASE)
_PIECE = re.compile(r"[-–—/]|[^-–—/]+")


@dataclass(frozen=True, slots=True)
class Entity:
    """What spaCy takes for a name: tokens start to end, and its OntoNotes label."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: for each token its text, lower case, offsets in the whole text, tag and entity (or -1).

    ``borders``: no name goes on over what stands before this token: it begins a cell of a table.
    """

    words: tuple[str, ...]
    lower: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    tags: tuple[str, ...]
    entities: tuple[Entity, ...]
    inside: tuple[int, ...]
    sentence_start: tuple[bool, ...]
    shouting: bool
    whispering: bool
    borders: tuple[bool, ...]

    def __len__(self) -> int:
        return len(self.words)

    def surface(self, start: int, end: int) -> str:
        """Return the words of a span as the text writes them, with one space where it has white space."""
        parts = []
        for i in range(start, end):
            if i > start and self.starts[i] > self.ends[i - 1]:
                parts.append(" ")
            parts.append(self.words[i])
        return "".join(parts)

    def capital(self, i: int) -> bool:
        """Tell whether a token is written as a name is: with a capital, or in a line that has none."""
        return self.whispering or self.words[i][:1].isupper()


def read_line(block: Block) -> Line:
    """Take what is needed from a parsed block."""
    pieces = [piece for token in block.doc for piece in _pieces(token.text, token.idx, token.tag_)]
    first = {offset: i for i, (_, offset, _) in enumerate(pieces)}
    last = {offset + len(text): i + 1 for i, (text, offset, _) in enumerate(pieces)}
    return line_of(
        [(block.start + offset, block.start + offset + len(text), text) for text, offset, _ in pieces],
        borders=borders_between(block.doc.text, [(at, at + len(text)) for text, at, _ in pieces]),
        tags=[tag for _, _, tag in pieces],
        entities=[Entity(first[e.start_char], last[e.end_char], e.label_) for e in block.doc.ents],
    )


def line_of(
    words: Sequence[tuple[int, int, str]],
    tags: Sequence[str] = (),
    entities: Sequence[Entity] = (),
    borders: Sequence[bool] = (),
) -> Line:
    """Return a line of words, each (start, end, word), with what a parser knows of them, if one was asked."""
    texts = tuple(text for _, _, text in words)
    letters = [w for w in texts if w.isalpha() and len(w) > 1]
    return with_entities(
        Line(
            words=texts,
            lower=tuple(w.lower().replace("’", "'") for w in texts),
            starts=tuple(start for start, _, _ in words),
            ends=tuple(end for _, end, _ in words),
            tags=tuple(tags) or ("",) * len(texts),
            entities=(),
            inside=(),
            sentence_start=_sentence_starts(texts, borders),
            shouting=len(letters) > 1 and all(w.isupper() for w in letters),
            whispering=bool(letters) and not any(w[:1].isupper() for w in texts),
            borders=tuple(borders) or (False,) * len(texts),
        ),
        entities,
    )


# What divides the cells of a table or the items of a list: tabs, bars, wide gaps, lines that end early.
_CELLS = re.compile(r"\t|\|| {3}|\u3000")
_FULL_LINE = 40


def borders_between(text: str, spans: Sequence[tuple[int, int]]) -> list[bool]:
    """Return for each of the words of a text, given by their spans, whether a name's border is before it."""
    found: list[bool] = []
    before = 0
    for start, end in spans:
        gap = text[before:start]
        early = "\n" in gap and before - (text.rfind("\n", 0, before) + 1) < _FULL_LINE
        found.append(bool(found) and (early or _CELLS.search(gap) is not None or text[before - 1] == "|"))
        before = end
    return found


def with_entities(line: Line, entities: Sequence[Entity]) -> Line:
    """Return the line with these entities, which do not overlap; they end where a name's border is."""
    entities = [part for entity in entities for part in _within_borders(line, entity)]
    inside = [-1] * len(line)
    for number, entity in enumerate(entities):
        inside[entity.start : entity.end] = [number] * (entity.end - entity.start)
    return replace(line, entities=tuple(entities), inside=tuple(inside))


def _within_borders(line: Line, entity: Entity) -> Iterator[Entity]:
    for start, end in within_borders(line, entity.start, entity.end):
        yield Entity(start, end, entity.label)


def within_borders(line: Line, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the parts of a span that the borders of names in it leave."""
    for i in range(start + 1, end):
        if line.borders[i]:
            yield start, i
            start = i
    if start < end:
        yield start, end


def _pieces(text: str, offset: int, tag: str) -> Iterator[tuple[str, int, str]]:
    """Split what spaCy keeps together: "U.S.-led", "Sen.-elect", "Ontario/Quebec"."""
    for match in _PIECE.finditer(text) if _JOINED.search(text) else ():
        yield match.group(), offset + match.start(), tag
    if not _JOINED.search(text):
        yield text, offset, tag


def _sentence_starts(words: tuple[str, ...], borders: Sequence[bool]) -> tuple[bool, ...]:
    """Mark tokens whose capital may be only that of a sentence: no parser is needed for it."""
    starts = []
    begin = True
    for i, word in enumerate(words):
        begin = begin or (bool(borders) and borders[i])
        starts.append(begin)
        if word in {".", "!", "?", ":", ";", "…", "•", "--", "—"}:
            begin = True
        elif not (begin and word in {'"', "“", "‘", "'", "(", "”", "-"}):
            begin = word.endswith((".", "!", "?")) and len(word) > 4 and word[:-1].islower()
    return tuple(starts)


def trim(line: Line, start: int, end: int) -> tuple[int, int]:
    """Take articles, possessive endings and punctuation off a span; it may become empty."""
    while start < end and (_is_punctuation(line.words[start]) or line.lower[start] in _ARTICLES):
        if line.words[start] == "The" and line.surface(start, end) in _WITH_ARTICLE:
            break
        start += 1
    while end > start and (_is_punctuation(line.words[end - 1]) or line.words[end - 1] in POSSESSIVE):
        end -= 1
    return start, end


def bare(line: Line, start: int, end: int) -> tuple[int, int]:
    """Return a place's span without the small words beside its name: Lima's harbour, Washington state."""
    for i in range(start + 1, end):
        if line.words[i - 1] in POSSESSIVE and line.words[i].islower():
            return start, i - 1
    return start, end - (end - start > 1 and line.words[end - 1] == "state")


_WITH_ARTICLE = frozenset(
    "The Hague|The Gambia|The Bahamas|The Dalles|The Woodlands|The Villages|The Valley|The Bronx|The Pas|"
    "The Rock|The Colony|The Plains|The Bottom|The Entrance".split("|")
)


def _is_punctuation(word: str) -> bool:
    return _NO_NAME.fullmatch(word) is not None


def windows(line: Line) -> Iterator[tuple[int, int]]:
    """Yield every span of up to eight tokens that begins and ends like a name, the longest first at each."""
    for start in range(len(line)):
        if not line.capital(start) or _is_punctuation(line.words[start]):
            continue
        ends = [end for end in _reach(line, start) if _may_end(line, start, end)]
        for end in reversed(ends):
            yield start, end


def _reach(line: Line, start: int) -> Iterable[int]:
    for end in range(start + 1, min(start + MAX_TOKENS, len(line)) + 1):
        word = line.words[end - 1]
        joins = line.lower[end - 1] in JOINERS or word.isdigit() or word == "." or _is_elided(word)
        if end - 1 > start and line.borders[end - 1]:
            return
        if end - 1 > start and not line.capital(end - 1) and not joins:
            return
        if word in {",", ";", ":", "(", ")", "!", "?", "--", "—", '"', "“", "”"}:
            return
        yield end


def _may_end(line: Line, start: int, end: int) -> bool:
    last = line.words[end - 1]
    if end - start == 1:
        return True
    ends = line.capital(end - 1) or last.isdigit() or last == "." or _is_elided(last)
    return last not in POSSESSIVE and ends


def _is_elided(word: str) -> bool:
    match = _ELIDED.match(word)
    return match is not None and word[match.end()].isupper()
