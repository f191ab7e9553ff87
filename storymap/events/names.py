"""People and bodies of a text under their full names: who "Kim", "the KCNA" or "he" is."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from places.syntax import Block
from storymap.events import lexicon, tree
from storymap.events.given_names import gender_of

if TYPE_CHECKING:
    from spacy.tokens import Span as Words
    from spacy.tokens import Token

_REMEMBERED = 2  # sentences
_NAMED = frozenset({"PERSON", "ORG", "NORP"})
_HONORIFIC = lexicon.SHE | lexicon.HE | lexicon.HONORIFIC


@dataclass(slots=True)
class Names:
    """The names of a text, in the order of their first mention; grows while the text is read."""

    _full: dict[str, str] = field(default_factory=dict)
    _people: set[str] = field(default_factory=set)
    _gender: dict[str, str] = field(default_factory=dict)
    _last: list[str] = field(default_factory=list)
    _places: set[str] = field(default_factory=set)
    _bodies: set[str] = field(default_factory=set)
    _several: str = ""
    _thing: str = ""
    _someone: str = ""
    _sentence: int = 0
    _meant: dict[int, str | None] = field(default_factory=dict)
    _since: dict[str, int] = field(default_factory=dict)

    def know_places(self, names: Iterable[str]) -> None:
        """Take in names of places: the pipeline takes "At Mogador Drake …" for one person's."""
        self._places.update(names)

    def is_place(self, name: str) -> bool:
        """Tell whether it is a place's name: the pipeline takes "York" for a person's now and then."""
        return name in self._places

    def without_place(self, name: str) -> str:
        """Return a person's name without the place that the pipeline put before it."""
        return next((name[len(p) + 1 :] for p in self._places if name.startswith(p + " ")), name)

    def full(self, name: str) -> str:
        """Return the fullest form under which the text first gave the name.

        "Brandt" stays as it is where the text knows both Emil Brandt and a firm, Brandt & Sons.
        """
        found = self._full.get(_key(name), name)
        return name if " " not in name and found != name and _key(name) in self._bodies else found

    def is_person(self, name: str) -> bool:
        """Tell whether the name is a person's."""
        return _key(name) in self._people

    def learn(self, name: str, *, person: bool, gender: str = "") -> None:
        """Take in a name as the text has it."""
        key = _key(name)
        if not person and " " in name:
            self._bodies.add(name.split()[0].lower())
        full = self._full.get(key, name)
        for part in _short_forms(name, person=person):
            known = self._full.get(part)
            if known is None or (len(known.split()) < len(full.split()) and _extends(full, known)):
                self._full[part] = full
            if person:
                self._people.add(part)
        gender = gender or (gender_of(name) if person else "")
        if gender and person:
            self._gender[self._full[key]] = gender

    def heard(self, name: str) -> None:
        """Note that a person was the subject of a clause: a pronoun may mean them next."""
        name = self.full(name)
        if name in self._last:
            self._last.remove(name)
        self._last.append(name)
        del self._last[:-12]

    def heard_of_someone(self, words: str) -> None:
        """Note which nameless person "he" or "she" may mean next; "" for none."""
        self._someone = words

    def heard_of(self, *, several: str = "", thing: str = "") -> None:
        """Note whom "they" and what "it" may mean next; "" if the clause has none."""
        for what, words in (("several", several), ("thing", thing)):
            if words:
                self._since[what] = self._sentence
        self._several = several or self._several
        self._thing = thing or self._thing

    def goes_on(self, word: str) -> None:
        """Note that "it" or "they" was said: the text goes on about it."""
        what = {"it": "thing", "they": "several", "them": "several"}.get(word.lower())
        if what in self._since:
            self._since[what] = self._sentence

    def end_sentence(self) -> None:
        """Note that a sentence has been read: "they" and "it" mean what the last two were about."""
        self._sentence += 1
        self._meant.clear()
        for what in [what for what, since in self._since.items() if self._sentence - since > _REMEMBERED]:
            del self._since[what]
            self._several = self._several if what != "several" else ""
            self._thing = self._thing if what != "thing" else ""

    def latest(self) -> str:
        """Return the person told of last, "" if none was."""
        return self._last[-1] if self._last else ""

    def meant(self, pronoun: "Token") -> str | None:
        """Return what a pronoun of the sentence means: the same for every clause that shares it."""
        if pronoun.i not in self._meant:
            self._meant[pronoun.i] = self.pronoun(pronoun.lower_)
        return self._meant[pronoun.i]

    def pronoun(self, word: str) -> str | None:
        """Return whom "he", "she" or "they" or what "it" means, as far as can be told."""
        word = word.lower()
        if word in ("they", "it"):
            return _definite(self._several if word == "they" else self._thing) or None
        gender = {"he": "m", "his": "m", "him": "m", "she": "f", "her": "f", "hers": "f"}.get(word)
        if gender is None:
            return None
        if self._someone and word in ("he", "she"):
            return self._someone
        for name in reversed(self._last):
            known = self._gender.get(name)
            if known is None or known == gender:
                self._gender.setdefault(name, gender)
                return name
        return None


def _definite(phrase: str) -> str:
    """Return "the ship" for "a ship", which was told of before."""
    return re.sub(r"^(?:[Aa]n?|[Ss]ome)\s+", "the ", phrase)


def learn_block(names: Names, block: Block, places: frozenset[int]) -> None:
    """Take in the people and bodies that a paragraph names; ``places`` are positions of places' words."""
    for words in block.doc.ents:
        if (
            words.label_ in _NAMED
            and words.label_ != "NORP"
            and not places.intersection(range(words.start, words.end))
        ):
            name = _known_name(words, names)
            if len(name) > 1 and name[0].isupper() and words[0].tag_ not in ("VBG", "VB", "VBN"):
                person = words.label_ == "PERSON"
                names.learn(name, person=person, gender=_gender(words) if person else "")
    for match in _INITIALS.finditer(block.doc.text):
        name, short = match.group(1), match.group(2)
        if _initials(name) == short or short.startswith(_initials(name)[:2]):
            names.learn(name, person=False)
            names._full.setdefault(_key(short), name)
            names._full[_key(short)] = names._full[_key(name)]


_INITIALS = re.compile(r"((?:[A-Z][\w'’-]+\s(?:of |the |and |for )*){1,6}[A-Z][\w'’-]+)\s\(([A-Z]{2,8})\)")


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())


def clean(words: "Words") -> str:
    """Return a name without article, possessive ending and brackets."""
    text = re.sub(r"\s+", " ", words.text.strip(" ,.;:()\"“”'’"))
    text = re.sub(r"^(?:[Tt]he|[Aa]n?)\s+", "", text)
    return re.sub(r"['’]s?$", "", text)


def _known_name(words: "Words", names: Names) -> str:
    """Return an entity's name; of "At Mogador Drake built …" only the person, not the place before."""
    name, doc = clean(words), words.doc
    last = name.rsplit(" ", 1)[-1]
    before = doc[words.start - 1].lower_ if words.start else ""
    if " " not in name or before not in ("at", "in", "from", "near", "off", "to"):
        return name
    acts = words.end < len(doc) and doc[words.end].tag_ in ("VBD", "VBZ")
    known = names.is_person(last) and not names.full(last).endswith(name)
    return last if known or acts else name


def _gender(words: "Words") -> str:
    before = words.doc[words.start - 1].lower_.rstrip(".") if words.start else ""
    first = words[0].lower_.rstrip(".")
    for word in (first, before):
        if word in lexicon.SHE:
            return "f"
        if word in lexicon.HE:
            return "m"
    return ""


def is_honorific(word: str) -> bool:
    """Tell whether a word is a title before a name: "Mrs", "Captain"."""
    return word.rstrip(".") in _HONORIFIC


def _key(name: str) -> str:
    return name.lower()


def _short_forms(name: str, *, person: bool) -> Iterable[str]:
    yield _key(name)
    parts = [p for p in name.split() if p.lower().rstrip(".") not in _HONORIFIC]
    if person and len(parts) > 1:
        yield _key(parts[-1])
        yield _key(parts[0])
        yield _key(" ".join(parts))


def _extends(full: str, known: str) -> bool:
    return known.lower() in full.lower()


def phrase_name(token: "Token", names: Names) -> str | None:
    """Return the full name or the noun phrase that a token heads; None where that says nothing.

    A pronoun is what it stands for; one that cannot be told is None.
    """
    if token.pos_ == "PRON" or token.tag_ in ("PRP", "WP", "WDT", "EX", "DT"):
        return names.meant(token)
    entity = _entity(token)
    if entity is not None:
        name = names.without_place(_known_name(entity, names))
        if entity.label_ in ("PERSON", "ORG") and name:
            return names.full(name)
    if token.pos_ not in ("NOUN", "PROPN", "NUM", "ADJ"):
        return None
    words = tree.noun_phrase(
        token,
        skip=frozenset(
            {
                "relcl",
                "acl",
                "appos",
                "conj",
                "cc",
                "punct",
                "prep",
                "advcl",
                "advmod",
                "det",
                "poss",
                "preconj",
                "predet",
                "nummod",
            }
        ),
    )
    text = token.doc[words[0].i : words[-1].i + 1].text
    text = re.sub(r"^(?:[Tt]he|[Aa]n?)\s+", "", text).strip(' ,;:"“”')
    return (names.full(text) if names.is_person(text) else text) or None


def _entity(token: "Token") -> "Words | None":
    if not token.ent_type_:
        return None
    return next((e for e in token.sent.ents if e.start <= token.i < e.end), None)
