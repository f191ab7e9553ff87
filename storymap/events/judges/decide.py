"""A passage → what the judges make of each of its clauses."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from storymap.events import lexicon, tree
from storymap.events.attach import goes_elsewhere
from storymap.events.judges import dates, places, steps
from storymap.events.judges.model import Judge, judge
from storymap.events.judges.passage import Candidate, Dated, Passage, Placed
from storymap.events.judges.survey import Survey, survey

STEP = 0.45
"""The probability from which a clause is a step of the story."""

OWN = 0.3
"""The probability from which a place that grammar gives to a step is its, beside the likeliest one."""

PLACE = 0.3
"""The probability from which the likeliest place is that of a step; below it, there is none to trust."""

DATE = 0.12
"""The probability from which the likeliest date is that of a step."""

Weigh = Callable[[str], Judge]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the judges make of a clause: how likely it is a step, its places and date with their chances."""

    chance: float
    places: tuple[tuple[Placed, float], ...] = ()
    date: tuple[Dated, float] | None = None

    @property
    def is_step(self) -> bool:
        """Whether it is a step of the story."""
        return self.chance >= STEP


def decide(passage: Passage, judges: Weigh = judge) -> list[Verdict]:
    """Return what the judges make of each candidate of a passage."""
    seen = survey(passage)
    step, place, date = judges("step"), judges("place"), judges("date")
    found = []
    for n, one in enumerate(passage.candidates):
        where, when = places.options(n, seen), dates.options(n, seen)
        spots = [(o, place.probability(places.features_of(n, o, where, seen))) for o in where]
        times = [(o, date.probability(dates.features_of(n, o, when, seen))) for o in when]
        chance = step.probability(steps.features_of(n, seen))
        found.append(Verdict(chance=chance, places=chosen_places(spots, one, seen), date=chosen_date(times)))
    return found


def chosen_places(
    spots: Sequence[tuple[Placed, float]], one: Candidate, seen: Survey
) -> tuple[tuple[Placed, float], ...]:
    """Return the places of a step: () if none can be trusted.

    The likeliest one, and if that is of its own sentence the other likely ones that grammar gives to it.
    """
    best = max(spots, key=lambda spot: spot[1], default=None)
    if best is None or best[1] < PLACE:
        return ()
    if best[0].sentence != one.sentence:
        # Within a paragraph nothing is carried past a name that nobody could find: it was there or nowhere.
        near = best[0].line.number == one.line.number
        lost = near and seen.unknown_between(best[0].start, one.quote.end)
        return () if lost or goes_elsewhere(one.clause) or _is_elsewhere(one) else (best,)
    given = {where.mention for where in one.joined.where}
    own = [s for s in spots if s is best or (s[0].site.span in given and s[1] >= OWN)]
    return tuple(sorted(own, key=lambda spot: spot[0].start))


def _is_elsewhere(one: Candidate) -> bool:
    """Tell whether a clause says where it was by a name that nobody could find: "served in the Pacific"."""
    for prep in one.clause.head.children:
        noun = tree.child(prep, "pobj") if prep.lower_ in lexicon.LOCATIVE else None
        if noun is not None and noun.ent_type_ in ("LOC", "GPE") and noun.i not in one.paragraph.places:
            return True
    return False


def chosen_date(times: Sequence[tuple[Dated, float]]) -> tuple[Dated, float] | None:
    """Return the date of a step, None where none is likely enough."""
    best = max(times, key=lambda time: time[1], default=None)
    return best if best is not None and best[1] >= DATE else None
