"""Bytes → letters: by their mark, as UTF-8, as what was said, or by what they look like."""

import codecs
import re

from storymap.errors import ReadError

_BOMS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",  # before UTF-16, whose mark is this one's beginning
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# A stray control character in a text is shown as one; a file that is full of them is no text.
_CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\r\f\x1b")
_MOST_CONTROLS = 0.1
_SAMPLE = 65_536
_LEAST_TO_GUESS = 60
"""Fewer bytes than this are too few to tell an encoding by."""


def bom_encoding(data: bytes) -> str:
    """Return the encoding that a byte order mark names, "" without one."""
    return next((name for bom, name in _BOMS.items() if data.startswith(bom)), "")


def decode(data: bytes, *, source: str, encoding: str | None = None, hints: tuple[str, ...] = ()) -> str:
    """Return the text that the bytes hold; see ``decoded``."""
    return decoded(data, source=source, encoding=encoding, hints=hints)[0]


def decoded(
    data: bytes, *, source: str, encoding: str | None = None, hints: tuple[str, ...] = ()
) -> tuple[str, str]:
    """Return the text that the bytes hold and, where its encoding had to be guessed, the encoding's name.

    A mark (BOM) counts first, then ``encoding``, then UTF-8 if the bytes are that, then ``hints`` (what a
    server or the document says, which is often wrong), and last what the letters look like.

    Raises:
        ReadError: nothing is in it, it is no text, or its encoding cannot be told; says where.
    """
    if not data.strip():
        raise ReadError(f"{source} is empty: there is no text in it")
    marked = bom_encoding(data)
    if not marked and _control_share(data) > _MOST_CONTROLS and not _is_wide(encoding):
        raise ReadError(f"{source} is a binary file, not text: it is full of control characters")
    guessed = ""
    try:
        text = data.decode(encoding or marked or "utf-8")
    except LookupError as error:
        raise ReadError(
            f"{encoding!r} is no encoding; use a name such as utf-8, latin-1 or cp1252"
        ) from error
    except UnicodeDecodeError as error:
        found = None if encoding or marked else _by_hint(data, hints) or _by_letters(data)
        if found is None:
            raise _unreadable(data, error, source, encoding or marked or "utf-8") from error
        text, guessed = found
    if not text.strip():
        raise ReadError(f"{source} is empty: there is no text in it")
    return text.replace("\r\n", "\n").replace("\r", "\n"), guessed


def _by_hint(data: bytes, hints: tuple[str, ...]) -> tuple[str, str] | None:
    for hint in hints:
        try:
            return data.decode(hint), ""
        except (LookupError, UnicodeDecodeError):
            continue
    return None


def _by_letters(data: bytes) -> tuple[str, str] | None:
    """Return the text by charset-normalizer's best guess, None if it has none or too few bytes to tell."""
    if len(data) < _LEAST_TO_GUESS:
        return None
    from charset_normalizer import from_bytes

    best = from_bytes(data[: 4 * _SAMPLE]).best()
    if best is None or best.encoding in {"utf_8", "ascii"}:
        return None
    try:
        return data.decode(best.encoding), best.encoding.replace("_", "-")
    except UnicodeDecodeError:
        return None


def _unreadable(data: bytes, error: UnicodeDecodeError, source: str, name: str) -> ReadError:
    line = data.count(b"\n", 0, error.start) + 1
    return ReadError(
        f"{source} is not {name.upper()} text: line {line}, byte {error.start} cannot be read; "
        "if you know its encoding, say so with --encoding, for example --encoding cp1252"
    )


def _is_wide(encoding: str | None) -> bool:
    return bool(encoding and re.match(r"(?i)utf[-_]?(?:16|32)", encoding))


def _control_share(data: bytes) -> float:
    """Return the share of control characters among the first bytes, 0…1."""
    sample = data[:_SAMPLE]
    return sum(byte in _CONTROLS for byte in sample) / len(sample)
