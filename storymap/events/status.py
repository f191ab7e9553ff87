"""Whether a clause says that something happened, did not, will, may, or does so as a habit."""

from typing import TYPE_CHECKING

from places.calendar_words import WEEKDAY_NAMES
from storymap.events import lexicon, tree
from storymap.events.clauses import Clause
from storymap.events.kinds import reported_by
from storymap.events.unsaid import is_hearsay, is_unsaid
from storymap.model import Status

if TYPE_CHECKING:
    from spacy.tokens import Token

_FUTURE = frozenset({"will", "shall", "'ll", "wo", "’ll"})
_CONDITIONS = frozenset({"if", "unless", "whether", "lest"})
_HABITUAL_DETERMINERS = frozenset({"every", "each"})
_TIMES = frozenset(
    {"day", "year", "week", "month", "morning", "evening", "night", "summer", "winter", *WEEKDAY_NAMES}
)


def status(clause: Clause, *, past: bool) -> tuple[Status, str]:
    """Return the clause's status and, unless it is asserted, the reason to keep it off the map.

    Args:
        clause: the clause.
        past: whether the clause has a date before the text's own: "would" then tells what came later.
    """
    verb = clause.head
    if clause.is_noun:
        return "asserted", ""
    if _is_negated(verb) or is_unsaid(verb):
        return "negated", "negated"
    if is_hearsay(verb):
        return "hypothetical", "hypothetical"
    modal = _modal(verb)
    if modal in _FUTURE or _goes_to(verb):
        return "future", "future"
    if _is_conditional(verb) or (modal and not (modal in ("would", "'d") and past)):
        return "hypothetical", "hypothetical"
    above = reported_by(clause)
    if above is not None and tree.lemma(above) in lexicon.BELIEF:
        return "hypothetical", "hypothetical"
    wish = _wish(verb)
    if wish:
        return wish
    if _is_habit(verb):
        return "asserted", "habitual"
    return "asserted", ""


def _is_negated(verb: "Token") -> bool:
    if any(
        c.dep_ == "neg" or (c.lower_ in ("never", "n't", "not") and c.dep_ == "advmod") for c in verb.children
    ):
        return not any(c.lower_ == "only" for c in verb.children)  # "not only … but also"
    if verb.dep_ == "pcomp" and verb.head.lower_ == "without":
        return True
    named = [tree.subject(verb), tree.child(verb, "dobj", "attr")]
    for noun in named:
        if noun is None:
            continue
        if noun.lower_ in lexicon.NOBODY or any(
            c.lower_ in ("no", "neither") and c.dep_ == "det" and not _is_number(c, noun)
            for c in noun.children
        ):
            return True
    if verb.dep_ == "conj" and is_shared(verb):
        return _is_negated(verb.head)
    return False


def _is_number(no: "Token", noun: "Token") -> bool:
    """Tell whether "No" is short for number: "No 2 Camp", but not in "No one"."""
    behind = no.nbor()
    return behind.i != noun.i and bool(behind.like_num)


def is_shared(verb: "Token") -> bool:
    """Tell whether a coordinated verb shares the auxiliaries of the first ("did not stop or turn")."""
    return (
        tree.is_verb(verb.head)
        and not tree.auxiliaries(verb)
        and tree.child(verb, *tree.SUBJECTS) is None
        and verb.tag_ in ("VB", "VBN", "VBG")
    )


def _modal(verb: "Token") -> str:
    for helper in tree.auxiliaries(verb):
        if helper.tag_ == "MD" and not _is_month(helper):
            return str(helper.lower_)
    return _modal(verb.head) if verb.dep_ == "conj" and is_shared(verb) else ""


def _is_month(helper: "Token") -> bool:
    """Tell whether "May" is the month: "on the morning of 31 May we arrived"."""
    return helper.text == "May" and helper.i > 0 and bool(helper.nbor(-1).like_num)


def _goes_to(verb: "Token") -> bool:
    """Tell whether it is "is going to …", "is set to …", "is to …"."""
    infinitive = tree.child(verb, "xcomp")
    if infinitive is None or tree.tense(infinitive) != "infinitive":
        return False
    time = tree.finite_tense(verb)
    if time == "past" and verb.lemma_ == "be":
        return True  # "the king was to open it"
    return time == "present" and (
        (verb.lower_ == "going")
        or (verb.lemma_ == "be")
        or (verb.lower_ in ("set", "due", "scheduled", "expected", "slated", "planned", "poised"))
    )


def _is_conditional(verb: "Token") -> bool:
    if _is_inverted(verb):
        return True
    return any(c.dep_ == "mark" and c.lower_ in _CONDITIONS for c in verb.children) or (
        verb.dep_ == "conj" and tree.is_verb(verb.head) and is_shared(verb) and _is_conditional(verb.head)
    )


def _is_inverted(verb: "Token") -> bool:
    """Tell whether it is "Had the British held Mons for another day …": an "if" without the word."""
    helper, subject = next(iter(tree.auxiliaries(verb)), None), tree.child(verb, "nsubj", "nsubjpass")
    if helper is None or subject is None or helper.lower_ not in ("had", "were", "should"):
        return False
    return helper.i < subject.left_edge.i and verb.sent[-1].text != "?"


def _wish(verb: "Token") -> tuple[Status, str] | None:
    """Return the status of "hoped to sail", "refused to leave", "was ordered to go", or None."""
    infinitive = tree.child(verb, "xcomp", "ccomp")
    lemma = tree.lemma(verb)
    if infinitive is None or tree.tense(infinitive) != "infinitive":
        return None
    if lemma in lexicon.FAILS:
        return "negated", "negated"
    if lemma in lexicon.FUTURE_WISH and tree.finite_tense(verb) in ("present", "perfect"):
        return "future", "future"
    if lemma in lexicon.WISH:
        return "hypothetical", "hypothetical"
    return None


def _is_every(noun: "Token") -> bool:
    return any(d.lower_ in _HABITUAL_DETERMINERS for d in noun.children)


def _is_habit(verb: "Token") -> bool:
    for c in verb.children:
        if c.dep_ == "advmod" and c.lower_ in lexicon.HABIT_ADVERBS:
            return True
        if c.lower_ == "used" and c.dep_ == "aux":
            return True
        if c.dep_ == "npadvmod" and tree.lemma(c) in _TIMES and _is_every(c):
            return True
    subject = tree.subject(verb)
    if subject is not None and _is_every(subject) and tree.finite_tense(verb) in ("present", "perfect"):
        return True  # "every envoy has laid flowers there"
    infinitive = tree.child(verb, "xcomp")
    return verb.lower_ == "used" and infinitive is not None and tree.tense(infinitive) == "infinitive"
