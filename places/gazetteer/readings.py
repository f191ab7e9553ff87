"""What a name may mean if no place bears it as it stands: "Oaxaca State", "River Don", "northern Syria"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from places.feature import is_area
from places.model import Place

_DIVISION = ("ADM1", "ADM2", "RGN")
_LOCAL = ("ADM", "PPL")
_PEAK = ("MT", "VLC", "PK", "HLL")
# Words that say of what kind a place is, and the feature codes that such places have.
_KINDS: dict[str, tuple[str, ...]] = {
    "county": ("ADM2", "ADM1"), "co.": ("ADM2", "ADM1"), "co": ("ADM2", "ADM1"),
    "parish": ("ADM2", "ADM1"), "shire": ("ADM2",),
    "borough": _LOCAL, "district": _LOCAL, "municipality": _LOCAL, "township": _LOCAL, "commune": _LOCAL,
    "city": ("PPL",), "town": ("PPL",), "village": ("PPL",), "metropolis": ("PPL",),
    "state": _DIVISION, "province": _DIVISION, "region": _DIVISION, "prefecture": _DIVISION,
    "oblast": _DIVISION, "krai": _DIVISION, "governorate": _DIVISION, "department": _DIVISION,
    "canton": _DIVISION, "emirate": _DIVISION, "territory": (*_DIVISION, "PCL", "TERR"),
    "republic": ("PCL", "ADM1"), "kingdom": ("PCL",), "empire": ("PCL",), "commonwealth": ("PCL", "ADM1"),
    "river": ("STM", "CNL"), "creek": ("STM",), "lake": ("LK", "RSV"), "reservoir": ("RSV", "LK"),
    "mount": _PEAK, "mt.": _PEAK, "mountain": _PEAK,
    "mountains": ("MTS", "MT"), "range": ("MTS",), "hills": ("HLLS", "MTS"), "volcano": ("VLC", "MT"),
    "island": ("ISL",), "isle": ("ISL",), "islands": ("ISL", "ISLS"), "isles": ("ISL", "ISLS"),
    "atoll": ("ISL", "ATOL"),
    "peninsula": ("PEN", "RGN"), "desert": ("DSRT",), "valley": ("VAL", "RGN"), "plateau": ("PLAT", "RGN"),
    "sea": ("SEA",), "ocean": ("OCN",), "gulf": ("GULF",), "bay": ("BAY", "GULF"), "strait": ("STRT", "CHN"),
    "straits": ("STRT", "CHN"), "canal": ("CNL",), "airport": ("AIRP",), "coast": ("CST", "RGN"),
    "inlet": ("INLT", "FJD", "SD", "BAY"), "sound": ("SD", "CHN", "BAY"), "fjord": ("FJD", "SD"),
    "passage": ("CHN", "STRT"), "channel": ("CHN", "STRT"), "narrows": ("CHN", "STRT"),
    "harbour": ("HBR", "BAY"), "harbor": ("HBR", "BAY"), "roads": ("BAY", "HBR"),
    "cape": ("CAPE",), "point": ("CAPE", "PT"), "head": ("CAPE",), "spit": ("SPIT", "CAPE"),
    "cay": ("ISL",), "key": ("ISL",), "cays": ("ISL",), "keys": ("ISL",), "group": ("ISLS", "ISL"),
    "archipelago": ("ISL",), "glacier": ("GLCR",), "pass": ("PASS", "GAP"), "gap": ("GAP", "PASS"),
    "canyon": ("GRGE", "CNYN", "VAL"), "gorge": ("GRGE", "CNYN"), "falls": ("FLLS",), "springs": ("SPNG",),
    "highlands": ("MTS", "UPLD", "RGN"), "ridge": ("RDGE", "MTS"), "fort": ("FT", "CSTL"),
}  # fmt: skip
# Kinds as older books write them; a possessive in front of them is often gone.
_MODERN = {
    "straits": "Strait", "strait": "Straits", "r.": "River", "isles": "Islands", "isds": "Islands",
    "harbor": "Harbour", "harbour": "Harbor", "key": "Cay", "keys": "Cays", "cañon": "Canyon",
    "canon": "Canyon", "spring": "Springs", "group": "Islands", "is.": "Island", "mts.": "Mountains",
}  # fmt: skip
_POSSESSIVE = re.compile(r"(?<=\w)['’]s$|(?<=s)['’]$")
_SHORT = {"co": "county", "co.": "county", "mt.": "mount"}
# Of these the word may stand in front: "County Cork", "Lake Victoria".
_IN_FRONT = frozenset("county co. co lake mount mt. river isle cape point fort".split())
_PART = re.compile(
    r"(?:(?:north|south)?-?(?:north|south|east|west|central|upper|lower|mid)(?:ern)?|greater|downtown|mainland"
    r"|rural|inner|outer)[ -](?=\w)",
    re.IGNORECASE,
)
_LARGE = 100_000


@dataclass(frozen=True, slots=True)
class Reading:
    """A name to look up instead, and what the places found must be like.

    ``features``: one of these must begin the feature code; none means any. ``part``: the name is of a part
    of the place, so only one that is large enough to have named parts will do.
    """

    name: str
    features: tuple[str, ...] = ()
    part: bool = False

    def suits(self, place: Place) -> bool:
        """Tell whether the place can be what the whole name means."""
        if self.part:
            return is_area(place.feature) or place.population >= _LARGE
        return not self.features or place.feature.startswith(self.features)


def readings(name: str) -> Iterator[Reading]:
    """Yield what else the name may be, the closest first."""
    words = name.split()
    if words and words[0].casefold() == "the":
        del words[0]
    if len(words) < 2:
        return
    yield from _by_kind(words)
    modern = _modern(words)
    if modern != words:
        yield Reading(" ".join(modern))
        yield from _by_kind(modern)
    bare = _PART.sub("", " ".join(words), count=1) if _PART.match(" ".join(words)) else ""
    if bare:
        yield Reading(bare, part=True)


def _by_kind(words: list[str]) -> Iterator[Reading]:
    """Yield the readings of a name that says its kind: in another order, or without the word."""
    for kind, core in _told_apart(words):
        word = _SHORT.get(kind.casefold(), kind)
        yield from (Reading(other) for other in (f"{core} {word}", f"{word} {core}", f"{word} of {core}"))
        yield Reading(core, _KINDS[kind.casefold()])


def _modern(words: list[str]) -> list[str]:
    """Return the words as maps have them today: Hudson's Bay is Hudson Bay, Bass's Straits Bass Strait."""
    plain = [_POSSESSIVE.sub("", word) if i < len(words) - 1 else word for i, word in enumerate(words)]
    last = plain[-1].casefold()
    if last in _MODERN:
        plain[-1] = _MODERN[last]
    if plain[0].casefold() in _MODERN and plain[1].casefold() == "of":
        plain[0] = _MODERN[plain[0].casefold()]
    return plain


def _told_apart(words: list[str]) -> Iterator[tuple[str, str]]:
    """Yield (kind, core) for the ways in which the name says its kind."""
    if words[-1].casefold() in _KINDS:
        yield words[-1], " ".join(words[:-1])
    first = words[0].casefold()
    if first in _KINDS and words[1].casefold() == "of" and len(words) > 2:
        yield words[0], " ".join(words[2:])
    elif first in _IN_FRONT:
        yield words[0], " ".join(words[1:])
