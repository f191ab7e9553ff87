"""What the page takes from the text: its first lines, the sentence around a quotation, names. Pure."""

import re
import unicodedata

from storymap.model import Span, Story, Who
from storymap.page.visible import visible

DEK = 220
"""The most characters of a text's first lines that open the page."""

_LEAST_DEK = 40
_SENTENCE = 420
"""The most characters of a sentence that stand for a quotation."""

_OWN_WORDS, _SAME = 0.7, 0.9
"""So many of a text's words are a title's: then its whole sentence is shown; then it is the same again."""

_END = re.compile(r"[.!?…。！？]+[\"'”’»)\]]*(?=\s|$)|\n\s*\n|[。！？]")
_SHORT = re.compile(r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Capt|Col|Gen|Lt|Rev|Prof|Jr|Sr|No|vol|ca|c)|\d)\.$")
_WORD = re.compile(r"\w+")


def dek(story: Story) -> str:
    """Return the first lines of the story's prose, whole sentences where they fit, or ""."""
    title = _plain(story.document.title)
    for line in story.document.text.splitlines()[:12]:
        text = _plain(re.sub(r"^[#>*_\s]+|[*_]+$", "", line))
        if len(text) < _LEAST_DEK or text == title or not _END.search(text):
            continue
        return _cut(visible(text), DEK)
    return ""


def shown_quote(text: str, title: str, quote: Span) -> str:
    """Return what a step quotes below its headline: the quotation, or the sentence around it.

    Where the headline is the quotation's own words, the quotation would say the same again; then it is the
    whole sentence, if that says more, and else nothing.
    """
    own = " ".join(visible(quote.text).split())
    if not _repeats(title, own):
        return own
    around = " ".join(visible(sentence_around(text, quote)).split())
    return "" if _repeats(title, around, _SAME) else around


def sentence_around(text: str, span: Span) -> str:
    """Return the sentence or sentences that a span lies in; the span's own words where they are not found."""
    if text[span.start : span.end] != span.text:
        return span.text
    ends = [match.end() for match in _END.finditer(text) if not _SHORT.search(text[: match.end()])]
    start = max((end for end in ends if end <= span.start), default=0)
    end = min((end for end in ends if end >= span.end), default=len(text))
    start = max(start, text.rfind("\n", 0, span.start) + 1)
    line = text.find("\n", span.end)
    end = min(end, line if line >= 0 else end)
    found = text[start:end].strip()
    return found if len(found) <= _SENTENCE else span.text


def named(who: tuple[Who, ...], text: str) -> list[str]:
    """Return the proper names among those who take part, once each: "Snow", not "the fire"."""
    return list(dict.fromkeys(visible(one.name) for one in who if _is_name(one, text)))


def _is_name(who: Who, text: str) -> bool:
    """Return whether words are a proper name: they begin and end with a capital, if their script has any.

    A single word that opens its sentence has one in any case: it counts where it also stands inside of one.
    """
    words = _WORD.findall(who.name)
    cased = [word for word in words if word[0].isupper() or word[0].islower()]
    if not cased:
        return bool(words)
    if not (cased[0][0].isupper() and cased[-1][0].isupper()):
        return False
    opens = who.mention and (not (before := text[: who.mention.start].rstrip()) or before[-1] in '.!?:"“”’\n')
    return not opens or len(words) > 1 or bool(re.search(rf"[\w,;] {re.escape(words[0])}\b", text))


def _repeats(title: str, text: str, share: float = _OWN_WORDS) -> bool:
    """Return whether more than a share of a text's words are a title's, too."""
    said, words = set(_words(title)), _words(text)
    return bool(words) and sum(word in said for word in words) > share * len(words)


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text).casefold()
    found = _WORD.findall(plain)
    return found if len(found) > 1 else list(plain)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _cut(text: str, most: int) -> str:
    """Return a text's sentences as far as they fit, or its words and an ellipsis."""
    if len(text) <= most:
        return text
    ends = [
        match.end()
        for match in _END.finditer(text)
        if match.end() <= most and not _SHORT.search(text[: match.end()])
    ]
    if ends and ends[-1] > _LEAST_DEK:
        return text[: ends[-1]]
    return text[:most].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + " …"
