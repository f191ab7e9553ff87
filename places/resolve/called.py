"""Places under the names that the text calls them by: München in a German text, not Munich."""

from collections.abc import Sequence
from dataclasses import replace

from places.gazetteer.base import Gazetteer
from places.model import Candidate, Located, Mention, Place
from places.text import key


def called_as_told(located: Sequence[Located], gazetteer: Gazetteer) -> tuple[Located, ...]:
    """Return the mentions with their places named as the text does, in the nominative, each in one way."""
    names: dict[str, str] = {}
    for one in located:
        if one.place is not None and one.mention.kind == "toponym":
            name = _name(one.mention, one.place, gazetteer)
            if name:
                names.setdefault(one.place.id, name)
    return tuple(
        replace(one, candidates=tuple(_renamed(candidate, names) for candidate in one.candidates))
        for one in located
    )


def _name(mention: Mention, place: Place, gazetteer: Gazetteer) -> str:
    words = " ".join(mention.text.split())
    for match in gazetteer.matches(words):
        if match.place.id == place.id and match.kind in ("primary", "alternate"):
            return words if key(match.name) == key(words) and not words.isupper() else match.name
    return ""


def _renamed(candidate: Candidate, names: dict[str, str]) -> Candidate:
    name = names.get(candidate.place.id)
    return replace(candidate, place=replace(candidate.place, name=name)) if name else candidate
