"""Each correction does what it says, and no more."""

from dataclasses import replace

import pytest

from places.model import Place
from storymap.correct import anchor, corrected, event_anchor
from storymap.correct.operations import (
    EventAdd,
    EventDate,
    EventDelete,
    EventHide,
    EventMain,
    EventMerge,
    EventMove,
    EventPart,
    EventPeople,
    EventPlaces,
    EventRestore,
    EventSplit,
    EventTitle,
    MentionAdd,
    PlaceConfirm,
    PlaceSet,
    RouteName,
    StorySet,
)
from storymap.model import Day, When, Where, Who
from tests.storymap.correct.strategies import CROSSING

TEXT = CROSSING.document.text
HAVEN = Place(id="user:haven", name="Little Haven", lat=-36.9, lon=174.8, feature="CMTY")


def at(words, number=0):
    start = -1
    for _ in range(number + 1):
        start = TEXT.index(words, start + 1)
    return anchor(TEXT, start, start + len(words))


def event(number):
    return event_anchor(CROSSING, CROSSING.events[number - 1])


def done(*operations, story=CROSSING):
    changed, outcomes = corrected(story, operations)
    assert [outcome.why for outcome in outcomes] == [""] * len(outcomes)
    return changed


def place_of(story, name):
    return next((entry for entry in story.places if entry.place.name == name), None)


def told(story, event_id):
    return next(one for one in story.events if one.id == event_id)


def test_one_correction_goes_to_all_mentions_of_the_name():
    other = Place(id="user:callao", name="Callao Cave", lat=17.7, lon=121.82, feature="CAVE")
    changed = done(PlaceSet(at=at("Callao", 1), place=other))

    assert place_of(changed, "Callao") is None
    assert [item.mention.text for item in place_of(changed, "Callao Cave").mentions] == ["Callao"] * 3
    assert [one.place.name for one in told(changed, "e4").where] == ["Callao Cave", "Pacific Ocean", "Apia"]
    assert [entry.place.name for entry in changed.places][1] == "Callao Cave"
    assert all(item.confidence == 1 for item in place_of(changed, "Callao Cave").mentions)


def test_a_correction_can_be_narrowed_to_one_mention():
    other = Place(id="user:auckland", name="Auckland Islands", lat=-50.7, lon=166.1, feature="ISLS")
    changed = done(PlaceSet(at=at("Auckland", 2), place=other, scope="mention"))

    assert len(place_of(changed, "Auckland").mentions) == 2
    assert len(place_of(changed, "Auckland Islands").mentions) == 1


def test_what_is_no_place_leaves_map_and_events():
    changed = done(PlaceSet(at=at("London"), place=None))

    assert place_of(changed, "London") is None
    assert [one.place.name for one in told(changed, "e11").where] == ["South Pacific"]


def test_a_name_that_was_not_found_is_placed():
    changed = done(PlaceSet(at=at("Little Haven"), place=HAVEN))

    assert changed.unplaced == ()
    assert place_of(changed, "Little Haven").mentions[0].mention.text == "Little Haven"


def test_a_place_that_was_right_is_sure():
    changed = done(PlaceConfirm(at=at("Hamilton")))
    entry = place_of(changed, "Hamilton")

    assert entry.mentions[0].confidence == 1
    assert entry.candidates == place_of(CROSSING, "Hamilton").candidates


def test_words_that_were_not_recognised_name_a_place():
    changed = done(MentionAdd(at=at("the harbour"), place=HAVEN))

    assert [item.mention.text for item in place_of(changed, "Little Haven").mentions] == ["the harbour"]


def test_headline_date_people_part_and_weight_of_an_event():
    when = When(edtf="1914", earliest=Day(1914, 1, 1), latest=Day(1914, 12, 31), basis="stated")
    changed = done(
        EventTitle(event=event(1), title="A girl learns to read charts"),
        EventDate(event=event(12), when=when),
        EventPeople(event=event(5), who=(Who(name="the crew", role="patient"),)),
        EventPart(event=event(1), part="Childhood"),
        EventMain(event=event(9), main=False),
    )

    assert told(changed, "e1").title == "A girl learns to read charts"
    assert told(changed, "e1").part == "Childhood"
    assert told(changed, "e12").when == when
    assert told(changed, "e5").who[0].name == "the crew"
    assert not told(changed, "e9").main
    dated = sorted((e for e in changed.events if e.chronological), key=lambda e: e.chronological)
    assert [one.id for one in dated].index("e12") < [one.id for one in dated].index("e10")


def test_an_undated_event_has_no_place_in_time():
    changed = done(EventDate(event=event(2), when=When()))

    assert told(changed, "e2").chronological is None
    assert not told(changed, "e2").when.known


def test_an_event_is_put_at_places_with_roles():
    where = (Where(place=HAVEN, role="to"), Where(place=CROSSING.places[0].place, role="from"))
    changed = done(EventPlaces(event=event(5), where=where))

    assert [(one.place.name, one.role) for one in told(changed, "e5").where] == [
        ("Little Haven", "to"),
        ("Valparaíso", "from"),
    ]
    assert place_of(changed, "Little Haven").mentions == ()


def test_an_event_is_told_elsewhere():
    changed = done(EventMove(event=event(12), after=None), EventMove(event=event(1), after=event(3)))

    assert [one.id for one in changed.events][:4] == ["e12", "e2", "e3", "e1"]
    assert [one.narrative for one in changed.events] == list(range(1, 13))


def test_a_hidden_event_is_off_the_map_and_can_be_brought_back():
    hidden = done(EventHide(event=event(9)))
    assert [item.why for item in hidden.off_map] == ["hidden", "negated"]

    back = done(
        EventRestore(at=at(CROSSING.events[8].quote.text), where=CROSSING.events[8].where), story=hidden
    )
    assert [one.title for one in back.events] == [one.title for one in CROSSING.events]
    assert len(back.off_map) == 1


def test_what_did_not_happen_can_be_said_to_have_happened():
    changed = done(EventRestore(at=at(CROSSING.off_map[0].quote.text), where=(Where(place=HAVEN),)))

    assert changed.off_map == ()
    assert [one.title for one in changed.events][-2:] == [
        "The shop moves to Sydney",
        "Marta dies in Auckland",
    ]


def test_a_deleted_event_leaves_its_route():
    changed = done(EventDelete(event=event(4)))

    assert [route.events for route in changed.routes] == [("e2", "e6", "e7")]


def test_two_events_are_joined():
    changed = done(EventMerge(event=event(4), others=(event(5), event(6))))
    joined = told(changed, "e4")

    assert [one.id for one in changed.events] == ["e1", "e2", "e3", "e4", *(f"e{n}" for n in range(7, 13))]
    assert [span.text[:12] for span in joined.mentions] == ["A storm took", "From Apia th"]
    assert {one.place.name for one in joined.where} == {"Callao", "Pacific Ocean", "Apia", "Samoa", "Suva"}
    assert changed.routes[0].events == ("e2", "e4", "e7")


def test_an_event_is_parted():
    changed = done(EventSplit(event=event(3), at=at("and Marta drew")))
    first, second = changed.events[2:4]

    assert first.quote.text == "The ship lay eleven days in Callao,"
    assert second.quote.text.startswith("and Marta drew the harbour")
    assert second.title == "and Marta drew the harbour from the steps of the Custom House."


def test_words_are_said_to_tell_an_event_and_one_is_told_by_none():
    changed = done(EventAdd(id="g", at=at("She is buried in a place"), title="Her grave"))
    assert [one.title for one in changed.events][-2:] == ["Her grave", "Marta dies in Auckland"]

    added = done(EventAdd(id="n", at=None, title="What no text tells"))
    assert added.events[-1].quote.text == ""
    again = done(EventTitle(event=event_anchor(added, added.events[-1]), title="Renamed"), story=added)
    assert again.events[-1].title == "Renamed"


def test_the_storys_own_facts():
    changed = done(
        StorySet(field="title", value="The chart-maker"),
        StorySet(field="published", value="1958-01-02"),
        RouteName(name="The voyage of the Aurelia", value="Marta's voyage"),
    )

    assert changed.document.title == "The chart-maker"
    assert str(changed.document.published) == "1958-01-02"
    assert changed.routes[0].name == "Marta's voyage"


@pytest.mark.parametrize(
    ("operation", "why"),
    [
        (StorySet(field="published", value="soon"), "“soon” is no day as 2020-05-06"),
        (RouteName(name="Nobody", value="x"), "nobody called “Nobody” travels"),
        (EventMerge(event=event(1), others=(event(1),)), "an event cannot be joined with itself"),
        (EventMove(event=event(1), after=event(1)), "an event cannot be told after itself"),
        (EventSplit(event=event(1), at=at("Callao")), "the words do not stand within the event's own"),
        (EventTitle(event=at("Quispe"), title="x"), "no event is told by the words “Quispe”"),
        (
            EventDelete(event=anchor("Nothing of the kind.", 0, 19)),
            "the words “Nothing of the kind” are not in the text where they stood",
        ),
        (
            EventDelete(event=replace(event(1), made="zz")),
            "the event that it is about was not added, or is there no more",
        ),
        (EventRestore(at=at("London"), where=()), "the words “London” are not among what is off the map"),
    ],
)
def test_what_does_not_fit_is_told_and_kept(operation, why):
    changed, outcomes = corrected(CROSSING, [operation])

    assert outcomes[0].why == why
    assert len(changed.corrections) == 1
    assert changed.events == CROSSING.events


def test_a_correction_says_what_it_was_and_what_it_became():
    _, outcomes = corrected(
        CROSSING, [PlaceSet(at=at("London"), place=HAVEN), EventDate(event=event(1), when=When())]
    )

    assert outcomes[0].was.startswith("London, ")
    assert outcomes[0].became == "Little Haven (-36.9000, 174.8000)"
    assert outcomes[0].operation.was == outcomes[0].was
    assert (outcomes[1].was, outcomes[1].became) == ("no date", "no date")


def test_a_name_corrected_there_and_back_and_there_again():
    there, back = (
        PlaceSet(at=at("London"), place=HAVEN),
        PlaceSet(at=at("London"), place=CROSSING.places[-1].place),
    )
    changed = done(there, back, there)

    assert place_of(changed, "London") is None
    assert len(changed.corrections) == 3
    assert changed.correct(there) == changed


def test_two_events_of_the_same_words_are_told_apart_by_their_headlines():
    double = replace(CROSSING.events[0], id="x", title="Her father mends nets")
    story = replace(CROSSING, events=(CROSSING.events[0], double, *CROSSING.events[1:]))
    changed = done(EventTitle(event=event_anchor(story, double), title="Nets"), story=story)

    assert [one.title for one in changed.events][:2] == [CROSSING.events[0].title, "Nets"]
