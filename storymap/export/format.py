"""What a format is: a name, the endings of its files, and the function that writes it.

A writer is called with a story, and with the page's options if the format is drawn. It returns the content
and says, in words that follow the format's name ("3 vague dates became spans"), what it had to change.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from storymap.errors import WriteError

Writer = Callable[..., "Exported"]
Reader = Callable[..., Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A story as another format has it; ``lost`` names what the format cannot carry or had to change."""

    content: str | bytes
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A row of the table of formats.

    ``write`` and ``read`` are "module:function", loaded when they are called; without ``read`` there is no
    way back. ``shows`` are the parts of a story (``storymap.export.parts``) that other programs see in it;
    ``keeps`` says that the rest stands in the file too, for our own way back. ``drawn``: takes the options
    of the page. ``extra`` is what has to be installed for it: ``pip install "geostorymap[gis]"``.
    """

    name: str
    title: str
    endings: tuple[str, ...]
    write: str
    read: str = ""
    shows: frozenset[str] = frozenset()
    keeps: bool = False
    drawn: bool = False
    extra: str = ""

    def writer(self) -> Writer:
        """Return the function that writes a story in this format.

        Raises:
            WriteError: a library that it needs is not installed.
        """
        writer: Writer = self._load(self.write)
        return writer

    def reader(self) -> Reader:
        """Return the function that reads a file of this format: (content, its name) → Story.

        Raises:
            WriteError: a library that it needs is not installed.
        """
        reader: Reader = self._load(self.read)
        return reader

    def _load(self, name: str) -> Any:
        module, _, function = name.partition(":")
        try:
            return getattr(import_module(module), function)
        except ImportError as error:
            if not self.extra:
                raise
            raise WriteError(
                f'{self.name} needs {error.name}: pip install "geostorymap[{self.extra}]"'
            ) from error
