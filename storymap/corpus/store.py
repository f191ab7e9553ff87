"""Where a corpus lies: a folder of this machine, or an address that fsspec knows (s3://…, memory://…)."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from storymap.corpus.extra import needed
from storymap.errors import ReadError, WriteError


class Store(Protocol):
    """A folder of files that are written whole or not at all; names have slashes."""

    def read(self, name: str) -> bytes:
        """Return a file's bytes; FileNotFoundError if there is none."""

    def write(self, name: str, data: bytes) -> None:
        """Write a file in one move."""

    def names(self, folder: str) -> list[str]:
        """Return the names of a folder's files, sorted, without the folder; none if it is not there."""

    def remove(self, name: str) -> None:
        """Take a file away, if it is there."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of this machine."""

    root: Path

    def read(self, name: str) -> bytes:
        """Return a file's bytes."""
        return (self.root / name).read_bytes()

    def write(self, name: str, data: bytes) -> None:
        """Write a file in one move."""
        from storymap.export.write import write

        path = self.root / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise WriteError(f"{path.parent} cannot be made: {error.strerror or error}") from error
        write(path, data)

    def names(self, folder: str) -> list[str]:
        """Return the names of a folder's files; half-written ones, which begin with a dot, are none."""
        path = self.root / folder
        if not path.is_dir():
            return []
        return sorted(e.name for e in path.iterdir() if e.is_file() and not e.name.startswith("."))

    def remove(self, name: str) -> None:
        """Take a file away."""
        (self.root / name).unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Remote:
    """A folder at an address; object stores show a file when all of it is there."""

    system: Any
    root: str

    def read(self, name: str) -> bytes:
        """Return a file's bytes."""
        return bytes(self.system.cat_file(f"{self.root}/{name}"))

    def write(self, name: str, data: bytes) -> None:
        """Write a file."""
        try:
            self.system.makedirs(f"{self.root}/{name}".rpartition("/")[0], exist_ok=True)
            self.system.pipe_file(f"{self.root}/{name}", data)
        except OSError as error:
            raise WriteError(f"{self.root}/{name} cannot be written: {error}") from error

    def names(self, folder: str) -> list[str]:
        """Return the names of a folder's files."""
        path = f"{self.root}/{folder}".rstrip("/")
        self.system.invalidate_cache()
        if not self.system.exists(path):
            return []
        listed = self.system.ls(path, detail=True)
        return sorted(e["name"].rpartition("/")[2] for e in listed if e["type"] == "file")

    def remove(self, name: str) -> None:
        """Take a file away."""
        if self.system.exists(f"{self.root}/{name}"):
            self.system.rm_file(f"{self.root}/{name}")


def open_store(address: str) -> Store:
    """Return the folder at a path or an fsspec address.

    Raises:
        StorymapError: fsspec, or what it needs for this kind of address, is not installed.
        ReadError: there is no such kind of address.
    """
    if not is_address(address):
        return Folder(Path(address))
    system, root = system_of(address)
    return Remote(system, root.rstrip("/"))


def is_address(name: str) -> bool:
    """Tell an address that fsspec opens from a path."""
    return "://" in name


def system_of(address: str) -> tuple[Any, str]:
    """Return fsspec's file system for an address, and the path in it."""
    core = needed("fsspec.core")
    try:
        system, root = core.url_to_fs(address)
    except ImportError as error:
        raise ReadError(f"{address} needs a package more: {error}") from error
    except ValueError as error:
        raise ReadError(f"{address} cannot be opened: {error}") from error
    return system, str(root)
