"""The clause's own words as its headline, where no sentence could be made of them: plain, never wrong."""

import re
from typing import TYPE_CHECKING

from storymap.events import tree
from storymap.events.clauses import Clause, told_words
from storymap.events.phrases import Known

if TYPE_CHECKING:
    from spacy.tokens import Token

_DOUBLED = re.compile(r"\b(\w{2,}(?:[ ’'-]\w+)*) \1\b", re.IGNORECASE)
_TWICE = frozenset({"had", "that"})  # "had had" is English
_NO_END = frozenset({"DT", "IN", "CC", "TO", "PRP$", "WDT", "WP", "WRB", "POS", "MD", "CD", ",", "JJ"})


def is_sound(title: str) -> bool:
    """Tell whether a headline says no words twice in a row: "struck Moscow Moscow" does."""
    doubled = (m.group(1).lower() for m in _DOUBLED.finditer(title))
    return all(words in _TWICE for words in doubled)


def own_words(clause: Clause, known: Known, longest: int) -> str:
    """Return the clause's own words, at most ``longest`` characters, ended where a phrase ends."""
    words = sorted(told_words(clause), key=lambda t: t.i)
    while len(words) > 1 and (words[0].dep_ in ("cc", "mark", "punct") or words[0].is_punct):
        words = words[1:]
    stop = next((n for n, t in enumerate(words) if n and t.text == ";"), len(words))
    words = words[:stop]
    text = "".join(t.text_with_ws for t in words).strip()
    while len(text) > longest and len(words) > 1:
        words = _shorter(words, known)
        text = "".join(t.text_with_ws for t in words).strip()
    return text[:longest].strip()


def _shorter(words: "list[Token]", known: Known) -> "list[Token]":
    """Return the words without the last phrase: cut in no name and behind no article or preposition."""
    end = len(words) - 1
    while end > 1 and not _may_end(words[end - 1], words[end], known):
        end -= 1
    return words[:end]


def _may_end(last: "Token", following: "Token", known: Known) -> bool:
    if last.tag_ in _NO_END or tree.is_in_name(following) or following.dep_ == "prt":
        return False
    if last.i in known.places and following.i in known.places:
        return False
    return last.dep_ not in ("compound", "aux", "auxpass", "amod", "nummod", "poss", "det") or last.is_punct
