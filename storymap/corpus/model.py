"""What a corpus is made of before it is read: frozen values that travel to other processes and machines."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

ItemKind = Literal["file", "record", "error"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing to be read: a file's bytes, a record of a table, or why it cannot be got.

    ``name`` says which it is: a path below the input, the own id of a record, or a file and a number.
    ``data`` of a "file" are its bytes, of a "record" a JSON object as ``storymap.sources.jsonl`` reads one,
    without its id, of an "error" the reason. ``suffix`` is the file's ending (".txt"). ``place`` is how many
    bytes of the inputs lie before its end, for the progress.
    """

    name: str
    kind: ItemKind
    data: bytes
    suffix: str = ""
    collection: str = ""
    place: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How documents are to be read, the same for all; it can be pickled, so it goes to other machines.

    ``language`` is what the documents are written in where they do not say. ``near``, ``countries`` and
    ``exclude`` are those of ``places.Options``. ``gazetteers`` are files of the user's own places, which must
    lie where the documents are read. ``encoding`` and ``columns`` are those of
    ``storymap.sources.InputOptions``.
    """

    language: str = ""
    near: tuple[float, float] | None = None
    countries: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    gazetteers: tuple[str, ...] = ()
    encoding: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    private: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a run has come: documents found, read now, known before; bytes of the inputs gone through."""

    found: int
    read: int
    known: int
    place: int
    total: int
    seconds: float

    @property
    def rate(self) -> float:
        """Documents read a second."""
        return self.read / self.seconds if self.seconds > 0 else 0.0

    @property
    def left(self) -> float | None:
        """The seconds that the rest will take if it goes on like this; None where that cannot be told."""
        if not self.read or not 0 < self.place <= self.total:
            return None
        return self.seconds * (self.total - self.place) / self.place


Told = Callable[[Progress], None]
