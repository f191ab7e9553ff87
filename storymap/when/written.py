"""What was read, written down with the words that it was read from."""

from dataclasses import replace

from storymap.model import Span, When
from storymap.when.line import is_aside
from storymap.when.model import Reading, Relation, Time
from storymap.when.notation import bounded, date_when, timex


def written_time(
    written: str, text: str, place: tuple[int, int], reading: Reading, relation: Relation | None
) -> Time:
    """Return what was read at a place of a text; ``written`` is the text as it stands, marks and all."""
    start, end = place
    date = date_when(reading)
    span = Span(start=start, end=end, text=written[start:end])
    when = bounded(reading, date, relation)
    return Time(
        span=span,
        type=reading.type,
        date=_mentioned(date, span),
        when=_mentioned(when, span),
        relation=relation,
        relative=reading.relative,
        aside=is_aside(text, start),
        value=_value(reading),
        mod=reading.mod,
        ends=_ends(written, reading),
    )


def _mentioned(when: When, span: Span) -> When:
    return replace(when, mention=span) if when.known else when


def _value(reading: Reading) -> str:
    if reading.value or reading.first is None:
        return reading.value
    value = timex(reading.first) + reading.time
    return value if reading.last is None else f"{value}/{timex(reading.last)}"


def _ends(text: str, reading: Reading) -> tuple[tuple[Span, str], ...]:
    if not reading.ends or reading.first is None or reading.last is None:
        return ()
    dates = reading.members or (reading.first, reading.last)
    return tuple(
        (Span(start=start, end=end, text=text[start:end]), timex(date))
        for (start, end), date in zip(reading.ends, dates, strict=True)
    )
