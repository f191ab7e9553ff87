"""Words → word pieces of the encoder's vocabulary, packed into windows that it reads at one go.

The splitting is BERT's (Devlin et al. 2019): lower case, accents off, marks apart, then the longest pieces
that the vocabulary has, from the left (WordPiece).
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from places.recognise.line import Line

# The longest window, in pieces, with the marks at its ends: memory and time grow with its square.
WINDOW = 192
# A long paragraph is cut where a sentence begins, unless that would leave hardly anything.
_LEAST_WORDS = 20
_LONGEST_WORD = 100
_LONGEST_RULE = 8
# The blocks of Chinese characters as BERT has them.
_CHINESE = (
    (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F),
    (0x2B920, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F),
)  # fmt: skip
BEGIN, END, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"

# How a word is written; the same again, plus CASES, for every piece of it but the first.
CASES = 5
_NO_LETTERS, _LOWER, _TITLE, _UPPER, _MIXED = range(CASES)


@dataclass(slots=True)
class Window:
    """What the encoder reads at one go; ``words`` has (number, first piece, last piece) of each word."""

    ids: list[int]
    cases: list[int] = field(default_factory=lambda: [0])
    words: list[tuple[int, int, int]] = field(default_factory=list)


class Pieces:
    """A vocabulary of word pieces."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._ids = {piece: number for number, piece in enumerate(vocabulary)}
        self.of_word = lru_cache(maxsize=50_000)(self._of_word)

    def _of_word(self, word: str) -> tuple[int, ...]:
        """Return the numbers of a word's pieces; at least one."""
        parts = (self._split(part) for part in _parts(word))
        return tuple(number for numbers in parts for number in numbers) or (self._ids[UNKNOWN],)

    def _split(self, part: str) -> list[int]:
        numbers = []
        start = 0
        while start < len(part):
            for end in range(len(part), start, -1):
                number = self._ids.get(("##" if start else "") + part[start:end])
                if number is not None:
                    break
            else:
                return [self._ids[UNKNOWN]]
            numbers.append(number)
            start = end
        return numbers

    def windows(self, lines: Sequence[Line], longest: int = WINDOW) -> Iterator[Window]:
        """Yield the windows of a document; its words are numbered through, from 0."""
        window = Window([self._ids[BEGIN]])
        number = 0
        for line in lines:
            pieces = [self.of_word(word)[: min(_most(word), longest - 2)] for word in line.words]
            for begin, end in _stretches(line, [len(p) for p in pieces], longest - 2):
                size = sum(len(p) for p in pieces[begin:end])
                if window.words and len(window.ids) + size >= longest:
                    yield self._closed(window)
                    window = Window([self._ids[BEGIN]])
                for i in range(begin, end):
                    case = case_of(line.words[i])
                    window.words.append((number + i, len(window.ids), len(window.ids) + len(pieces[i]) - 1))
                    window.ids += pieces[i]
                    window.cases += [case, *[case + CASES] * (len(pieces[i]) - 1)]
            number += len(line)
        if window.words:
            yield self._closed(window)

    def _closed(self, window: Window) -> Window:
        window.ids.append(self._ids[END])
        window.cases.append(0)
        return window


def _most(word: str) -> int:
    """Return how many of a word's pieces are worth reading: a rule across a page says nothing."""
    return WINDOW if any(map(str.isalnum, word)) else _LONGEST_RULE


def _stretches(line: Line, sizes: Sequence[int], most: int) -> Iterator[tuple[int, int]]:
    """Yield the parts of a line, in words, that fit into a window each."""
    start = size = 0
    for i, more in enumerate(sizes):
        if size + more > most:
            begins = (k for k in range(i, start + _LEAST_WORDS, -1) if line.sentence_start[k])
            cut = next(begins, i)
            yield start, cut
            start, size = cut, sum(sizes[cut:i])
        size += more
    yield start, len(sizes)


def case_of(word: str) -> int:
    """Return how a word is written, as the number that the encoder is given beside its pieces."""
    if not any(c.isalpha() for c in word):
        return _NO_LETTERS
    if word.islower():
        return _LOWER
    if word.isupper() and len(word) > 1:
        return _UPPER
    return _TITLE if word[:1].isupper() else _MIXED


def _parts(word: str) -> Iterator[str]:
    """Yield a word's letters without accents in lower case, and its marks and Chinese characters apart."""
    part = ""
    for c in unicodedata.normalize("NFD", word.lower()):
        if unicodedata.category(c) in {"Mn", "Cc", "Cf", "Co"}:
            continue
        if _stands_alone(c):
            if part:
                yield part
            yield c
            part = ""
        else:
            part += c
    if part and len(part) <= _LONGEST_WORD:
        yield part


def _stands_alone(c: str) -> bool:
    ascii_mark = c.isascii() and not c.isalnum()
    chinese = any(first <= ord(c) <= last for first, last in _CHINESE)
    return ascii_mark or chinese or unicodedata.category(c).startswith("P")
