"""Nouns' phrases and words as text, with people under their full names."""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from storymap.events import tree
from storymap.events.names import Names, clean, is_honorific
from storymap.events.pronouns import sure_name

if TYPE_CHECKING:
    from spacy.tokens import Span as Words
    from spacy.tokens import Token

WH = frozenset({"WP", "WDT", "WRB", "WP$"})
_ASIDES = frozenset({"relcl", "acl", "appos", "punct", "advcl", "parataxis", "dep", "prep", "mark"})
_NOT_FOR_HEADLINES = frozenset(
    {"according", "including", "such", "like", "because", "due", "despite", "as", "after", "before", "during"}
    | {"since", "until", "amid", "without", "than"}
)
_WEATHER = frozenset({"rain", "snow", "freeze", "thaw", "seem", "appear", "happen", "take"})
_LONGEST_PHRASE = 12


@dataclass(frozen=True, slots=True)
class Known:
    """What a headline may use: the names, and which words are times or places.

    ``sure`` remembers what pronouns stand for while one headline is made.
    """

    names: Names
    times: frozenset[int]
    places: frozenset[int]
    sure: dict[int, str] = field(default_factory=dict, compare=False)

    def sure_name(self, pronoun: "Token") -> str:
        """Return the name that a pronoun surely stands for, "" for none; asked once for each."""
        if pronoun.i not in self.sure:
            self.sure[pronoun.i] = sure_name(pronoun, self.names)
        return self.sure[pronoun.i]


def phrase(token: "Token", known: Known, *, deep: bool, subject: bool = False) -> str:
    """Return a noun's phrase as text; ``deep`` takes in what hangs on it, not only with "of"."""
    if token.pos_ == "PRON":
        other = tree.child(token, "conj")
        name = _pronoun(token, known, subject=subject)
        return name if other is None else f"{name} and {phrase(other, known, deep=False)}"
    text = _named(_whole(_words(token, known, deep=deep)), known, owner=token if subject else None)
    dated = tree.child(token, "poss")  # "Sunday's final" without its time is "the final"
    return f"the {text}" if dated is not None and dated.i in known.times - known.places else text


def _pronoun(token: "Token", known: Known, *, subject: bool) -> str:
    word = token.lower_
    if word == "it" and tree.lemma(token.head) in _WEATHER:
        return word
    if word in ("he", "she", "they", "it") and (subject or token.dep_ in ("nsubj", "nsubjpass")):
        return known.names.meant(token) or word
    if word == "it" and token.dep_ == "dobj":
        thing, other = known.names.meant(token) or word, tree.subject(token.head)
        return word if other is None or thing.split()[-1] in (t.text for t in other.subtree) else thing
    if word in ("him", "her") and token.tag_ == "PRP":
        name = known.names.meant(token)
        other = tree.subject(token.head) if tree.is_verb(token.head) else None
        own = other is None or other.lower_ in ("he", "she")
        return name if name and not own else word
    return "I" if token.text == "I" else word


def belongs(prep: "Token", known: Known) -> bool:
    """Tell whether a phrase is for the headline: not a time, not a source, not a clause, not too long."""
    inner = _core(prep)
    if any(t.i in known.times for t in inner) and not any(t.i in known.places for t in inner):
        return False
    if prep.lower_ == "before" and any(c.dep_ == "pobj" and c.i in known.places for c in prep.children):
        return True  # "halted before Aleppo"
    if prep.lower_ in _NOT_FOR_HEADLINES:
        return prep.lower_ == "as" and len(inner) < 6
    if prep.lower_ == "at" and any(t.dep_ == "pobj" and t.like_num for t in inner):
        return False
    filled = any(t.dep_ == "pobj" for t in inner)
    return filled and len(inner) <= _LONGEST_PHRASE and not any(t.tag_ in WH for t in inner[:2])


def _core(token: "Token") -> list["Token"]:
    """Return a phrase's words without the clauses and asides on it."""
    found = [token]
    for c in token.children:
        if c.dep_ not in ("relcl", "acl", "appos", "advcl"):
            found += _core(c)
    return sorted(found, key=lambda t: t.i)


def _words(token: "Token", known: Known, *, deep: bool) -> list["Token"]:
    found = [token]
    for c in token.children:
        if c.i in known.times and c.i not in known.places:
            continue
        found += _taken(c, token, known, deep=deep)
    return sorted(found, key=lambda t: t.i)


def _whole(words: list["Token"]) -> list["Token"]:
    """Take in the rest of a name that the last word begins: never "the Praça" for "the Praça do Comércio"."""
    last = words[-1]
    doc = last.doc
    while last.i + 1 < len(doc) and tree.is_in_name(doc[last.i + 1]) and last.ent_type_:
        last = doc[last.i + 1]
        words = [*words, last]
    return words


def _taken(c: "Token", token: "Token", known: Known, *, deep: bool) -> list["Token"]:
    """Return the words that a child adds to its noun's phrase."""
    if c.dep_ == "prep" and (deep or c.lower_ == "of"):
        return [c, *_below(c, known)] if belongs(c, known) else []
    more = any(d.dep_ == "conj" and d.i > c.i for d in token.children)
    if c.dep_ == "punct":
        inner = any(d.i > c.i and d.dep_ not in _ASIDES for d in token.children) or c.i < token.i
        joins = c.text in ("-", "'", "’", "/", "–") and inner
        return [c] if joins or (c.text == "," and more) else []
    if c.dep_ == "appos" and c.pos_ == "PROPN" and c.i == token.i + 1:
        return _words(c, known, deep=False)
    if c.dep_ == "cc":
        return [c] if c.lower_ in ("and", "or") and more else []
    if c.dep_ == "advmod" and c.i > token.i and tree.child(c, "prep") is not None:  # "a bay north of Rome"
        return [c, *(w for p in c.children if p.dep_ == "prep" for w in (p, *_below(p, known)))]
    if c.dep_ == "advmod":
        return list(c.subtree) if c.i < token.i and token.pos_ in ("ADJ", "NUM", "ADV") else []
    if c.dep_ in _ASIDES or c.dep_ == "preconj":
        return []
    if c.dep_ == "conj" and tree.is_verb(c):
        return []
    return _words(c, known, deep=False)


def _below(prep: "Token", known: Known) -> list["Token"]:
    noun = tree.child(prep, "pobj")
    return [] if noun is None else _words(noun, known, deep=noun.i not in known.places)


def named(words: list["Token"], known: Known, *, subject: "Token | None") -> str:
    """Return words as the text has them; people in full, the subject's pronoun as what it surely means."""
    if subject is not None and subject.pos_ == "PRON" and any(t.i == subject.i for t in words):
        name = known.sure_name(subject) if subject.lower_ in ("he", "she", "they", "it") else ""
        at = next(n for n, t in enumerate(words) if t.i == subject.i)
        said = name or subject.text
        before, behind = _named(words[:at], known, owner=None), _named(words[at + 1 :], known, owner=None)
        return " ".join(piece for piece in (before, said, behind) if piece)
    return _named(words, known, owner=subject)


def _named(words: list["Token"], known: Known, *, owner: "Token | None") -> str:
    """Join words as the text has them, each person under the full name.

    ``owner`` is the noun whose "his" or "her" is made a name: that of a subject.
    """
    out: list[str] = []
    done = -1
    kept = {t.i for t in words}
    for token in words:
        if token.i <= done:
            continue
        run = None if token.i in known.places else _run(token, kept, known)
        if run is not None:
            full, last = run
            out = out[: len(out) - _overlap(out, full)]
            out.append(full + _gap(last, kept))
            done = last.i
        elif token.tag_ == "PRP$" and owner is not None and _is_owner(token.head, owner):
            name = known.sure_name(token)
            out.append(
                f"{name}'s " if name and token.lower_ in ("his", "her") else token.text + _gap(token, kept)
            )
        else:
            out.append(token.text + _gap(token, kept))
    return re.sub(r"\s+", " ", "".join(out)).strip(" ,;:")


def _is_owner(noun: "Token", owner: "Token") -> bool:
    """Tell whether a noun is the owner, or what it belongs to: "her parents' house"."""
    return noun.i == owner.i or (noun.dep_ == "poss" and noun.head.i == owner.i)


def _overlap(words: list[str], name: str) -> int:
    """Return how many of the last words begin the name: the pipeline took only its end for a name."""
    starts = (
        n for n in range(len(words), 0, -1) if (name + " ").startswith("".join(words[-n:]).strip() + " ")
    )
    return next(starts, 0)


def _gap(token: "Token", kept: set[int]) -> str:
    following = token.i + 1
    return token.whitespace_ or ("" if following in kept else " ")


def _run(token: "Token", kept: set[int], known: Known) -> "tuple[str, Token] | None":
    """Return the full name of the person that begins at a token, and the last word; None if none does."""
    entity = _entity(token, kept)
    if entity is not None:
        name = clean(entity)
        last = entity[-1] if entity[-1].tag_ != "POS" else entity[-2]
    elif token.pos_ == "PROPN" and token.dep_ != "compound" and not _has_given_name(token):
        name, last = token.text, token
    else:
        return None
    full = known.names.full(name)
    shorter = full != name and known.names.is_person(name) and name in (entity.text if entity else token.text)
    return (full, last) if shorter else None


def _has_given_name(token: "Token") -> bool:
    """Tell whether a surname stands behind a given name: "Otto Brandt" is not Emil Brandt."""
    before = [c for c in token.children if c.dep_ == "compound" and c.pos_ == "PROPN"]
    return any(not is_honorific(c.lower_) for c in before)


def _entity(token: "Token", kept: set[int]) -> "Words | None":
    if token.ent_iob_ != "B" or token.ent_type_ not in ("PERSON", "ORG"):
        return None
    doc, end = token.doc, token.i + 1  # doc.ents makes all of them anew at every look
    while end < len(doc) and doc[end].ent_iob_ == "I":
        end += 1
    return doc[token.i : end] if all(i in kept for i in range(token.i, end)) else None
