"""Whether a clause is a step of the story: what speaks for it."""

from storymap.events.judges import signs
from storymap.events.judges.survey import Survey


def features_of(n: int, seen: Survey) -> list[str]:
    """Return the features of the candidate at ``n`` as a step."""
    one = seen.passage.candidates[n]
    return [*signs.signs(one, seen.facts[n]), *signs.around(one, seen), *signs.neighbours(n, seen)]
