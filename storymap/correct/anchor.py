"""Words of a text held by themselves and by what stands around them: no offset is kept.

This is the Web Annotation model's TextQuoteSelector; a changed text is searched for the words.

Spaces, tabs and line breaks count as one space, so that a text set anew in other lines is the same text.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

_CONTEXTS = (32, 64, 128, 256, 512)
_LEAST_CONTEXT = 8  # characters of the context that must still be there where it has changed
_TELLING = 24  # words of this length are hardly written twice
_SPACE = re.compile(r"\s+")
_LEAST_LIKENESS = 70.0  # per cent, of words that were changed themselves


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """Words of the text, with what stands before and after them.

    ``nth`` counts from 1 among places that no context can tell apart; 0 where the context can. An event is
    held by the words that tell it; ``title``, its headline before any correction, tells two events of the
    same words apart; ``made`` is the id of the correction that made the event, where one did.
    """

    exact: str
    prefix: str = ""
    suffix: str = ""
    nth: int = 0
    title: str = ""
    made: str = ""


def anchor(text: str, start: int, end: int, *, title: str = "", made: str = "") -> Anchor:
    """Return what holds ``text[start:end]``, with as much context as tells it from its like."""
    made_so = Anchor(exact=text[start:end], title=title, made=made)
    if not made_so.exact:
        return made_so
    for size in _CONTEXTS:
        made_so = replace(
            made_so, prefix=text[max(0, start - size) : start], suffix=text[end : end + size], nth=0
        )
        same = list(_standing(_squeezed(text), made_so))
        if len(same) == 1:
            return made_so
    begins = [span[0] for span in same]
    return replace(made_so, nth=begins.index(start) + 1) if start in begins else made_so


def find(text: str, held: Anchor) -> tuple[int, int] | None:
    """Return where the words stand, None if they are not there or cannot be told from others.

    Words whose surroundings changed are taken where enough of these is left, words that changed themselves
    where their surroundings stayed.
    """
    squeezed = _squeezed(text)
    same = list(_standing(squeezed, held))
    if same:
        if len(same) == 1:
            return same[0]
        return same[held.nth - 1] if 0 < held.nth <= len(same) else None
    return _by_context(squeezed, held) or _between(squeezed, held)


@dataclass(frozen=True, slots=True)
class _Squeezed:
    """A text with every run of space as one, and where each of its characters stood."""

    text: str
    starts: tuple[int, ...]
    length: int

    def span(self, start: int, end: int) -> tuple[int, int]:
        return self.starts[start], self.starts[end - 1] + 1


@lru_cache(maxsize=4)
def _squeezed(text: str) -> _Squeezed:
    parts: list[str] = []
    starts: list[int] = []
    position = 0
    for space in _SPACE.finditer(text):
        parts += [text[position : space.start()], " "]
        starts += range(position, space.start() + 1)
        position = space.end()
    parts.append(text[position:])
    starts += range(position, len(text))
    return _Squeezed("".join(parts), tuple(starts), len(text))


def _plain(held: Anchor) -> tuple[str, str, str]:
    prefix, exact, suffix = (_SPACE.sub(" ", part) for part in (held.prefix, held.exact, held.suffix))
    return prefix, exact, suffix


def _standing(squeezed: _Squeezed, held: Anchor) -> Iterator[tuple[int, int]]:
    """Yield where the words stand with their whole context."""
    prefix, exact, suffix = _plain(held)
    for start in _all(squeezed.text, prefix + exact + suffix):
        begin = start + len(prefix)
        yield squeezed.span(begin, begin + len(exact))


def _all(text: str, part: str) -> Iterator[int]:
    position = text.find(part) if part else -1
    while position >= 0:
        yield position
        position = text.find(part, position + 1)


def _by_context(squeezed: _Squeezed, held: Anchor) -> tuple[int, int] | None:
    """Return where the words stand with more of their context than anywhere else."""
    prefix, exact, suffix = _plain(held)
    text = squeezed.text
    begins = list(_all(text, exact))
    scores = [
        _common(prefix[::-1], text[max(0, at - len(prefix)) : at][::-1])
        + _common(suffix, text[at + len(exact) : at + len(exact) + len(suffix)])
        for at in begins
    ]
    if not scores:
        return None
    best = max(scores)
    is_sure = best >= _LEAST_CONTEXT or (len(begins) == 1 and len(exact) >= _TELLING)
    if scores.count(best) > 1 or not is_sure:
        return None
    at = begins[scores.index(best)]
    return squeezed.span(at, at + len(exact))


def _common(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    return next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def _between(squeezed: _Squeezed, held: Anchor) -> tuple[int, int] | None:
    """Return changed words between what stood around them, where they are still like the old ones."""
    from rapidfuzz.fuzz import ratio

    prefix, exact, suffix = _plain(held)
    before, after = prefix[-_TELLING:], suffix[:_TELLING]
    if len(exact) < _TELLING or len(before) < _LEAST_CONTEXT or len(after) < _LEAST_CONTEXT:
        return None
    text, longest = squeezed.text, len(exact) * 3 // 2
    ends = list(_all(text, after))
    found = []
    for at in _all(text, before):
        start = at + len(before)
        number = bisect_left(ends, start + 1)
        if number < len(ends) and ends[number] - start <= longest:
            words = text[start : ends[number]]
            if ratio(exact, words) >= _LEAST_LIKENESS:
                found.append((start, ends[number]))
    return squeezed.span(*found[0]) if len(found) == 1 else None
