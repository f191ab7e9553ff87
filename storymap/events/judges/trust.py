"""How far an event is to be trusted: the probability that it is one and stands where it is drawn.

The judges of steps and of places are each sure of themselves; what their product is worth was learnt from
what came of it in a cross-validation (``python -m benchmarks.events FOLDER --folds 5 --trust``).
"""

import math
from collections.abc import Sequence

from storymap.events.judges.model import Judge
from storymap.model import Where

_LEAST = 1e-4  # a probability is kept so far from never and always

AS_TOLD = Judge({"told": 1.0})
"""A judge that takes the product as it is."""


def confidence(chance: float, where: Sequence[Where], trust: Judge) -> float:
    """Return the probability, 0…1, of an event and its likeliest place; without places that of the event.

    Args:
        chance: how likely it is a step of the story.
        where: its places, with the probabilities that it happened there.
        trust: the judge.
    """
    if not where:
        return round(chance, 3)
    place = max(where, key=lambda w: w.confidence)
    return round(trust.probability(*evidence(chance * place.confidence, place.basis)), 3)


def evidence(told: float, basis: str) -> tuple[list[str], dict[str, float]]:
    """Return the features and numbers of an event: its probabilities, the ground of its place."""
    inside = min(max(told, _LEAST), 1 - _LEAST)
    odds = math.log(inside / (1 - inside))
    ground = basis if basis in ("carried", "dateline") else "stated"
    return [f"basis={ground}"], {"told": odds, f"told|{ground}": odds}
