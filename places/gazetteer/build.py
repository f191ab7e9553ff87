"""Make the gazetteer that comes with the package: ``python -m places.gazetteer.build [FILE]``.

The build hook runs this when the package is built. It needs the packages that pyproject.toml names under
[build-system] and no network. The same sources give the same bytes.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from places.gazetteer import sources
from places.gazetteer.airports import airports
from places.gazetteer.ancient import ancient
from places.gazetteer.divisions import divisions
from places.gazetteer.names import add_names
from places.gazetteer.rows import entries_of_rows
from places.gazetteer.schema import Entry, write
from places.gazetteer.us_places import us_places
from places.model import NameKind

TARGET = Path(__file__).parent / "data" / "world.sqlite"


def build(path: Path = TARGET) -> None:
    """Write the gazetteer to the file, which stays as it was if this fails."""
    write(path, _entries(), sources.versions())


def _entries() -> Iterator[Entry]:
    """Yield every place once; of two with one id the first counts, with the other's names."""
    found, homes = divisions()
    cities = sources.cities(homes, sources.capitals())
    lists = [entries_of_rows(), sources.countries(), found, cities, airports(), us_places(found), ancient()]
    merged: dict[int, Entry] = {}
    for entry in (entry for entries in lists for entry in entries):
        known = merged.setdefault(entry.no, entry)
        if known is not entry:
            _join(known, entry)
    add_names(merged)
    yield from (merged[no] for no in sorted(merged))


def _join(known: Entry, other: Entry) -> None:
    names: dict[str, NameKind] = {other.name: "alternate"}
    known.names = names | other.names | known.names
    known.fame = max(known.fame, other.fame)
    known.population = known.population or other.population
    known.division = known.division or other.division
    known.country = known.country or other.country
    known.code = known.code or other.code
    known.parent = known.parent or other.parent
    known.bounds = known.bounds or other.bounds


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
