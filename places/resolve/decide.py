"""Mentions → places with a confidence: candidates ranked, hints and years weighed in, landmarks stood."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from places.gazetteer.base import Gazetteer
from places.model import Candidate, Document, Located, Match, Mention, Place
from places.options import Options
from places.resolve.antiquity import of_antiquity
from places.resolve.columns import columns
from places.resolve.confidence import is_near
from places.resolve.corrections import users_own
from places.resolve.cues import heed_cues
from places.resolve.fame import prefer_famous
from places.resolve.hints import has_heir, heir_factor, hint_factor, time_factor, years_of
from places.resolve.home import stand_at_home
from places.resolve.landmarks import stand_landmarks
from places.resolve.layout import Case, lay_out
from places.resolve.offsets import stand_off
from places.resolve.points import stand_points
from places.resolve.ranker import rank, ranker
from places.resolve.settled import is_too_early
from places.resolve.spellings import stand_respelt
from places.resolve.towns import prefer_towns

if TYPE_CHECKING:
    from places.resolve.columns import Floats

MAX_CANDIDATES = 10
STRETCH = 300
_WORTH_NAMING = 0.001
_LEAST = 0.02
_DOUBT_OF_THE_ONLY_ONE = 0.05
_TOO_EARLY, _OF_ANTIQUITY = 0.05, 100.0


def resolve(
    document: Document, mentions: Sequence[Mention], gazetteer: Gazetteer, options: Options
) -> tuple[Located, ...]:
    """Return the mentions in their order, each with its candidates, or with why it has none.

    A long text is read in stretches: what a chapter names decides, and time and memory grow only linearly.
    """
    located: list[Located] = []
    for begin in range(0, len(mentions), STRETCH):
        located += _ranked(document, mentions[begin : begin + STRETCH], gazetteer, options)
    if not (options.countries or options.near):
        located = prefer_famous(located)
    respelt = stand_respelt(located, gazetteer)
    stood = stand_at_home(stand_landmarks(document, respelt, gazetteer))
    return tuple(stand_points(stand_off(document, stood)))


def _ranked(
    document: Document, mentions: Sequence[Mention], gazetteer: Gazetteer, options: Options
) -> list[Located]:
    import numpy as np

    layout = lay_out(document, mentions, gazetteer)
    table = columns(layout)
    located = [Located(mention=m, why=_unknown(m)) for m in mentions]
    if not len(table):
        return located
    model = ranker()
    probabilities, none = rank(layout, table, model.networks)
    chances = np.split(probabilities, table.first[1:])
    for c, case in enumerate(case for case in layout.cases if case.matches):
        own = users_own(gazetteer, case.mention.text)
        for i in case.mentions:
            if own:
                located[i] = _users(mentions[i], case.matches, own)
                continue
            weighed = _weighed(document, mentions[i], case, chances[c], options)
            odds = prefer_towns(case, heed_cues(case, weighed))
            located[i] = _located(mentions[i], case.matches, odds, float(none[c]), model.calibrated)
    return located


def _unknown(mention: Mention) -> str:
    return f"no gazetteer at hand knows a place called “{_words(mention)}”"


def _words(mention: Mention) -> str:
    return " ".join(mention.text.split())


def _users(mention: Mention, matches: Sequence[Match], own: frozenset[str]) -> Located:
    """Return the places of the user's own gazetteers: what somebody has corrected is not guessed again."""
    places = [match.place for match in matches if match.place.id in own]
    chance = round(1 / len(places), 4)
    candidates = tuple(Candidate(place=place, score=chance) for place in places)
    return Located(mention=mention, candidates=candidates, confidence=chance)


def _weighed(
    document: Document, mention: Mention, case: Case, chances: "Floats", options: Options
) -> list[float]:
    """Return the chances after the years told and the user's hints."""
    matches, setting = case.matches, case.setting
    inside = any(match.place.country in options.countries for match in matches)
    years = years_of(document, mention) if len(matches) > 1 or matches[0].place.until else ()
    factors = [
        time_factor(match.place, years, has_heir(match, matches)) * heir_factor(match, matches, years)
        for match in matches
    ]
    meant = of_antiquity(matches, mention.text, years, setting.antiquity)
    factors = [_OF_ANTIQUITY * f if so else f for f, so in zip(factors, meant, strict=True)]
    early = [is_too_early(match.place, years) for match in matches]
    if any(early) and not all(early):
        factors = [_TOO_EARLY * f if late else f for f, late in zip(factors, early, strict=True)]
    return [
        # What the ranker hardly believes in may still be what the years tell.
        (max(chance, _LEAST) if factor > 1 else chance) * factor * hint_factor(match.place, options, inside)
        for chance, factor, match in zip(chances.tolist(), factors, matches, strict=True)
    ]


def _located(
    mention: Mention,
    matches: Sequence[Match],
    odds: Sequence[float],
    none: float,
    calibrated: Callable[[float], float],
) -> Located:
    total = sum(odds) + none
    if sum(odds) == 0.0:
        return Located(mention=mention, why=f"every place called “{_words(mention)}” is excluded")
    ordered = sorted(zip(odds, matches, strict=True), key=lambda pair: -pair[0])
    best = ordered[0][1].place
    if _is_the_only(mention, matches, best):
        # There is but one place of exactly this name: that none of them is meant needs more than a doubt.
        none *= _DOUBT_OF_THE_ONLY_ONE
        total = sum(odds) + none
    if none > sum(odds):
        why = f"none of the places called “{_words(mention)}” fits the text"
        return Located(mention=mention, confidence=round(none / total, 4), why=why)
    good = sum(odd for odd, match in ordered if is_near(best, match.place)) / total
    return Located(
        mention=mention,
        candidates=tuple(
            Candidate(place=match.place, score=round(odd / total, 4))
            for odd, match in ordered[:MAX_CANDIDATES]
            if odd / total >= _WORTH_NAMING or match.place.id == best.id
        ),
        confidence=round(calibrated(good) * mention.score, 4),
    )


def _is_the_only(mention: Mention, matches: Sequence[Match], best: Place) -> bool:
    """Tell whether there is but one place of exactly this name, and that is what it is called."""
    called = any(match.kind == "primary" and match.name == mention.text for match in matches)
    return called and all(is_near(best, match.place) for match in matches)
