"""The place that a text is about: where its dated events happened unless it says otherwise."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from places.model import Located, Place
from storymap.events import kinds, lexicon, tree
from storymap.events.joined import Joined
from storymap.events.paragraph import Paragraph
from storymap.events.scene import Scene
from storymap.events.sites import Site, contains
from storymap.model import When, Where, Who

if TYPE_CHECKING:
    from spacy.tokens import Token

_SPOTS = ("PPL", "ISL", "BLDG", "CSTL", "FT", "CH", "MSTY", "BDG", "PAL", "MUS", "RSTN", "HTL", "UNIV")
_HELD = frozenset({"in", "at", "on", "of", "near"})


def home_of_heading(paragraph: Paragraph, named: Mapping[str, Place]) -> Place | None:
    """Return the place that a heading is about: "The siege of Rhodes"; None if that cannot be told.

    A headline with a verb ("Rovers go to Wembley") and one with two places name no home.

    Args:
        paragraph: the heading.
        named: places of the text by their names, for a heading in which the name was not seen to be one.
    """
    doc = paragraph.line.block.doc
    if not paragraph.sites:
        found = [(t.i, named[t.text]) for t in doc if t.text in named]
    else:
        found = [(s.first, s.place) for s in paragraph.sites]
    if len({place.id for _, place in found}) != 1 or not found[0][1].feature.startswith(_SPOTS):
        return None
    first, place = found[0]
    before = next((t for t in reversed(doc[:first]) if t.lower_ != "the" and not t.is_punct), None)
    if before is not None and before.pos_ == "ADP" and before.lower_ not in _HELD:
        return None
    told = any(t.tag_ in ("VBZ", "VBD", "VBP") and t.pos_ == "VERB" for t in doc)
    return None if told and (before is None or before.lower_ not in _HELD) else place


def is_of_nowhere(paragraph: Paragraph) -> bool:
    """Tell whether a heading names a place that nobody could find: what the text is about is then nowhere."""
    return bool(paragraph.unknown) and not paragraph.sites


def homes_of(located: Iterable[Located]) -> dict[str, Place]:
    """Return the places that may be a text's home, by the names that it gives them."""
    return {
        one.mention.text: one.place
        for one in located
        if one.place is not None and one.place.feature.startswith(_SPOTS)
    }


def home_of_lead(one: Joined, sites: Sequence[Site]) -> Place | None:
    """Return the place that a text's first sentence is about: "Oby owes …", "The isle of Oby had been …"."""
    head = one.clause.head
    if one.clause.relation != "ROOT" or tree.lemma(head) not in lexicon.STATIVE:
        return None
    subject = tree.subject(head)
    if subject is None or subject.ent_type_ == "PERSON":
        return None
    own = [s for s in sites if s.head.i == subject.i or _is_of(s.head, subject)]
    return own[0].place if len(own) == 1 and own[0].place.feature.startswith(_SPOTS) else None


def _is_of(place: "Token", noun: "Token") -> bool:
    """Tell whether a noun is another word for the place: "the island of Rhodes", "the town of Oby"."""
    of = place.head
    return of.lower_ == "of" and of.head.i == noun.i and tree.lemma(noun) in lexicon.ANAPHORS


def at_home(one: Joined, when: When, who: Sequence[Who], scene: Scene) -> tuple[Where, ...]:
    """Return the home of the text or of the letter for an event that says when, but not where.

    Only what is told in the simple past with a date of its own is placed so, and only while the paragraph has
    not taken the story elsewhere.
    """
    clause = one.clause
    place = scene.setting or scene.home
    entry = scene.day.known and scene.setting is None  # of a diary: its day is its head's
    dated = (one.when.known or (entry and when.known)) and when.extent != "open"
    if place is None or not dated or clause.is_noun or clause.chain not in ("ROOT", "ccomp", "parataxis"):
        return ()
    if tree.finite_tense(clause.head) != "past" or kinds.is_report(clause) or one.stops:
        return ()
    away = scene.where_line == clause.line.number and not _is_at(scene.where, place)
    if away or _is_away(who, clause.line.number, scene, place):
        return ()
    basis = "dateline" if scene.setting is not None else "carried"
    return (Where(place=place, basis=basis, confidence=0.45),)  # type: ignore[arg-type]


def _is_at(where: Sequence[Where], place: Place) -> bool:
    return any(w.place.id == place.id or contains(place, w.place) or contains(w.place, place) for w in where)


def _is_away(who: Sequence[Who], line: int, scene: Scene, place: Place) -> bool:
    """Tell whether somebody in the event was told of elsewhere just before."""
    known = (scene.people.get(person.name) for person in who if person.role in ("actor", "patient"))
    return any(k is not None and line - k[1] <= 1 and not _is_at(k[0], place) for k in known)
