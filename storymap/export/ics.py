"""iCalendar (RFC 5545): a whole-day event for every event with a date after Christ."""

import hashlib

from storymap.export.format import Exported
from storymap.export.items import Item, items_of
from storymap.export.parts import counted
from storymap.model import Day, Story

_FOLD = 73
"""Octets of a line before the next begins; RFC 5545 allows 75 with the break's own space."""


def write_ics(story: Story) -> Exported:
    """Return the story as a calendar; an event without a first day, or before Christ, is not in it."""
    published = story.document.published
    stamp = f"{published:%Y%m%d}T000000Z" if published and published.year >= 1 else "19700101T000000Z"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//storymap//storymap//EN", "CALSCALE:GREGORIAN"]
    lines.append(f"X-WR-CALNAME:{_text(story.document.title)}")
    left = 0
    for number, item in enumerate(items_of(story), start=1):
        first, last = item.when.earliest, item.when.latest
        if first is None or first.year < 1 or (last and last.year > 9998):
            left += first is not None
            continue
        lines += _event(story, item, number, stamp, (first, last or first))
    lines.append("END:VCALENDAR")
    old = (f"{counted(left, 'event', 'events')} before Christ left out",) if left else ()
    return Exported(content="".join(f"{_folded(line)}\r\n" for line in lines), lost=old)


def _event(story: Story, item: Item, number: int, stamp: str, days: tuple[Day, Day]) -> list[str]:
    from storymap.when.calendar import add_days

    named = f"{story.document.title}\n{item.id}\n{number}\n{item.title}"
    lines = [
        "BEGIN:VEVENT",
        f"UID:{hashlib.sha256(named.encode('utf-8', 'replace')).hexdigest()[:32]}@storymap",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{_day(days[0])}",
        f"DTEND;VALUE=DATE:{_day(add_days(days[1], 1))}",
        f"SUMMARY:{_text(item.title)}",
        f"DESCRIPTION:{_text(item.text)}",
        "TRANSP:TRANSPARENT",
    ]
    if item.stops:
        last = item.stops[-1]
        lines.append(f"LOCATION:{_text(' → '.join(stop.name for stop in item.stops))}")
        lines.append(f"GEO:{last.lat};{last.lon}")
    if item.part:
        lines.append(f"CATEGORIES:{_text(item.part)}")
    return [*lines, "END:VEVENT"]


def _day(day: Day) -> str:
    return f"{day.year:04d}{day.month:02d}{day.day:02d}"


def _text(text: str) -> str:
    r"""Return a text as RFC 5545 escapes it: \\, \; \, and \n; other control characters are not allowed."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
    return "".join("\ufffd" if ord(char) < 32 or ord(char) == 127 else char for char in text)


def _folded(line: str) -> str:
    """Return a line broken so that none is longer than 75 octets, and no character is cut in two."""
    parts, part, size = [], "", 0
    for char in line:
        octets = len(char.encode("utf-8", errors="replace"))
        if size + octets > _FOLD:
            parts.append(part)
            part, size = "", 0
        part += char
        size += octets
    return "\r\n ".join([*parts, part])
