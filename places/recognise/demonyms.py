"""Names of peoples and adjectives of places: Russian, Parisians, "Russian-Korean" (two)."""

from collections.abc import Sequence

from places.recognise.line import Line, trim, windows
from places.recognise.names import Names

# A body named by one common word stays the people's: "the Russian Embassy" is Russia's embassy, no name.
_COMMON_BODIES = frozenset(
    "embassy consulate government army navy parliament senate police ministry military forces troops air "
    "cabinet presidency senate congress delegation mission legation authorities state empire republic "
    "federation union peninsula president ambassador premier foreign".split()
)
_NAMED = frozenset({"ORG", "WORK_OF_ART", "LAW", "PRODUCT", "EVENT", "FAC"})


def demonyms(line: Line, occupied: Sequence[tuple[int, int]], names: Names) -> list[tuple[int, int]]:
    """Return the spans of demonyms that overlap nothing occupied, the longest where several begin."""
    found: list[tuple[int, int]] = []
    behind = 0
    for start, end in windows(line):
        start, end = trim(line, start, end)
        if start < behind or end - start > 3 or not names.known(line.surface(start, end)).demonym:
            continue
        if any(first < end and start < last for first, last in occupied):
            continue
        if _is_language_or_name(line, start, end):
            continue
        found.append((start, end))
        behind = end
    return found


def _is_language_or_name(line: Line, start: int, end: int) -> bool:
    number = line.inside[start]
    label = line.entities[number].label if number >= 0 else ""
    if label == "PERSON":
        return True
    if label not in _NAMED:
        return False
    entity = line.entities[number]
    return entity.end > end and line.lower[end] not in _COMMON_BODIES
