"""Sentences made from the gazetteer: what no corpus of news has, with every name's place known.

A form is a sentence with slots, one a line of a file: the kind, a bar, the text. A slot draws a place from a
pool; ``{city.in}`` is the country or division that ``{city}`` lies in, ``{year}`` and ``{bc}`` are years.
Places are parted by their ids, so that a benchmark can ask for places that were not trained on.
"""

import itertools
import random
import re
import sqlite3
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from math import log10
from pathlib import Path

from places.evaluate import RIGHT_WITHIN_KM, GoldDocument, GoldToponym
from places.feature import is_populated
from places.gazetteer import world
from places.gazetteer.distance import km_between
from places.gazetteer.file import WORLD
from places.gazetteer.record import unpacked
from places.model import Document, Place
from places.resolve.confidence import is_near

# Of ten places, seven are trained on and three asked for by the benchmark.
PARTS = {"train": range(7), "test": range(7, 10)}
# The least logarithm of inhabitants and names, and the least names, by which a city is well known, and by
# how much it must be better known than any other place of its name.
_GREAT, _NAMES, _AHEAD = 5.8, 40, 0.6
_AHEAD_OF_A_BEARER, _ALIKE = 1.0, 0.85
_NEIGHBOURS_KM = 60.0
_WIDE_KM = 1500.0
_NEW_WORLD = frozenset({"US", "CA", "AU", "NZ"})

_SLOT = re.compile(r"\{([a-z]+)(\d?)(\.in)?\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A place under the name that a text calls it, and what the text says that it lies in."""

    name: str
    place: Place
    inside: Place | None = None
    radius_km: float = RIGHT_WITHIN_KM


@dataclass(frozen=True, slots=True)
class Form:
    """A sentence with slots; ``pools`` are the slots' pools and numbers in their order."""

    kind: str
    text: str


def read_forms(path: Path) -> tuple[Form, ...]:
    """Return the forms of a file.

    Raises:
        ValueError: a line has no kind, or a slot of no pool.
    """
    forms = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        kind, bar, text = line.partition("|")
        pools = {slot[1] for slot in _SLOT.finditer(text)}
        if not bar or not pools <= POOLS | {"year", "bc"}:
            raise ValueError(f"{path.name}, line {number}: no form “kind|text with {{slots}}”: {line}")
        forms.append(Form(kind, text.replace("\\n", "\n").replace("\\t", "\t")))
    return tuple(forms)


POOLS = frozenset("land city small ancient local namesake old new state nature twin rival".split())


def made(
    forms: Sequence[Form], part: str, ancient: Sequence[Named], *, each: int, seed: int
) -> Iterator[GoldDocument]:
    """Yield ``each`` documents of every form with places of a part; the same seed gives the same ones."""
    pools = pools_of(part) | {"ancient": tuple(ancient)}
    for f, form in enumerate(forms):
        for n in range(each):
            chance = random.Random(f"{seed}/{f}/{n}/{form.text}")  # noqa: S311 - not a secret
            yield _filled(form, pools, chance, f"made-{part}-{form.kind}-{f}-{n}")


def _filled(
    form: Form, pools: Mapping[str, Sequence[Named]], chance: random.Random, name: str
) -> GoldDocument:
    drawn = _drawn(form, pools, chance)
    text, toponyms, behind = "", [], 0
    for slot in _SLOT.finditer(form.text):
        text += form.text[behind : slot.start()]
        behind = slot.end()
        if slot[1] in ("year", "bc"):
            text += str(chance.randint(1790, 2015) if slot[1] == "year" else chance.randint(60, 700))
            continue
        meant = drawn[slot[1] + slot[2]]
        if slot[3]:
            meant = _outside(meant, chance)
        toponyms.append(_toponym(meant, len(text)))
        text += meant.name
    text += form.text[behind:]
    document = Document(text=text, id=name)
    return GoldDocument(document=document, corpus=f"made-{form.kind}", toponyms=tuple(toponyms))


def _outside(meant: Named, chance: random.Random) -> Named:
    if meant.inside is None:
        raise ValueError(f"nothing is known that {meant.name} lies in")
    return Named(name=_said(meant.inside, chance), place=meant.inside, radius_km=_WIDE_KM)


def _toponym(meant: Named, start: int) -> GoldToponym:
    return GoldToponym(
        start=start,
        end=start + len(meant.name),
        text=meant.name,
        lat=meant.place.lat,
        lon=meant.place.lon,
        id=meant.place.id,
        radius_km=meant.radius_km,
    )


def _drawn(form: Form, pools: Mapping[str, Sequence[Named]], chance: random.Random) -> dict[str, Named]:
    """Return a place for each slot: all of other names, the local ones side by side."""
    slots = list(dict.fromkeys((slot[1], slot[2]) for slot in _SLOT.finditer(form.text)))
    drawn: dict[str, Named] = {}
    for pool, number in slots:
        if pool in ("year", "bc", "local", "twin", "rival"):
            continue
        names = {one.name for one in drawn.values()}
        drawn[pool + number] = _other(pools[pool], names, chance)
    if any(pool == "twin" for pool, _ in slots):
        pair = chance.choice(pools["twin"])
        other = next(
            n for n in pools["twins"] if n.name == pair.name and n.place.country != pair.place.country
        )
        drawn |= dict(zip(("twin", "twin2"), chance.sample((pair, other), 2), strict=True))
    if any(pool == "rival" for pool, _ in slots):
        first = chance.randrange(len(pools["rival"])) // 2 * 2
        pair = pools["rival"][first : first + 2]
        drawn |= dict(zip(("rival", "rival2"), chance.sample(pair, 2), strict=True))
    wanted = [pool + number for pool, number in slots if pool == "local"]
    if wanted:
        around = _around(drawn["namesake"].place, len(wanted), chance)
        drawn |= dict(zip(wanted, around, strict=True))
    return drawn


def _other(pool: Sequence[Named], names: set[str], chance: random.Random) -> Named:
    while (named := chance.choice(pool)).name in names:
        pass
    return named


def _said(place: Place, chance: random.Random) -> str:
    """Return how a text calls a country or division: mostly in full, some states by their letters."""
    short = {"US": ("USA", "United States"), "GB": ("UK", "England", "United Kingdom")}
    if place.feature == "ADM1" and place.country == "US" and chance.random() < 0.3:
        return place.admin_codes[0].partition(".")[2]
    return (
        chance.choice(short[place.country])
        if place.feature == "PCLI" and place.country in short
        else place.name
    )


@cache
def pools_of(part: str) -> dict[str, tuple[Named, ...]]:
    """Return the pools of a part of the world's places."""
    numbers = PARTS[part]
    settled = [
        (place, names) for place, names in _settlements() if zlib.crc32(place.id.encode()) % 10 in numbers
    ]
    great = [p for p, n in settled if n >= _NAMES and _fame(p, n) >= _GREAT and _is_the_first(p)]
    cities = tuple(
        Named(name=name, place=p, inside=_inside(p))
        for p in great
        if _inside(p) is not None
        for name in (p.name, *_other_names().get(p.id, ()))
    )
    double = tuple(c for c in cities if len(_apart(c.name)) > 1)
    # A sixth of them is more than will ever be drawn.
    small = [p for p, _ in settled if p.country in ("US", "GB") and 500 <= p.population <= 20_000][::6]
    return {
        # Three in four draws are cities with a namesake: only they can go wrong.
        "city": cities + double * max(1, 3 * (len(cities) - len(double)) // len(double)),
        "old": tuple(
            c for c in double if c.place.country not in _NEW_WORLD and _has_one_in(c.name, _NEW_WORLD)
        ),
        "land": _lands(part),
        "rival": tuple(_rivals(double)),
        "new": tuple(c for c in cities if c.place.country in _NEW_WORLD),
        "small": tuple(_small(small)),
        "namesake": tuple(_namesakes(small)),
        "state": _states(part),
        "nature": _natures(part),
        **_twins(great),
    }


@cache
def _settlements() -> tuple[tuple[Place, int], ...]:
    """Return the towns of the gazetteer of 500 inhabitants or more, with the number of their names."""
    with closing(sqlite3.connect(f"{WORLD.resolve().as_uri()}?mode=ro", uri=True)) as db:
        rows = db.execute("SELECT no, slug, names, record FROM place ORDER BY no").fetchall()
    places = (
        (unpacked(slug or f"geonames:{no}", record), names)
        for no, slug, names, record in rows
        if "\tPPL" in record and "\t0\t" not in record
    )
    return tuple((p, n) for p, n in places if p.feature.startswith("PPL") and p.population >= 500
                 and p.feature not in ("PPLX", "PPLH", "PPLQ"))  # fmt: skip


@cache
def _other_names() -> dict[str, tuple[str, ...]]:
    """Return other spellings of well-known cities' names that towns elsewhere bear: Odessa of Odesa."""
    great = {
        int(p.id.removeprefix("geonames:")): p
        for p, n in _settlements()
        if n >= _NAMES and _fame(p, n) >= _GREAT and p.id.startswith("geonames:")
    }
    with closing(sqlite3.connect(f"{WORLD.resolve().as_uri()}?mode=ro", uri=True)) as db:
        rows = db.execute("SELECT key, place FROM name ORDER BY key, place").fetchall()
    found: dict[str, list[str]] = {}
    for name, number in rows:
        place = great.get(number)
        if place is None or len(name) < 5 or not name.isascii() or not name.isalpha():
            continue
        shown, first = name.title(), world().matches(name)[0].place
        # Only names that towns elsewhere bear as their own are English enough, and can go wrong.
        alike = SequenceMatcher(None, shown, place.name).ratio() >= _ALIKE
        if alike and first.id == place.id and shown != place.name and _is_told_apart(shown, place):
            found.setdefault(place.id, []).append(shown)
    return {name: tuple(names) for name, names in found.items()}


def _is_told_apart(name: str, place: Place) -> bool:
    """Tell whether a town far away bears the name as its own, but is by far less known."""
    apart = _apart(name)
    bearers = [m.place for m in world().matches(name) if m.kind == "primary" and m.place.name == name]
    lesser = any(not is_near(bearer, place) and bearer.population > 0 for bearer in bearers)
    return lesser and is_near(apart[0][1], place) and apart[0][0] - apart[1][0] >= _AHEAD_OF_A_BEARER


def _fame(place: Place, names: int) -> float:
    return log10(max(place.population, 1)) + 0.6 * log10(max(names, 1)) + (place.feature == "PPLC")


@cache
def _apart(name: str) -> tuple[tuple[float, Place], ...]:
    """Return the fame of the places of a name, the best known first, each once for all around it."""
    found: list[tuple[float, Place]] = []
    for match in sorted(world().matches(name), key=lambda m: -_fame(m.place, m.names)):
        if match.kind != "demonym" and not any(is_near(match.place, place) for _, place in found):
            found.append((_fame(match.place, match.names), match.place))
    return tuple(found)


def _is_the_first(place: Place) -> bool:
    """Tell whether a place is by far the best known of its name, for its fame and for the gazetteer."""
    apart = _apart(place.name)
    if not apart or not is_near(apart[0][1], place) or "(" in place.name:
        return False
    first = world().matches(place.name)[0].place
    return is_near(first, place) and (len(apart) == 1 or apart[0][0] - apart[1][0] >= _AHEAD)


def _has_one_in(name: str, countries: frozenset[str]) -> bool:
    return any(place.country in countries for _, place in _apart(name))


def _inside(place: Place) -> Place | None:
    """Return the state of an American place, the country of any other."""
    if place.country == "US" and place.admin_codes:
        return world().division(place.admin_codes[0])
    return world().country(place.country)


def _small(places: Sequence[Place]) -> Iterator[Named]:
    """Yield American places in their states, British ones in their counties, one of a name in each."""
    seen: dict[tuple[str, str], int] = {}
    known = [(p, p.admin_codes[0 if p.country == "US" else 1]) for p in places if len(p.admin_codes) > 1]
    for place, code in known:
        seen[place.name, code] = seen.get((place.name, code), 0) + 1
    for place, code in known:
        inside = world().division(code)
        inner = [m for m in world().matches(place.name) if code in m.place.admin_codes]
        if inside is not None and seen[place.name, code] == 1 and all(is_near(place, m.place) for m in inner):
            yield Named(name=place.name, place=place, inside=inside)


def _namesakes(places: Sequence[Place]) -> Iterator[Named]:
    """Yield small American places that have the name of one better known and neighbours of their own."""
    for place in places:
        apart = _apart(place.name) if place.country == "US" and place.population >= 2000 else ()
        lesser = len(apart) > 1 and not is_near(apart[0][1], place)
        if lesser and len(_near(place)) >= 3 and _is_alone_in_state(place):
            yield Named(name=place.name, place=place, inside=_inside(place))


def _is_alone_in_state(place: Place) -> bool:
    state = place.admin_codes[0] if place.admin_codes else ""
    inner = [m.place for m in world().matches(place.name) if state in m.place.admin_codes]
    return all(is_near(place, one) for one in inner)


@cache
def _cells() -> dict[tuple[int, int], list[Place]]:
    """Return the smaller American towns by degree: what stands around one is found without a look at all."""
    cells: dict[tuple[int, int], list[Place]] = {}
    for place, _ in _settlements():
        if place.country == "US" and 1000 <= place.population <= 60_000:
            cells.setdefault((int(place.lat), int(place.lon)), []).append(place)
    return cells


def _near(place: Place) -> list[Place]:
    lat, lon = int(place.lat), int(place.lon)
    around = [p for i in (-1, 0, 1) for j in (-1, 0, 1) for p in _cells().get((lat + i, lon + j), ())]
    return [
        p for p in around
        if p.id != place.id and p.name != place.name and p.admin_codes[:1] == place.admin_codes[:1]
        and km_between(p.lat, p.lon, place.lat, place.lon) <= _NEIGHBOURS_KM
    ]  # fmt: skip


def _around(place: Place, count: int, chance: random.Random) -> list[Named]:
    near = sorted({p.name: p for p in _near(place)}.values(), key=lambda p: p.id)
    return [
        Named(name=p.name, place=p, inside=_inside(p)) for p in chance.sample(near, min(count, len(near)))
    ]


def _rivals(cities: Sequence[Named]) -> Iterator[Named]:
    """Yield, two by two, well-known cities whose lesser namesakes are neighbours: Athens, Rome."""
    cells: dict[tuple[int, int], dict[str, Named]] = {}
    for city in cities:
        for _, place in _apart(city.name)[1:12]:
            if is_populated(place.feature) and not is_near(place, city.place):
                cells.setdefault((int(place.lat // 1.5), int(place.lon // 1.5)), {})[city.name] = city
    for _, around in sorted(cells.items()):
        names = sorted(around)
        for name, other in itertools.pairwise(names):
            yield from (around[name], around[other])


def _lands(part: str) -> tuple[Named, ...]:
    """Return countries that share their name with other places, each with its capital as what is inside."""
    found = []
    for place, names in _settlements():
        country = world().country(place.country)
        if place.feature != "PPLC" or country is None or not _is_the_first(place):
            continue
        in_part = zlib.crc32(place.country.encode()) % 10 in PARTS[part]
        if in_part and names >= _NAMES // 2 and len(_apart(country.name)) > 1 and country.name != place.name:
            found.append(Named(name=country.name, place=country, inside=place))
    return tuple(found)


def _states(part: str) -> tuple[Named, ...]:
    """Return the states of the United States, Canada and Australia."""
    numbers = PARTS[part]
    found = []
    for code in _state_codes():
        place = world().division(code)
        if place is not None and zlib.crc32(code.encode()) % 10 in numbers and place.name not in _CITY_STATES:
            found.append(Named(name=place.name, place=place, radius_km=400.0))
    return tuple(found)


# Of these names, readers think of the city, or of another country.
_CITY_STATES = frozenset({"New York", "Washington", "Georgia", "District of Columbia"})


def _state_codes() -> list[str]:
    codes = {p.admin_codes[0] for p, _ in _settlements() if p.country in ("US", "AU", "CA") and p.admin_codes}
    return sorted(codes)


@cache
def _natures(part: str) -> tuple[Named, ...]:
    """Return rivers, lakes, bays, capes, mountains and islands under names that say what they are."""
    numbers = PARTS[part]
    with closing(sqlite3.connect(f"{WORLD.resolve().as_uri()}?mode=ro", uri=True)) as db:
        rows = db.execute("SELECT no, slug, record FROM place ORDER BY no").fetchall()
    found = []
    for no, slug, record in rows:
        feature = record.split("\t", 4)[3]
        word = _WORDS.get(feature)
        if word is None or zlib.crc32(str(slug or no).encode()) % 10 not in numbers:
            continue
        place = unpacked(slug or f"geonames:{no}", record)
        bare = re.sub(rf"(?i)\b{word}\b", "", place.name).strip()
        if bare and bare[0].isupper() and world().matches(bare):
            name = f"{word} {bare}" if word in _BEFORE else f"{bare} {word}"
            first = world().matches(name)[:1]
            if first and first[0].place.id == place.id:
                found.append(Named(name=name, place=place, radius_km=600.0))
    return tuple(found)


_WORDS = {"STM": "River", "LK": "Lake", "BAY": "Bay", "CAPE": "Cape", "MT": "Mount", "ISL": "Island"}
_BEFORE = frozenset({"Lake", "Cape", "Mount"})


def _twins(great: Sequence[Place]) -> dict[str, tuple[Named, ...]]:
    """Return pairs of namesakes in two countries: the well-known one, and another of ten thousand or more."""
    first, second = [], []
    for place in great:
        apart = _apart(place.name)
        others = [p for _, p in apart[1:] if p.feature.startswith("PPL") and p.population >= 10_000
                  and p.country != place.country and p.name == place.name]  # fmt: skip
        here, there = _inside(place), _inside(others[0]) if others else None
        if here is not None and there is not None:
            first.append(Named(name=place.name, place=place, inside=here))
            second.append(Named(name=place.name, place=others[0], inside=there))
    return {"twin": tuple(first), "twins": tuple(second)}


def read_ancient(path: Path) -> tuple[Named, ...]:
    """Return the places of antiquity of a file: name, latitude, longitude, one a line."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        name, lat, lon = line.split(",")
        place = Place(id=f"ancient:{name}", name=name, lat=float(lat), lon=float(lon), feature="ANS")
        found.append(Named(name=name, place=place))
    return tuple(found)
