"""Texts of any script → units → pieces of a unigram vocabulary, as the multilingual encoder reads them.

A unit is a word, a number or a mark; where a script writes no spaces (Chinese, Japanese, Thai), it is one
piece. A unit's pieces are those of the most probable split by the pieces' own log-probabilities (Kudo 2018,
the algorithm of SentencePiece, found by Viterbi's), so that a pruned vocabulary still splits every word.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

# SentencePiece's sign for a space before a word, and how much worse an unknown character is than any piece.
SPACE = "▁"
UNKNOWN_LOSS = 10.0
BEGIN, PAD, END, UNKNOWN = "<s>", "<pad>", "</s>", "<unk>"
# The longest window, in pieces, with the marks at its ends.
WINDOW = 192
_LONGEST_UNIT = 100

# Scripts that write words without spaces: Thai to Khmer, kana, Han.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_UNIT = re.compile(
    rf"(?P<run>[{UNSPACED}]+)"
    r"|(?P<number>\d+(?:[.,:]\d+)*)"
    rf"|(?P<word>(?:(?![{UNSPACED}])[^\W\d_])(?:(?![{UNSPACED}])[^\W\d_]|[\u0300-\u036f\u064b-\u0652\u0900-\u0903\u093a-\u094f\u200c\u200d])*)"
    r"|(?P<mark>\S)"
)

# Where a unit begins and ends, and the numbers of its pieces.
Unit = tuple[int, int, tuple[int, ...]]


@dataclass(slots=True)
class Window:
    """What the encoder reads at one go; ``units`` has (number, first piece) of each unit in it."""

    ids: list[int]
    units: list[tuple[int, int]] = field(default_factory=list)


class Unigram:
    """A vocabulary of pieces with their log-probabilities."""

    def __init__(self, pieces: Sequence[str], scores: Sequence[float]) -> None:
        self._ids = {piece: number for number, piece in enumerate(pieces)}
        self._scores = [float(score) for score in scores]
        self._longest = max(map(len, pieces))
        self._worst = min(self._scores) - UNKNOWN_LOSS
        self.begin, self.end = self._ids[BEGIN], self._ids[END]
        self.unknown = self._ids[UNKNOWN]
        self.split = lru_cache(maxsize=100_000)(self._split)

    def _split(self, word: str) -> tuple[tuple[int, int], ...]:
        """Return the most probable split: of each piece its number, and how many characters it takes."""
        best: list[tuple[float, int, int]] = [(0.0, 0, 0)]
        for end in range(1, len(word) + 1):
            found = (best[end - 1][0] + self._worst, end - 1, self.unknown)
            for start in range(max(0, end - self._longest), end):
                number = self._ids.get(word[start:end])
                if number is not None and best[start][0] + self._scores[number] > found[0]:
                    found = (best[start][0] + self._scores[number], start, number)
            best.append(found)
        pieces = []
        end = len(word)
        while end:
            _, start, number = best[end]
            pieces.append((number, end - start))
            end = start
        return tuple(reversed(pieces))

    def units(self, text: str) -> Iterator[Unit]:
        """Yield the units of a text in order; white space belongs to none."""
        for match in _UNIT.finditer(text):
            start, end = match.span()
            spaced = not start or text[start - 1].isspace()
            if match.lastgroup == "run":
                yield from self._run(text[start:end], start)
            else:
                word = unicodedata.normalize("NFKC", text[start : min(end, start + _LONGEST_UNIT)])
                pieces = self.split(SPACE + word if spaced else word)
                yield start, end, tuple(number for number, _ in pieces)

    def _run(self, run: str, offset: int) -> Iterator[Unit]:
        for begin in range(0, len(run), _LONGEST_UNIT):
            for number, size in self.split(run[begin : begin + _LONGEST_UNIT]):
                yield offset + begin, offset + begin + size, (number,)
                begin += size

    def windows(self, units: Sequence[Unit], breaks: frozenset[int] = frozenset()) -> Iterator[Window]:
        """Yield the windows of units that are numbered through; one rather begins at one of ``breaks``."""
        window = Window([self.begin])
        for number, (_, _, pieces) in enumerate(units):
            full = len(window.ids) + len(pieces) >= WINDOW
            nearly = len(window.ids) > WINDOW * 2 // 3 and number in breaks
            if window.units and (full or nearly):
                window.ids.append(self.end)
                yield window
                window = Window([self.begin])
            window.units.append((number, len(window.ids)))
            window.ids += pieces[: WINDOW - 2]
        if window.units:
            window.ids.append(self.end)
            yield window


_UNSPACED = re.compile(f"[{UNSPACED}]")


def is_unspaced(letter: str) -> bool:
    """Tell whether a letter is of a script that writes words without spaces."""
    return _UNSPACED.match(letter) is not None


def breaks(text: str, units: Sequence[Unit]) -> frozenset[int]:
    """Return the numbers of the units that begin a sentence or a line."""
    found = set()
    before = 0
    for number, (start, end, _) in enumerate(units):
        if "\n" in text[before:start] or text[max(0, before - 1) : before] in {
            ".",
            "!",
            "?",
            "…",
            "。",
            "！",
            "？",
            "؟",
            "।",
        }:
            found.add(number)
        before = end
    return frozenset(found)
