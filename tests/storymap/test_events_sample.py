"""The sample article against a careful editor's story of it."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from places.model import Document
from storymap.model import Event, OffMap, Span, Story
from storymap.story import tell
from tests.storymap.gazette import located, place

SHARED = Path(__file__).parents[2].parent / "shared"
TEXT = SHARED / "examples" / "medal-2020.txt"
GOLD = SHARED / "gold" / "medal-2020.json"

pytestmark = pytest.mark.skipif(
    not (TEXT.exists() and GOLD.exists()), reason="the sample article is not beside this checkout"
)

NORTH_KOREA = place("North Korea", 40, 127, "PCLI", "KP")
PYONGYANG = place("Pyongyang", 39.03, 125.75, "PPLC", "KP")
RUSSIA = place("Russia", 60, 100, "PCLI", "RU")
PLACES = {
    "DPRK": NORTH_KOREA,
    "Democratic People's Republic of Korea": NORTH_KOREA,
    "Pyongyang": PYONGYANG,
    "Mansudae Assembly Hall": place(
        "Mansudae Assembly Hall", 39.03, 125.75, "BLDG", "KP", precision="near", within=PYONGYANG.id
    ),
    "Liberation Monument": place(
        "Liberation Monument", 39.03, 125.75, "MNMT", "KP", precision="near", within=PYONGYANG.id
    ),
    "Russia": RUSSIA,
    "Moscow": place("Moscow", 55.75, 37.6, "PPLC", "RU"),
    "Vladivostok": place("Vladivostok", 43.1, 131.9, "PPLA", "RU"),
    "Korean Peninsula": place("Korean Peninsula", 38, 127, "PEN"),
    "Korea": place("Korean Peninsula", 38, 127, "PEN"),
    "Japan": place("Japan", 36, 138, "PCLI", "JP"),
}
NAMED = {
    "Mansudae Assembly Hall, Pyongyang": "Mansudae Assembly Hall",
    "DPRK": "North Korea",
    "Liberation Monument, Pyongyang": "Liberation Monument",
    "Korea": "Korean Peninsula",
}


@pytest.fixture(scope="module")
def gold() -> dict[str, Any]:
    return json.loads(GOLD.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def story() -> Story:
    text = TEXT.read_text(encoding="utf-8")
    document = Document(text=text, published=date(2020, 5, 6))
    return tell(document, located(text, PLACES))


def overlaps(span: Span, quote: dict[str, Any]) -> bool:
    return bool(span.start < quote["end"] and quote["start"] < span.end)


def found(story: Story, event: dict[str, Any]) -> Event | None:
    """Return the event of the story that tells an event of the gold."""
    tellings = [event["quote"], *event["also_told_in"]]
    best = [e for e in story.events if overlaps(e.quote, event["quote"])]
    return next(iter(best), None) or next(
        (e for e in story.events if any(overlaps(e.quote, t) for t in tellings)), None
    )


def on_map(gold: dict[str, Any]) -> list[dict[str, Any]]:
    return [e for e in gold["events"] if e["on_map"]]


def test_every_event_of_the_gold_is_on_the_map_once(story: Story, gold: dict[str, Any]) -> None:
    ids = [e.id if (e := found(story, event)) else None for event in on_map(gold)]
    assert None not in ids
    assert len(set(ids)) == len(ids)


def test_at_most_one_event_is_too_many(story: Story, gold: dict[str, Any]) -> None:
    assert len(story.events) <= len(on_map(gold)) + 1


def test_every_date_is_right(story: Story, gold: dict[str, Any]) -> None:
    told = {event["id"]: e.when.edtf for event in on_map(gold) if (e := found(story, event))}
    assert told == {event["id"]: event["when"]["edtf"] for event in on_map(gold)}


def test_every_place_is_right(story: Story, gold: dict[str, Any]) -> None:
    for event in on_map(gold):
        names = {NAMED.get(w["name"], w["name"]) for w in event["where"] if w["basis"] != "unlocated"}
        told = found(story, event)
        assert told is not None
        assert {w.place.name for w in told.where} == names, event["title"]


def test_metonyms_are_marked(story: Story, gold: dict[str, Any]) -> None:
    ties = found(story, next(e for e in gold["events"] if e["id"] == "g9"))
    assert ties is not None
    assert {w.basis for w in ties.where} == {"metonym"}


def test_both_orders_are_right(story: Story, gold: dict[str, Any]) -> None:
    ids = {e.id: event["id"] for event in on_map(gold) if (e := found(story, event))}
    assert [ids[e.id] for e in story.events if e.id in ids] == gold["narrative_order"]
    dated = sorted(
        (e for e in story.events if e.chronological and e.id in ids), key=lambda e: e.chronological or 0
    )
    assert [ids[e.id] for e in dated] == gold["chronological_order"]


def test_nothing_is_on_the_map_that_is_to_stay_off(story: Story, gold: dict[str, Any]) -> None:
    left = [e for e in gold["events"] if not e["on_map"]]
    assert len(left) == 4
    for event in left:
        assert not [e.title for e in story.events if overlaps(e.quote, event["quote"])]


def test_what_did_not_happen_and_what_is_a_report_says_so(story: Story, gold: dict[str, Any]) -> None:
    def why(item: str) -> set[str]:
        quote = next(e["quote"] for e in gold["events"] if e["id"] == item)
        near: list[OffMap] = [o for o in story.off_map if overlaps(o.quote, quote)]
        return {o.why for o in near}

    assert "negated" in why("g13")
    assert "report" in why("g12")
    assert "no place" in why("g10")


def test_every_title_is_fit_to_print(story: Story) -> None:
    for event in story.events:
        assert 10 <= len(event.title) <= 90
        assert event.title[0].isupper()
        assert event.title.rstrip(" ,;:—-") == event.title


def test_every_quote_stands_in_the_text(story: Story) -> None:
    text = story.document.text
    for event in story.events:
        for span in (event.quote, *event.mentions, event.trigger):
            assert span is not None
            assert text[span.start : span.end] == span.text
