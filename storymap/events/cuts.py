"""What may be cut from a clause's words without harm: dates, brackets, asides, and phrases at its end.

Nothing that a kept word needs is cut: no modifier, number, negation, particle, object or complement, no half
of a hyphenated word or of a name.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from storymap.events import tree

if TYPE_CHECKING:
    from spacy.tokens import Token

Words = list["Token"]
"""Tokens in text order, not always neighbours."""

_DATING = frozenset({"prep", "npadvmod", "advmod", "tmod", "nmod", "pcomp"})
_ASIDE = frozenset({"appos", "relcl", "acl", "parataxis", "advcl"})
# A word with one of these labels may go without the word that it hangs on losing its sense.
_FREE = frozenset(
    {
        "prep",
        "advmod",
        "advcl",
        "relcl",
        "acl",
        "appos",
        "npadvmod",
        "cc",
        "punct",
        "parataxis",
        "mark",
        "dep",
        "agent",
    }
)
_FREE_LAST = _FREE | {"conj", "xcomp"}
_NO_END = frozenset(
    {"DT", "IN", "CC", "TO", "PRP$", "WDT", "WP", "WRB", "POS", "MD", "CD", ",", "JJ", "HYPH", "RB"}
)
_NO_LAST = frozenset(
    {"compound", "aux", "auxpass", "amod", "nummod", "poss", "det", "cc", "mark", "neg", "predet", "nmod"}
)
_CHANGES = frozenset("almost nearly hardly barely scarcely never not n't n’t no falsely allegedly".split())
_HYPHENS = ("-", "–", "‑", "/")


def without_times(words: Words, times: frozenset[int], places: frozenset[int]) -> Words:
    """Return the words without the dates that stand by themselves: "on 3 May", not "the May revolt"."""
    here = {t.i for t in words}
    gone: set[int] = set()
    for token in words:
        if token.i not in times or token.i in places or token.i in gone:
            continue
        top = _top_of_date(token, times)
        below = {t.i for t in top.subtree if t.i in here}
        free = top.dep_ in _DATING and tree.is_verb(top.head) and top.head.i not in times
        if free and all(t.i in times or t is top or t.is_punct or t.i not in here for t in top.subtree):
            gone |= below
    return _closed(words, gone)


def _top_of_date(token: "Token", times: frozenset[int]) -> "Token":
    """Return the word that a date hangs by: its preposition, or its own head."""
    top = token
    while top.head.i in times and top.head.i != top.i:
        top = top.head
    above = top.head
    return above if above.pos_ == "ADP" and above.dep_ == "prep" and top.dep_ in ("pobj", "pcomp") else top


def _closed(words: Words, gone: set[int]) -> Words:
    """Return the words that stay; the two commas that set off what is gone go with it."""
    kept = [t for t in words if t.i not in gone]
    out: Words = []
    for token in kept:
        cut = bool(out) and any(i in gone for i in range(out[-1].i + 1, token.i))
        if token.text == "," and cut and out[-1].text == ",":
            if len(out) > 1 and out[-2].pos_ != "PROPN":  # "Lima, Ohio, on 3 May, and" keeps one
                out.pop()
            continue
        out.append(token)
    return out


def without_brackets(words: Words) -> Words:
    """Return the words without what stands in brackets; brackets around all of them stay outside."""
    out: Words = []
    depth = 0
    closing = sum(t.text in (")", "]") for t in words)
    if closing != sum(t.text in ("(", "[") for t in words):
        return [t for t in words if t.text not in ("(", ")", "[", "]")]
    for token in words:
        if token.text in ("(", "["):
            depth += 1
        elif token.text in (")", "]"):
            depth -= 1
        elif depth == 0:
            out.append(token)
    return out or [t for t in words if not t.is_punct]


def shortened(
    words: Words, head: "Token", places: frozenset[int], fits: Callable[[Sequence["Token"]], bool]
) -> Words:
    """Return the words, cut where that is safe until they fit; where no cut is safe they stay as they are.

    ``head`` is the verb, which is kept even if it is not among the words.
    """
    if fits(words):
        return words
    asides = _without_asides(words)
    bases = (words, asides, _without_opening(asides, head))
    for free in (_FREE, _FREE_LAST):
        for base in bases:
            if fits(base):
                return base
            for end in range(len(base) - 1, 2, -1):
                if _may_cut(base, end, head, places, free) and fits(base[:end]):
                    return base[:end]
    return _without_phrases(asides, head, places, fits)


def _without_asides(words: Words) -> Words:
    """Return the words without what commas or dashes set off: appositions, relative clauses."""
    here = {t.i for t in words}
    gone: set[int] = set()
    for n, token in enumerate(words):
        if token.dep_ not in _ASIDE or token.i in gone or token.head.i not in here:
            continue
        below = [t.i for t in token.subtree if t.i in here]
        first = next((m for m, t in enumerate(words) if t.i == below[0]), n)
        if first and words[first - 1].text in (",", "—", "–", "--"):
            gone |= {*below, words[first - 1].i} if _ends_aside(words, below) else set()
    return [t for t in words if t.i not in gone]


def _without_opening(words: Words, head: "Token") -> Words:
    """Return the words without a phrase that a comma sets off before the sentence: "After the rain, …"."""
    end = next((n for n, t in enumerate(words) if t.text == "," and t.i < head.i), 0)
    opening = {t.i for t in words[:end]}
    free = all(
        t.head.i in opening or (t.head.i == head.i and t.dep_ in _FREE and t.lower_ not in _CHANGES)
        for t in words[:end]
    )
    return words[end + 1 :] if end and free else words


def _without_phrases(
    words: Words, head: "Token", places: frozenset[int], fits: Callable[[Sequence["Token"]], bool]
) -> Words:
    """Return the words without a phrase on a noun or participle, if that makes them fit; else as they are.

    The longest is tried first: "a ceremony honouring the singer | with a medal of the town | took place".
    """
    here = {t.i for t in words}
    phrases = []
    for token in words:
        if token.dep_ == "prep" and token.lower_ != "of" and token.head.i != head.i and token.head.i in here:
            below = {t.i for t in token.subtree}
            if not below & places:
                phrases.append(below)
    for below in sorted(phrases, key=len, reverse=True):
        left = [t for t in words if t.i not in below]
        if fits(left):
            return left
    return words


def _ends_aside(words: Words, below: Sequence[int]) -> bool:
    """Tell whether an aside is closed: by a comma, a dash, or the end."""
    behind = next((t for t in words if t.i > below[-1]), None)
    return behind is None or behind.is_punct


def _may_cut(words: Words, end: int, head: "Token", places: frozenset[int], free: frozenset[str]) -> bool:
    """Tell whether the words may end there: none that stays needs one that goes."""
    if not may_end(words[end - 1], words[end], places):
        return False
    kept = {head.i, *(t.i for t in words[:end])}
    for token in words[end:]:
        if token.head.i in kept and token.head.i != token.i:
            of = token.dep_ == "prep" and token.lower_ == "of"
            is_all = token.dep_ in ("prep", "advmod") and token.head.lemma_ == "be"  # "is | ashore"
            if token.dep_ not in free or of or is_all or token.lower_ in _CHANGES:
                return False
    gone = {t.i for t in words[end:]}
    # A head that goes takes what hangs on it.
    return all(t.head.i in kept or t.head.i not in gone for t in words[:end])


def may_end(last: "Token", following: "Token", places: frozenset[int]) -> bool:
    """Tell whether a headline may end with a word that another follows in the text."""
    if last.tag_ in _NO_END or last.dep_ in _NO_LAST or last.text in _HYPHENS or following.text in _HYPHENS:
        return False
    if tree.is_in_name(following) or following.dep_ == "prt":
        return False
    if last.text == "." and not last.is_sent_end and following.is_alpha:
        return False
    return not (last.i in places and following.i in places and following.i == last.i + 1)
