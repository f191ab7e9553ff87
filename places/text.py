"""Names as a gazetteer compares them: pure functions of strings.

``key`` folds a name's spellings into one: case, accents, hyphens, apostrophes, full stops, "St.", "Mt.",
"Ft.", "&" and a leading "the" make no difference. Two names with the same key are the same name.
"""

import re
import unicodedata

# Marks of Latin, Greek and Cyrillic, Hebrew points, Arabic vowel signs; never the marks of Indic or kana,
# which tell one letter from another. With them go the apostrophes, full stops and invisible characters.
_MARKS = (*range(0x300, 0x370), *range(0x591, 0x5BE), 0x5BF, 0x5C1, 0x5C2, 0x5C7)
_VOWEL_SIGNS = (*range(0x64B, 0x653), 0x670, 0x640)
_INVISIBLE = (*range(0x200B, 0x2010), 0x2060, 0xAD)
_DROPPED = dict.fromkeys([*_MARKS, *_VOWEL_SIGNS, *_INVISIBLE, *map(ord, "'’‘ʼʻʾʿ`´′.")])
# Letters that Unicode does not decompose, as English text usually writes them, and what parts words.
_FOLDED = _DROPPED | str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h",
        "ŧ": "t", "ŋ": "n", "ə": "a", "ɓ": "b", "ɗ": "d", "ƙ": "k", "&": " and ",
    }
    | dict.fromkeys("-‐‑‒–—_,;:/()\"“”„«»·・", " ")
)  # fmt: skip
_EXPANSIONS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "pt": "point"}


def key(name: str) -> str:
    """Return the name as it is compared: folded, words parted by one space; "" if no letter is left."""
    text = name.casefold()
    if not text.isascii():
        bare = unicodedata.normalize("NFKD", text).translate(_DROPPED)
        text = unicodedata.normalize("NFC", bare).casefold()
    words = text.translate(_FOLDED).split()
    if len(words) > 1:
        if words[0] == "the":
            del words[0]
        words[:-1] = [_EXPANSIONS.get(word, word) for word in words[:-1]]
    return " ".join(words)


_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$", re.IGNORECASE)
_ENDS_OF_POSSESSIVES = ("s", "S", "'", "’")


def variants(name: str) -> tuple[str, ...]:
    """Return the name as it is written and, if that is a possessive, without its ending."""
    if not name.endswith(_ENDS_OF_POSSESSIVES):  # cheaper than to search
        return (name,)
    bare = _POSSESSIVE.sub("", name)
    return (name,) if bare == name or not bare else (name, bare)
