"""Stories to correct, and any operations on them: on their own words, on others, on what is not there."""

from dataclasses import replace
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from places.model import Mention, Place
from storymap.correct import anchor, event_anchor
from storymap.correct.operations import (
    SCOPES,
    STORY_FIELDS,
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
    PlaceConfirm,
    PlaceSet,
    RouteColour,
    RouteName,
    StoryCategories,
    StoryMedia,
    StorySet,
    StoryView,
)
from storymap.files import load_story
from storymap.model import Category, Day, Media, PlaceMention, Span, View, When, Where, Who

CROSSING = load_story(Path(__file__).parents[1] / "page" / "crossing.story.json")


def far_story():
    """Return the voyage with a text full of characters outside of the basic plane, and a refrain."""
    head = "𝒜 prelude 🗺️ to it.\n" + "Round and round we go. " * 60 + "\n"
    by = len(head)

    def moved(span):
        return None if span is None else replace(span, start=span.start + by, end=span.end + by)

    def mention(item):
        return PlaceMention(
            mention=Mention(
                start=item.mention.start + by,
                end=item.mention.end + by,
                text=item.mention.text,
                kind=item.mention.kind,
            ),
            confidence=item.confidence,
        )

    story = CROSSING
    return replace(
        story,
        document=replace(story.document, text=head + story.document.text),
        places=tuple(replace(one, mentions=tuple(map(mention, one.mentions))) for one in story.places),
        events=tuple(
            replace(
                one,
                quote=moved(one.quote),
                when=replace(one.when, mention=moved(one.when.mention)),
                where=tuple(replace(w, mention=moved(w.mention)) for w in one.where),
                who=tuple(replace(w, mention=moved(w.mention)) for w in one.who),
                mentions=tuple(map(moved, one.mentions)),
                trigger=moved(one.trigger),
            )
            for one in story.events
        ),
        unplaced=tuple(replace(one, span=moved(one.span)) for one in story.unplaced),
        off_map=tuple(
            replace(one, quote=moved(one.quote), when=replace(one.when, mention=moved(one.when.mention)))
            for one in story.off_map
        ),
    )


STORIES = (CROSSING, far_story())

places = st.sampled_from([entry.place for entry in CROSSING.places]) | st.builds(
    Place,
    id=st.sampled_from(["user:a", "user:b", "geonames:3868626"]),
    name=st.sampled_from(["Somewhere", "Valparaíso", "岬"]),
    lat=st.floats(-89, 89).map(lambda x: round(x, 5)),
    lon=st.floats(-180, 180).map(lambda x: round(x, 5)),
    feature=st.sampled_from(["", "PPL", "MT"]),
    precision=st.sampled_from(["exact", "area", "near"]),
)
whens = st.sampled_from(
    [
        When(),
        When(edtf="1911-05", earliest=Day(1911, 5, 1), latest=Day(1911, 5, 31), basis="stated"),
        When(edtf="-0003", earliest=Day(-3, 1, 1), latest=Day(-3, 12, 31), basis="stated"),
        When(edtf="1930/..", earliest=Day(1930, 1, 1), extent="open", basis="stated"),
    ]
)
where = st.lists(
    st.builds(Where, place=places, role=st.sampled_from(["at", "from", "to", "via"])), max_size=3
).map(tuple)
who = st.lists(st.builds(Who, name=st.sampled_from(["Marta Quispe", "the crew", "Ana"])), max_size=2).map(
    tuple
)
titles = st.sampled_from(["A title", "", "<b>no</b> “markup”", "x" * 200])
scopes = st.sampled_from(SCOPES)
views = st.none() | st.builds(
    View,
    lat=st.floats(-89, 89).map(lambda x: round(x, 5)),
    lon=st.floats(-180, 180).map(lambda x: round(x, 5)),
    zoom=st.floats(0, 18).map(lambda x: round(x, 2)),
)
media = st.lists(
    st.builds(Media, src=st.sampled_from(["data:image/webp;base64,AA==", "quay.jpg"]), alt=titles), max_size=2
).map(tuple)
names = st.sampled_from(["Voyage", "Work", "Dèuil"])
colours = st.sampled_from(["#c2410c", "#0072b2"])
categories = st.lists(
    st.builds(Category, name=names, colour=colours, sign=st.sampled_from(["", "⚓", "👩‍🚀"])), max_size=3
).map(tuple)


def spans_of(story):
    """Return the words that a correction can be about: mentions, what is unplaced, any others, none."""
    text = story.document.text
    found = [(m.mention.start, m.mention.end) for entry in story.places for m in entry.mentions]
    found += [(one.span.start, one.span.end) for one in story.unplaced]
    anywhere = st.integers(0, len(text)).flatmap(
        lambda a: st.integers(a, min(len(text), a + 60)).map(lambda b: (a, b))
    )
    return st.sampled_from(found) | anywhere


def anchors_of(story):
    return spans_of(story).map(lambda span: anchor(story.document.text, *span))


@cache
def _operations(number):
    story = STORIES[number]
    at = anchors_of(story)
    event = st.sampled_from([event_anchor(story, one) for one in story.events]) | at
    off = st.sampled_from(
        [anchor(story.document.text, one.quote.start, one.quote.end) for one in story.off_map]
    )
    within = st.sampled_from(
        [
            anchor(story.document.text, one.quote.start + by, one.quote.start + by + 5)
            for one in story.events
            for by in (10, 25)
        ]
    )
    return st.one_of(
        st.builds(PlaceSet, at=at, place=places | st.none(), scope=scopes),
        st.builds(PlaceConfirm, at=at, scope=scopes),
        st.builds(MentionAdd, at=at, place=places),
        st.builds(EventTitle, event=event, title=titles),
        st.builds(EventDate, event=event, when=whens),
        st.builds(EventPlaces, event=event, where=where),
        st.builds(EventPeople, event=event, who=who),
        st.builds(EventMain, event=event, main=st.booleans()),
        st.builds(EventPart, event=event, part=titles),
        st.builds(EventMove, event=event, after=event | st.none()),
        st.builds(EventConfirm, event=event),
        st.builds(EventHide, event=event),
        st.builds(EventDelete, event=event),
        st.builds(EventMerge, event=event, others=st.lists(event, min_size=1, max_size=3).map(tuple)),
        st.builds(EventSplit, event=event, at=within | at),
        st.builds(EventAdd, at=at | st.none(), title=titles, when=whens, where=where, who=who),
        st.builds(EventRestore, at=off, where=where),
        st.builds(
            StorySet,
            field=st.sampled_from(STORY_FIELDS),
            value=st.sampled_from(["", "1920-05-06", "é", "plain"]),
        ),
        st.builds(RouteName, name=st.just(story.routes[0].name), value=titles),
        st.builds(
            RouteColour, name=st.sampled_from([story.routes[0].name, "x"]), value=colours | st.just("red")
        ),
        st.builds(StoryView, view=views),
        st.builds(StoryMedia, media=media),
        st.builds(StoryCategories, categories=categories),
        st.builds(EventView, event=event, view=views),
        st.builds(EventMedia, event=event, media=media),
        st.builds(EventCategory, event=event, category=names | st.just("")),
    )


def operations_of(story):
    """Return a strategy of operations on one of the stories."""
    return _operations(STORIES.index(story))


@st.composite
def lists_of(draw, story, size=6):
    """Return a list of operations, each with an id of its own, as an editor makes them."""
    made = draw(st.lists(operations_of(story), max_size=size))
    return tuple(replace(one, id=f"op{n}") for n, one in enumerate(made))


def quoted(story):
    """Return every span of a story, for a test to hold against its text."""
    for entry in story.places:
        for item in entry.mentions:
            mention = item.mention
            yield Span(start=mention.start, end=mention.end, text=mention.text)
    for event in story.events:
        yield event.quote
        yield from event.mentions
        yield from filter(None, [event.trigger, event.when.mention])
    for item in story.off_map:
        yield item.quote
