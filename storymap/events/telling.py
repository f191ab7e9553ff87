"""How a text tells: in the present tense, as news of the days before, and what its own day is."""

from collections.abc import Sequence

from places.model import Document
from places.syntax import Block
from storymap.events import lexicon, tree
from storymap.model import Day, When
from storymap.when import Time, published

_MONTH = 31  # days
_FEW = 3  # verbs that a habit or a remark alone does not make


def is_told_in_present(blocks: Sequence[Block]) -> bool:
    """Tell whether the story is told in the present tense ("On day two we cross the pass")."""
    past = present = 0
    for block in blocks:
        for token in block.doc:
            if token.dep_ in ("ROOT", "conj") and token.pos_ == "VERB":
                time = tree.tense(token)
                past += time in ("past", "past perfect")
                present += time == "present"
    return present > 4 and present > 3 * past


def is_told_by_us(blocks: Sequence[Block]) -> bool:
    """Tell whether the writers tell their own journey in the present tense, whatever else is in the past."""
    told = 0
    for block in blocks:
        for token in block.doc:
            subject = tree.child(token, "nsubj") if token.tag_ == "VBP" else None
            goes = tree.lemma(token) in lexicon.MOVE | lexicon.SALIENT
            told += goes and subject is not None and subject.lower_ in ("i", "we")
    return told >= _FEW


def is_news(document: Document, times: Sequence[Time]) -> bool:
    """Tell whether the text tells of the days before it was published."""
    published = own_day(document)
    if published is None:
        return False
    return any(t.when.latest is not None and is_recent(t.when, published) for t in times)


def own_day(document: Document) -> Day | None:
    """Return the text's own day, given or read from the text itself."""
    found = published(document)
    return None if found is None else Day(found[0].year, found[0].month, found[0].day)


def is_recent(when: When, published: Day) -> bool:
    """Tell whether a time lies within a month of the text's own day."""
    latest = when.latest or when.earliest
    if latest is None:
        return False
    days = (
        (published.year - latest.year) * 365
        + (published.month - latest.month) * 30
        + published.day
        - latest.day
    )
    return -_MONTH <= days <= _MONTH
