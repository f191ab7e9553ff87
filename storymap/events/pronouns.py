"""Whether a pronoun can mean nobody but the one it is taken for: only then a headline says the name."""

from typing import TYPE_CHECKING

from storymap.events.given_names import gender_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span as Words
    from spacy.tokens import Token

    from storymap.events.names import Names

_GENDER = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}


def sure_name(pronoun: "Token", names: "Names") -> str:
    """Return the name that a pronoun stands for, "" where it could be another's.

    "He" is sure if the last sentence up to it that names people names one person that a man may be, and no
    other.
    """
    meant = names.meant(pronoun)
    if not meant:
        return ""
    gender = _GENDER.get(pronoun.lower_)
    if gender is None or not names.is_person(meant):
        return meant if pronoun.sent.start > 0 else ""  # "it", "they": what the sentence before was about
    others = next((found for found in _persons_before(pronoun, names, gender) if found), None)
    return meant if others is None or others == {meant} else ""


def _persons_before(pronoun: "Token", names: "Names", gender: str) -> "Iterator[set[str]]":
    """Yield the people that a pronoun may mean: of its own sentence up to it, then of those before."""
    sentences = [s for s in pronoun.doc.sents if s.start <= pronoun.i]
    for sentence in reversed(sentences):
        found = {
            names.full(person.removesuffix("'s").removesuffix("’s"))
            for person in _persons(sentence, pronoun.i)
        }
        found = {name for name in found if gender_of(name) in ("", gender) and not names.is_place(name)}
        yield found | {"another"} if found and _acts_on_another(sentence, pronoun, gender) else found


def _persons(sentence: "Words", upto: int) -> "Iterator[str]":
    """Yield the names of people in a sentence that end before a position; the parse's own list is slow."""
    doc, end = sentence.doc, min(sentence.end, upto)
    for token in sentence:
        if token.i < end and token.ent_iob_ == "B" and token.ent_type_ == "PERSON":
            last = token.i + 1
            while last < len(doc) and doc[last].ent_iob_ == "I":
                last += 1
            if last <= end:
                yield doc[token.i : last].text


def _acts_on_another(sentence: "Words", pronoun: "Token", gender: str) -> bool:
    """Tell whether a sentence has such a pronoun before its names: in "He beat George" George is not "he"."""
    before = [t for t in sentence if t.i < pronoun.i]
    said = next((t.i for t in before if _GENDER.get(t.lower_) == gender and t.dep_ == "nsubj"), None)
    return said is not None and any(t.ent_type_ == "PERSON" for t in before if t.i > said)
