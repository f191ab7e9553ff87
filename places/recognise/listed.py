"""Lines that are nothing but names of places: "Toronto", "Paris, Texas", lists, one name a line."""

from collections.abc import Sequence

from places.recognise.line import Line
from places.recognise.names import Names

_SEPARATORS = frozenset({",", ";", "/", "|", "and", "&", "-", "–", "—", "•", "*", "or", "to", "."})
_SURE = 0.8


def listed(
    line: Line, places: Sequence[tuple[int, int, float]], names: Names
) -> list[tuple[int, int, float]]:
    """Return the names of such a line that the classifier, which lives on sentences, has left out."""
    if len(line) > 60:
        return []
    parts = _parts(line)
    if not parts or not all(_names_a_place(line, start, end, names) for start, end in parts):
        return []
    if len(parts) == 1 and not names.known(line.surface(*parts[0])).is_great and _has_common_tag(line):
        return []
    return [
        (start, end, _SURE)
        for start, end in parts
        if not any(first < end and start < last for first, last, _ in places)
    ]


def _has_common_tag(line: Line) -> bool:
    return not all(tag in {"NNP", "NNPS"} for tag in line.tags)


def _names_a_place(line: Line, start: int, end: int, names: Names) -> bool:
    return names.known(line.surface(start, end)).is_place


def _parts(line: Line) -> list[tuple[int, int]]:
    parts = []
    start = 0
    for i in range(len(line) + 1):
        if i == len(line) or line.lower[i] in _SEPARATORS or line.words[i].rstrip(".").isdigit():
            if i > start:
                parts.append((start, i))
            start = i + 1
    return parts
