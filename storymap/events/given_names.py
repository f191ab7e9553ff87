"""Whether a given name is a woman's or a man's, so that "she" is not said of Hamish.

Common names of English texts and of the languages that they tell of; a name that both bear is in neither
list, and of a name in no list nothing is known.
"""

from pathlib import Path

from places.wordlists import word_set

_NAMES = Path(__file__).parent / "words" / "given_names.toml"
_WOMEN = word_set(_NAMES, "women")
_MEN = word_set(_NAMES, "men")


def gender_of(name: str) -> str:
    """Return "f", "m" or "" for a person's name, by the first of its words that is in the lists."""
    parts = name.split()
    if len(parts) < 2 and parts and parts[0].lower() not in _WOMEN | _MEN:
        return ""
    for part in parts[:-1] or parts:
        word = part.lower().strip(".,")
        if word in _WOMEN:
            return "f"
        if word in _MEN:
            return "m"
    return ""
