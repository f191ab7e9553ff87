"""Where words of a text stand in its original: look-ups in the stretches that a reader has noted."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from storymap.model import Selector, Span, Stretch


class Origin:
    """The way back from the text to the original; stretches are in text order and do not overlap."""

    def __init__(self, stretches: Sequence[Stretch]) -> None:
        self._stretches = stretches
        self._starts = [one.start for one in stretches]

    def at(self, span: Span) -> tuple[Selector, ...]:
        """Return where the words of a span stand, in text order; empty where nothing is noted."""
        first = max(bisect_right(self._starts, span.start) - 1, 0)
        found: list[Selector] = []
        for one in self._stretches[first:]:
            if one.start >= span.end:
                break
            if one.end > span.start:
                _add(found, one.at)
        return tuple(found)


def _add(found: list[Selector], at: Selector) -> None:
    """Add a selector; lines of the same page, of the same cue or row are one."""
    last = found[-1] if found else None
    if last is not None and replace(last, boxes=()) == replace(at, boxes=()):
        found[-1] = replace(last, boxes=last.boxes + tuple(box for box in at.boxes if box not in last.boxes))
    else:
        found.append(at)
