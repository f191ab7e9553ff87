import pytest

from places.model import Document, Place
from storymap.model import Event, Route, Span, Story, StoryPlace, Where, Who
from storymap.page.kinds import place_kind
from storymap.page.view import story_view, sure_word
from storymap.page.words import words_for

EN = words_for("en")


def place(number: int, **more: object) -> Place:
    return Place(
        **{"id": f"x:{number}", "name": f"Town {number}", "lat": 1.0, "lon": 2.0, "feature": "PPL", **more}
    )


def event(number: int, **more: object) -> Event:
    quote = Span(start=0, end=5, text="quote")
    return Event(
        **{"id": f"e{number}", "title": f"Event {number}", "quote": quote, "narrative": number, **more}
    )


def view(*events: Event, places: tuple[StoryPlace, ...] = (), routes: tuple[Route, ...] = ()) -> dict:
    return story_view(Story(document=Document(text="quote"), events=events, places=places, routes=routes), EN)


def test_every_event_is_a_step_in_the_order_told():
    shown = view(event(3), event(1, main=False), event(2))

    assert [(each["title"], each["step"]) for each in shown["events"]] == [
        ("Event 1", 1),
        ("Event 2", 2),
        ("Event 3", 3),
    ]


def test_a_place_that_only_an_event_knows_is_on_the_map():
    told = place(1)
    shown = view(
        event(1, where=(Where(place=told),)), event(2, where=(Where(place=told), Where(place=place(2))))
    )

    assert [(each["name"], each["events"]) for each in shown["places"]] == [
        ("Town 1", [0, 1]),
        ("Town 2", [1]),
    ]


def test_a_quote_that_is_the_title_is_not_said_twice():
    (shown,) = view(event(1, title="quote"))["events"]

    assert (shown["title"], shown["quote"]) == ("quote", "")


def test_an_event_without_a_title_is_called_by_its_words():
    (shown,) = view(event(1, title=""))["events"]

    assert (shown["title"], shown["quote"]) == ("quote", "")


def test_people_are_named_once():
    (shown,) = view(event(1, who=(Who(name="Ana"), Who(name="Bo"), Who(name="Ana", role="actor"))))["events"]

    assert shown["who"] == ["Ana", "Bo"]


def test_a_place_is_in_what_the_story_names_around_it():
    inner = place(1, precision="near", within="x:2")
    shown = view(places=(StoryPlace(place=inner, mentions=()), StoryPlace(place=place(2), mentions=())))

    assert shown["places"][0]["within"] == "Town 2"


def test_a_route_names_its_events_by_their_numbers():
    shown = view(event(1), event(2), routes=(Route(id="r", name="Way", events=("e2", "gone", "e1")),))

    assert shown["routes"] == [{"name": "Way", "colour": "", "events": [1, 0]}]


@pytest.mark.parametrize(
    ("feature", "kind"),
    [
        ("PPLC", "capital"),
        ("PPLA2", "city"),
        ("ADM1", "region"),
        ("ADMF", "landmark"),
        ("PCLI", "country"),
        ("STMX", "river"),
        ("BLDG", "landmark"),
        ("", "place"),
    ],
)
def test_a_feature_code_is_said_in_a_reader_s_word(feature, kind):
    assert place_kind(feature) == kind
    assert EN(f"feature.{kind}")


def test_how_sure_a_place_is_has_three_words():
    assert [sure_word(share) for share in (1.0, 0.85, 0.84, 0.6, 0.59, 0.0)] == ["high"] * 2 + [
        "middle"
    ] * 2 + ["low"] * 2
