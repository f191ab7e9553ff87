"""What a paragraph is: running text, a caption, a dateline, a heading or the page's furniture."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from places.calendar_words import WEEKDAY_NAMES, alternatives
from places.syntax import Block, parse

LineKind = Literal["body", "caption", "heading", "dateline", "note"]

_CREDIT = re.compile(
    r"(?:\s|^)/\s?[A-Z][\w .]+$|\((?:[^()]*(?:photo|image|picture|AP|AFP|Reuters|Getty)[^()]*)\)\.?$"
    r"|(?:Getty Images|AFP|Reuters|Wikimedia Commons)\.?$"
    r"|(?:Photo|Photograph|Image|Picture|Credit)s?\s?(?::|by\b)",
)
_SIDE = re.compile(
    r"\((?:L|R|C|left|right|cent(?:re|er)|(?:second|third|fourth|far|front|back)[ -][\w ]+|pictured)\)"
    r"|\b(?:is|are|was|were) (?:seen|pictured|shown)\b.*\b(?:photo|picture|image)\b"
    r"|\bin this (?:\w+ )*(?:photo|picture|image)",
)
_NOTE = re.compile(
    r"^(?:read (?:more|also|next)|see also|also read|related(?: (?:articles|stories|content|news))?"
    r"|more (?:on this|from)|advertisement|share(?: this)?|follow us|subscribe|sign up|click here"
    r"|watch(?: now)?|listen|copyright|©|all rights reserved|editor'?s note|sources?|tags|contact)"
    r"\s*(?::|$|\W\s*$)",
    re.IGNORECASE,
)
# The fields of a front matter, a page's number, a running head, a rule, an illustration's place.
_FURNITURE = re.compile(
    r"^(?:(?i:title|author|date|slug|layout|lang|language|description|categories|draft)\s*:\s.{0,160}"
    r"|(?i:page|p\.)?\s*[\divxlc]{1,5}\s*|[-=_*~.·• ]{3,}"
    r"|\d{1,3}\s+[A-ZÀ-Þ][A-ZÀ-Þ .,'’&-]{3,60}|[A-ZÀ-Þ][A-ZÀ-Þ .,'’&-]{3,60}\s+\d{1,3}"
    r"|\[(?i:illustration|frontispiece|plate|map)[^\]]{0,200}\])$"
)
# Lines of a table of contents: "The Start ........ 12", "CHAPTER II. The Voyage   31".
_CONTENTS = re.compile(
    # A leader is begun at its first dot or blank only, so that time stays linear.
    r"^(?:table\s+of\s+)?contents\W*$|(?<!\.)(?<!\.\s)(?:\.\s?){4,}\s*[\divxlc]{1,5}\s*$"
    r"|(?<!\s)\s{3,}[\divxlc]{1,5}\s*$",
    re.IGNORECASE,
)
_LICENCE = re.compile(
    r"\bProject\s+Gutenberg|\bgutenberg\.org|\beBook\s+is\s+for\s+the\s+use\s+of|\bProofread(?:ing|ers)\b"
    r"|^Produced\s+by\b|\bTranscriber['’]?s?\s+[Nn]ote|\bCreative\s+Commons\b|\blicen[sc]ed\s+under\b"
    r"|\bpublic\s+domain\b.{0,80}\bcopyright\b|\bcharacter\s+set\s+encoding\b",
    re.IGNORECASE,
)
_END_OF_BOOK = re.compile(r"\*{3}\s*END\s+OF\b|^End\s+of\s+(?:the\s+)?Project\s+Gutenberg", re.IGNORECASE)
_LONGEST_LICENCE = 700  # characters of a paragraph that only says what may be done with the text
_NAME = r"[A-Z][\w.'’-]+"
_BYLINE = re.compile(
    r"^(?:(?:[Ss]tory|[Rr]eporting|[Ww]ritten|[Tt]ext|[Ee]dited|[Tt]ranslated)?\s*[Bb][Yy]\s+"
    rf"(?:{_NAME}[ ,&]*(?:and )?){{1,6}}(?:,.*)?"
    r"|(?:[Pp]ublished|[Pp]osted|[Uu]pdated|[Ll]ast (?:updated|modified))\b.{0,40}\d{4}.{0,30})$"
)
_NUMBER = r"(?:[\divxlc]+|one|two|three|four|five|six|seven|eight|nine|ten)"
_HEADING = re.compile(
    rf"^(?:chapter|part|book|day|week|act|canto|letter|section)\s+{_NUMBER}\b", re.IGNORECASE
)
_BARE_HEADING = re.compile(rf"{_HEADING.pattern}\W*$", re.IGNORECASE)
_FILLERS = re.compile(
    rf"(?i)\b(?:day|the|of|at|on|in|near|from|to|and|{alternatives(WEEKDAY_NAMES)}"
    r"|evening|morning|noon|night|chapter|letter|[ivxl]+|one|two|three|four|five|six|seven|eight|nine|ten)\b|[\d\W_]+"
)
_WAY = re.compile(r"\bfrom\b.+\bto\b", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]+")
_ENDED = re.compile(r"[.!?…][\"”’')\]]*$")
_NEWS_DATELINE = re.compile(
    r"^(?P<head>[A-ZÀ-Þ][^.!?()\n]{1,60}?)(?:\([^)]{2,30}\))?\s*(?:—|–|--| - )\s+(?=[A-Z\"“])"
)
_GREETING = re.compile(
    r"^(?:my\s+)?(?:very\s+)?(?:dear|dearest|beloved|darling)\b[^.!?\n]{1,40}[,:!—–-]*$", re.I
)
_GOODBYE = re.compile(
    r"^(?:(?:i\s+am|ever|always|as\s+ever|believe\s+me),?\s+)?(?:your|yours|with\s+(?:much\s+)?love|with\s+best"
    r"|affectionately|sincerely|love)\b[^.!?\n]{0,50}[,.]?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph and what it is."""

    block: Block
    kind: LineKind
    number: int


def read_lines(
    blocks: Iterable[Block],
    named: Sequence[tuple[int, int]],
    *,
    first: int = 0,
    bodies: Sequence[int] = (),
) -> Iterator[Line]:
    """Yield the paragraphs, each with what it is.

    Args:
        blocks: the parsed paragraphs.
        named: the spans of the places and times in them, in text order.
        first: the number of the first line.
        bodies: where the text of each entry begins behind its head, in order.

    A dateline before a paragraph's first sentence ("LIMA, May 7 (Agency) — A ship …") is a line of its own.
    """
    number, after_note, over = first, False, False
    for block in blocks:
        text = block.doc.text.rstrip()  # a reference mark at the end is a blank: "in 1348.[9]"
        over = over or _END_OF_BOOK.search(text) is not None
        kind = "note" if over else _kind(block, text, named)
        if after_note and kind in ("heading", "body") and not _ENDED.search(text) and len(block.doc) < 30:
            kind = "note"
        opens = None if over else _within_numbers(bodies, block.start + 1, block.end)
        if opens is not None:
            kind = "body" if text[opens - block.start :].strip() else "dateline"
        lead = _lead(block, text, named) if kind in ("body", "heading") else 0
        if opens is not None and kind == "body":
            lead = opens - block.start
        head, rest = (_part(block, 0, lead), _part(block, lead, len(text))) if lead else (None, None)
        if head is not None and rest is not None:
            yield Line(head, "dateline", number)
            block, kind, number = rest, "body", number + 1
        yield Line(block, kind, number)
        number += 1
        after_note = kind == "note" and not _GREETING.match(text)


def _lead(block: Block, text: str, named: Sequence[tuple[int, int]]) -> int:
    """Return the end of the dateline before a paragraph's first sentence, 0 without one."""
    lead = _NEWS_DATELINE.match(text)
    if lead and _names(block.start, block.start + lead.end("head"), named):
        rest = _unnamed(block.start, lead["head"], named)
        if not any(word[0].islower() and len(word) > 3 for word in _LETTERS.findall(rest)):
            return lead.end()
    return 0


def _part(block: Block, start: int, end: int) -> Block | None:
    """Return a piece of a paragraph, parsed by itself: a dateline muddles the parse of what is behind it.

    None, if there is nothing in it but white space or marks that are no part of what is parsed.
    """
    text = block.doc.text[start:end]
    piece = next(iter(parse(text)), None)
    return None if piece is None else Block(block.start + start + piece.start, piece.doc)


def _kind(block: Block, text: str, named: Sequence[tuple[int, int]]) -> LineKind:
    if _BARE_HEADING.match(text):  # "CHAPTER 1" is written as a running head is: "A VOYAGE 31"
        return "heading"
    if _FURNITURE.match(text) or _CONTENTS.search(text):
        return "note"
    if len(text) < _LONGEST_LICENCE and _LICENCE.search(text):
        return "note"
    if _NOTE.match(text) or _BYLINE.match(text) or _GREETING.match(text) or _GOODBYE.match(text):
        return "note"
    if len(text) < 600 and (_CREDIT.search(text) or _SIDE.search(text)):
        return "caption" if len(block.doc) > 4 else "note"
    if len(block.doc) <= 14 and _is_dateline(block, text, named):
        return "dateline"
    if len(block.doc) <= 16 and (_HEADING.match(text) or not _ENDED.search(text)) and '"' not in text:
        return "heading"
    return "body"


def _is_dateline(block: Block, text: str, named: Sequence[tuple[int, int]]) -> bool:
    """Tell whether the line is only a place or a day: "Lisbon, 4 May 1812." or "Vienna"."""
    if _WAY.search(text):
        return False
    left = _unnamed(block.start, text, named)
    return not _FILLERS.sub("", left) and left != text


def _unnamed(start: int, text: str, named: Sequence[tuple[int, int]]) -> str:
    """Return a piece of the text with blanks for its places and times."""
    left = list(text)
    for begin, end in _within(named, start, start + len(text)):
        for at in range(max(begin - start, 0), min(end - start, len(text))):
            left[at] = " "
    return "".join(left)


def _names(start: int, end: int, named: Sequence[tuple[int, int]]) -> bool:
    return bool(_within(named, start, end))


def _within_numbers(bodies: Sequence[int], start: int, end: int) -> int | None:
    """Return the first of the numbers from start to end, both included; None without one."""
    index = bisect_left(bodies, start)
    return bodies[index] if index < len(bodies) and bodies[index] <= end else None


def _within(named: Sequence[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans that begin in a stretch of the text; ``named`` is in text order."""
    return list(named[bisect_left(named, (start, 0)) : bisect_left(named, (end, 0))])
