"""Blocks of an original → one text, with the map that leads from every stretch of it back."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from storymap.model import Selector, Stretch
from storymap.sources.model import Block, Figure

BETWEEN = "\n\n"
"""What stands between two paragraphs."""

# Also no-break spaces, which a name may hold; soft hyphens and joiners are dropped.
_SPACE = re.compile(r"[^\S\n]+")
_LOST = dict.fromkeys((0xAD, 0x200B, 0x2060, 0xFEFF))


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembled:
    """A text, where its stretches stand in the original, and its figures."""

    text: str
    origin: tuple[Stretch, ...]
    figures: tuple[Figure, ...]


def assemble(blocks: Iterable[Block]) -> Assembled:
    """Return the blocks' words as one text: white space made single, blank blocks left out."""
    parts: list[str] = []
    origin: list[Stretch] = []
    figures: list[Figure] = []
    length = 0
    for block in blocks:
        pieces = single_spaced(block.pieces)
        start = length + (len(BETWEEN) if parts and pieces else 0)
        figures += [Figure(media=media, at=start) for media in block.media]
        if not pieces:
            continue
        if parts:
            parts.append(BETWEEN)
        length = start
        for text, at in pieces:
            parts.append(text)
            if text.strip():
                _extend(origin, Stretch(start=length, end=length + len(text), at=at))
            length += len(text)
    return Assembled(text="".join(parts), origin=tuple(origin), figures=tuple(figures))


def single_spaced(pieces: Iterable[tuple[str, Selector]]) -> list[tuple[str, Selector]]:
    """Return the pieces of a paragraph without white space at its ends and with single spaces inside."""
    kept: list[tuple[str, Selector]] = []
    end = "\n"  # nothing, or a line break, stands before: a space would be one too many
    for text, at in pieces:
        bare = _SPACE.sub(" ", text.translate(_LOST)).replace(" \n", "\n").replace("\n ", "\n")
        if end in " \n":
            bare = bare.lstrip(" \n" if end == "\n" else " ")
        if not bare:
            continue
        if bare[0] == "\n" and kept and end == " ":
            kept[-1] = (kept[-1][0].rstrip(" "), kept[-1][1])
        kept.append((bare, at))
        end = bare[-1]
    while kept and not kept[-1][0].rstrip():
        kept.pop()
    if kept:
        kept[-1] = (kept[-1][0].rstrip(), kept[-1][1])
    return [(text, at) for text, at in kept if text]


def _extend(origin: list[Stretch], stretch: Stretch) -> None:
    """Add a stretch; one that goes on at the same place of the original lengthens the last."""
    last = origin[-1] if origin else None
    if last is not None and last.at == stretch.at and stretch.start - last.end <= len(BETWEEN):
        origin[-1] = Stretch(start=last.start, end=stretch.end, at=last.at)
    else:
        origin.append(stretch)


def squeezed(text: str) -> str:
    """Return the text without any white space: what two copies of a paragraph are compared by."""
    return "".join(text.translate(_LOST).split())
