"""What corrections of how a story is shown do to it: camera, pictures, categories, colours."""

import re
from dataclasses import replace
from typing import Any

from storymap.correct.operations import (
    EventCategory,
    EventMedia,
    EventView,
    RouteColour,
    StoryCategories,
    StoryMedia,
    StoryView,
)
from storymap.correct.words import Change, Unfit, Words
from storymap.model import THEMES, Category, Event, Media, Story, View

COLOUR = re.compile(r"#[0-9a-f]{6}")
MOST_SIGN = 8  # characters: an emoji may be several


def view_story(story: Story, operation: StoryView, _words: Words) -> Change:
    """Say what the map opens with."""
    look = story.look
    changed = replace(story, look=replace(look, view=operation.view))
    return Change(changed, view_words(look.view), view_words(operation.view))


def show_story(story: Story, operation: StoryMedia, _words: Words) -> Change:
    """Give the story other pictures and recordings."""
    changed = replace(story, media=operation.media)
    return Change(changed, media_words(story.media), media_words(operation.media))


def sort_story(story: Story, operation: StoryCategories, _words: Words) -> Change:
    """Give the story other categories; an event of one that is no more has none."""
    names = [one.name for one in operation.categories]
    wrong = next((one for one in operation.categories if not _is_category(one)), None)
    if wrong is not None:
        raise Unfit(f"“{wrong.name}” needs a name, a colour as #c2410c and a sign of a letter or two")
    if len(set(names)) < len(names):
        raise Unfit("two categories have the same name")
    events = tuple(
        event if event.category in ("", *names) else replace(event, category="") for event in story.events
    )
    before = _categories(story.look.categories)
    changed = replace(story, events=events, look=replace(story.look, categories=operation.categories))
    return Change(changed, before, _categories(operation.categories))


def set_look(story: Story, field: str, value: str) -> Change:
    """Say one of the facts of how the story is shown: dek, credits or theme."""
    if field == "theme" and value not in ("", *THEMES):
        raise Unfit(f"there is no theme “{value}”, only {' and '.join(THEMES)}")
    fact: dict[str, Any] = {field: value}
    return Change(replace(story, look=replace(story.look, **fact)), getattr(story.look, field), value)


def view_event(story: Story, operation: EventView, words: Words) -> Change:
    """Say what the map shows at the event's step."""
    event = words.event(story, operation.event)
    changed = _with(story, replace(event, view=operation.view))
    return Change(changed, view_words(event.view), view_words(operation.view))


def show_event(story: Story, operation: EventMedia, words: Words) -> Change:
    """Give the event other pictures and recordings."""
    event = words.event(story, operation.event)
    changed = _with(story, replace(event, media=operation.media))
    return Change(changed, media_words(event.media), media_words(operation.media))


def sort_event(story: Story, operation: EventCategory, words: Words) -> Change:
    """Put the event into one of the story's categories, or into none."""
    event, name = words.event(story, operation.event), operation.category
    if name and all(name != one.name for one in story.look.categories):
        raise Unfit(f"the story has no category “{name}”")
    changed = _with(story, replace(event, category=name))
    return Change(changed, event.category or "no category", name or "no category")


def colour_route(story: Story, operation: RouteColour, _words: Words) -> Change:
    """Give the traveller of a route a colour."""
    held = next((route for route in story.routes if route.name == operation.name), None)
    if held is None:
        raise Unfit(f"nobody called “{operation.name}” travels")
    if operation.value and not COLOUR.fullmatch(operation.value):
        raise Unfit(f"“{operation.value}” is no colour as #c2410c")
    routes = tuple(
        replace(route, colour=operation.value) if route.name == operation.name else route
        for route in story.routes
    )
    return Change(replace(story, routes=routes), held.colour, operation.value)


def view_words(view: View | None) -> str:
    """Return what the map shows, in one line."""
    return f"{view.lat:.4f}, {view.lon:.4f}, zoom {view.zoom:.2f}" if view else "the page's own view"


def media_words(media: tuple[Media, ...]) -> str:
    """Return how many pictures and recordings there are, in words."""
    return f"{len(media)} picture{'' if len(media) == 1 else 's'}"


def _categories(categories: tuple[Category, ...]) -> str:
    return ", ".join(one.name for one in categories) or "no category"


def _is_category(one: Category) -> bool:
    return bool(one.name and COLOUR.fullmatch(one.colour)) and len(one.sign) <= MOST_SIGN


def _with(story: Story, changed: Event) -> Story:
    return replace(story, events=tuple(changed if one.id == changed.id else one for one in story.events))
