"""Whether a text is news, counted from its day of publication, or a story told from its own dates."""

import re
from datetime import date

from storymap.when.lexicon import ERA, MONTH, WEEKDAY
from storymap.when.model import Mode

_SAMPLE = 40_000  # characters from the beginning that are looked at
_LONG = 9_000  # a text of so many characters speaks for a narrative as strongly as one year of the past does
_MARGIN = 1.5  # whoever dates a text mostly wants it read from that date

# Words that only a reader of the day of publication understands.
_DAY = re.compile(
    rf"\b(?:(?<!Black )(?<!Bloody )(?<!Good )(?<!Palm )(?<!Easter ){WEEKDAY}\b(?!\w|,?\s+(?:the\s+)?"
    rf"(?:\d|{MONTH}))"
    r"|yesterday|tomorrow|tonight|(?:last|this|next)\s+(?:night|week|weekend|month)\b"
    r"|(?:\d+|two|three|four|five|six|several|a\s+few)\s+(?:days|weeks|months)\s+ago)"
)
_WEAK = re.compile(
    r"\b(?:today|(?:last|this|next)\s+(?:year|spring|summer|fall|autumn|winter)|years\s+ago|says?|said"
    r"|told\s+reporters"
    r"|according\s+to|spokes(?:man|woman|person))\b"
)
_YEAR = re.compile(rf"(?<![\w.,$£€/-])(?:(1\d{{3}}|20\d\d)(?![\w%]|[.,]\d|-\w)|\d{{1,4}}\s?{ERA})")


def detect_mode(text: str, published: date | None) -> Mode:
    """Return "news" for a text told from its day of publication, else "narrative".

    Without a day of publication there is nothing that news could be counted from: "narrative". Otherwise
    words that only a reader of that day understands (a bare weekday, yesterday, last week) and, less so,
    words of reporting speak for news; years other than that of publication and its neighbours, and length,
    for a narrative.
    """
    if published is None:
        return "narrative"
    news, narrative = evidence(text, published)
    return "narrative" if narrative > news + _MARGIN else "news"


def evidence(text: str, published: date) -> tuple[float, float]:
    """Return how strongly a text speaks for news and for a narrative, in years of the past that it names."""
    sample = text[:_SAMPLE]
    news = 2 * len(_DAY.findall(sample)) + 0.5 * len(_WEAK.findall(sample))
    years = [int(year) if year else 0 for year in _YEAR.findall(sample)]
    other = sum(1 for year in years if abs(year - published.year) > 1)
    return news, other + max(0, len(text) - _LONG) / _LONG
