"""The inputs of a corpus → its items, one after the other: folders, patterns, files, addresses, archives."""

import bz2
import glob
import gzip
import lzma
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from typing import IO, Any

from storymap.corpus.containers import container_of, error_item
from storymap.corpus.leaf import Leaf
from storymap.corpus.model import Item, Settings
from storymap.corpus.rows import storable
from storymap.corpus.store import is_address, system_of
from storymap.errors import ReadError

_LEFT_OUT = (".*", "~$*", "*.corrections.json", "storymap.toml", "Thumbs.db")
"""Files of a folder that are no documents: hidden ones, lock files, what belongs to storymap itself."""

_UNPACKERS: dict[str, Callable[[IO[bytes]], Any]] = {
    ".gz": lambda file: gzip.GzipFile(fileobj=file),
    ".bz2": bz2.BZ2File,
    ".xz": lzma.LZMAFile,
    ".zst": lambda file: _unzstd(file),
}


@dataclass(frozen=True, slots=True)
class Inputs:
    """All files of the inputs, in the order in which they are read, and how many bytes they are."""

    leaves: tuple[Leaf, ...]
    total: int

    def items(self, settings: Settings) -> Iterator[Item]:
        """Yield what there is to read; what cannot be got is an item of kind "error"."""
        before = 0
        for leaf in self.leaves:
            for item in _items(leaf, settings):
                place = before + min(item.place, leaf.size)
                yield replace(
                    item, place=place, name=storable(item.name), collection=storable(item.collection)
                )
            before += leaf.size


def find_inputs(names: Sequence[str], *, leave_out: str = "", settings: Settings | None = None) -> Inputs:
    """Return the files of the inputs: files as given, folders and patterns in the order of their names.

    Args:
        names: files, folders, patterns ("letters/**/*.txt"), web addresses, addresses that fsspec knows.
        leave_out: a folder in which nothing is looked for, that of the results.
        settings: whether web addresses of this machine's network may be fetched.

    Raises:
        ReadError: an input does not exist, or there is nothing in it.
    """
    several = len(names) > 1
    private = bool(settings and settings.private)
    leaves = [leaf for name in names for leaf in _found(name, several, leave_out, private)]
    if not leaves:
        raise ReadError(f"{', '.join(names)}: there is no file in it")
    return Inputs(tuple(leaves), sum(leaf.size for leaf in leaves))


def _found(name: str, several: bool, leave_out: str, private: bool) -> Iterator[Leaf]:
    if name.startswith(("http://", "https://")):
        yield _web(name, private)
    elif is_address(name):
        yield from _remote(name)
    elif Path(name).is_dir():
        yield from _folder(Path(name), Path(name).resolve().name if several else "", leave_out)
    elif Path(name).exists():
        yield _file(Path(name), Path(name).name, Path(name).stem)
    elif glob.has_magic(name):
        matches = [Path(match) for match in sorted(glob.glob(name, recursive=True))]  # noqa: PTH207 - "**" and all
        files = [path for path in matches if path.is_file() and not _is_left_out(path.name)]
        if not files:
            raise ReadError(f"{name} matches no file")
        yield from (_file(path, path.as_posix(), path.parent.name) for path in files)
    else:
        raise ReadError(f"{name} does not exist; check the name")


def _folder(root: Path, prefix: str, leave_out: str) -> Iterator[Leaf]:
    skipped = Path(leave_out).resolve() if leave_out and not is_address(leave_out) else None
    for path in _walk(root, skipped):
        inside = path.relative_to(root)
        collection = inside.parts[0] if len(inside.parts) > 1 else root.resolve().name
        name = PurePosixPath(prefix, inside.as_posix()).as_posix()
        yield _file(path, name, collection)


def _walk(folder: Path, skipped: Path | None) -> Iterator[Path]:
    """Yield the files of a folder and below, by name; links to folders may be rings and are not followed."""
    for path in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if _is_left_out(path.name):
            continue
        if path.is_dir():
            if not path.is_symlink() and path.resolve() != skipped:
                yield from _walk(path, skipped)
        elif path.is_file():
            yield path


def _is_left_out(name: str) -> bool:
    return any(fnmatch(name, pattern) for pattern in _LEFT_OUT)


def _file(path: Path, name: str, collection: str) -> Leaf:
    try:
        status = path.stat()
        size = status.st_size if stat.S_ISREG(status.st_mode) else 0
    except OSError:
        size = 0
    return Leaf(name=name, collection=collection, size=size, open=lambda: path.open("rb"))


def _remote(address: str) -> Iterator[Leaf]:
    system, root = system_of(address)
    protocol = address.partition("://")[0]
    if glob.has_magic(root):
        paths = system.glob(root)
        base = root[: root.index(next(c for c in root if c in "*?["))].rpartition("/")[0]
    elif system.isdir(root):
        paths, base = system.find(root), root
    else:
        paths, base = [root], root.rpartition("/")[0]
    if not paths or not system.exists(paths[0]):
        raise ReadError(f"{address}: there is no file in it")
    for path in sorted(paths):
        inside = path.removeprefix(base).lstrip("/")
        if any(_is_left_out(part) for part in inside.split("/")):
            continue
        yield Leaf(
            name=inside or path,
            collection=inside.partition("/")[0] if "/" in inside else base.rpartition("/")[2] or protocol,
            size=int(system.size(path) or 0),
            open=lambda path=path: system.open(path, "rb"),  # type: ignore[misc]
        )


def _web(address: str, private: bool) -> Leaf:
    def fetched() -> IO[bytes]:
        import io

        from storymap.sources.fetch import fetch

        return io.BytesIO(fetch(address, private=private).data)

    host = address.split("/")[2]
    return Leaf(name=address, collection=host, size=0, open=fetched)


def _items(leaf: Leaf, settings: Settings) -> Iterator[Item]:
    inner, packed = leaf, ""
    suffix = PurePosixPath(leaf.name).suffix.lower()
    if suffix in _UNPACKERS:
        packed = suffix
        inner = replace(leaf, open=lambda: _unpacked(leaf, packed), inside=leaf.name[: -len(suffix)])
    try:
        yield from container_of(inner)(inner, settings)
    except ReadError as error:
        yield error_item(leaf, str(error))
    except (OSError, EOFError, ValueError, lzma.LZMAError) as error:
        reason = getattr(error, "strerror", None) or error
        yield error_item(leaf, f"{leaf.name} cannot be read: {reason}")


@contextmanager
def _unpacked(leaf: Leaf, packed: str) -> Iterator[IO[bytes]]:
    with leaf.open() as file, _UNPACKERS[packed](file) as unpacked:
        yield unpacked


def _unzstd(file: IO[bytes]) -> Any:
    import io

    import pyarrow as pa

    return io.BufferedReader(pa.CompressedInputStream(pa.PythonFile(file), "zstd"))
