"""Lines of text for a picture whose fonts are not known: widths are estimates, on the wide side."""

import unicodedata
from collections.abc import Sequence

_NARROW = frozenset("iljtfrI.,;:!'|()[] -’·")
_WIDE = frozenset("mwMW@—%")


def width(text: str, size: float) -> float:
    """Return about how many pixels a text takes at a size in pixels."""
    return size * sum(map(_advance, text))


def _advance(char: str) -> float:
    """Return a character's width as a part of its size."""
    if unicodedata.combining(char):
        return 0.0
    if unicodedata.east_asian_width(char) in "WF":
        return 1.0
    if char in _NARROW:
        return 0.38
    if char in _WIDE:
        return 0.95
    return 0.72 if char.isupper() else 0.6


def is_right_to_left(text: str) -> bool:
    """Return whether the first letter that has a direction goes to the left."""
    directions = (unicodedata.bidirectional(char) for char in text)
    return next((way for way in directions if way in ("L", "R", "AL")), "L") != "L"


def fitted(text: str, room: float, *, sizes: Sequence[int], most: int) -> tuple[int, list[str]]:
    """Return the first size at which the text fits, and its lines; at the last size it is cut with "…".

    Args:
        text: one paragraph.
        room: pixels across.
        sizes: the largest first.
        most: how many lines there may be at the smallest size; at a larger one there are fewer.
    """
    for size in sizes:
        lines = wrapped(text, room, size)
        if len(lines) <= max(most * sizes[-1] // size, 1):
            return size, lines
    kept = wrapped(text, room, sizes[-1])[:most]
    last = kept[-1]
    while last and width(last + "…", sizes[-1]) > room:
        last = last[:-1]
    return sizes[-1], [*kept[:-1], last.rstrip() + "…"]


def wrapped(text: str, room: float, size: float) -> list[str]:
    """Return the text in lines no wider than the room, broken between words or, if it must be, in one."""
    lines = [""]
    for word in text.split():
        joined = f"{lines[-1]} {word}".strip()
        if width(joined, size) <= room:
            lines[-1] = joined
            continue
        if width(word, size) <= room:
            lines.append(word)
            continue
        lines[-1] = f"{lines[-1]} ".lstrip()
        for char in word:
            if width(lines[-1] + char, size) > room:
                lines.append("")
            lines[-1] += char
    return [line.strip() for line in lines if line.strip()] or [""]
