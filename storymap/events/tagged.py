"""Events in other languages than English: what the tagger says tells one, where and when; no grammar.

A word that tells something makes an event of its clause, in the clause's own words. It happened at the
mention, and on the date, of its clause that the tagger joins to it; where there is none, at the last place
and on the last date told before. Links across clauses were tried, and are worse than what was told last.
"""

import math
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from places.model import Located
from storymap.model import Event, Span, When, Where, WhereRole
from storymap.when import Time

if TYPE_CHECKING:
    from places.recognise.encoded import Encoded

# A word tells something if that is so probable. Of the places in its clause the best is its own, and so are
# others that are joined to it with these log-odds: of a movement, of anything else.
TELLS = 0.3
JOINED_IN_CLAUSE, ALSO = -1.5, 1.0
# No mention and no date farther from the word is asked for, in characters.
REACH = 900
_LONGEST_TITLE, _LONGEST_QUOTE = 90, 320
_EVENT, _MOVEMENT = 1, 2
# Where a sentence ends: behind a mark, but not behind a figure ("9. November") or a short form ("St.").
_SENTENCE_END = re.compile(
    r"(?:[!?…]|(?<![\s.(]\w)(?<![\s(]\d\d)(?<!\sSt)(?<!\sDr)(?<!\sMr)\.)[\"”»“’)\]]*(?=\s)|[。！？؟।]|\n\s*\n"
)
_CLAUSE_END = re.compile(r"[;:—–]\s|,\s|[，、；،؛]")
_STRONG = re.compile(r"[;:—–；]")


@dataclass(frozen=True, slots=True)
class Teller:
    """A word that tells something: its row, where it stands, how probably, and whether it is a movement."""

    row: int
    start: int
    end: int
    sure: float
    moves: bool


def read_tagged(
    text: str, language: str, words: "Encoded", located: Sequence[Located], times: Sequence[Time]
) -> list[Event]:
    """Return what a text tells, in the order told."""
    placed = [one for one in located if one.place is not None and one.mention.kind in ("toponym", "landmark")]
    found = []
    for start, end in _sentences(text):
        tellers = _tellers(words, start, end)
        for teller, (begin, stop) in _clauses(text, (start, end), tellers):
            found.append(_event(text, language, words, teller, (begin, stop), placed, times))
    return found


def _event(
    text: str,
    language: str,
    words: "Encoded",
    teller: Teller,
    clause: tuple[int, int],
    placed: Sequence[Located],
    times: Sequence[Time],
) -> Event:
    quote = _span(text, *clause)
    return Event(
        id="",
        title=title_of(quote.text),
        quote=quote,
        kind="movement" if teller.moves else "event",
        when=_when(words, teller, clause, times),
        where=_where(text, language, words, teller, clause, placed),
        trigger=_span(text, teller.start, teller.end),
        confidence=round(teller.sure, 4),
    )


def _span(text: str, start: int, end: int) -> Span:
    return Span(start=start, end=end, text=text[start:end])


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    begin = 0
    for match in _SENTENCE_END.finditer(text):
        yield begin, match.end()
        begin = match.end()
    yield begin, len(text)


def _tellers(words: "Encoded", start: int, end: int) -> list[Teller]:
    """Return the words between two offsets that tell something."""
    import numpy as np

    first, last = (int(words.starts.searchsorted(at)) for at in (start, end))
    found = []
    for row in range(first, last):
        odds = words.triggers[row]
        chances = np.exp(odds - odds.max())
        chances /= chances.sum()
        sure = float(1 - chances[0])
        if sure > TELLS:
            moves = bool(chances[_MOVEMENT] > chances[_EVENT])
            found.append(Teller(row, int(words.starts[row]), int(words.ends[row]), sure, moves))
    return found


def _clauses(
    text: str, sentence: tuple[int, int], tellers: Sequence[Teller]
) -> Iterator[tuple[Teller, tuple[int, int]]]:
    """Yield each word that tells with its clause: what the marks between two of them part.

    Of two words with no mark between them the more probable one tells what both do.
    """
    kept: list[tuple[Teller, int]] = []
    for teller in tellers:
        cut = _cut(text, kept[-1][0].end, teller.start) if kept else sentence[0]
        if cut is None:
            if teller.sure > kept[-1][0].sure:
                kept[-1] = (teller, kept[-1][1])
        else:
            kept.append((teller, cut))
    ends = [*(begin for _, begin in kept[1:]), sentence[1]]
    for (teller, begin), end in zip(kept, ends, strict=False):
        yield teller, _trimmed(text, begin, end, teller)


def _cut(text: str, start: int, end: int) -> int | None:
    """Return where a clause ends between two words: behind the strongest mark, the last of its sort."""
    marks = [(bool(_STRONG.match(m[0])), m.end()) for m in _CLAUSE_END.finditer(text, start, end)]
    return max(marks)[1] if marks else None


def _trimmed(text: str, begin: int, end: int, teller: Teller) -> tuple[int, int]:
    """Return a clause without white space and marks around it, cut at its marks where it is very long."""
    if end - begin > _LONGEST_QUOTE:
        before = [m.end() for m in _CLAUSE_END.finditer(text, begin, teller.start)]
        after = [m.start() for m in _CLAUSE_END.finditer(text, teller.end, end)]
        begin = next((at for at in before if teller.end - at < _LONGEST_QUOTE // 2), begin)
        end = next((at for at in after if at - begin > _LONGEST_QUOTE // 2), end)
    part = text[begin:end]
    begin += len(part) - len(part.lstrip(" \t\n\r\u3000*_#>-—–,;:"))
    end -= len(part) - len(part.rstrip(" \t\n\r\u3000*_,;:—–"))
    return min(begin, teller.start), max(end, teller.end)


def title_of(quote: str) -> str:
    """Return a clause as a headline: in one line, not too long, with a capital, without its full stop."""
    words = " ".join(quote.split()).strip(" _*").rstrip(" .,;:—–。，；")
    if len(words) > _LONGEST_TITLE:
        cut = max(words.rfind(mark, _LONGEST_TITLE // 2, _LONGEST_TITLE) for mark in (", ", "; ", "，", "、"))
        cut = cut if cut > 0 else words.rfind(" ", 0, _LONGEST_TITLE)
        words = words[: cut if cut > 0 else _LONGEST_TITLE].rstrip(" ,;:，、") + " …"
    return words[:1].upper() + words[1:]


def _when(words: "Encoded", teller: Teller, clause: tuple[int, int], times: Sequence[Time]) -> When:
    """Return the date of a word's clause that is joined to it most probably, else the last one told."""
    known = [time for time in times if time.type == "date" and time.when.known]
    inside = [time for time in known if clause[0] <= time.span.start < clause[1]]
    if inside:
        return _narrowest(_joined_first(words, teller, inside)).when
    before = [time for time in known if time.span.start < teller.start and not time.aside]
    return replace(before[-1].when, basis="carried") if before else When()


def _by_odds(words: "Encoded", teller: Teller, times: Sequence[Time]) -> list[tuple[float, Time]]:
    """Return dates with the log-odds that a word is joined to them, the most probable first."""
    rows = [(time, row) for time in times if (row := words.at(time.span.start)) is not None]
    odds = words.happens_when(teller.row, [row for _, row in rows]).tolist() if rows else []
    return sorted(zip(odds, (time for time, _ in rows), strict=True), key=lambda one: -one[0])


def _joined_first(words: "Encoded", teller: Teller, times: Sequence[Time]) -> list[Time]:
    return [time for _, time in _by_odds(words, teller, times)] or list(times)


def _narrowest(times: Sequence[Time]) -> Time:
    """Return the first of some dates, or one that only says it more exactly: a year later, on 25 April."""
    first = times[0]
    low, high = first.when.earliest, first.when.latest
    for time in times[1:]:
        begin, end = time.when.earliest, time.when.latest
        if low and high and begin and end and low <= begin and end <= high:
            return time
    return first


def _where(
    text: str,
    language: str,
    words: "Encoded",
    teller: Teller,
    clause: tuple[int, int],
    placed: Sequence[Located],
) -> tuple[Where, ...]:
    """Return the places that are joined to a word: of a movement all in its clause, else the best one."""
    near = [
        (one, row)
        for one in placed
        if abs(one.mention.start - teller.start) <= REACH and (row := words.at(one.mention.start)) is not None
    ]
    if not near:
        return ()
    odds = words.happens_at(teller.row, [row for _, row in near]).tolist()
    ranked = sorted(zip(odds, (one for one, _ in near), strict=True), key=lambda pair: -pair[0])
    inside = [(c, one) for c, one in ranked if clause[0] <= one.mention.start < clause[1]]
    more = JOINED_IN_CLAUSE if teller.moves else ALSO
    chosen = inside[:1] + [(c, one) for c, one in inside[1:] if c > more]
    if not chosen:
        before = [(c, one) for c, one in ranked if one.mention.start < clause[0]]
        chosen = sorted(before, key=lambda pair: -pair[1].mention.start)[:1]
    unique = {one.place.id: (c, one) for c, one in reversed(chosen) if one.place is not None}
    ordered = sorted(unique.values(), key=lambda pair: pair[1].mention.start)
    return tuple(_place(text, language, teller, clause, c, one, len(ordered)) for c, one in ordered)


def _place(
    text: str,
    language: str,
    teller: Teller,
    clause: tuple[int, int],
    chance: float,
    one: Located,
    count: int,
) -> Where:
    mention, place = one.mention, one.place
    assert place is not None  # noqa: S101
    inside = clause[0] <= mention.start < clause[1]
    return Where(
        place=place,
        role=_role(text, language, mention.start, count) if teller.moves else "at",
        basis="stated" if inside else "carried",
        confidence=round(one.confidence / (1 + math.exp(-chance - 1)), 4),
        mention=Span(start=mention.start, end=mention.end, text=mention.text),
    )


def _role(text: str, language: str, start: int, count: int) -> WhereRole:
    """Return the part that a place plays in a movement, by the word before it."""
    before = re.findall(r"\w+", text[max(0, start - 24) : start].lower())[-1:]
    table = _movements()
    if before and before[0] in table["from"].get(language, "").split():
        return "from"
    if before and before[0] in table["to"].get(language, "").split():
        return "to"
    return "to" if count == 1 else "via"


@cache
def _movements() -> dict[str, dict[str, str]]:
    path = resources.files(__package__).joinpath("movements.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))
