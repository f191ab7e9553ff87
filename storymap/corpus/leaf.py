"""A file of an input before it is opened."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A file: its name in the corpus, the collection it belongs to, its bytes' number and how it is opened.

    ``inside`` is its name once unpacked, "" where it is not packed ("letters.jsonl" of "letters.jsonl.gz").
    """

    name: str
    collection: str
    size: int
    open: Callable[[], AbstractContextManager[IO[bytes]]]
    inside: str = ""

    @property
    def suffix(self) -> str:
        """The ending of its name once unpacked, in small letters: ".jsonl"."""
        return PurePosixPath(self.inside or self.name).suffix.lower()
