"""What a text is: of which time, told of a journey by sea or of a county's council.

A local paper means the near one of a name, a story of the wide world the famous one, and a text of antiquity
neither of those in America. The ranker weighs what is counted here; the words are a file beside this one.
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

from places import feature
from places.model import Place

_WORDS = "setting.txt"
_KINDS = frozenset({"sea", "local", "antiquity"})
_WORD = re.compile(r"[^\W\d_]+(?:['’]s)?")
# "1184 BC", "5th century B.C.", "300-290 BCE"; "AD 62", "A.D. 62", "451 CE".
_BEFORE_CHRIST = re.compile(
    r"\b(?:([0-9]{1,4})[-–])?([0-9]{1,4})(st|nd|rd|th)?(?:\s+(?:century|cent\.?))?\s?B\.?\s?C\.?(?:E\.?)?(?!\w)"
)
_OF_OUR_ERA = re.compile(r"(?<!\w)(?:A\.?D\.?\s?([0-9]{1,4})|([0-9]{1,4})\s(?:A\.?D\.?|C\.?E\.?))(?!\w)")
_YEAR = re.compile(r"\b(1[0-9]{3}|20[0-9]{2})(?:s\b|\b)")
ANTIQUITY_ENDS = 600
# The year before which no town of the Americas or of Australia bore a European name.
NEW_WORLD_FROM = 1500
_NEW_WORLD = frozenset(
    "US CA MX GT BZ HN SV NI CR PA CU JM HT DO PR BS TT CO VE GY SR GF EC PE BO BR PY UY AR CL AU NZ".split()
)
# The lands of antiquity, as degrees: from Gades to the Indus, from Meroe to the Danube.
_LANDS_OF_ANTIQUITY = (15.0, -10.0, 52.0, 78.0)
_LAST_OF_ANTIQUITY = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Of some text: how much of each kind it has, 0…1, and the latest year told, None without any.

    ``antiquity`` is 1 where years before Christ or up to 600 are told and none later.
    """

    sea: float = 0.0
    local: float = 0.0
    antiquity: float = 0.0
    latest: int | None = None


def setting_of(text: str) -> Setting:
    """Return what the words and years of a text say of it."""
    words = [word.lower() for word in _WORD.findall(text)]
    counts = dict.fromkeys(_KINDS, 0)
    kinds = _kinds()
    for word in words:
        if kind := kinds.get(word):
            counts[kind] += 1
    years = years_in(text)
    ancient = sum(year <= ANTIQUITY_ENDS for year in years)
    return Setting(
        sea=_dense(counts["sea"], len(words)),
        local=_dense(counts["local"], len(words)),
        antiquity=_antiquity(ancient, counts["antiquity"], len(years) - ancient, len(words)),
        latest=max(years, default=None),
    )


def years_in(text: str) -> tuple[int, ...]:
    """Return the years of a text, those before Christ as astronomers count them: 0 is 1 BC.

    A year of less than four digits is one only with its era; of a century, its middle is taken.
    """
    found: list[int] = []

    def take(match: re.Match[str]) -> str:
        ordinal = match[3] is not None
        last = int(match[2])
        found.append(50 - 100 * last if ordinal else 1 - last)
        if match[1] and not ordinal:
            found.append(1 - int(match[1]))
        return " "

    rest = _BEFORE_CHRIST.sub(take, text)
    found += [int(before or behind) for before, behind in _OF_OUR_ERA.findall(rest)]
    return (*found, *(int(year) for year in _YEAR.findall(_OF_OUR_ERA.sub(" ", rest))))


def _dense(count: int, words: int) -> float:
    """Return 0…1: one word in a sentence, or one in fifty, is a half."""
    return count / (count + 0.5 + words / 50)


def _antiquity(told: int, spoken: int, late: int, words: int) -> float:
    """Return 0…1 from the years of antiquity told, the words of it spoken, and the later years told."""
    return told / (told + late) if told else _dense(spoken, words) / (1 + late)


def is_ancient(place: Place) -> bool:
    """Tell whether a place is one of antiquity: by its feature code, or by when it ended."""
    return feature.is_ancient(place.feature) or (
        place.until is not None and place.until <= _LAST_OF_ANTIQUITY
    )


def is_of_antiquitys_lands(place: Place) -> bool:
    """Tell whether a place lies where the texts of antiquity take place."""
    south, west, north, east = _LANDS_OF_ANTIQUITY
    return south <= place.lat <= north and west <= place.lon <= east


def is_of_new_world(place: Place) -> bool:
    """Tell whether a place lies where towns were named after those of Europe."""
    return place.country in _NEW_WORLD


@cache
def _kinds() -> dict[str, str]:
    """Return the kind of text that each word speaks for.

    Raises:
        ValueError: the file has a kind that is none, or a word of two kinds.
    """
    kinds: dict[str, str] = {}
    for line in resources.files(__package__).joinpath(_WORDS).read_text(encoding="utf-8").splitlines():
        kind, _, words = line.partition("|")
        if line.startswith("#"):
            continue
        for word in words.split():
            if kind not in _KINDS or kinds.setdefault(word, kind) != kind:
                raise ValueError(f"{_WORDS}: “{word}” is of no kind or of two: {kind}")
    return kinds
