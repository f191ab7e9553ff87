"""A clause with the places and the time that were joined to it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from storymap.events.attach import Attachment
from storymap.events.clauses import Clause
from storymap.events.dates import Moment
from storymap.events.sites import contains
from storymap.model import When, Where

_SURE = 0.9  # the weight of a place beside which a doubtful one does not count
_DOUBTFUL = 0.7


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """A clause with its places and its time; ``moment`` is the time's words.

    ``vague``: it says when in words that give no date, so that no other time holds for it.
    ``part``: the sentence tells several events with its verb, this is one of them.
    """

    clause: Clause
    where: tuple[Where, ...] = ()
    when: When = field(default_factory=When)
    moment: Moment | None = None
    stops: tuple[Attachment, ...] = ()
    vague: bool = False
    part: bool = False


def places_of(attached: Sequence[Attachment]) -> tuple[Where, ...]:
    """Return the places of a clause: the wider one goes where a narrower one is told, an actor's too."""
    best_of: dict[str, Attachment] = {}
    for one in attached:
        known = best_of.get(one.site.place.id)
        if known is None or known.basis == "metonym":
            best_of[one.site.place.id] = one
    found = list(best_of.values())
    if any(a.basis != "metonym" for a in found):
        found = [a for a in found if a.basis != "metonym"]
    if any(a.role == "at" and a.basis != "carried" for a in found):
        found = [a for a in found if a.role != "at" or a.basis != "carried"]
    if any(a.role == "at" and a.weight >= _SURE for a in found):
        found = [a for a in found if a.role != "at" or a.weight >= _DOUBTFUL]
    found = [
        a
        for a in found
        if a.role != "at" or not any(contains(a.site.place, b.site.place) for b in found if b is not a)
    ]
    return tuple(
        Where(
            place=a.site.place,
            role=a.role,
            basis=a.basis,
            confidence=round(a.site.confidence * a.weight, 3),
            mention=a.site.span,
        )
        for a in found
    )
