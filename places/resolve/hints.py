"""What changes probabilities beside the ranker: the user's hints, and the years of which the text speaks."""

import re
from collections.abc import Sequence

from places.feature import is_ancient, is_country, is_populated
from places.gazetteer.distance import km_between
from places.model import Document, Match, Mention, Place
from places.options import Options
from places.resolve.setting import years_in

# Odds by which a place of the past gains where only years of its time are told, and loses where others are:
# "Korea" of 1945 is no state of today.
_IN_TIME, _OUT_OF_TIME = 1000.0, 0.05
# Of a state, readers know when it was.
_OUT_OF_TIME_OF_A_STATE = 0.005
# A site of antiquity gains less: many of them bear a name that a greater one has to this day.
_IN_TIME_OF_A_SITE = 10.0
_NEAR_KM = 100.0
_HEIR_KM = 25.0

_SENTENCE_END = re.compile(r"[.!?]['\"”’)]*\s+(?=[A-Z\"“‘'(])|\n")


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence around a span begins and ends, as far as punctuation tells."""
    begin = 0
    for match in _SENTENCE_END.finditer(text, max(0, start - 600), start):
        begin = match.end()
    after = _SENTENCE_END.search(text, end, min(len(text), end + 600))
    return max(begin, start - 600 if begin == 0 else begin), after.start() if after else min(
        len(text), end + 600
    )


def years_of(document: Document, mention: Mention) -> tuple[int, ...]:
    """Return the years of the mention's sentence, else of the document's day, else of the paragraph."""
    text = document.text
    named = _years_in(text, *sentence_around(text, mention.start, mention.end))
    if named:
        return named
    if document.published is not None:
        return (document.published.year,)
    end = text.find("\n", mention.end)
    return _years_in(text, text.rfind("\n", 0, mention.start) + 1, len(text) if end < 0 else end)


def _years_in(text: str, begin: int, end: int) -> tuple[int, ...]:
    return years_in(text[begin:end])


def has_heir(match: Match, matches: Sequence[Match]) -> bool:
    """Tell whether a place of the past stands on the same spot today, under whatever name: Bombay, Mumbai.

    A town's heir is a town: the province of Babylon around the ruins is not what Babylon has become.
    """
    place = match.place
    return place.until is not None and any(
        m.place.until is None
        and is_populated(m.place.feature) >= is_populated(place.feature)
        and km_between(place.lat, place.lon, m.place.lat, m.place.lon) <= _HEIR_KM
        for m in matches
    )


def heir_factor(match: Match, matches: Sequence[Match], years: tuple[int, ...]) -> float:
    """Return by what a place of today gains, where the past place that it stands for fits the years told."""
    place = match.place
    past = [m.place for m in matches if m.place.until is not None] if place.until is None else []
    near = [p for p in past if km_between(place.lat, place.lon, p.lat, p.lon) <= _HEIR_KM]
    return max((1.0, *(time_factor(p, years) for p in near)))


def time_factor(place: Place, years: tuple[int, ...], heir: bool = False) -> float:
    """Return by what the odds of a place change through the years told; 1 for places of all times.

    ``heir``: the place of today on the same spot is among the candidates, and is to be taken.
    """
    if heir:
        return _OUT_OF_TIME
    if (place.since is None and place.until is None) or not years:
        return 1.0
    since, until = place.since or -9999, place.until or 9999
    if not all(since <= year <= until for year in years):
        return _OUT_OF_TIME_OF_A_STATE if is_country(place.feature) else _OUT_OF_TIME
    if place.until is None:
        return 1.0
    return _IN_TIME_OF_A_SITE if is_ancient(place.feature) else _IN_TIME


def hint_factor(place: Place, options: Options, somewhere_inside: bool) -> float:
    """Return by what the odds of a place change through the user's hints; 0 rules it out."""
    if place.id in options.exclude:
        return 0.0
    factor = 1.0
    if options.countries and somewhere_inside and place.country not in options.countries:
        factor = 0.0
    if options.near is not None:
        far = km_between(*options.near, place.lat, place.lon)
        factor *= 1.0 / (1.0 + (far / _NEAR_KM) ** 2)
    return factor
