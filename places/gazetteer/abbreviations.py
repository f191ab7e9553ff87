"""Short forms of place names, and whether words of a text are written as one.

"Ind." is Indiana and "Ind" is not; "IN" may be, behind a city's name, and never is by itself. The short
forms themselves are in data/abbreviations.csv, each exactly as it must be written.
"""

import re

# Two capitals that are read as a place wherever they stand.
_FREE = frozenset("US UK EU UN DC NZ HK LA SF KL".split())
# With their full stop these end many a sentence or are a title: "Miss. Havisham", "went to Mass."
_WORDS = frozenset(
    "Miss. Mass. Wash. Ill. Ore. Cal. Man. Mo. Pa. Va. Md. La. Del. Vic. Ont. Ark. Ala. Fla.".split()
)
# What stands before a state behind its city, "Paris, " or "Paris (", and what comes behind it in an address.
_BEHIND_A_CITY = re.compile(r"\w[’'\w.-]*\s?[,(]\s*$")
_ZIP = re.compile(r"\s+\d{5}\b")
_CAPITALS = re.compile(r"\b[A-Z]{2,}\b")
_THE = re.compile(r"^the ", re.IGNORECASE)
_SMALL = re.compile(r"[a-z]")


def is_written_so(surface: str, spellings: str) -> bool:
    """Tell whether the surface form, without "the", is letter by letter one of "|"-parted spellings."""
    return _THE.sub("", " ".join(surface.split())) in spellings.split("|")


def may_stand(text: str, start: int, end: int) -> bool:
    """Tell whether the short form at ``text[start:end]`` stands where one can be meant.

    A postal code of two letters, and a short form that is a common word too, must follow a city's name or
    come before a ZIP code; others stand anywhere, but where all is in capitals "US" may be the pronoun.
    """
    surface = text[start:end]
    bare = len(surface) == 2 and surface.isupper()
    if bare and surface in _FREE:
        return not _in_capitals(text, start, end)
    if bare or surface in _WORDS:
        before = text[max(0, start - 40) : start]
        return bool(_BEHIND_A_CITY.search(before)) or bool(_ZIP.match(text, end))
    return True


def _in_capitals(text: str, start: int, end: int) -> bool:
    """Tell whether the words around are in capitals, as in headlines."""
    around = text[max(0, start - 30) : start] + text[end : end + 30]
    return bool(_CAPITALS.search(around)) and not _SMALL.search(around)
