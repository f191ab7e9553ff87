"""Bytes → text, and what a text says of itself; pure."""

import codecs
import re
from pathlib import PurePath

from storymap.errors import ReadError

_SIGNATURES = {
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"\x1f\x8b": "a gzip archive",
    b"\xd0\xcf\x11\xe0": "an office document",
    b"{\\rtf": "an RTF document",
    b"SQLite format 3": "an SQLite database",
    b"\x7fELF": "a program",
}
_BOMS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",  # before UTF-16, whose mark is this one's beginning
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_HEADING = re.compile(r"#{1,6}\s+(?P<title>.+?)\s*#*")
_LONGEST_TITLE = 120

# A stray control character in a text is shown as one; a file that is full of them is no text.
_CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\r\f\x1b")
_MOST_CONTROLS = 0.1
_SAMPLE = 65_536


def decode(data: bytes, *, source: str, encoding: str | None = None) -> str:
    """Return the text that the bytes hold: UTF-8, UTF-16 or UTF-32 with its mark, or ``encoding``.

    Raises:
        ReadError: nothing is in it, it is no text, or it is in another encoding; says where.
    """
    if not data.strip():
        raise ReadError(f"{source} is empty: there is no text in it")
    for signature, what in _SIGNATURES.items():
        if data.startswith(signature):
            raise ReadError(f"{source} is {what}, not text; save its text as a .txt file first")
    name = encoding or next((name for bom, name in _BOMS.items() if data.startswith(bom)), "utf-8")
    if name.startswith("utf-8") and _control_share(data) > _MOST_CONTROLS:
        raise ReadError(f"{source} is a binary file, not text: it is full of control characters")
    try:
        text = data.decode(name)
    except LookupError as error:
        raise ReadError(f"{name!r} is no encoding; use a name such as utf-8, latin-1 or cp1252") from error
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ReadError(
            f"{source} is not {name.upper()} text: line {line}, byte {error.start} cannot be read; "
            "if you know its encoding, say so with --encoding, for example --encoding cp1252"
        ) from error
    if not text.strip():
        raise ReadError(f"{source} is empty: there is no text in it")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _control_share(data: bytes) -> float:
    """Return the share of control characters among the first bytes, 0…1."""
    sample = data[:_SAMPLE]
    return sum(byte in _CONTROLS for byte in sample) / len(sample)


def guess_title(text: str, source: str) -> str:
    """Return the text's title: its headline if it begins with one, else its file's name in words."""
    first, _, rest = text.lstrip().partition("\n")
    first = first.strip()
    heading = _HEADING.fullmatch(first)
    if heading:
        return heading["title"]
    ends_like_a_title = (
        not first.endswith((".", ",", ";", ":", "!", "—", "-")) and len(first) <= _LONGEST_TITLE
    )
    # A headline stands alone; without a blank line after it, only a short line is taken for one.
    stands_alone = rest.startswith(("\n", " \n")) or (
        0 < len(first) <= 70 and len(rest.strip()) > 3 * len(first)
    )
    if first and rest.strip() and ends_like_a_title and stands_alone:
        return first
    return _in_words(source)


def _in_words(source: str) -> str:
    words = re.sub(r"[-_\s]+", " ", PurePath(source).stem).strip() if source else ""
    return words[:1].upper() + words[1:] if words else "A story map"
