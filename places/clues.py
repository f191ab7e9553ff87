"""What the words beside a name say of where it lies: "Paris, Texas", "Paris Texas", "X in Y", "Y's X".

The one reader of these constructions. Only the text is read, so that it works whatever names were found in
it; what they mean is for the caller to look up. Two questions are answered: which words around a name may
name what it lies in (``outer``), or what lies in it (``inner``), and whether the words between two names put
the one into the other (``puts_behind``, ``puts_before``).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

How = Literal["comma", "beside", "in", "owner", "adjective"]

_NAME = r"(?:[^\W\d_][\w.'’-]*\s+){0,3}[^\W\d_][\w.'’-]*"
_COMMA = re.compile(rf"(?:,\s*(?:in\s+)?|\s+\()(?:the\s+)?({_NAME})")
_IN = re.compile(rf"\s+in\s+(?:the\s+)?({_NAME})")
# "London UK", on one line: the second name has to be one that a country or a state has.
_BESIDE = re.compile(r"[ \u00a0]([^\W\d_a-z][\w.'’-]*(?:[ \u00a0][^\W\d_a-z][\w.'’-]*){0,2})")
_DESCRIBED = re.compile(
    rf",?\s+(?:a|an|the)\s+(?:[\w-]+\s+){{0,3}}(?:city|town|village|suburb|port|community)\s+"
    rf"(?:in|of|outside|near)\s+(?:the\s+)?({_NAME})"
)
_BEFORE_COMMA = re.compile(
    rf"({_NAME}),\s+(?:in\s+|the\s+(?:[a-z]+\s+)?(?:capital|seat|port|city)\s+(?:of|in)\s+)?(?:the\s+)?$"
)
_OWNER = re.compile(rf"({_NAME})['’]s\s+(?:[a-z]+\s+){{0,3}}(?:of\s+)?$")
_ADJECTIVE = re.compile(
    r"([A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?)\s+(?:[a-z-]+\s+){0,2}"
    r"(?:city|town|village|port|capital|province|region|state|island|resort|district|county|suburb)\s+(?:of\s+)?$"
)

_BEHIND = re.compile(
    r"(?:,| \(|,? in| at|, at| near| outside|, near|, outside)\s*(?:the\s+|downtown\s+|central\s+|nearby\s+"
    r"|(?:north|south|east|west)(?:ern)?\s+|(?:(?:\w+\s+){0,2}(?:city|town|village|capital|port|suburb)\s+(?:of\s+)?))*"
)
_BEHIND_LATER = re.compile(r",? (?:on|this|last|late|early|every)\s[\w ]{3,25}?,? in\s(?:the\s+)?")
_BETWEEN = re.compile(
    r"(?:['’]s)?\s*(?:,|\bis\b|\bare\b|\bwas\b|\bwere\b|\bstands?\b|\bstood\b|\brises?\b|\blies\b|\bhas\b|:)?\s*"
    r"(?:(?:now|still|also|called|named|at|on|outside|inside|in|of)\s+)?(?:the\s+|its\s+|a\s+)?(?:[a-z-]+\s+){0,2}"
)
_IN_BEFORE = re.compile(r"\b(?:in|at|of|near)\s+(?:the\s+)?(?:[a-z-]+\s+)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Clue:
    """Words that may begin (or, if ``last``, end) with the name of what lies around, and how they say it."""

    how: How
    words: str
    last: bool = False


def outer(text: str, start: int, end: int) -> Iterator[Clue]:
    """Yield what the name at ``text[start:end]`` may be said to lie in: at most one behind, two before."""
    tail, head = text[end : end + 90], text[max(0, start - 70) : start]
    behind: tuple[tuple[How, re.Pattern[str]], ...] = (
        ("comma", _DESCRIBED), ("comma", _COMMA), ("in", _IN), ("beside", _BESIDE),
    )  # fmt: skip
    for how, pattern in behind:
        match = pattern.match(tail)
        if match:
            yield Clue(how, match[1])
            break
    before: tuple[tuple[How, re.Pattern[str]], ...] = (("owner", _OWNER), ("adjective", _ADJECTIVE))
    for how, pattern in before:
        match = pattern.search(head)
        if match:
            yield Clue(how, match[1], last=True)


def inner(text: str, start: int) -> str:
    """Return the words before the comma before ``start``, which may end in what lies in the name, or ""."""
    match = _BEFORE_COMMA.search(text[max(0, start - 60) : start])
    return match[1] if match else ""


def puts_behind(between: str) -> bool:
    """Tell whether the words between two names put the first into the second: "the Hall in the city of X"."""
    return bool(_BEHIND.fullmatch(between) or _BEHIND_LATER.fullmatch(between))


def puts_before(before: str, between: str) -> bool:
    """Tell whether the words around the first of two names put the second into it: "in X is the Hall"."""
    if _BETWEEN.fullmatch(between) is None:
        return False
    return between.startswith(("'s", "’s")) or _IN_BEFORE.search(before) is not None
