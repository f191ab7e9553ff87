"""Subtitles and transcripts (WebVTT, SubRip) → Document with the second of every word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape

from places.model import Document
from storymap.errors import ReadError
from storymap.model import Selector
from storymap.sources.blocks import assemble
from storymap.sources.letters import decoded
from storymap.sources.model import Block, Input, Source
from storymap.sources.text import hints, in_words

_TIME = r"(?:(?P<{0}h>\d{{1,4}}):)?(?P<{0}m>\d{{1,2}}):(?P<{0}s>\d{{1,2}})[.,](?P<{0}f>\d{{1,3}})"
_TIMING = re.compile(rf"^\s*{_TIME.format('a')}\s*-->\s*{_TIME.format('b')}")
_VOICE = re.compile(r"<v(?:\.[\w.]+)?\s+([^>]{1,200})>")
_TAG = re.compile(r"<[^<>]{0,200}>|\{\\[^{}]{0,100}\}")
_NAME = re.compile(r"^(?:>>\s*)?-?\s*(?P<name>[A-ZÀ-Þ][\w .'’-]{1,40}):\s+(?=\S)")
_PAUSE = 1.5
"""Seconds of silence that end a paragraph."""

_LONGEST_PARAGRAPH = 1200
_ENDED = re.compile(r"[.!?…][\"”’»)]*$")


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that are shown from one second to another, and who says them."""

    start: float
    end: float
    lines: tuple[str, ...]
    voice: str = ""


def read(given: Input) -> Iterator[Source]:
    """Yield the transcript; lines that roll up from one cue into the next are taken once.

    Raises:
        ReadError: there is no cue with words in it.
    """
    text, _ = decoded(given.data, source=given.label, encoding=given.options.encoding, hints=hints(given))
    made = assemble(_paragraphs(_unrolled(cues(text))))
    if not made.text:
        raise ReadError(f"{given.label} holds subtitles without any words in them")
    document = Document(
        text=made.text,
        id=given.name,
        title=in_words(given.name),
        language=_language(text),
        source=given.address or given.name,
    )
    yield Source(document=document, origin=made.origin)


def cues(text: str) -> list[Cue]:
    """Return the cues of a WebVTT or SubRip text; what breaks the rules is skipped."""
    found: list[Cue] = []
    for block in re.split(r"\n[ \t]*\n", text):
        lines = block.strip("\n").split("\n")
        at = next((n for n, line in enumerate(lines[:3]) if _TIMING.match(line)), None)
        if at is None:
            continue
        match = _TIMING.match(lines[at])
        if match is None:
            continue
        words = "\n".join(lines[at + 1 :])
        voice = _VOICE.search(words)
        bare = tuple(line for line in map(_bare, words.split("\n")) if line)
        if bare:
            found.append(
                Cue(_seconds(match, "a"), _seconds(match, "b"), bare, voice[1].strip() if voice else "")
            )
    return found


def _bare(line: str) -> str:
    return " ".join(unescape(_TAG.sub("", line)).split())


def _seconds(match: re.Match[str], which: str) -> float:
    hours, minutes, seconds = (int(match[f"{which}{unit}"] or 0) for unit in "hms")
    return round(hours * 3600 + minutes * 60 + seconds + int(match[f"{which}f"].ljust(3, "0")) / 1000, 3)


def _unrolled(listed: Sequence[Cue]) -> list[Cue]:
    """Return the cues without the lines that the cue right before has shown already."""
    kept: list[Cue] = []
    shown: tuple[str, ...] = ()
    end = 0.0
    for cue in listed:
        rolled = set(shown) if cue.start - end < 1 else set()
        fresh = tuple(line for line in cue.lines if line not in rolled)
        if fresh:
            kept.append(Cue(cue.start, cue.end, fresh, cue.voice))
        shown, end = cue.lines, cue.end
    return kept


def _paragraphs(listed: Sequence[Cue]) -> Iterator[Block]:
    """Yield what is said without a pause, by one voice, as a paragraph."""
    pieces: list[tuple[str, Selector]] = []
    length, voice, end = 0, "", 0.0
    for cue in listed:
        words = " ".join(cue.lines)
        named = _NAME.match(words)
        who = cue.voice or (named["name"] if named else "") or voice
        long = length > _LONGEST_PARAGRAPH and bool(pieces) and bool(_ENDED.search(pieces[-1][0]))
        if pieces and (who != voice or cue.start - end >= _PAUSE or long):
            yield Block(pieces=tuple(pieces))
            pieces, length = [], 0
        at = Selector(second=cue.start, until=cue.end)
        said = f"{who}: {words}" if cue.voice and who != voice else words
        pieces += [*([(" ", at)] if pieces else []), (said, at)]
        length, voice, end = length + len(said), who, cue.end
    if pieces:
        yield Block(pieces=tuple(pieces))


def _language(text: str) -> str:
    match = re.search(r"^Language:\s*([A-Za-z]{2,3})\b", text[:500], re.MULTILINE)
    return match[1].lower() if match else ""
