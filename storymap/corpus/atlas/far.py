"""The files of a large atlas, which its page reads over HTTP: columns whole, quotations and words by ranges.

The page's ``source.js`` reads what is written here: ``atlas.json`` (lists, and which columns there are);
``items.bin`` (the columns of all mentions, little end first, each from a multiple of four); ``quotes.bin``
(quotations one behind the other); ``words.bin`` (in which of them a word stands; words are in buckets by a
digest); ``index.bin`` (where each quotation and each bucket begins and ends, as doubles).
"""

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain

import numpy as np

from storymap.corpus.atlas.data import Atlas

NO_YEAR = -100_000
"""What stands for no year; the same as in select.js."""

_BUCKETS = 1024
_TYPES = {"u32": "<u4", "i32": "<i4", "u8": "<u1"}
_WORD = re.compile(r"\w+")


def far_files(made: Atlas) -> Iterator[tuple[str, bytes]]:
    """Yield the names and bytes of a large atlas's data files."""
    view = made.view()
    columns = _columns(made)
    quotes = [quote.encode("utf-8", errors="replace") for quote in made.quotes.values]
    buckets = _buckets(made.quotes.values)
    about = {key: value for key, value in view.items() if key != "items"}
    about["columns"] = [[name, kind, len(values)] for name, kind, values in columns]
    about["quotes"] = len(quotes)
    yield "data/atlas.json", json.dumps(about, ensure_ascii=False, separators=(",", ":")).encode()
    yield "data/items.bin", b"".join(_padded(kind, values) for _, kind, values in columns)
    yield "data/quotes.bin", b"".join(quotes)
    yield "data/words.bin", b"".join(buckets)
    ends = [np.fromiter(chain([0], accumulate(map(len, parts))), dtype="<f8") for parts in (quotes, buckets)]
    yield "data/index.bin", b"".join(end.tobytes() for end in ends)


def _columns(made: Atlas) -> list[tuple[str, str, Sequence[int]]]:
    items = made.items
    years = [NO_YEAR if year is None else year for year in items["year"]]
    sure = [round(100 * share) for share in items["sure"]]
    return [
        ("place", "u32", items["place"]),
        ("document", "u32", items["document"]),
        ("year", "i32", years),
        ("quote", "u32", items["quote"]),
        ("mention", "u32", items["mention"]),
        ("kind", "u8", items["kind"]),
        ("sure", "u8", sure),
        *_lists("people", items["people"]),
        *_lists("also", items["also"]),
    ]


def _lists(name: str, lists: Sequence[Sequence[int]]) -> list[tuple[str, str, Sequence[int]]]:
    """Return lists as two columns: where each begins, and all their values."""
    starts = list(chain([0], accumulate(map(len, lists))))
    return [(f"{name}At", "u32", starts), (f"{name}Of", "u32", list(chain.from_iterable(lists)))]


def _padded(kind: str, values: Sequence[int]) -> bytes:
    data = np.asarray(values, dtype=_TYPES[kind]).tobytes()
    return data + bytes(-len(data) % 4)


def folded(text: str) -> str:
    """Return a text as the page compares it: small letters without marks; see select.js."""
    parts = unicodedata.normalize("NFD", text)
    return "".join(char for char in parts if not unicodedata.category(char).startswith("M")).lower()


def bucket_of(word: str) -> int:
    """Return the bucket of a word: FNV-1a of its UTF-8 bytes; the same as bucket in source.js."""
    value = 0x811C9DC5
    for byte in word.encode("utf-8", errors="replace"):
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value % _BUCKETS


def _buckets(quotes: Sequence[str]) -> list[bytes]:
    """Return for each bucket a JSON object: a word, and the steps from one quotation with it to the next."""
    last: dict[str, int] = {}
    steps: dict[str, list[int]] = {}
    for number, quote in enumerate(quotes):
        for word in dict.fromkeys(_WORD.findall(folded(quote))):
            steps.setdefault(word, []).append(number - last.get(word, 0))
            last[word] = number
    found: list[dict[str, list[int]]] = [{} for _ in range(_BUCKETS)]
    for word in sorted(steps):
        found[bucket_of(word)][word] = steps[word]
    return [json.dumps(words, ensure_ascii=False, separators=(",", ":")).encode() for words in found]
