"""Where words stand in the original, as the page shows it: "p. 14", "12:31", a link to the words."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from storymap.model import Selector, Span
from storymap.page.visible import visible
from storymap.page.words import Words

_WORDS_OF_FRAGMENT = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place in the original: its name, the address that opens it there or "", its second or None."""

    label: str
    link: str
    second: float | None = None


def place_in_original(span: Span, found: Sequence[Selector], source: str, words: Words) -> Place | None:
    """Return where a quotation stands, None if nothing is known of it.

    Args:
        span: the quotation.
        found: where its words stand (``storymap.origin``).
        source: the original's address or file name.
        words: the interface's language.
    """
    address = next((at.source for at in found if at.source), source)
    web = address if address.startswith(("https://", "http://")) else ""
    label = _label(found, words)
    if not label and not web:
        return None
    several = any(at.source for at in found)
    named = " · ".join(filter(None, (visible(address) if several and not web else "", label)))
    link = _link(web, span, found) if web else ""
    second = next((at.second for at in found if at.second is not None), None)
    return Place(label=named or words("origin"), link=link, second=second)


def _label(found: Sequence[Selector], words: Words) -> str:
    """Return the place in words; lines of a text without pages are counted, paths are for programs only."""
    pages = [at.page for at in found if at.page is not None]
    if pages:
        return words("origin.page", page=_range(pages))
    seconds = [at.second for at in found if at.second is not None]
    if seconds:
        return clock(min(seconds))
    rows = [at.row for at in found if at.row is not None]
    if rows:
        return words("origin.row", row=_range(rows))
    lines = [at.line for at in found if at.line is not None]
    if lines:
        return words("origin.line", line=_range(lines))
    paragraphs = [at.paragraph for at in found if at.paragraph is not None]
    return f"¶ {_range(paragraphs)}" if paragraphs else ""


def clock(seconds: float) -> str:
    """Return a time of a recording as players show it: 12:31, 1:02:05."""
    hours, rest = divmod(int(seconds), 3600)
    minutes, second = divmod(rest, 60)
    return f"{hours}:{minutes:02d}:{second:02d}" if hours else f"{minutes}:{second:02d}"


def _range(numbers: Sequence[int]) -> str:
    first, last = min(numbers), max(numbers)
    return f"{first}" if first == last else f"{first}–{last}"


def _link(address: str, span: Span, found: Sequence[Selector]) -> str:
    """Return the address with the fragment that shows the words: a page, a second or the words themselves."""
    bare = address.partition("#")[0]
    page = next((at.page for at in found if at.page is not None), None)
    if page is not None:
        return f"{bare}#page={page}"
    second = next((at.second for at in found if at.second is not None), None)
    return f"{bare}#t={second:g}" if second is not None else f"{bare}#:~:text={_text_fragment(span.text)}"


def _text_fragment(text: str) -> str:
    """Return the first and the last words, as https://wicg.github.io/scroll-to-text-fragment/ has them."""
    words = text.split()
    if len(words) <= 2 * _WORDS_OF_FRAGMENT:
        return _escaped(words)
    return f"{_escaped(words[:_WORDS_OF_FRAGMENT])},{_escaped(words[-_WORDS_OF_FRAGMENT:])}"


def _escaped(words: Sequence[str]) -> str:
    # The hyphen would end a prefix, so it is written in numbers, too.
    return quote(" ".join(words), safe="", errors="replace").replace("-", "%2D")
