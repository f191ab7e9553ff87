"""A story and corrections → the story put right, with what became of each correction."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from storymap.correct import placing, showing, telling
from storymap.correct.anchor import Anchor, anchor
from storymap.correct.operations import (
    EventAdd,
    EventCategory,
    EventConfirm,
    EventDate,
    EventDelete,
    EventHide,
    EventMain,
    EventMedia,
    EventMerge,
    EventMove,
    EventPart,
    EventPeople,
    EventPlaces,
    EventRestore,
    EventSplit,
    EventTitle,
    EventView,
    MentionAdd,
    Operation,
    PlaceConfirm,
    PlaceSet,
    RouteColour,
    RouteName,
    StoryCategories,
    StoryMedia,
    StorySet,
    StoryView,
    identified,
    touches,
)
from storymap.correct.words import Change, Unfit, Words, made_id
from storymap.model import Event, Story
from storymap.story import in_time_order

_DOING: Mapping[type[Operation], Callable[[Story, Any, Words], Change]] = {
    PlaceSet: placing.set_place,
    PlaceConfirm: placing.confirm_place,
    MentionAdd: placing.add_mention,
    EventTitle: telling.title_event,
    EventDate: telling.date_event,
    EventPlaces: telling.place_event,
    EventPeople: telling.people_event,
    EventMain: telling.main_event,
    EventPart: telling.part_event,
    EventMove: telling.move_event,
    EventConfirm: telling.confirm_event,
    EventHide: telling.hide_event,
    EventDelete: telling.delete_event,
    EventMerge: telling.merge_events,
    EventSplit: telling.split_event,
    EventAdd: telling.add_event,
    EventRestore: telling.restore_event,
    StorySet: telling.set_fact,
    RouteName: telling.name_route,
    RouteColour: showing.colour_route,
    StoryView: showing.view_story,
    StoryMedia: showing.show_story,
    StoryCategories: showing.sort_story,
    EventView: showing.view_event,
    EventMedia: showing.show_event,
    EventCategory: showing.sort_event,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a correction: what there was and what there is, or ``why`` it no longer fits.

    ``operation`` holds on to the words as they now stand around it.
    """

    operation: Operation
    was: str = ""
    became: str = ""
    why: str = ""

    @property
    def fits(self) -> bool:
        """Whether the correction is in the story."""
        return not self.why


def lay(base: Story, operations: Sequence[Operation]) -> tuple[Story, tuple[Outcome, ...]]:
    """Return a story with corrections laid over it, one after the other, and what became of each.

    One that does not fit changes nothing; it stays in the list. Without any, the story comes back as it is.
    """
    story = base
    outcomes: list[Outcome] = []
    titles = {event.id: event.title for event in base.events}
    for operation in map(identified, operations):
        words = Words(base.document.text, titles)
        try:
            change = _DOING[type(operation)](story, operation, words)
        except Unfit as unfit:
            outcomes.append(Outcome(operation=operation, was=operation.was, why=str(unfit)))
            continue
        held = _held_anew(operation, words)
        outcomes.append(
            Outcome(operation=replace(held, was=held.was or change.was), was=change.was, became=change.became)
        )
        story = _tidy(change.story)
    if not outcomes:
        return base, ()
    kept = tuple(outcome.operation for outcome in outcomes)
    return replace(story, corrections=kept, uncorrected=base), tuple(outcomes)


def correct(story: Story, operations: Iterable[Operation]) -> Story:
    """Return the story with these corrections after those that it has; the same one twice counts once."""
    return corrected(story, operations)[0]


def corrected(story: Story, operations: Iterable[Operation]) -> tuple[Story, tuple[Outcome, ...]]:
    """Return the same as ``correct``, and what became of all the story's corrections."""
    return lay(story.uncorrected or story, added(story.corrections, operations))


def undo(story: Story, count: int = 1) -> Story:
    """Return the story without its last corrections; without all, it is what it was before the first."""
    base = story.uncorrected or story
    return lay(base, story.corrections[: max(len(story.corrections) - count, 0)])[0]


def added(known: Sequence[Operation], more: Iterable[Operation]) -> tuple[Operation, ...]:
    """Return two lists as one, each correction once.

    One without an id is the same as one before it if it does the same, and nothing in between touched the
    same thing.
    """
    operations = list(known)
    for operation in more:
        ids = {one.id for one in operations}
        if operation.id:
            if operation.id not in ids:
                operations.append(operation)
            continue
        first = identified(operation)
        last = next((one for one in reversed(operations) if touches(one) == touches(first)), None)
        if last is not None and last.id.partition("~")[0] == first.id:
            continue
        count = sum(one.id.partition("~")[0] == first.id for one in operations)
        operations.append(replace(first, id=f"{first.id}~{count + 1}") if count else first)
    return tuple(operations)


def event_anchor(story: Story, event: Event) -> Anchor:
    """Return what holds an event of a story for a correction."""
    base = story.uncorrected or story
    title = next((one.title for one in base.events if one.id == event.id), "")
    prefix = made_id("")
    made = event.id.removeprefix(prefix) if event.id.startswith(prefix) else ""
    return anchor(story.document.text, event.quote.start, event.quote.end, title=title, made=made)


def _held_anew(operation: Operation, words: Words) -> Operation:
    """Return the operation with its anchors as the words now stand."""

    def anew(value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(map(anew, value))
        if not isinstance(value, Anchor) or value not in words.found:
            return value
        span = words.found[value]
        return anchor(words.text, span.start, span.end, title=value.title, made=value.made)

    changed = {one.name: anew(getattr(operation, one.name)) for one in fields(operation)}
    return replace(operation, **changed)


def _tidy(story: Story) -> Story:
    """Return the story with its events numbered in both orders, all their places listed, no broken route."""
    numbered = tuple(replace(event, narrative=n) for n, event in enumerate(story.events, start=1))
    ids = {event.id for event in numbered}
    routes = (
        replace(route, events=tuple(name for name in route.events if name in ids)) for route in story.routes
    )
    tidy = replace(
        story, events=in_time_order(numbered), routes=tuple(route for route in routes if route.events)
    )
    return placing.with_event_places(tidy)
