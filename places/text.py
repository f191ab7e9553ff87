"""Names as a gazetteer compares them: pure functions of strings.

``key`` folds a name's spellings into one: case, accents, hyphens, apostrophes, full stops, "St.", "Mt.",
"Ft.", "&" and a leading "the" make no difference. Two names with the same key are the same name.
"""

import re
import unicodedata

# Letters that Unicode does not decompose, as English text usually writes them.
_LETTERS = str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h",
        "ŧ": "t", "ŋ": "n", "ə": "a", "ɓ": "b", "ɗ": "d", "ƙ": "k", "&": " and ",
    }
)  # fmt: skip
# Marks of Latin, Greek and Cyrillic, Hebrew points, Arabic vowel signs; never the marks of Indic or kana,
# which tell one letter from another. With them go the apostrophes, full stops and invisible characters.
_DROPPED = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c7\u064b-\u0652\u0670\u0640"
    "\u200b-\u200f\u2060\u00ad'’‘ʼʻʾʿ`´′.]"
)
_SPACES = re.compile(r"[\s\-‐‑‒–—_,;:/()\"“”„«»·・]+")
_EXPANSIONS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "pt": "point"}


def key(name: str) -> str:
    """Return the name as it is compared: folded, words parted by one space; "" if no letter is left."""
    text = name.casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFC", _DROPPED.sub("", unicodedata.normalize("NFKD", text)))
        text = text.casefold()
    words = _SPACES.sub(" ", _DROPPED.sub("", text.translate(_LETTERS))).split()
    if len(words) > 1:
        if words[0] == "the":
            del words[0]
        words[:-1] = [_EXPANSIONS.get(word, word) for word in words[:-1]]
    return " ".join(words)


_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$", re.IGNORECASE)


def variants(name: str) -> tuple[str, ...]:
    """Return the name as it is written and, if that is a possessive, without its ending."""
    bare = _POSSESSIVE.sub("", name)
    return (name,) if bare == name or not bare else (name, bare)
