"""The event told before that a clause names: "After the ceremony", "during the siege"."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from storymap.events import lexicon, tree
from storymap.events.draft import Draft
from storymap.events.judges.passage import Candidate

if TYPE_CHECKING:
    from spacy.tokens import Token

_RELATIVE = frozenset({"after", "before", "during", "following", "at", "since", "until"})


def anchor_of(one: Candidate, happened: Sequence[Draft]) -> Draft | None:
    """Return the last event of another sentence that a phrase of the clause names, None if there is none."""
    for token in one.clause.words:
        if token.lower_ not in _RELATIVE or (token.dep_ != "prep" and token.pos_ != "ADP"):
            continue
        noun = tree.child(token, "pobj")
        if noun is None or not _is_definite(noun) or tree.lemma(noun) not in lexicon.EVENTFUL:
            continue
        for draft in reversed(happened):
            told = draft.told
            if told is not None and told.sentence != one.sentence and tree.lemma(noun) in told.words:
                return draft
    return None


def _is_definite(noun: "Token") -> bool:
    return any(c.lower_ in ("the", "this", "that") and c.dep_ == "det" for c in noun.children)
