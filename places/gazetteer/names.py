"""Names that the lists of places lack: what English and other languages call countries, short forms, peoples.

The tables are data/abbreviations.csv, data/demonyms.csv, data/aliases.csv and data/former_names.csv, which
has what places were called and how books of other times and tongues spell them. Their first column says which
place is meant: a country's or division's code (US.TX), a place's id, or "Paris, FR", the largest place of
that name in that country. data/foremost.csv has the names that mean one place before all others, however
large those are (Waterloo). Names of countries and continents in other languages are Unicode CLDR's.
"""

from collections.abc import Iterable, Mapping

from places.errors import GazetteerError
from places.gazetteer.schema import Entry
from places.gazetteer.table import read_table
from places.model import NameKind
from places.text import key

# The languages of CLDR whose names are taken: those that most of what is written in the world is written in.
LANGUAGES = (
    "ar az be bg bn bs ca cs cy da de el en es et eu fa fi fil fr ga gl gu he hi hr hu hy id is it ja ka "
    "kk km kn ko ky lo lt lv mk ml mn mr ms my nb ne nl nn pa pl ps pt ro ru si sk sl sq sr sv sw ta te th "
    "tr uk ur uz vi zh zh_Hant"
).split()
# UN M.49 codes of CLDR's continents and regions, and the ids of the places they are.
_REGIONS = {
    "002": "geonames:6255146",
    "142": "geonames:6255147",
    "150": "geonames:6255148",
    "003": "geonames:6255149",
    "005": "geonames:6255150",
    "009": "geonames:6255151",
    "013": "storymap:central-america",
    "019": "storymap:americas",
    "419": "storymap:latin-america",
    "143": "storymap:central-asia",
    "030": "storymap:east-asia",
    "035": "storymap:southeast-asia",
    "034": "storymap:south-asia",
    "145": "storymap:western-asia",
    "015": "storymap:north-africa",
    "011": "storymap:west-africa",
    "014": "storymap:east-africa",
    "017": "storymap:central-africa",
    "018": "storymap:southern-africa",
    "151": "storymap:eastern-europe",
    "154": "storymap:northern-europe",
    "039": "storymap:southern-europe",
    "155": "storymap:western-europe",
    "202": "storymap:sub-saharan-africa",
}
_TABLES: dict[str, tuple[str, NameKind]] = {
    "abbreviations.csv": ("forms", "abbreviation"),
    "demonyms.csv": ("words", "demonym"),
    "aliases.csv": ("names", "alternate"),
    "former_names.csv": ("names", "alternate"),
}


def add_names(entries: Mapping[int, Entry]) -> None:
    """Give the places their further names.

    Raises:
        GazetteerError: a table names a place that is not there; the text says which, all at once.
    """
    index = _Index(entries.values())
    missing = []
    for file, (column, kind) in _TABLES.items():
        for row in read_table(file):
            place = index.find(row["of"])
            if place is None:
                missing.append(f"{file}: no place is {row['of']}")
            else:
                _add(place, row[column].split("|"), kind)
    for row in read_table("foremost.csv"):
        if (place := index.find(row["of"])) is None:
            missing.append(f"foremost.csv: no place is {row['of']}")
        else:
            _lift(place, row["names"].split("|"))
    if missing:
        raise GazetteerError("\n".join(missing))
    for code, names in _of_cldr().items():
        if (place := index.find(_REGIONS.get(code, code))) is not None:
            _add(place, names, "alternate")


def kept_names(names: list[str], primary: str) -> dict[str, NameKind]:
    """Return the names to keep. Codes of airports (VVO, WAS) are no names, nor are rereadings.

    GeoNames has for names in other scripts what a machine read them as, in small letters; nobody writes so.
    """
    others = any(not name[:1].isascii() for name in names)
    kept: dict[str, NameKind] = {}
    for name in sorted(set(filter(None, names)) - {primary}):
        letters = name.replace(".", "").replace(" ", "")
        is_code = letters.isascii() and letters.isupper() and len(letters) <= 4
        if (is_code and len(letters) < 4) or (name.isascii() and name.islower() and others):
            continue
        kept[name] = "abbreviation" if is_code else "alternate"
    return kept


def _add(place: Entry, names: Iterable[str], kind: NameKind) -> None:
    for name in names:
        # What the lists have as one more name (Saudi) is what our tables know it to be.
        if name and name != place.name and (kind != "alternate" or name not in place.names):
            place.names[name] = kind
            place.fame += kind == "alternate"


def _lift(place: Entry, names: Iterable[str]) -> None:
    """Put the place before all others under these names, which it gets if it lacks them."""
    _add(place, names, "alternate")
    place.foremost |= {key(name) for name in names}


class _Index:
    """The entries by code, by id, and by name and country."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._places: dict[str, Entry] = {}
        for entry in sorted(entries, key=lambda e: (e.population, -e.no)):
            if entry.feature.startswith("PPL"):
                for name in (entry.name, *entry.names):
                    place = f"{name}, {entry.country}"
                    if entry.name == name or place not in self._places:
                        self._places[place] = entry
            self._places[entry.slug or f"geonames:{entry.no}"] = entry
            if entry.code:
                self._places[entry.code] = entry

    def find(self, of: str) -> Entry | None:
        return self._places.get(of)


def _of_cldr() -> dict[str, list[str]]:
    """Return the names that CLDR has for each territory, each once, in the order of the languages."""
    from babel import Locale

    names: dict[str, dict[str, None]] = {}
    for language in LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            # "Myanmar (Burma)" is a help for menus; nobody calls it so.
            bare = name.split(" (")[0].split("（")[0].strip()
            names.setdefault(code, {})[bare] = None
    return {code: list(spellings) for code, spellings in sorted(names.items())}
