"""What kind a place name is, by what it is a part of: itself, or a part of another name."""

from collections.abc import Sequence

from places.model import MentionKind
from places.recognise import lexicon
from places.recognise.line import Line
from places.recognise.names import Names

_NAMES_OF_OTHERS = frozenset({"ORG", "EVENT", "WORK_OF_ART", "LAW", "PRODUCT", "NORP"})
_INSIDE = frozenset({"of", "for", "and", "&", "-"})


def kind_of(line: Line, start: int, end: int, landmarks: Sequence[tuple[int, int]]) -> MentionKind:
    """Return "nested" for a name inside a longer name of something else, else "toponym"."""
    if any(first <= start and end <= last for first, last in landmarks):
        return "nested"
    if _followed_by_body(line, end) or _in_longer_name(line, start, end):
        return "nested"
    return "toponym"


def _followed_by_body(line: Line, end: int) -> bool:
    """Tell whether the capitalised words right behind end in a body's head: Paris Police Department."""
    last = end
    while last - end < 5 and _goes_on(line, last):
        if line.lower[last] in lexicon.PERSON_TITLES and line.lower[last] not in lexicon.BODIES:
            return False
        last += 1
    return last > end and not line.whispering and line.lower[last - 1] in lexicon.BODIES


def _goes_on(line: Line, i: int) -> bool:
    return i < len(line) and not line.borders[i] and line.capital(i) and line.words[i][:1].isalpha()


def _in_longer_name(line: Line, start: int, end: int) -> bool:
    number = line.inside[start]
    if number < 0:
        return False
    entity = line.entities[number]
    if entity.label not in _NAMES_OF_OTHERS or not (entity.start <= start and end <= entity.end):
        return False
    before = start - 1 if start > entity.start else -1
    after = end if end < entity.end else -1
    return _binds(line, before) or _binds(line, after)


def _binds(line: Line, i: int) -> bool:
    """Tell whether a neighbouring word of the same entity makes the place a part of its name."""
    if i < 0 or line.lower[i] in lexicon.PERSON_TITLES - lexicon.BODIES:
        return False
    return (line.capital(i) and line.words[i][:1].isalpha()) or line.lower[i] in _INSIDE


def kind_of_given(text: str, names: Names) -> MentionKind:
    """Return the kind of a span that somebody else marked as a place: what its words alone tell."""
    known = names.known(text)
    if known.only_demonym:
        return "demonym"
    last = text.rsplit(" ", 1)[-1].lower()
    return "landmark" if not known.is_place and " " in text and last in lexicon.LANDMARKS else "toponym"
