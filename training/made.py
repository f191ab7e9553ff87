"""Texts made for training: names of the gazetteer in sentences, lists, tables, datelines, logs and captions.

What the annotated corpora lack is how the world's names stand in other texts than news, and what is written
like them and is no place: ships, surnames, clubs. The sentences are in made.txt; every document is made from
its number alone.
"""

import random
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from places.evaluate import GoldDocument, GoldToponym
from places.gazetteer.file import WORLD
from places.gazetteer.record import unpacked
from places.model import Document

TEMPLATES = Path(__file__).with_name("made.txt")
_SLOT = re.compile(r"\{(\w+)\}")
_PLACES = frozenset({"great", "town", "any", "nature", "marked", "hall"})
_OTHERS = frozenset({"ship", "man", "team", "word", "name", "day", "year", "n"})
_MONTHS = "January February March April May June July August September October November December".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_FORENAMES = (
    "John Mary William Anna Thomas Elizabeth George Sarah Ahmed Fatima Hans Ingrid Pierre Marie Juan "
    "Carmen Ivan Olga Kenji Yuki Wei Li Raj Priya James Ruth Peter Alice Hugo Clara Omar Leila Paul Emma"
).split()
_SURNAMES = (
    "Smith Brown Taylor Fischer Dupont Garcia Rossi Novak Petrov Tanaka Chen Singh Okafor Larsen Costa "
    "Keller Moreau Ortiz Bianchi Kowalski Ivanova Suzuki Wang Sharma Mensah Berg Almeida Weber"
).split()
_SHIP_WORDS = "Endeavour Hope Fortune Swallow Resolute Beagle Fram Venus Diana Rover Ajax Hecla Pearl".split()
_HALLS = (
    "Castle House Hall Palace Abbey Cathedral Station Hospital College University Bridge Observatory "
    "Lighthouse Gate Market Park Museum Fort Camp Barracks"
).split()
_CLUBS = "United City Rovers Lions Tigers Gazette Motors Steel Insurance Times Railway Brewery Jockey".split()
_COMPASS = "N NE SW N.N.E. S.E. WSW E. NNW".split()
_HEADS = "Place|Town|Port|Location|From|Birthplace|Visited|Destination".split("|")
# How many documents of a hundred are written wholly in capitals, wholly small, in old spelling, or misread.
_CAPITALS, _SMALL, _OLD, _MISREAD = 5, 6, 10, 6


@dataclass(frozen=True, slots=True)
class Names:
    """Names by the slot that they fill."""

    by_slot: dict[str, tuple[str, ...]]

    def one(self, slot: str, chance: random.Random) -> str:
        """Return a name for a slot."""
        return chance.choice(self.by_slot[slot])


class _Text:
    """A text that grows, with the places in it."""

    def __init__(self) -> None:
        self.text = ""
        self.spans: list[tuple[int, int]] = []

    def add(self, words: str, *, place: bool = False) -> None:
        if place:
            self.spans.append((len(self.text), len(self.text) + len(words)))
        self.text += words


def made(number: int) -> GoldDocument:
    """Return the document of a number: the same for the same gazetteer."""
    chance = random.Random(f"made-{number}")  # noqa: S311 - not a secret
    out = _Text()
    kind = chance.random()
    if kind < 0.66:
        _running(out, chance)
    else:
        chance.choice((_table, _table, _list, _log, _chronology, _pairs))(out, chance)
    text, spans = _written(out, chance)
    toponyms = tuple(GoldToponym(start=a, end=b, text=text[a:b]) for a, b in spans)
    return GoldDocument(document=Document(text=text, id=f"made-{number}"), corpus="made", toponyms=toponyms)


@cache
def templates() -> dict[str, tuple[str, ...]]:
    """Return the sentences by their kind of text.

    Raises:
        ValueError: a line stands before the first section, or has a slot that nothing fills.
    """
    found: dict[str, list[str]] = {}
    section = ""
    for number, line in enumerate(TEMPLATES.read_text(encoding="utf-8").split("\n"), 1):
        if not line or line.startswith("#"):
            continue
        if line.startswith("["):
            section = line.strip("[]")
            continue
        unknown = set(_SLOT.findall(line)) - _PLACES - _OTHERS
        if unknown or not section:
            raise ValueError(f"made.txt, line {number}: {'no section' if not section else unknown}")
        found.setdefault(section, []).append(line)
    return {name: tuple(lines) for name, lines in found.items()}


@cache
def names() -> Names:
    """Return the gazetteer's names in Latin letters by slot."""
    slots: dict[str, set[str]] = {slot: set() for slot in (*_DRAWN, "english", "word")}
    with closing(sqlite3.connect(WORLD)) as file:
        records = [unpacked("", record) for (record,) in file.execute("SELECT record FROM place ORDER BY no")]
    for place in records:
        name = place.name
        if len(name) > 28 or not _LATIN.fullmatch(name):
            continue
        slots["any"].add(name)
        if place.feature.startswith(("PCL", "CONT")) or place.population > 700_000:
            slots["great"].add(name)
        elif place.feature.startswith("PPL") and place.population > 8_000:
            slots["town"].add(name)
            if place.country in _ENGLISH:
                slots["english"].add(name)
        elif not place.feature.startswith(("PPL", "ADM", "AIR")):
            slots["nature"].add(name)
        if re.search(r"['’.-]", name):
            slots["marked"].add(name)
    from places.recognise.features import ordinary_words

    slots["word"] = {word.capitalize() for word in ordinary_words()}
    return Names({slot: tuple(sorted(found)) for slot, found in slots.items()})


_DRAWN = ("great", "town", "any", "nature", "marked")
_ENGLISH = frozenset({"US", "GB", "AU", "CA", "NZ", "IE"})
_LATIN = re.compile(r"[A-ZÀ-Ž][\w'’. -]*")


def _fill(out: _Text, slot: str, chance: random.Random) -> None:
    known = names()
    if slot == "hall":
        base = known.one("town", chance) if chance.random() < 0.5 else chance.choice(_SURNAMES)
        out.add(f"{base} {chance.choice(_HALLS)}", place=True)
    elif slot in _PLACES:
        # Half of the towns are such as English texts name.
        often = slot == "town" and chance.random() < 0.5
        out.add(known.one("english" if often else slot, chance), place=True)
    else:
        out.add(_OTHER[slot](chance))


def _town_like(chance: random.Random) -> str:
    """Return a town's name of one word: what a ship, a man or a club may be called by, too."""
    while True:
        name = names().one(chance.choice(("english", "english", "great", "town")), chance)
        if name.isalpha():
            return name


def _day(chance: random.Random) -> str:
    day, month, year = chance.randint(1, 28), chance.choice(_MONTHS), chance.randint(1600, 2024)
    forms = (
        f"{month} {day}", f"{day} {month} {year}", f"{month} {day}, {year}", chance.choice(_DAYS),
        f"the {day}th of {month}", f"{day} {month[:3]}. {year}", f"{month} {year}",
        f"{year}-{chance.randint(1, 12):02}-{day:02}",
    )  # fmt: skip
    return chance.choice(forms)


_OTHER: dict[str, Callable[[random.Random], str]] = {
    "ship": lambda chance: _town_like(chance) if chance.random() < 0.75 else chance.choice(_SHIP_WORDS),
    "man": lambda chance: _town_like(chance) if chance.random() < 0.6 else chance.choice(_SURNAMES),
    "team": lambda chance: f"{_town_like(chance)} {chance.choice(_CLUBS)}",
    "word": lambda chance: names().one("word", chance),
    "name": lambda chance: f"{chance.choice(_FORENAMES)} {_OTHER['man'](chance)}",
    "day": _day,
    "year": lambda chance: str(chance.randint(1500, 2024)),
    "n": lambda chance: str(chance.randint(2, 90)),
}


def _sentence(out: _Text, template: str, chance: random.Random) -> None:
    end = 0
    for match in _SLOT.finditer(template):
        out.add(template[end : match.start()])
        if match.group(1) == "team" and chance.random() < 0.5:
            # Whether a club's town is a place in its name is annotated in every way: none is taught here.
            out.add(chance.choice(_SHIP_WORDS) + " " + chance.choice(_CLUBS))
        else:
            _fill(out, match.group(1), chance)
        end = match.end()
    out.add(template[end:])


def _running(out: _Text, chance: random.Random) -> None:
    kind = chance.choice(sorted(templates()))
    ends = "\n" if kind in {"caption", "message", "letter"} else chance.choice((" ", " ", "\n\n"))
    for template in chance.sample(templates()[kind], min(len(templates()[kind]), chance.randint(2, 5))):
        _sentence(out, template, chance)
        out.add(ends)


def _place(out: _Text, chance: random.Random) -> None:
    _fill(out, chance.choice(("great", "great", "town", "town", "any", "nature", "marked")), chance)


def _table(out: _Text, chance: random.Random) -> None:
    """Rows of names, dates and other things, divided by tabs or bars."""
    bar = chance.choice(("\t", "\t", " | ", "|", "  ", "; "))
    columns = [
        chance.choice(("place", "place", "day", "year", "name", "ship", "n"))
        for _ in range(chance.randint(2, 4))
    ]
    columns[chance.randrange(len(columns))] = "place"
    if chance.random() < 0.5:
        out.add(bar.join(chance.choice(_HEADS) if c == "place" else c.capitalize() for c in columns) + "\n")
    for _ in range(chance.randint(3, 9)):
        for i, column in enumerate(columns):
            out.add(bar if i else "")
            if column == "place":
                _place(out, chance)
                if chance.random() < 0.25:
                    out.add(", ")
                    _fill(out, "great", chance)
            else:
                out.add(_OTHER[column](chance))
        out.add("\n")


def _list(out: _Text, chance: random.Random) -> None:
    """Names one a line or in a row, sometimes of ships, to which no place belongs."""
    ships = chance.random() < 0.25
    mark = chance.choice(("", "", "- ", "* ", "• ", "{}. "))
    ends = chance.choice(("\n", "\n", ", ", "; ", " / "))
    if ships:
        out.add(
            chance.choice(("Ships in port:", "Vessels lost:", "Her sisters were the", "Fleet:"))
            + ends.replace(",", "")
        )
    for i in range(chance.randint(3, 10)):
        out.add(mark.replace("{}", str(i + 1)) if ends == "\n" else "")
        if ships:
            out.add(_OTHER["ship"](chance))
        else:
            _place(out, chance)
            if chance.random() < 0.2:
                out.add(
                    chance.choice((" ({year})", ", {year}", ": {n}", " - {n} km"))
                    .replace("{year}", "1871")
                    .replace("{n}", "40")
                )
        out.add(ends)


def _log(out: _Text, chance: random.Random) -> None:
    """Entries with a day, a place and the weather."""
    for _ in range(chance.randint(3, 7)):
        out.add(_day(chance) + chance.choice((". ", ": ", ", ", ".--", " - ")))
        chance.choice((_at, _winds, _legs))(out, chance)
        out.add(chance.choice((".\n", "\n", ". Fine weather.\n", f". Wind {chance.choice(_COMPASS)}\n")))


def _at(out: _Text, chance: random.Random) -> None:
    out.add(chance.choice(("At ", "Arrived ", "Left ", "", "Reached ", "In ", "Off ")))
    _place(out, chance)


def _winds(out: _Text, chance: random.Random) -> None:
    out.add(f"{chance.choice(_COMPASS)} {chance.randint(2, 9)} NM ")
    _place(out, chance)
    out.add(f", {chance.choice(_COMPASS)} gale; spoke {_OTHER['ship'](chance)}")


def _legs(out: _Text, chance: random.Random) -> None:
    _place(out, chance)
    for _ in range(chance.randint(1, 3)):
        out.add(chance.choice((" to ", " - ", "–", " – ", ", ", " to ")))
        _place(out, chance)


def _chronology(out: _Text, chance: random.Random) -> None:
    """Years with what happened, in lines."""
    what = (
        "founded",
        "battle of {}",
        "{} taken",
        "moved to {}",
        "treaty of {}",
        "{}",
        "consul at {}",
        "born at {}",
        "earthquake in {}",
    )
    for year in sorted(chance.randint(1400, 2000) for _ in range(chance.randint(3, 8))):
        before, slot, after = chance.choice(what).partition("{}")
        out.add(str(year) + chance.choice((" ", ": ", "\t", "—", ". ")) + (before if slot else ""))
        _place(out, chance)
        out.add(after if slot else f" {before}")
        out.add(chance.choice(("\n", ".\n", f", {_OTHER['man'](chance)} commanding.\n")))


def _pairs(out: _Text, chance: random.Random) -> None:
    """Places beside what they lie in, or names alone."""
    for _ in range(chance.randint(1, 4)):
        _place(out, chance)
        if chance.random() < 0.5:
            out.add(chance.choice((", ", " (", " in ", ", ")))
            closing = ")" if out.text.endswith("(") else ""
            _fill(out, "great", chance)
            out.add(closing)
        out.add("\n")


def _written(out: _Text, chance: random.Random) -> tuple[str, list[tuple[int, int]]]:
    """Return a text and its places as somebody else would write it: in capitals, small, old, or misread."""
    roll = chance.randrange(100)
    if roll < _CAPITALS:
        return _changed(out, lambda part, _: part.upper() if len(part.upper()) == len(part) else part)
    if roll < _CAPITALS + _SMALL:
        return _changed(out, lambda part, _: part.lower() if len(part.lower()) == len(part) else part)
    if roll < _CAPITALS + _SMALL + _OLD:
        return _changed(out, lambda part, place: _old(part, chance) if place else part)
    if roll < _CAPITALS + _SMALL + _OLD + _MISREAD:
        return _changed(out, lambda part, _: _misread(part, chance))
    return out.text, out.spans


def _changed(out: _Text, change: Callable[[str, bool], str]) -> tuple[str, list[tuple[int, int]]]:
    text, spans, behind = "", [], 0
    for start, end in out.spans:
        text += change(out.text[behind:start], False)
        begin = len(text)
        text += change(out.text[start:end], True)
        spans.append((begin, len(text)))
        behind = end
    return text + change(out.text[behind:], False), spans


_OLD_LETTERS = (
    ("i", "y"),
    ("v", "u"),
    ("k", "ck"),
    ("ai", "ay"),
    ("u", "v"),
    ("c", "k"),
    ("ou", "ow"),
    ("s", "sse"),
    ("n", "nn"),
    ("o", "oa"),
)


def _old(name: str, chance: random.Random) -> str:
    """Return a name as somebody wrote it who knew no spelling of it."""
    for a, b in chance.sample(_OLD_LETTERS, 2):
        name = name[:1] + name[1:].replace(a, b, 1)
    return name + "e" if name[-1:].isalpha() and chance.random() < 0.3 else name


_MISREADINGS = (
    ("rn", "m"),
    ("e", "c"),
    ("l", "1"),
    ("i", "l"),
    ("h", "b"),
    ("s", "f"),
    ("n", "u"),
    ("o", "0"),
    ("a", "n"),
)


def _misread(text: str, chance: random.Random) -> str:
    """Return words as a machine misread a print: a letter of some of them is another."""

    def faulty(word: str) -> Iterator[str]:
        a, b = chance.choice(_MISREADINGS)
        yield word.replace(a, b, 1) if chance.random() < 0.15 and len(word) > 3 else word

    return "".join(next(faulty(part)) for part in re.split(r"(\s+)", text))
