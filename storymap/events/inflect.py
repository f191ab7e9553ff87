"""English verbs in the past tense: a participle ("taking Vilna") becomes a sentence ("took Vilna")."""

from pathlib import Path

from places.wordlists import pairs, word_set

_VERBS = Path(__file__).parent / "words" / "inflect.toml"
_IRREGULAR = pairs(_VERBS, "irregular")
_DOUBLED = word_set(_VERBS, "doubled")
_VOWELS = "aeiou"


def past(lemma: str) -> str:
    """Return the past tense of a verb's lemma."""
    if lemma in _IRREGULAR:
        return _IRREGULAR[lemma]
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and len(lemma) > 2 and lemma[-2] not in _VOWELS:
        return lemma[:-1] + "ied"
    if lemma in _DOUBLED:
        return lemma + lemma[-1] + "ed"
    return lemma + "ed"


def was(*, plural: bool) -> str:
    """Return "was" or "were"."""
    return "were" if plural else "was"
