"""A document laid out for the ranker: its distinct questions, and all their candidates as columns.

A *case* is a name with the clues right around it; mentions that share both are one case, decided once.
Cases of one surface form are a *group*: the document's other groups are what a case is compared with.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from places.feature import is_country
from places.gazetteer.base import Gazetteer
from places.model import Document, Match, Mention
from places.resolve.hints import sentence_around
from places.resolve.parents import Parent, children, parents
from places.resolve.retrieve import Retrieved, retrieve
from places.resolve.setting import Setting, setting_of
from places.text import key

# The distance in characters over which another name's bearing on this one falls to a third.
NEAR_CHARACTERS = 120

# How much text around the first and the last mention tells what the text is.
_AROUND = 1500

# The clue that a name has an article of its own, as rivers have.
ARTICLE = "article"

_WORD_AFTER = re.compile(r"\s+([^\W\d_]+)")
# Offices that only a first-level division has: "Georgia's governor", "New York Gov.".
_OFFICE_AFTER = re.compile(
    r"(?:['’]s)?\s+(?:governor|Gov\b\.?|lieutenant governor|legislature|statehouse)(?!\w)", re.IGNORECASE
)
# "The Mississippi flooded", "across the Ohio.": an article, and no noun behind that it could belong to.
_ARTICLE_BEFORE = re.compile(r"\b[Tt]he\s+$")
_NO_NOUN_AFTER = re.compile(
    r"['’]s\s|\s*(?:[.,;:!?)\"”]|$)|\s+(?:and|or|at|near|in|to|into|from|with|by|on|through|between|for|as|is|was|"
    r"are|were|has|had|will|would|which|that|where|when|until|rises|rose|flows|flowed|floods|flooded|froze|runs|"
    r"ran|burst|swelled|overflowed|empties|carries|carried|reaches|reached)\b"
)
# "Georgia and Russia": what is named in one breath with a country is one, if it can be.
_AND_AFTER = re.compile(r"\s+and\s+(?:the\s+)?([A-Z][\w.'’-]+)(\s[A-Z][\w.'’-]+)?")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)(?:\s+of)?(?:\s+the)?\s+$")
_CUES = {
    "division": "county parish district province region governorate prefecture oblast state krai republic "
    "emirate department canton shire",
    "settlement": "city town village suburb capital borough township municipality hamlet neighborhood "
    "neighbourhood port downtown mayor resident residents",
    "water": "river lake sea ocean bay creek strait channel reservoir gulf falls",
    "land": "mountain mountains mount mt island islands peninsula valley desert hill hills peak forest coast",
    "spot": "airport base stadium bridge university school hospital park museum church palace monument",
}
_LEVELS = {
    "country": "republic kingdom country nation president premier ambassador embassy",
    "adm1": "state province region oblast krai prefecture governorate voivodeship canton emirate",
    "adm2": "county parish district department shire",
    "settlement": "city town village suburb capital",
}
_LEVEL_OF = {word: level for level, words in _LEVELS.items() for word in words.split()}
_CUE_OF = {word: cue for cue, words in _CUES.items() for word in words.split()}


@dataclass(frozen=True, slots=True)
class Case:
    """One question: a surface form, its clues, its candidates; ``mentions`` are those it answers."""

    group: int
    mention: Mention
    mentions: tuple[int, ...]
    retrieved: Retrieved
    parents: tuple[Parent, ...]
    children: frozenset[str]
    inside: frozenset[str]
    before: frozenset[str]
    after: frozenset[str]
    at: tuple[int, ...]
    setting: Setting

    @property
    def matches(self) -> tuple[Match, ...]:
        """The candidates, the most prominent first."""
        return self.retrieved.matches


@dataclass(frozen=True, slots=True)
class Layout:
    """All cases of a document; ``weights`` counts the mentions of each group.

    ``setting`` is that of all the text around the mentions, a case's own that of its first sentence.
    """

    document: Document
    mentions: tuple[Mention, ...]
    cases: tuple[Case, ...]
    weights: tuple[int, ...]
    setting: Setting


def lay_out(document: Document, mentions: Sequence[Mention], gazetteer: Gazetteer) -> Layout:
    """Return the document's cases; every mention is in exactly one of them."""
    groups: dict[str, int] = {}
    settings: dict[tuple[int, int], Setting] = {}
    retrieved: dict[tuple[str, bool], Retrieved] = {}
    found: dict[tuple[object, ...], list[int]] = {}
    clues: dict[
        tuple[object, ...], tuple[tuple[Parent, ...], frozenset[str], frozenset[str], frozenset[str]]
    ] = {}
    for i, mention in enumerate(mentions):
        group = groups.setdefault(key(mention.text), len(groups))
        answer = _remembered(retrieved, mention, gazetteer)
        end = mention.end if answer.kept is None else mention.start + answer.kept
        around = parents(document.text, mention.start, end, gazetteer)
        before, after = _cues_around(document.text, mention)
        if _is_beside_a_country(document.text, mention.end, gazetteer):
            after |= {"level:country"}
        held = children(document.text, mention.start, gazetteer)
        sentence = _sentence(document, mention)
        if sentence not in settings:
            settings[sentence] = setting_of(document.text[slice(*sentence)])
        setting = settings[sentence]
        # Only what sets a sentence apart from others makes a question of its own.
        marks = setting.antiquity > 0, setting.sea > 0
        name = (group, mention.text, mention.kind == "demonym", around, held, before, after, marks)
        found.setdefault(name, []).append(i)
        clues[name] = (around, held, before, after)
    cases = tuple(
        Case(
            group=name[0],  # type: ignore[arg-type]
            mention=mentions[numbers[0]],
            mentions=tuple(numbers),
            retrieved=retrieved[mentions[numbers[0]].text, mentions[numbers[0]].kind == "demonym"],
            parents=clues[name][0],
            children=clues[name][1],
            inside=_cues(mentions[numbers[0]].text.split()),
            before=clues[name][2],
            after=clues[name][3],
            at=tuple(mentions[i].start for i in numbers),
            setting=settings[_sentence(document, mentions[numbers[0]])],
        )
        for name, numbers in found.items()
    )
    weights = [0] * len(groups)
    for case in cases:
        weights[case.group] += len(case.mentions)
    return Layout(document, tuple(mentions), cases, tuple(weights), _setting_around(document, mentions))


def _sentence(document: Document, mention: Mention) -> tuple[int, int]:
    return sentence_around(document.text, mention.start, mention.end)


def _setting_around(document: Document, mentions: Sequence[Mention]) -> Setting:
    """Return the setting of the text from the first of the mentions to the last, and around them."""
    begin = min((m.start for m in mentions), default=0) - _AROUND
    end = max((m.end for m in mentions), default=0) + _AROUND
    return setting_of(document.text[max(0, begin) : end])


def _remembered(
    retrieved: dict[tuple[str, bool], Retrieved], mention: Mention, gazetteer: Gazetteer
) -> Retrieved:
    name = mention.text, mention.kind == "demonym"
    if name not in retrieved:
        retrieved[name] = _retrieved(mention, gazetteer)
    return retrieved[name]


def _retrieved(mention: Mention, gazetteer: Gazetteer) -> Retrieved:
    retrieved = retrieve(mention.text, gazetteer)
    peoples = tuple(match for match in retrieved.matches if match.kind == "demonym")
    if mention.kind == "demonym" and peoples:
        return Retrieved(peoples, retrieved.taken_off)
    return retrieved


def _cues(words: Sequence[str]) -> frozenset[str]:
    lower = [word.lower() for word in words]
    levels = (f"level:{_LEVEL_OF[word]}" for word in lower if word in _LEVEL_OF)
    return frozenset(_CUE_OF[word] for word in lower if word in _CUE_OF) | frozenset(levels)


def _is_beside_a_country(text: str, end: int, gazetteer: Gazetteer) -> bool:
    match = _AND_AFTER.match(text[end : end + 60])
    if match is None:
        return False
    both = gazetteer.matches(match[1] + match[2]) if match[2] else ()
    matches = both or gazetteer.matches(match[1].rstrip(".'’"))
    return bool(matches) and matches[0].kind == "primary" and is_country(matches[0].place.feature)


def _cues_around(text: str, mention: Mention) -> tuple[frozenset[str], frozenset[str]]:
    before = _WORD_BEFORE.search(text[max(0, mention.start - 40) : mention.start])
    after = _WORD_AFTER.match(text[mention.end : mention.end + 30])
    office = _OFFICE_AFTER.match(text[mention.end : mention.end + 30])
    behind = _cues(after.groups() if after else ()) | ({"level:adm1"} if office else set())
    ahead = _cues(before.groups() if before else ())
    if _ARTICLE_BEFORE.search(text, max(0, mention.start - 10), mention.start) and _NO_NOUN_AFTER.match(
        text, mention.end
    ):
        ahead |= {ARTICLE}
    return ahead, behind
