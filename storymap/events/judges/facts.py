"""What several judges ask of a clause, found out once: its tense, its verb's kinds, its subject."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from storymap.events import lexicon, tree
from storymap.events.judges.passage import Candidate
from storymap.model import When

if TYPE_CHECKING:
    from spacy.tokens import Token

FIRST = frozenset({"i", "we", "me", "us"})
THIRD = frozenset({"he", "she"})
_WHERE = lexicon.LOCATIVE | lexicon.TOWARD | lexicon.AWAY
_MARKS = ('"', "“", "”")
_CLASSES = {
    "move": lexicon.MOVE,
    "carry": lexicon.CARRY,
    "reaches": lexicon.REACHES,
    "leaves": lexicon.LEAVES,
    "crosses": lexicon.CROSSES,
    "patient": lexicon.PLACE_PATIENT,
    "done to": lexicon.DONE_TO,
    "stative": lexicon.STATIVE,
    "note": lexicon.SITE_NOTE,
    "located": lexicon.LOCATED,
    "salient": lexicon.SALIENT,
    "life": lexicon.LIFE,
    "wish": lexicon.WISH,
    "fails": lexicon.FAILS,
    "plan": lexicon.PLAN,
    "eventful": lexicon.EVENTFUL,
    "travel": lexicon.TRAVEL,
    "memory": lexicon.COMMEMORATION,
    "office": lexicon.OFFICE,
    "report": lexicon.REPORT,
    "unsure": lexicon.UNCERTAIN_REPORT,
    "denial": lexicon.DENIAL,
    "belief": lexicon.BELIEF,
    "speech": lexicon.SPEECH,
    "says": lexicon.ALWAYS_REPORT,
}


@lru_cache(maxsize=4096)
def _classes(lemma: str) -> tuple[str, ...]:
    return tuple(name for name, words in _CLASSES.items() if lemma in words)


def verb_classes(token: "Token") -> tuple[str, ...]:
    """Return the names of the word lists that a word's lemma is in."""
    return _classes(tree.lemma(token))


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is asked of a clause again and again.

    ``words`` are the positions of its words, ``subject`` its subject's token, ``who`` what that is.
    ``of_own`` are features that hold for each place and date of its sentence, ``of_others`` for all others.
    """

    words: frozenset[int]
    tense: str
    classes: tuple[str, ...]
    subject: "Token | None"
    who: str
    quoted: bool
    of_own: tuple[str, ...]
    of_others: tuple[str, ...]


def facts_of(one: Candidate, text: str) -> Facts:
    """Return the facts of a candidate; ``text`` is that of its paragraph."""
    clause, head, paragraph = one.clause, one.clause.head, one.paragraph
    words = frozenset(t.i for t in clause.words)
    subject = None if clause.is_noun else tree.subject(head)
    tense = "noun" if clause.is_noun else tree.finite_tense(head)
    who, classes = noun_kind(subject, one), verb_classes(head)
    quoted = sum(text.count(mark, 0, head.idx) for mark in _MARKS) % 2 == 1
    moment = one.joined.moment
    common = (
        f"tense={tense}",
        f"rel={clause.relation}",
        f"line={clause.line.kind}",
        f"vague={one.joined.vague}",
        f"subject={who}",
        f"quoted={quoted}",
        f"index={min(one.index, 3)}",
        f"unknown={bool(words & paragraph.unknown)}",
        f"lost={bool(words & paragraph.lost)}",
        f"time={precision(moment.when) if moment else 'none'}",
        *(f"class={c}" for c in classes),
        *sorted(_phrases(one)),
    )
    return Facts(
        words=words,
        tense=tense,
        classes=classes,
        subject=subject,
        who=who,
        quoted=quoted,
        of_own=tuple(f"{feature}|own" for feature in common),
        of_others=tuple(f"{feature}|other" for feature in common),
    )


def _phrases(one: Candidate) -> set[str]:
    """Return what the clause's own phrases of place name, where that is no place: "at the harbour"."""
    known = one.paragraph.places | one.paragraph.times
    found = set()
    for prep in one.clause.head.children:
        if prep.dep_ != "prep" or prep.lower_ not in _WHERE:
            continue
        noun = tree.child(prep, "pobj")
        if noun is not None and noun.i not in known:
            part = tree.lemma(noun) in lexicon.PLACE_PART | lexicon.FACILITY
            found.add(f"phrase={prep.lower_}|{'part' if part else noun.pos_}")
            found.add(f"phrase={'part' if part else noun.pos_}")
    return found


def noun_kind(noun: "Token | None", one: Candidate) -> str:
    """Return what a noun is: a person by name, "he", "the …", "a …", a place."""
    if noun is None:
        return "none"
    word = noun.lower_
    if noun.i in one.paragraph.places:
        return "place"
    if word in FIRST:
        return "first"
    if word in THIRD:
        return "third"
    if noun.pos_ == "PRON":
        return (
            word
            if word in ("it", "they", "you", "there", "that", "this", "who", "which", "what")
            else "pronoun"
        )
    if noun.ent_type_ in ("PERSON", "ORG", "NORP", "GPE", "DATE", "CARDINAL"):
        return str(noun.ent_type_)
    if noun.pos_ == "PROPN":
        return "name"
    if tree.lemma(noun) in lexicon.PEOPLE | lexicon.PERSONS | lexicon.OFFICE:
        return "people"
    determined = next((c.lower_ for c in noun.children if c.dep_ in ("det", "poss")), "")
    article = (
        "def" if determined in ("the", "this", "that", "his", "her", "their", "our", "my", "its") else "indef"
    )
    return f"{noun.pos_}|{article}"


def trust(weight: float) -> str:
    """Return how far the rules of grammar trust that a place belongs to a clause."""
    return "none" if weight <= 0 else "low" if weight < 0.7 else "good" if weight < 0.9 else "high"


def precision(when: When) -> str:
    """Return how exactly a time is known."""
    if when.earliest is None or when.latest is None:
        return "open"
    a, b = when.earliest, when.latest
    days = (b.year - a.year) * 372 + (b.month - a.month) * 31 + b.day - a.day
    edges = ((0, "day"), (31, "month"), (129, "season"), (371, "year"))
    return next((name for edge, name in edges if days <= edge), "years")


def bucket(value: int, edges: Sequence[int]) -> int:
    """Return the number of the first edge that a value does not exceed."""
    return next((n for n, edge in enumerate(edges) if value <= edge), len(edges))


def share(value: float) -> int:
    """Return the number of a share's class, 0…7."""
    return bucket(round(100 * value), (2, 8, 15, 25, 40, 60, 80))
