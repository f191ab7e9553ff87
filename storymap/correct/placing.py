"""What corrections of places do to a story."""

from collections.abc import Iterable
from dataclasses import replace

from places.model import Mention, MentionKind, Place
from storymap.correct.operations import MentionAdd, PlaceConfirm, PlaceSet
from storymap.correct.words import Change, Words
from storymap.model import Event, PlaceMention, Span, Story, StoryPlace, Where

_NO_PLACE = "no place"
_NOT_FOUND = "not on the map"

Ends = tuple[int, int]


def set_place(story: Story, operation: PlaceSet, words: Words) -> Change:
    """Give the mention, or all mentions of its name, another place or none."""
    span = words.span(operation.at)
    known = _mention_at(story, span)
    meant = _same_name(story, span.text) if operation.scope == "name" else {}
    if known is not None or operation.place is not None:
        meant[span.start, span.end] = known.kind if known else "toponym"
    before = _named_there(story, span)
    changed = _assigned(story, meant, operation.place, whole=operation.scope == "name")
    return Change(changed, before, place_words(operation.place))


def confirm_place(story: Story, operation: PlaceConfirm, words: Words) -> Change:
    """Make the story sure of a mention, or of all mentions of its name that mean the same place."""
    span = words.span(operation.at)
    entry = next((one for one in story.places if _has(one, span)), None)
    if entry is None:
        return Change(story, _named_there(story, span), _named_there(story, span))
    name = span.text.casefold()
    sure = {
        _ends(one.mention)
        for one in entry.mentions
        if _ends(one.mention) == _ends(span)
        or (operation.scope == "name" and one.mention.text.casefold() == name)
    }
    places = tuple(
        replace(one, mentions=tuple(_sure(item, sure) for item in one.mentions)) if one is entry else one
        for one in story.places
    )
    events = tuple(
        replace(event, where=tuple(_sure_where(where, sure, entry.place.id) for where in event.where))
        for event in story.events
    )
    said = place_words(entry.place)
    return Change(replace(story, places=places, events=events), said, said)


def add_mention(story: Story, operation: MentionAdd, words: Words) -> Change:
    """Let words that were not recognised name a place."""
    span = words.span(operation.at)
    before = _named_there(story, span)
    changed = _assigned(story, {_ends(span): "toponym"}, operation.place, whole=False)
    return Change(changed, before, place_words(operation.place))


def place_words(place: Place | None) -> str:
    """Return a place in one line: its name and where it is."""
    if place is None:
        return _NO_PLACE
    around = ", ".join(filter(None, (place.admin[0] if place.admin else "", place.country)))
    return f"{place.name}{f', {around}' if around else ''} ({place.lat:.4f}, {place.lon:.4f})"


def with_event_places(story: Story) -> Story:
    """Return the story whose list of places has every place of its events, each known in one way only."""
    listed = {entry.place.id: entry.place for entry in story.places}
    missing: dict[str, Place] = {}
    for event in story.events:
        for where in event.where:
            if where.place.id not in listed:
                missing.setdefault(where.place.id, where.place)
    known = listed | missing
    events = tuple(
        event
        if all(where.place is known[where.place.id] for where in event.where)
        else replace(event, where=tuple(replace(w, place=known[w.place.id]) for w in event.where))
        for event in story.events
    )
    more = (StoryPlace(place=place, mentions=()) for place in missing.values())
    return replace(story, places=(*story.places, *more), events=events)


def without_doubles(where: Iterable[Where]) -> tuple[Where, ...]:
    """Return the places of an event, each once in a role."""
    kept: dict[tuple[str, str], Where] = {}
    for one in where:
        kept.setdefault((one.place.id, one.role), one)
    return tuple(kept.values())


def _ends(span: Span | Mention) -> Ends:
    return span.start, span.end


def _has(entry: StoryPlace, span: Span) -> bool:
    return any(_ends(item.mention) == _ends(span) for item in entry.mentions)


def _mention_at(story: Story, span: Span) -> Mention | None:
    found = (item.mention for entry in story.places for item in entry.mentions)
    return next((mention for mention in found if _ends(mention) == _ends(span)), None)


def _named_there(story: Story, span: Span) -> str:
    entry = next((one for one in story.places if _has(one, span)), None)
    return place_words(entry.place) if entry else _NOT_FOUND


def _same_name(story: Story, name: str) -> dict[Ends, MentionKind]:
    """Return where a name is written, placed or not, with the kinds of its mentions."""
    folded = name.casefold()
    found: dict[Ends, MentionKind] = {
        _ends(item.mention): item.mention.kind
        for entry in story.places
        for item in entry.mentions
        if item.mention.text.casefold() == folded
    }
    return found | {
        _ends(one.span): "toponym" for one in story.unplaced if one.span.text.casefold() == folded
    }


def _assigned(story: Story, meant: dict[Ends, MentionKind], place: Place | None, *, whole: bool) -> Story:
    """Return the story in which the mentions meant name this place, or none.

    ``whole``: an event that has the place without words for it goes with the name.
    """
    lost = {
        entry.place.id for entry in story.places if any(_ends(m.mention) in meant for m in entry.mentions)
    }
    events = tuple(_moved(event, meant, lost if whole else frozenset(), place) for event in story.events)
    if place is not None:
        events = tuple(_with_record(event, place) for event in events)
    used = {where.place.id for event in events for where in event.where}
    kept: list[StoryPlace] = []
    for entry in story.places:
        rest = tuple(item for item in entry.mentions if _ends(item.mention) not in meant)
        gone = entry.place.id in lost and not rest and entry.place.id not in used
        if not gone or (place is not None and entry.place.id == place.id):
            kept.append(replace(entry, mentions=rest))
    unplaced = tuple(one for one in story.unplaced if _ends(one.span) not in meant)
    changed = replace(story, events=events, unplaced=unplaced, places=tuple(kept))
    return changed if place is None else _with_place(changed, story, meant, lost, place)


def _with_place(
    changed: Story, before: Story, meant: dict[Ends, MentionKind], lost: set[str], place: Place
) -> Story:
    """Return the story whose list has the place with the mentions meant, where the name stood."""
    text = before.document.text
    given = tuple(
        PlaceMention(mention=Mention(start=start, end=end, text=text[start:end], kind=kind), confidence=1.0)
        for (start, end), kind in meant.items()
    )
    old = next((entry for entry in changed.places if entry.place.id == place.id), None)
    source = next((entry for entry in before.places if entry.place.id in lost), None)
    mentions = (*(old.mentions if old else ()), *given)
    entry = replace(
        old or StoryPlace(place=place, mentions=()),
        place=place,
        mentions=tuple(sorted(mentions, key=lambda item: _ends(item.mention))),
        candidates=(old or source).candidates if old or source else (),  # type: ignore[union-attr]
    )
    if old:
        return replace(changed, places=tuple(entry if one is old else one for one in changed.places))
    first = next((n for n, one in enumerate(before.places) if one.place.id in lost), len(before.places))
    earlier = {one.place.id for one in before.places[:first]}
    at = sum(one.place.id in earlier for one in changed.places)
    return replace(changed, places=(*changed.places[:at], entry, *changed.places[at:]))


def _moved(event: Event, meant: dict[Ends, MentionKind], lost: Iterable[str], place: Place | None) -> Event:
    def is_meant(where: Where) -> bool:
        return _ends(where.mention) in meant if where.mention else where.place.id in lost

    if not any(map(is_meant, event.where)):
        return event
    where = (
        replace(one, place=place, confidence=1.0) if is_meant(one) and place is not None else one
        for one in event.where
        if place is not None or not is_meant(one)
    )
    return replace(event, where=without_doubles(where))


def _with_record(event: Event, place: Place) -> Event:
    """Return the event with the place as it is now known, where it has it already."""
    if all(where.place.id != place.id for where in event.where):
        return event
    return replace(
        event, where=tuple(replace(w, place=place) if w.place.id == place.id else w for w in event.where)
    )


def _sure(item: PlaceMention, meant: set[Ends]) -> PlaceMention:
    return replace(item, confidence=1.0) if _ends(item.mention) in meant else item


def _sure_where(where: Where, meant: set[Ends], place_id: str) -> Where:
    is_meant = _ends(where.mention) in meant if where.mention else where.place.id == place_id
    return replace(where, confidence=1.0) if is_meant else where
