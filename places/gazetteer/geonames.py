"""GeoNames' own dump as a gazetteer: streamed from the zip files as they are downloaded.

The format is that of download.geonames.org/export/dump/readme.txt. The dump is read twice, first for the
divisions, which the places lie in, so that memory does not grow with the number of places.
"""

import io
import re
import sqlite3
import tempfile
import zlib
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile

from places.errors import GazetteerError
from places.gazetteer.names import kept_names
from places.gazetteer.schema import Entry, check_target, write
from places.model import NameKind

Progress = Callable[[int], object]

_COLUMNS = 19
_WHOLE = re.compile(r"-?[0-9]{1,18}")
_EVERY = 50_000
# Of these the point only stands for something wide; with the whole class A.
_WIDE = (
    "RGN", "CONT", "AREA", "OCN", "SEA", "GULF", "BAY", "STRT", "CHN", "STM", "LK", "RSV", "CNL", "MTS",
    "DSRT", "PEN", "PLN", "PLAT", "ISL", "VAL", "PRK", "FRST", "CST", "BGHT", "DLTA",
)  # fmt: skip
# Kinds of alternate names that are no names: links, and codes of post offices, airports, railways, Wikidata.
_NO_NAMES = {"link", "post", "iata", "icao", "faac", "tcid", "unlc", "wkdt", "phon", "piny"}


@dataclass(frozen=True, slots=True)
class _Line:
    no: int
    name: str
    others: list[str]
    lat: float
    lon: float
    kind: str
    feature: str
    country: str
    admin1: str
    admin2: str
    population: int

    @property
    def code(self) -> str:
        """The code of the country or division, "" for other places."""
        if self.feature.startswith("PCL") and self.feature != "PCLH":
            return self.country
        if self.feature == "ADM1":
            return f"{self.country}.{self.admin1}"
        return f"{self.country}.{self.admin1}.{self.admin2}" if self.feature == "ADM2" else ""


def default_path() -> Path:
    """Return where an imported gazetteer is kept if the user does not say: in their own data folder."""
    from platformdirs import user_data_path

    return user_data_path("storymap") / "geonames.sqlite"


def import_dump(
    dump: Path, target: Path, alternate_names: Path | None = None, progress: Progress = lambda _: None
) -> int:
    """Make a gazetteer file of a GeoNames dump and return how many places it holds.

    Args:
        dump: allCountries.zip or one country's zip or text.
        target: Where to write; what is there stays until the new file is complete.
        alternate_names: alternateNamesV2.zip; without it the names are those of the dump itself.
        progress: Called with the number of bytes that have been read since the last call; in the end these
            are twice the dump's size.

    Raises:
        GazetteerError: a file is not what it should be; the text says where.
    """
    check_target(target)
    codes: dict[str, tuple[bool, int]] = {}
    for line in _lines(
        dump, progress, lambda text: "\tADM1\t" in text or "\tADM2\t" in text or "\tPCL" in text
    ):
        if line.code:  # of several entities with one country's code the independent state comes first
            codes[line.code] = max(codes.get(line.code, (False, 0)), (line.feature == "PCLI", line.no))
    numbers = {code: no for code, (_, no) in codes.items()}
    count = 0

    def entries() -> Iterator[Entry]:
        nonlocal count
        with _alternate_names(alternate_names) as more:
            for line in _lines(dump, progress):
                count += 1
                yield _entry(line, numbers, more(line.no))
        if not count:
            raise GazetteerError(f"{dump} holds no places; nothing was written")

    write(target, entries(), {"source.GeoNames": f"{dump.name}: CC BY 4.0"})
    return count


def _entry(line: _Line, numbers: dict[str, int], more: dict[str, NameKind]) -> Entry:
    state, county = f"{line.country}.{line.admin1}", f"{line.country}.{line.admin1}.{line.admin2}"
    own = line.code if numbers.get(line.code) == line.no else ""
    wide = line.kind == "A" or line.feature.startswith(_WIDE)
    return Entry(
        no=line.no, name=line.name, lat=line.lat, lon=line.lon, feature=line.feature or "PPL",
        country=line.country, division=numbers.get(county) or numbers.get(state), population=line.population,
        precision="area" if wide else "exact", fame=max(1, len(line.others), len(more)), code=own,
        parent=numbers.get(state) if own and line.feature == "ADM2" else None,
        names=kept_names(line.others, line.name) | more,
    )  # fmt: skip


def _lines(path: Path, progress: Progress, wanted: Callable[[str], bool] | None = None) -> Iterator[_Line]:
    for number, text in _texts(path, progress):
        if wanted is None or wanted(text):
            cells = text.rstrip("\n").split("\t")
            try:
                yield _parsed(cells)
            except (ValueError, IndexError) as error:
                raise GazetteerError(
                    f"{path}: line {number} is no line of a GeoNames dump ({error})"
                ) from error


def _parsed(cells: list[str]) -> _Line:
    if len(cells) != _COLUMNS:
        raise ValueError(f"{len(cells)} columns instead of {_COLUMNS}")
    return _Line(
        no=_whole(cells[0]), name=cells[1], others=[name for name in cells[3].split(",") if name],
        lat=_degrees(cells[4], 90), lon=_degrees(cells[5], 180), kind=cells[6], feature=cells[7],
        country=cells[8], admin1=cells[10], admin2=cells[11], population=_whole(cells[14] or "0"),
    )  # fmt: skip


def _whole(text: str) -> int:
    if not _WHOLE.fullmatch(text):
        raise ValueError(f"no number that can be kept: {text[:40]!r}")
    return int(text)


def _degrees(text: str, limit: float) -> float:
    number = float(text)
    if not -limit <= number <= limit:  # nor what is not a number
        raise ValueError(f"no number from -{limit} to {limit}: {text[:40]!r}")
    return number


def _texts(path: Path, progress: Progress) -> Generator[tuple[int, str], None, None]:
    """Yield the numbered lines of the text, or of the text in the zip."""
    try:
        with (
            path.open("rb") as raw,
            _unpacked(raw, path) as stream,
            io.TextIOWrapper(stream, encoding="utf-8", newline="\n") as lines,
        ):
            done = 0
            for number, text in enumerate(lines, 1):
                yield number, text
                if number % _EVERY == 0:
                    progress(raw.tell() - done)
                    done = raw.tell()
            progress(path.stat().st_size - done)
    except RuntimeError as error:  # an encrypted zip, or one packed in a way that Python does not know
        raise GazetteerError(f"{path} cannot be unpacked: {error}; unpack it and name the text") from error
    except (OSError, BadZipFile, UnicodeDecodeError, zlib.error) as error:
        raise GazetteerError(f"{path} cannot be read: {error}; download it again") from error


@contextmanager
def _unpacked(raw: IO[bytes], path: Path) -> Iterator[IO[bytes]]:
    if path.suffix.casefold() != ".zip":
        yield raw
        return
    with ZipFile(raw) as archive:
        texts = [
            n for n in archive.namelist() if n.endswith(".txt") and "readme" not in n and "iso-" not in n
        ]
        if len(texts) != 1:
            raise GazetteerError(f"{path} holds {len(texts)} tables instead of one; is it GeoNames'?")
        with archive.open(texts[0]) as stream:
            yield stream


@contextmanager
def _alternate_names(path: Path | None) -> Iterator[Callable[[int], dict[str, NameKind]]]:
    """Yield a function from a place's number to its names in the file of alternate names."""
    if path is None:
        yield lambda _: {}
        return
    with tempfile.TemporaryDirectory() as folder, closing(sqlite3.connect(Path(folder) / "names")) as db:
        db.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; CREATE TABLE name (no, kind, name);"
        )
        db.executemany("INSERT INTO name VALUES (?, ?, ?)", _alternates(path))
        db.execute("CREATE INDEX by_no ON name (no)")
        yield lambda no: dict(db.execute("SELECT name, kind FROM name WHERE no = ? ORDER BY rowid", (no,)))


def _alternates(path: Path) -> Iterator[tuple[int, NameKind, str]]:
    for number, text in _texts(path, lambda _: None):
        cells = text.rstrip("\n").split("\t")
        if len(cells) < 4 or not cells[1].isdecimal():
            raise GazetteerError(f"{path}: line {number} is no line of GeoNames' alternate names")
        if cells[2] not in _NO_NAMES and cells[3]:
            yield int(cells[1]), "abbreviation" if cells[2] == "abbr" else "alternate", cells[3]
