"""Whether a text is news, counted from its day of publication, or a story told from its own dates."""

import re
from datetime import date

from storymap.when.model import Mode

_SAMPLE = 40_000
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DEICTIC = re.compile(
    rf"\b(?:yesterday|tomorrow|tonight|today|(?:on|last|next|late|early)\s+{_WEEKDAY}|{_WEEKDAY}\s+(?:night|morning|evening|afternoon)"
    rf"|(?:said|reported|announced|told|says|reports)\b[^.\n]{{0,30}}\b{_WEEKDAY}|(?:last|this|next)\s+(?:week|month|year|spring"
    rf"|summer|fall|autumn|winter)|\d+\s+(?:days|weeks|months|years)\s+ago|{_WEEKDAY})\b(?!,?\s+(?:the\s+)?\d)",
)
_REPORTING = re.compile(r"\b(?:says?|said|told reporters|according to|spokes(?:man|woman|person)|reported)\b")
_YEAR = re.compile(r"(?<![\d.,$£€/-])(?:1\d{3}|20\d\d)(?![\d%]|[.,]\d)")


def detect_mode(text: str, published: date | None) -> Mode:
    """Return "news" for a text told from its day of publication, else "narrative".

    Without a day of publication there is nothing that news could be counted from: "narrative". Otherwise words
    that only a reader of that day understands (a bare weekday, yesterday, last week) and words of reporting speak
    for news, years other than that of publication and the year before for a narrative.
    """
    if published is None:
        return "narrative"
    sample = text[:_SAMPLE]
    now = len(_DEICTIC.findall(sample)) + len(_REPORTING.findall(sample)) / 2
    years = [int(year) for year in _YEAR.findall(sample)]
    other = sum(1 for year in years if not published.year - 1 <= year <= published.year + 1)
    if not now and not other:
        return "news" if all(abs(year - published.year) <= 1 for year in years) else "narrative"
    return "narrative" if other > 2 * now else "news"
