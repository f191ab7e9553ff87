"""Marks that are no part of what a text says: footnote numbers, emphasis. Blanked, so that offsets hold."""

import re

# [9] [12, 13] [a] [note 4] [^9-1] [citation needed] [Pg 12] {12} and, behind a word or its mark, (271)
_REFERENCE = (
    r"\[(?:\d{1,3}(?:[,–-] ?\d{1,3})*|[A-Za-z*†‡]|note \d{1,3}|n \d{1,2}|\^[\w-]{1,12}|citation needed"
    r"|sic|Pg\.? ?\d{1,4}|p\. ?\d{1,4}|Footnote \d{1,3})\]"
    r"|\{\d{1,3}\}|(?<=[^\W\d_][.,;:”\"])\(\d{1,3}\)"
)
# _italics_ *emphasis* **strong** =bold=, at the edge of a word only: snake_case and 3*4 stay
_EMPHASIS = r"(?<![\w*_=])[_*=]{1,3}(?=[^\s_*=])|(?<=[^\s_*=])[_*=]{1,3}(?![\w*_=])"
# <b>bold</b> and, in genealogies, the number of a generation: SIDNEY^6
_MARKUP = r"</?[a-z]{1,6}>|(?<=[^\W\d_])\^\d{1,2}(?!\w)"
_MARKS = re.compile(f"{_REFERENCE}|{_EMPHASIS}|{_MARKUP}")


def without_marks(text: str) -> str:
    """Return the text with blanks for its reference marks and its marks of emphasis, no longer or shorter."""
    return _MARKS.sub(lambda found: " " * len(found[0]), text)
