"""The clauses of a text that may tell an event: finite verbs, participles and eventful nouns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storymap.events import lexicon, tree
from storymap.events.lines import Line

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLAUSAL = frozenset(
    {"ROOT", "conj", "ccomp", "advcl", "relcl", "acl", "parataxis", "dep", "appos", "pcomp", "csubj", "nsubj"}
)
_LONG = 15  # words of a clause that need not be quoted
_APART = frozenset({"after", "before", "following", "since", "until", "despite", "of", "from", "by"})
# "After leaving Rome he …" tells an event, "for caring about the graves" does not.
_WHILE = frozenset({"after", "before", "on", "upon", "while", "when", "since", "by", "in"})
_SUBORDINATE = frozenset({"advcl", "relcl", "acl", "pcomp", "ccomp", "csubj", "nsubj", "dep", "appos"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A predicate with the words that are its own.

    ``relation`` is how it hangs on ``governor`` (a position in the same sentence's list), a label of the
    parse or "ROOT". ``words`` are in text order; a clause told apart has its own words only.
    """

    line: Line
    sentence: int
    head: "Token"
    words: tuple["Token", ...]
    relation: str = "ROOT"
    governor: int | None = None

    @property
    def chain(self) -> str:
        """The relation of the first of its coordinated clauses."""
        first = self.head
        if self.relation == "ROOT":
            return self.relation
        while first.dep_ == "conj" and tree.is_verb(first.head):
            first = first.head
        passive = tree.passive_before(first)
        if passive is not None:
            return "ROOT" if passive.dep_ == "ROOT" else str(passive.dep_)
        return self.relation if first.i == self.head.i else str(first.dep_)

    @property
    def is_noun(self) -> bool:
        """Whether an eventful noun tells it, not a verb."""
        return not tree.is_verb(self.head)


def read_clauses(line: Line, sentences: int, anchored: frozenset[int]) -> Iterator[list[Clause]]:
    """Yield the clauses of each sentence of a line.

    Args:
        line: the paragraph.
        sentences: how many sentences of the text came before it.
        anchored: positions in the block's doc of the heads of places and times.
    """
    for offset, sentence in enumerate(line.block.doc.sents):
        yield _split(line, sentences + offset, list(sentence), anchored)


def told_words(clause: Clause) -> "list[Token]":
    """Return the words to quote: with the noun that a participle or a relative clause says something of.

    A long clause at the end that was folded in and tells nothing for itself is left out.
    """
    head = clause.head
    words = list(clause.words)
    timed = any(t.lower_ in ("when", "where") for t in words)
    if clause.relation in ("acl", "relcl") and head.head.pos_ in ("NOUN", "PROPN") and not timed:
        skip = frozenset({"relcl", "acl", "appos", "conj", "cc", "punct", "prep"})
        words = [t for t in tree.noun_phrase(head.head, skip=skip) if t.i < words[0].i] + words
    stop = max((t.i for t in words if t.text == ";" and t.i < head.i), default=-1)
    words = [t for t in words if t.i > stop]
    for tail in sorted(words, key=lambda t: t.i, reverse=True):
        if tail.dep_ in ("relcl", "advcl") and tail.i > head.i and tree.is_verb(tail):
            below = {t.i for t in tail.subtree}
            if len(below) > _LONG and max(below) >= words[-1].i - 8:
                words = [t for t in words if t.i < min(below)] or words
    return words


def _split(line: Line, number: int, tokens: "Sequence[Token]", anchored: frozenset[int]) -> list[Clause]:
    heads = [t for t in tokens if _may_head(t)]
    kept = {t.i for t in heads}
    owner = _owners(tokens, kept)
    for head in reversed(heads):  # the innermost first, so that an anchor folded up counts for its parent
        if _must_fold(head, [t for t in tokens if owner[t.i] == head.i], anchored, kept):
            kept.discard(head.i)
            owner = _owners(tokens, kept)
    order = [h for h in heads if h.i in kept] or [t for t in tokens if _may_stand_alone(t)][:1]
    owner = _owners(tokens, {h.i for h in order})
    owner = _all_owned(tokens, owner, order)
    position = {h.i: n for n, h in enumerate(order)}
    clauses = []
    for head in order:
        above = next((a for a in tree.ancestors(head) if a.i in position), None)
        clauses.append(
            Clause(
                line=line,
                sentence=number,
                head=head,
                words=tuple(t for t in tokens if owner[t.i] == head.i),
                relation=_relation(head, above),
                governor=None if above is None else position[above.i],
            )
        )
    return clauses


def _all_owned(tokens: "Sequence[Token]", owner: dict[int, int], order: "Sequence[Token]") -> dict[int, int]:
    """Give words that hang on no clause to the next one: "In Limerick, a shop | burned down"."""
    last = order[-1].i if order else -1
    return {
        t.i: owner[t.i] if owner[t.i] >= 0 else next((h.i for h in order if h.i > t.i), last) for t in tokens
    }


def _relation(head: "Token", above: "Token | None") -> str:
    """Return how a clause hangs on the one above; a finite one on a bare noun stands alone."""
    counted = head.dep_ == "relcl" and head.head.pos_ == "NUM"  # "When she was nine | they moved"
    if counted and head.tag_ == "VBD":
        return "ROOT"
    if above is None and tree.is_main_participle(head):
        return "ROOT"
    if tree.passive_before(head) is not None:
        return "conj"
    loose = above is None and head.tag_ in ("VBD", "VBZ", "VBP") and head.dep_ in ("relcl", "acl", "advcl")
    return "ROOT" if loose else str(head.dep_)


def _owners(tokens: "Sequence[Token]", heads: set[int]) -> dict[int, int]:
    """Map every token to the nearest head above it (itself included), -1 if there is none."""
    owner: dict[int, int] = {}
    for token in tokens:
        trail = []
        at = token
        while at.i not in owner and at.i not in heads and at.head.i != at.i:
            trail.append(at.i)
            at = at.head
        found = owner.get(at.i, at.i if at.i in heads else -1)
        owner[at.i] = found
        for i in trail:
            owner[i] = found
    return owner


def _may_head(token: "Token") -> bool:
    if tree.is_in_name(token) and token.dep_ != "ROOT":
        return False  # "Ri Son Gwon", "Praça do Comércio": no verb, whatever the tagger says
    if tree.is_verb(token):
        if token.dep_ == "ROOT" and token.tag_ == "VBN" and _is_absolute(token):
            return False
        listed = token.dep_ == "prep" and token.tag_ == "VBN" and tree.is_verb(token.head)
        if not (listed or token.dep_ in _CLAUSAL) or _is_purpose(token) or token.tag_ == "MD":
            return False
        return token.dep_ != "conj" or not _in_infinitive(token)
    if tree.is_bare_journey(token):
        return True
    if token.pos_ not in ("NOUN", "PROPN"):
        return False
    if tree.lemma(token) not in lexicon.EVENTFUL:
        return False
    # "died in the battle of Hastings" tells one event, "withdrew after the siege of Vienna" two.
    return token.dep_ == "ROOT" or (token.dep_ == "pobj" and token.head.lower_ in _APART)


def _may_stand_alone(token: "Token") -> bool:
    """Tell whether a sentence without a clause may tell something by this word: "1709. Malplaquet"."""
    words = [t for t in token.sent if (len(t) > 2 and t.is_alpha) or t.like_num]
    return token.dep_ == "ROOT" and len(words) > 1 and any(t.is_alpha for t in words)


def _is_absolute(verb: "Token") -> bool:
    """Tell whether a participle only goes along with the sentence: "he was released, his health broken"."""
    told = any(c.dep_ == "ccomp" and tree.is_verb(c) for c in verb.children)
    return told and not tree.auxiliaries(verb)


def _is_purpose(verb: "Token") -> bool:
    """Tell whether it is an infinitive: "to liberate Korea" lends its words to the verb above."""
    return any(c.dep_ == "aux" and c.tag_ == "TO" for c in verb.children)


def _in_infinitive(verb: "Token") -> bool:
    """Tell whether a coordinated verb goes on with an infinitive: "hoped to cross and reach the shore"."""
    first = verb.head
    while first.dep_ == "conj":
        first = first.head
    return verb.tag_ == "VB" and (_is_purpose(first) or first.dep_ == "xcomp") and tree.is_verb(first)


def _must_fold(head: "Token", words: "Sequence[Token]", anchored: frozenset[int], kept: set[int]) -> bool:
    """Tell whether a clause has nothing of its own to tell and belongs to the one above."""
    above = next((a for a in tree.ancestors(head) if a.i in kept), None)
    if above is None and tree.is_bare_journey(head):
        return False
    if above is None:
        return not tree.is_verb(head) and len(anchored.intersection(t.i for t in words)) < 2
    own = anchored.intersection(t.i for t in words)
    if not tree.is_verb(head):
        return len(own) < 2
    if head.dep_ == "acl" and head.tag_ == "VBN" and tree.lemma(head) in lexicon.NAMES:
        return True  # "a town called Fruita"
    if head.dep_ == "ccomp" and head.tag_ in ("VBG", "VB", "VBN") and not tree.auxiliaries(head):
        return True  # "saw smoke rising"
    if head.dep_ == "ccomp" and not own and any(c.tag_ in ("WP", "WRB") for c in head.children):
        return True  # "knew how it spread"
    if head.tag_ == "VBN" and not tree.auxiliaries(head) and tree.child(head, "nsubj") is not None:
        return not _is_joined(head)  # "her health broken"
    if head.dep_ == "parataxis" or (head.dep_ == "ccomp" and _is_sentence(head)):
        return False
    if tree.shares_passive(head):
        return True
    if head.dep_ == "conj":
        return not own and not _tells(head)
    if head.dep_ == "pcomp" and head.head.lower_ not in _WHILE:
        return True
    if head.dep_ == "advcl" and not tree.is_verb(head.head):
        return True  # "more wine than was good for us"
    if (
        head.dep_ == "advcl"
        and tree.child(head, "nsubj", "nsubjpass") is not None
        and tree.tense(head) == "past"
    ):
        return False
    if head.dep_ == "relcl" and tree.lemma(head) not in lexicon.SALIENT | lexicon.MOVE | lexicon.CARRY:
        return len(own) < 2 and any(c.lower_ == "who" and c.dep_ == "nsubj" for c in head.children)
    if head.dep_ in _SUBORDINATE:
        return not own
    return False


def _is_joined(verb: "Token") -> bool:
    """Tell whether "and" joins a clause to a verb: "and the Tsar abdicated" is no participle."""
    above = verb.head
    joined = any(c.dep_ == "cc" and above.i < c.i < verb.i for c in above.children)
    return verb.dep_ == "conj" and tree.is_verb(above) and joined and tree.child(verb, "dobj") is None


def _is_sentence(verb: "Token") -> bool:
    """Tell whether a complement clause could be a sentence: what was said, or the half before a semicolon."""
    return tree.child(verb, "nsubj", "nsubjpass", "expl") is not None and tree.tense(verb) != "infinitive"


def _tells(verb: "Token") -> bool:
    """Tell whether a coordinated verb is worth its own event without place or date of its own."""
    if tree.child(verb, *tree.SUBJECTS) is not None:
        return True
    return tree.lemma(verb) in lexicon.SALIENT and tree.finite_tense(verb) in (
        "past",
        "past perfect",
        "perfect",
    )
