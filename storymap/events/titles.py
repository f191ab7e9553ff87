"""A headline for an event: the clause's own words, in their order, cut only where that is safe.

What is added is only what a clause shares with another: its subject, and the auxiliaries of its verb. A
pronoun becomes a name where it can mean nobody else (``storymap.events.pronouns``).
"""

import re
from typing import TYPE_CHECKING

from storymap.events import lexicon, tree
from storymap.events.clauses import Clause, told_words
from storymap.events.cuts import Words, shortened, without_brackets, without_times
from storymap.events.phrases import WH, Known, named
from storymap.events.subjects import relative_head, subject_token
from storymap.events.verb_group import verb_group

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

LONGEST = 90
"""Characters of a headline where it can be cut at all."""

_FEWEST = 3  # words: a shorter headline keeps its date
_SHORT_CLAUSE = 6  # words of a participle or relative clause that says which one
_DANGLING = re.compile(r"(?:[ ,;:—–-]+(?:and|or|but|nor|the|an?|of|to|at|were|was))+$")
_SYMBOLS = re.compile(r"^[^\w\"“‘'(\[£$€¿¡«]+")
_ABBREVIATED = re.compile(r"\b(?:[ap]\.m|Jr|Sr|Co|Inc|Ltd|St|[A-Z])\.$")
_COMPLETES = frozenset(
    {"ccomp", "xcomp", "pcomp", "dobj", "attr", "acomp", "oprd", "pobj", "prt", "neg", "csubj"}
)
_NO_OBJECTS = frozenset("day time moment year month week night morning way reason place".split())
_WHICH = frozenset({"acl", "relcl"})
_OPENING = frozenset(
    {"and", "but", "or", "then", "so", "yet", "also", "however", "moreover", "meanwhile", "thus"}
)
_QUOTES = '"“”„«»'


def headline(clause: Clause, known: Known) -> str:
    """Return a headline for what the clause tells: at most 90 characters, if a cut is safe."""
    lead, words = _parts(clause, known)
    words = _trimmed(words)
    dated = _trimmed(without_times(without_brackets(words), known.times, known.places))
    spoken = len([t for t in dated if not t.is_punct]) + len(lead.split())
    words = dated if spoken >= _FEWEST else without_brackets(words)

    def fits(some: "Sequence[Token]") -> bool:
        return len(_finished(_joined(lead, some, clause, known))) <= LONGEST

    return _finished(_joined(lead, shortened(words, clause.head, known.places, fits), clause, known))


def _parts(clause: Clause, known: Known) -> tuple[str, Words]:
    """Return the words that are put before a clause that lacks its subject or verb, and its own."""
    words = _own(clause)
    head = clause.head
    here = {t.i for t in words}
    if clause.is_noun:
        return "", words
    if head.i not in here:  # "took Lida on April 17 | and Novogrudok on the 18th"
        begin = _trimmed(words)
        verb = [*tree.auxiliaries(head), head, *_particles(head)]
        return _join(_subject(clause, known), _text(sorted(verb, key=lambda t: t.i))), begin
    subject = subject_token(clause)
    if subject is not None and subject.i in here and not _is_relative(clause):
        return "", words
    return _shared(clause, known, words, subject)


def _shared(clause: Clause, known: Known, words: Words, subject: "Token | None") -> tuple[str, Words]:
    """Return the subject and the verb of a clause that shares them, and what else it says."""
    head = clause.head
    helpers = {t.i for t in tree.auxiliaries(head)}
    which = relative_head(head)
    pronouns = {t.i for t in words if t.head.i == head.i and (t.tag_ in WH or _is_that(t, which))}
    antecedent = {t.i for t in words if which is not None and t.i <= which.i}
    own = [t for t in words if t.i not in antecedent | pronouns]
    own = _trimmed(own)
    objects = any(t.dep_ == "dobj" or t.lower_ == "that" for t in words if t.i in pronouns)
    objects = objects or (which is not None and not pronouns and _lacks_object(head, which))
    own_subject = next((t for t in own if t.dep_ in tree.SUBJECTS and t.head.i == head.i), None)
    if own_subject is not None:  # "the medal that Moscow had struck"; "Paris, where thousands died"
        if not objects or which is None:
            return "", own
        until = [t for t in own if t.i <= head.i]
        lead = _join(
            named(until, known, subject=own_subject), _noun(which, known, own[0].i if own else head.i)
        )
        return lead, [t for t in own if t.i > head.i]
    if subject is None:
        return "", own
    before = [t for t in own if t.i < head.i and t.i not in helpers and t.dep_ == "advmod"]
    verb = verb_group(clause).split()
    said = _join(_subject(clause, known), *verb[:-1], *(t.text for t in before), *verb[-1:])
    negated = {t.i for t in head.children if t.dep_ == "neg"}
    return said, [t for t in own if t.i > head.i and t.i not in negated]


def _lacks_object(verb: "Token", which: "Token") -> bool:
    """Tell whether the noun is what its clause lacks: "the welcome we received", not "the day he died"."""
    when = which.ent_type_ in ("DATE", "TIME") or tree.lemma(which) in _NO_OBJECTS
    return not when and tree.child(verb, "dobj", "ccomp", "xcomp", "attr") is None


def _is_that(word: "Token", which: "Token | None") -> bool:
    """Tell whether "that" stands for the noun before it: "the medal that Moscow had struck"."""
    return which is not None and word.lower_ == "that" and word.i > which.i


def _own(clause: Clause) -> Words:
    """Return the clause's words with those that complete them, wherever they are told apart."""
    words = told_words(clause)
    stray = [t for t in words if t.dep_ == "dobj" and _is_next_subject(t, clause.head)]
    gone = {below.i for t in stray for below in t.subtree}
    words = [t for t in words if t.i not in gone]
    here = {t.i for t in words}
    added: set[int] = set(gone)
    for token in list(words):
        for child in token.children:
            if child.i in here or child.i in added:
                continue
            length = child.right_edge.i - child.left_edge.i + 1
            close = (
                token.pos_ in ("NOUN", "PROPN")
                and child.dep_ in _WHICH
                and child.left_edge.i == token.i + 1
                and length <= _SHORT_CLAUSE
            )
            if (child.dep_ in _COMPLETES and (child.i > token.i or child.dep_ != "ccomp")) or close:
                added |= {t.i for t in child.subtree}
    doc = clause.head.doc
    whole = _whole([doc[i] for i in sorted((here | added) - gone)])
    end = next((n for n, t in enumerate(whole) if t.text == ";" and t.i > clause.head.i), len(whole))
    return whole[:end]


def _is_next_subject(noun: "Token", verb: "Token") -> bool:
    """Tell whether a second object is what a verb behind it is about, and no member of a list."""
    behind = [t for t in noun.sent if t.i > noun.right_edge.i][:2]
    if behind and behind[0].text == ",":
        behind = [t for t in behind[1:] if t.tag_ in WH or tree.is_verb(t) or t.pos_ == "AUX"]
    acts = bool(behind) and (tree.is_verb(behind[0]) or behind[0].pos_ == "AUX" or behind[0].tag_ in WH)
    return acts and tree.is_next_subject(noun, verb)


def _whole(words: Words) -> Words:
    """Return the words without prepositions whose noun is told elsewhere: "withdrew after | the siege"."""
    here = {t.i for t in words}
    lone = {
        t.i
        for t in words
        if t.dep_ == "prep"
        and any(c.dep_ in ("pobj", "pcomp") for c in t.children)
        and not any(c.i in here for c in t.children)
    }
    return [t for n, t in enumerate(words) if t.i not in lone and not _opened_what_is_gone(words, n)]


def _opened_what_is_gone(words: Words, n: int) -> bool:
    """Tell whether a comma set off, with another, what is told apart: "The fair|, which …, |was closed"."""
    comma, doc = words[n], words[n].doc
    if comma.text != "," or not 0 < n < len(words) - 1:
        return False
    before, behind = words[n - 1].i, words[n + 1].i
    opens = behind > comma.i + 1 and "," in (doc[behind - 1].text, doc[behind].text)
    return opens or (before < comma.i - 1 and "," in (doc[before + 1].text, doc[before].text))


def _is_relative(clause: Clause) -> bool:
    return clause.chain in ("relcl", "acl") and relative_head(clause.head) is not None


def _particles(verb: "Token") -> Words:
    return [c for c in verb.children if c.dep_ in ("prt", "neg")]


def _subject(clause: Clause, known: Known) -> str:
    token = subject_token(clause)
    if token is None:
        return ""
    behind = clause.words[0].i if _is_relative(clause) else len(token.doc)
    text = _noun(token, known, behind)
    return "" if text.split(" ")[0].lower() in lexicon.LOCATIVE else text  # "Near Leeds" does nothing


def _noun(token: "Token", known: Known, behind: int) -> str:
    """Return a noun with all before ``behind`` that belongs to it but clauses and what commas set off."""
    skip = frozenset({"relcl", "appos", "parataxis", "advcl", "dep"})
    words = [t for t in tree.noun_phrase(token, skip=skip) if not _is_far_clause(t, token)]
    words = without_brackets([t for t in words if t.i < behind])
    while len(words) > 1 and words[-1].is_punct:
        words = words[:-1]
    return named(words, known, subject=token)


def _is_far_clause(word: "Token", noun: "Token") -> bool:
    """Tell whether a word is of a participle clause of the noun: "the fort, | built in 1865"."""
    at = word
    while at.i != noun.i and at.head.i != at.i:
        if at.dep_ == "acl":
            return True
        at = at.head
    return False


def _trimmed(words: Words) -> Words:
    """Return the words without those that only join them to what is before or behind."""
    while len(words) > 1 and _only_joins(words[0], words[1]):
        words = words[1:]
    while len(words) > 1 and (words[-1].dep_ in ("cc", "mark", "preconj") or words[-1].text in ",;:–—-("):
        words = words[:-1]
    return words


def _only_joins(word: "Token", following: "Token") -> bool:
    if word.is_space or word.text in ",;:.–—-•*)":
        return True
    if word.tag_ in ("WDT", "WRB", "WP$") or word.lower_ in ("who", "whom"):
        return True
    if word.dep_ in ("cc", "mark", "preconj"):
        return True
    return word.lower_ in _OPENING and following.text == ","


def _joined(lead: str, words: "Sequence[Token]", clause: Clause, known: Known) -> str:
    subject = None if lead else subject_token(clause)
    return _join(lead, named(list(words), known, subject=subject))


def _text(words: Words) -> str:
    return " ".join(t.text for t in words)


def _join(*pieces: str) -> str:
    return " ".join(piece for piece in pieces if piece)


def _finished(text: str) -> str:
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s*,(?:\s*,)+", ",", text)
    text = re.sub(r"\s*,\s*([;:])", r"\1", text)
    text = re.sub(r"[\"“]\s*[\"”]", "", text)
    text = re.sub(r"\s+([,.;:!?)\]”]|['’](?:s|ve|re|d|ll|m)\b|n['’]t\b)", r"\1", text)
    text = re.sub(r"([(\[“‘])\s+", r"\1", text).strip(" ,;:—–-•*")
    text = text if _ABBREVIATED.search(text) else text.rstrip(" .,")
    text = _SYMBOLS.sub("", _DANGLING.sub("", text))
    if any(text.count(mark) % 2 for mark in '"') or text.count("“") != text.count("”"):
        text = "".join(c for c in text if c not in _QUOTES)
    if text.count("[") != text.count("]"):
        text = text.replace("[", "").replace("]", "")
    text = text.strip(" ,;:—–-")
    return text[:1].upper() + text[1:]
