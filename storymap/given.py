"""What an editor has marked in a text → in its story: places with an address, dates, persons.

What is given is not guessed: it takes the place of what was read.
"""

from collections.abc import Sequence
from dataclasses import replace

from places.gazetteer.address import by_address
from places.gazetteer.base import Gazetteer
from storymap.correct import anchor, lay
from storymap.correct.edtf import parse_edtf
from storymap.correct.operations import PlaceSet
from storymap.model import Event, Span, Story, Who
from storymap.sources.model import Marked
from storymap.story import in_time_order


def with_marked(story: Story, marked: Sequence[Marked], gazetteer: Gazetteer) -> Story:
    """Return the story with what its editor marked.

    A place goes to its words and to what was read of them; a date to the event that it was read for, or
    within whose words it stands undated; a person to the event within whose words it stands.
    """
    placed = _placed(story, [one for one in marked if one.kind == "place"], gazetteer)
    events = placed.events
    for one in marked:
        if one.kind == "date":
            events = tuple(_dated(event, one) for event in events)
        elif one.kind == "person":
            events = tuple(_peopled(event, one) for event in events)
    return placed if events == placed.events else replace(placed, events=in_time_order(events))


def _placed(story: Story, marked: Sequence[Marked], gazetteer: Gazetteer) -> Story:
    text = story.document.text
    operations = []
    for one in marked:
        found = by_address(one.value, gazetteer)
        if found:
            place = found[0] if found[0].name else replace(found[0], name=one.span.text)
            at = anchor(text, one.span.start, one.span.end)
            operations.append(PlaceSet(at=at, place=place, scope="mention"))
    changed, _ = lay(story, operations)
    return replace(changed, corrections=story.corrections, uncorrected=story.uncorrected)


def _dated(event: Event, one: Marked) -> Event:
    told = event.when.mention
    is_meant = _overlap(told, one.span) if told else not event.when.known and _within(one.span, event.quote)
    when = parse_edtf(one.value) if is_meant else None
    return event if when is None else replace(event, when=replace(when, mention=one.span))


def _peopled(event: Event, one: Marked) -> Event:
    if not _within(one.span, event.quote):
        return event
    if any(who.name == one.value or (who.mention and _overlap(who.mention, one.span)) for who in event.who):
        return event
    return replace(event, who=(*event.who, Who(name=one.value, mention=one.span)))


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _within(one: Span, other: Span) -> bool:
    return other.start <= one.start and one.end <= other.end
