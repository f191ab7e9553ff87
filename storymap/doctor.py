"""Tells whether what is installed is whole, and what could be added to it.

Each check is one function that gives back findings; a new one is a function and a name in CHECKS.
"""

import base64
import csv
import hashlib
import json
import platform
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from importlib import metadata, resources
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from places.errors import PlacesError
from storymap import __version__

State = Literal["good", "note", "bad"]
PACKAGE = "geostorymap"
_ANEW = f"pip install --force-reinstall --no-deps {PACKAGE}"
# What an extra of the package brings, by the module that it is used through.
EXTRAS = {
    "corpus": ("duckdb", "fsspec", "pyarrow"),
    "dask": ("distributed",),
    "documents": ("docx", "openpyxl", "PIL", "pypdfium2", "striprtf"),
    "gis": ("geopandas", "pyarrow", "pyogrio"),
    "grid": ("mgrs",),
    "png": ("resvg_py",),
    "widget": ("anywidget",),
    "xlsx": ("openpyxl",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What was looked at and what was found; ``do`` says what mends it, "" where nothing is to be done."""

    what: str
    state: State
    found: str
    do: str = ""


def findings() -> Iterator[Finding]:
    """Yield what is found, from the program itself to what could be added to it."""
    for check in CHECKS:
        yield from check()


def program() -> Iterator[Finding]:
    """Name the versions that a report of a fault needs."""
    python = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    yield Finding(what="storymap", state="good", found=f"{__version__} on {python}")


def files_of(name: str) -> Iterator[Finding]:
    """Hold the files of an installed distribution against the hashes that were written at installation.

    They stand in RECORD (PEP 376, PEP 627). An editable installation has none for the code: that is said.
    """
    try:
        distribution = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        yield Finding(what=name, state="note", found="not installed as a package: its files are not checked")
        return
    what = f"{name} {distribution.version}"
    if _is_editable(distribution):
        yield Finding(what=what, state="note", found="runs from a checkout: its files are not checked")
        return
    known = dict(_hashes(distribution.read_text("RECORD") or ""))
    if not known:
        yield Finding(
            what=what, state="note", found="was installed without hashes: its files are not checked"
        )
        return
    wrong = [
        name for name, value in known.items() if _hash(Path(str(distribution.locate_file(name)))) != value
    ]
    if not wrong:
        yield Finding(what=what, state="good", found=f"{len(known)} files as they were installed")
        return
    some = ", ".join(wrong[:3]) + (f" and {len(wrong) - 3} more" if len(wrong) > 3 else "")
    yield Finding(
        what=what,
        state="bad",
        found=f"{len(wrong)} of {len(known)} files are missing or changed: {some}",
        do=f"install it anew: pip install --force-reinstall --no-deps {name}=={distribution.version}",
    )


def _hashes(record: str) -> Iterator[tuple[str, str]]:
    """Yield the files of a RECORD that have a hash, with it.

    ``Distribution.files`` leaves out what is missing, in newer versions of the library.
    """
    for name, value, *_ in csv.reader(record.splitlines()):
        method, _, digest = value.partition("=")
        if method == "sha256":
            yield name, digest


def _is_editable(distribution: metadata.Distribution) -> bool:
    origin = json.loads(distribution.read_text("direct_url.json") or "{}")
    return bool(origin.get("dir_info", {}).get("editable"))


def _hash(path: Path) -> str:
    """Return a file's hash as RECORD has it: URL-safe base64 without padding; "" where it cannot be read."""
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").digest()
    except OSError:
        return ""
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def own_files() -> Iterator[Finding]:
    """Check the files of this package."""
    return files_of(PACKAGE)


def gazetteer() -> Iterator[Finding]:
    """Check the gazetteer of the package."""
    with resources.as_file(resources.files("places.gazetteer") / "data" / "world.sqlite") as file:
        yield gazetteer_in(file)


def gazetteer_in(file: Path) -> Finding:
    """Check that a gazetteer opens, is undamaged and has places."""
    again = f"install it anew: {_ANEW}"
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            ((answer,),) = connection.execute("PRAGMA quick_check(1)").fetchall()
            ((places,),) = connection.execute("SELECT count(*) FROM place").fetchall()
    except (sqlite3.Error, OSError) as error:
        return Finding(what="gazetteer", state="bad", found=f"cannot be read: {error}", do=again)
    whole = answer == "ok" and places > 0
    found = f"{places:,} places" if whole else f"is damaged: {answer}"
    return Finding(what="gazetteer", state="good" if whole else "bad", found=found, do="" if whole else again)


def pipeline() -> Iterator[Finding]:
    """Name the English pipeline that a text is parsed with, and check its files."""
    from places.syntax import pipeline_name, pipeline_version

    try:
        name = pipeline_name()
    except PlacesError as error:
        yield Finding(what="English pipeline", state="bad", found="none is installed", do=str(error))
        return
    yield Finding(what="English pipeline", state="good", found=pipeline_version())
    yield from files_of(name.replace("_", "-"))


def encoder() -> Iterator[Finding]:
    """Check that the search for places works with the encoder and not with what stands in for it."""
    from places import Document
    from places.gazetteer import world
    from places.recognise.english import recognise

    if find_spec("onnxruntime") is None:
        yield Finding(
            what="encoder",
            state="note",
            found="onnxruntime is not installed: places are found by the English pipeline, less well",
            do="pip install onnxruntime",
        )
        return
    try:
        found = recognise(Document(text="She moved from Lisbon to Vladivostok."), None, world())
    except PlacesError as error:
        yield Finding(what="encoder", state="bad", found="does not work", do=str(error))
        return
    names = [mention.text for mention in found]
    good = names == ["Lisbon", "Vladivostok"]
    yield Finding(
        what="encoder",
        state="good" if good else "bad",
        found="finds places" if good else f"finds {names} where Lisbon and Vladivostok stand",
        do="" if good else f"install it anew: {_ANEW}",
    )


def extras() -> Iterator[Finding]:
    """Say which of the extras are there."""
    for name, modules in EXTRAS.items():
        lacking = [module for module in modules if find_spec(module) is None]
        yield Finding(
            what=f"extra {name}",
            state="note" if lacking else "good",
            found=f"lacks {', '.join(lacking)}" if lacking else "installed",
            do=f"pip install 'geostorymap[{name}]'" if lacking else "",
        )


CHECKS: tuple[Callable[[], Iterator[Finding]], ...] = (
    program,
    own_files,
    gazetteer,
    encoder,
    pipeline,
    extras,
)
