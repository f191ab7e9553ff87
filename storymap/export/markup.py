"""Words as markup and markup as words; without a parser of XML."""

import re
from html import escape, unescape

# What XML 1.0 has no place for; https://www.w3.org/TR/xml/#charsets
_ILLEGAL = re.compile(r"[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
_TAG = re.compile(r"<[^<>]*>")
_BREAK = re.compile(r"<\s*(?:br|/p|/div|/li|/h\d)\b[^<>]*>", re.IGNORECASE)


def legal(text: str) -> str:
    """Return a text with a replacement character for every one that XML cannot have."""
    return _ILLEGAL.sub("\ufffd", text)


def as_html(text: str) -> str:
    """Return a text as HTML that shows just it, line breaks too."""
    return escape(text, quote=False).replace("\n", "<br>")


def from_html(markup: str) -> str:
    """Return the words of a piece of HTML, with its line breaks."""
    return unescape(_TAG.sub("", _BREAK.sub("\n", markup))).strip("\n")
