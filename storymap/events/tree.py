"""Small questions to a dependency parse."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from places.syntax import Block
from storymap.events import lexicon
from storymap.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_WAYS = frozenset({"from", "to", "via", "into", "across", "through", "over", "by"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_LEMMAS = {
    "hoped": "hope",
    "hoping": "hope",
    "founded": "found",
    "wound": "wind",
    "fell": "fall",
    "lay": "lie",
}
_NAMES = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC"})
_OPENERS = {'"', "“", "‘", "(", "[", "«"}
_CLOSERS = {'"': '"', "”": "“", ")": "(", "]": "[", "»": "«", "’": "‘"}


def is_verb(token: "Token") -> bool:
    """Tell whether the token is a verb, or a form of "be" that stands as one."""
    return token.pos_ == "VERB" or (token.pos_ == "AUX" and token.dep_ not in ("aux", "auxpass"))


def is_in_name(token: "Token") -> bool:
    """Tell whether a token goes on with a name that began before it."""
    return token.ent_iob_ == "I" and token.ent_type_ in _NAMES


def lemma(token: "Token") -> str:
    """Return the token's lemma in lower case, without the pipeline's own mistakes ("hoped" is no hop)."""
    return _LEMMAS.get(token.lower_) or str(token.lemma_.lower())


def child(token: "Token", *deps: str) -> "Token | None":
    """Return the first child with one of the labels, or None."""
    return next((c for c in token.children if c.dep_ in deps), None)


def auxiliaries(verb: "Token") -> list["Token"]:
    """Return the verb's own auxiliaries in text order ("has been", "did", "to")."""
    return [c for c in verb.children if c.dep_ in ("aux", "auxpass")]


def subject(verb: "Token") -> "Token | None":
    """Return the verb's subject; a coordinated verb without one shares that of the first."""
    seen = verb
    while True:
        found = child(seen, "nsubj", "nsubjpass", "csubj", "csubjpass") or _swallowed(seen)
        if found is not None:
            return found
        passive = passive_before(seen)
        if passive is not None:
            seen = passive
            continue
        if not is_listed_past(seen) and (seen.dep_ != "conj" or not is_verb(seen.head)):
            return None
        seen = seen.head


def first_of_list(verb: "Token") -> "Token":
    """Return the first of the coordinated verbs that a verb is one of."""
    while verb.dep_ == "conj" and is_verb(verb.head):
        verb = verb.head
    return verb


def is_listed_past(verb: "Token") -> bool:
    """Tell whether a "participle" is one of a list of verbs: "rounded …, touched at … and was"."""
    above = verb.head
    if verb.tag_ != "VBN" or verb.dep_ != "advcl" or above.tag_ != "VBD" or above.i > verb.i:
        return False
    finite = any(c.dep_ == "conj" and c.tag_ == "VBD" and c.i > verb.i for c in verb.children)
    return finite and not auxiliaries(verb) and child(verb, "nsubj", "nsubjpass", "agent") is None


def is_main_participle(verb: "Token") -> bool:
    """Tell whether a "participle" is the only verb of its sentence: "A bridge | reopened on Tuesday."."""
    noun = verb.head
    if verb.tag_ != "VBN" or verb.dep_ not in ("acl", "ROOT") or child(verb, "agent", "aux", "auxpass"):
        return False
    if verb.dep_ == "ROOT":
        return child(verb, "nsubj") is not None
    others = any(t.tag_ in ("VBD", "VBZ", "VBP") and t.dep_ != "relcl" for t in verb.sent)
    return noun.dep_ == "ROOT" and noun.i < verb.i and not others and verb.sent[-1].text in (".", '"', "”")


def is_next_subject(noun: "Token", verb: "Token") -> bool:
    """Tell whether a second object is what the next clause is about: "killed many, the next town | was …"."""
    first = child(verb, "dobj")
    return (
        first is not None and first.i < noun.i and noun.left_edge.i > 0 and noun.left_edge.nbor(-1).is_punct
    )


def is_bare_journey(token: "Token") -> bool:
    """Tell whether a sentence without a verb tells a journey: "Then by rail to Bari.", "A train to Rome."."""
    if token.dep_ != "ROOT" or is_verb(token) or any(is_verb(c) and c.dep_ == "acl" for c in token.children):
        return False
    goes = token.lower_ in _WAYS if token.pos_ == "ADP" else lemma(token) in lexicon.TRAVEL
    return goes and any(t.lower_ in _WAYS for t in token.subtree) and token.sent[-1].text in (".", ";", ":")


def passive_before(verb: "Token") -> "Token | None":
    """Return the passive that a participle goes on with: "was burnt in the wars, | rebuilt in 210".

    The parse hangs such a participle on the noun before the comma.
    """
    if verb.tag_ != "VBN" or verb.dep_ != "acl" or verb.i == 0 or auxiliaries(verb):
        return None
    above = next((a for a in ancestors(verb) if is_verb(a)), None)
    behind = verb.nbor(-1).text == "," and verb.head.dep_ in ("pobj", "npadvmod")
    if above is None or not behind or child(verb, "agent") is not None:
        return None
    return above if any(c.dep_ == "auxpass" for c in above.children) else None


def shares_passive(verb: "Token") -> bool:
    """Tell whether a verb right behind a passive may share it: "was tried and beheaded" is told as one."""
    first = verb.head
    if verb.dep_ != "conj" or verb.tag_ != "VBD" or first.i != verb.i - 2 or child(verb, "dobj", *SUBJECTS):
        return False
    return any(c.dep_ == "auxpass" for c in first.children)


def _swallowed(verb: "Token") -> "Token | None":
    """Return a subject that the parse took into the date before it: "In spring 1905 | Aall fell"."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or child(verb, "expl") is not None:
        return None
    at = verb.i - 1
    while at > verb.sent.start and verb.doc[at].pos_ in ("ADV", "AUX", "PART"):
        at -= 1
    for noun in (verb.doc[at], *ancestors(verb.doc[at])):
        if noun.i == verb.i:
            return None
        dated = any(c.like_num or c.ent_type_ == "DATE" for c in noun.children)
        if noun.dep_ == "pobj" and noun.pos_ in ("PROPN", "NOUN") and dated and noun.ent_type_ != "DATE":
            return noun
    return None


def ancestors(token: "Token") -> Iterator["Token"]:
    """Yield the tokens above, the nearest first, without the token itself."""
    while token.head.i != token.i:
        token = token.head
        yield token


def tense(verb: "Token") -> str:
    """Return "past", "present", "perfect", "past perfect", "modal", "infinitive" or "participle"."""
    helpers = auxiliaries(verb)
    tags = [h.tag_ for h in helpers]
    if "MD" in tags:
        return "modal"
    if "TO" in tags or (verb.tag_ == "VB" and not helpers):
        return "infinitive"
    if not helpers and verb.tag_ == "VBN":
        return "participle"
    first = helpers[0] if helpers else verb
    if first.lemma_ == "have" and len(helpers) >= 1 and verb.tag_ in ("VBN", "VBD"):
        return "past perfect" if first.tag_ == "VBD" else "perfect"
    return {"VBD": "past", "VBZ": "present", "VBP": "present"}.get(first.tag_, "participle")


def finite_tense(verb: "Token") -> str:
    """Return the tense; a coordinated participle has that of the verb whose auxiliary it shares."""
    own = tense(verb)
    if own == "participle" and is_main_participle(verb):
        return "past"
    passive = passive_before(verb)
    if passive is not None:
        return finite_tense(passive)
    if own in ("participle", "infinitive") and verb.dep_ == "conj" and is_verb(verb.head):
        return finite_tense(verb.head)
    return own


def noun_phrase(token: "Token", *, skip: frozenset[str] = frozenset()) -> list["Token"]:
    """Return the tokens of a noun's phrase in order, without the subtrees whose label is in ``skip``."""
    words = [token]
    for c in token.children:
        if c.dep_ not in skip:
            words += noun_phrase(c, skip=skip)
    return sorted(words, key=lambda t: t.i)


def quoted(block: Block, text: str, tokens: Iterable["Token"]) -> Span:
    """Return the stretch from the first to the last token, without dangling punctuation at its ends."""
    words = sorted(tokens, key=lambda t: t.i)
    while len(words) > 1 and _introduces(words[0]) and not _opens(words[0]):
        words = words[1:]
    while len(words) > 1 and (_trails(words[-1]) and not _closes(words[-1], block, words[0].i)):
        words = words[:-1]
    first, last = words[0], words[-1]
    if _opens(first) and len(words) > 1 and not any(t.text in _CLOSERS for t in words[1:]):
        first = words[1]
    start, end = block.start + first.idx, block.start + last.idx + len(last)
    return Span(start=start, end=end, text=text[start:end])


def _trails(token: "Token") -> bool:
    """Tell whether a word at the end belongs to what follows: a comma, "and", "but"."""
    return bool(token.is_punct) or token.dep_ in ("cc", "mark", "preconj")


def _introduces(token: "Token") -> bool:
    """Tell whether a word only joins the clause to another: "and", "when", "even though"."""
    if token.dep_ in ("cc", "mark", "preconj") or token.is_punct or token.lower_ in ("when", "where", "that"):
        return True
    return token.dep_ == "advmod" and token.i + 1 < len(token.doc) and token.nbor().dep_ == "mark"


def _opens(token: "Token") -> bool:
    return token.text in _OPENERS


def _closes(token: "Token", block: Block, first: int) -> bool:
    opener = _CLOSERS.get(token.text)
    return opener is not None and any(t.text == opener for t in block.doc[first : token.i])
