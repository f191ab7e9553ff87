"""A text → its paragraphs as lines of words, without a parser: what the recogniser of its own weights reads.

Words are split finer than spaCy splits them (at every hyphen and slash), because a place may be half of one:
"Ontario/Quebec", "Afghan-Pakistani". Nothing is ever joined over white space, so offsets stay the text's.
"""

import re
from collections.abc import Iterator

from places.calendar_words import MONTH_SHORTS, alternatives
from places.recognise.line import Line, borders_between, line_of
from places.syntax import paragraphs

# Short forms that keep their full stop; a state's ("Mass.") do not need to: the gazetteer knows them with it.
_SHORT = (
    "Mr Mrs Ms Messrs Dr Prof Rev Fr Sr Jr St Ste Mt Ft Gov Sen Rep Pres Gen Adm Col Lt Maj Capt Cmdr Sgt "
    "Cpl Pvt Pfc Supt Det Hon Atty No Nos Inc Co Corp Ltd "
    "Bros Dept Ave Blvd Rd Ln Hwy Rte Pkwy Twp vs"
)
_LETTER = r"[^\W\d_]"
_WORD = re.compile(
    r"(?P<web>(?:https?://|www\.)[^\s<>\"]*[^\s<>\".,;:!?)])"  # an address is one word: no place is in it
    r"|(?P<mail>[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+)"
    rf"|(?P<dotted>{_LETTER}\.(?:{_LETTER}{{1,3}}\.)+)"  # U.S., N.Y., W.Va., Ph.D.
    rf"|(?P<short>(?:{'|'.join(_SHORT.split())}|{alternatives(MONTH_SHORTS)})\.(?!\w))"
    r"|(?P<possessive>['’`´](?:[sS])(?!\w))"
    r"|(?P<number>\d+(?:[.,:]\d+)+)"
    r"|(?P<word>[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*(?:['’](?![sS](?!\w))[^\W_]+)*)"
    r"|(?P<dashes>-{2,})|(?P<dots>\.{2,})"
    r"|(?P<rule>(?P<same>[^\w\s])(?P=same){4,})"  # a rule across the page is read at one go
    r"|(?P<mark>\S)"
)


def read_lines(text: str) -> tuple[Line, ...]:
    """Return the paragraphs of a text as lines of words with their offsets; they have no tags or entities."""
    lines = (_line(text, start, end) for start, end in paragraphs(text))
    return tuple(line for line in lines if len(line))


def _line(text: str, start: int, end: int) -> Line:
    found = list(words(text, start, end))
    spans = [(first - start, last - start) for first, last, _ in found]
    return line_of(found, borders=borders_between(text[start:end], spans))


def words(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, word) of each word and mark between two offsets of a text."""
    for match in _WORD.finditer(text, start, end):
        yield match.start(), match.end(), match.group()
