"""What `storymap build` says of a story when it is done."""

from collections.abc import Iterator, Sequence

from places.languages import ENGLISH, MEASURED, READ, code_of, settled
from places.languages.detect import language_of, name_of
from places.model import Document
from storymap.model import Day, Story

_MOST_NAMES = 8


def summary(story: Story) -> Iterator[str]:
    """Yield the lines that say what was found: places, events, dates, and what could not be placed."""
    yield from _of_language(story.document)
    names = [entry.place.name for entry in story.places]
    yield f"{_count(len(names), 'place')}: {_listed(names)}"
    yield f"{_count(len(story.events), 'event')}{_years(story)}"
    dates = {event.when.edtf for event in story.events if event.when.edtf}
    dated = sum(event.when.known for event in story.events)
    yield f"{_count(len(dates), 'date')} in {_count(dated, 'event')}"
    if story.off_map:
        yield f"{_count(len(story.off_map), 'statement')} kept off the map ({_reasons(story)})"
    for item in story.unplaced[:_MOST_NAMES]:
        line = story.document.text.count("\n", 0, item.span.start) + 1
        yield f"not placed: “{' '.join(item.span.text.split())}” (line {line}): {item.why}"
    if len(story.unplaced) > _MOST_NAMES:
        yield f"not placed: {len(story.unplaced) - _MOST_NAMES} more, listed in the page"


def _of_language(document: Document) -> Iterator[str]:
    """Yield what language the text was read in, unless it is plainly English."""
    language = code_of(settled(document))
    if language == ENGLISH:
        if not language_of(document.text):
            yield "the text has too few words to tell its language by; it was read as English"
    elif language in MEASURED:
        yield f"the text is in {name_of(language)}: places, dates and events, in the text's own words"
    elif language in READ:
        yield f"the text is in {name_of(language)}: read, but how well was never measured"
    else:
        yield f"the text is in {name_of(language)}, which is not read: expect some places, and little else"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(names[:_MOST_NAMES])
    more = len(names) - _MOST_NAMES
    return f"{shown} and {more} more" if more > 0 else shown


def _years(story: Story) -> str:
    days = [day for event in story.events for day in (event.when.earliest, event.when.latest) if day]
    if not days:
        return ""
    first, last = _year(min(days)), _year(max(days))
    return f", {first}" if first == last else f", {first} – {last}"


def _year(day: Day) -> str:
    return str(day.year) if day.year > 0 else f"{1 - day.year} BC"


def _reasons(story: Story) -> str:
    reasons: dict[str, int] = {}
    for item in story.off_map:
        reasons[item.why] = reasons.get(item.why, 0) + 1
    return ", ".join(f"{number} {why}" for why, number in sorted(reasons.items(), key=lambda item: -item[1]))
