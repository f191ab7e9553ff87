"""What an edition marks is taken as given: places by their address, dates, persons."""

from pathlib import Path

import pytest

import storymap
from tests.storymap.sources.writers import tei

PARIS_TEXAS = "https://www.geonames.org/4717560/paris.html"
LIST = (
    '<sourceDesc><listPlace><place xml:id="mill"><placeName>The Mill</placeName>'
    "<location><geo>33.5 -95.4</geo></location></place>"
    '<place xml:id="paris"><idno type="GeoNames">4717560</idno></place></listPlace></sourceDesc>'
)


def told(folder: Path, body: str, header: str = "") -> storymap.Story:
    path = folder / "journal.xml"
    path.write_bytes(tei(body, header=header))
    return storymap.read(path)


@pytest.mark.parametrize("ref", [PARIS_TEXAS, "geonames:4717560", "#paris", "33.66, -95.56"])
def test_a_place_with_an_address_is_there(tmp_path: Path, ref: str) -> None:
    body = f'<p>In 1911 she travelled to <placeName ref="{ref}">Paris</placeName> by train.</p>'
    story = told(tmp_path, body, LIST)

    (entry,) = [one for one in story.places if any(m.mention.text == "Paris" for m in one.mentions)]
    assert (round(entry.place.lat, 1), round(entry.place.lon, 1)) == (33.7, -95.6)
    assert entry.mentions[0].confidence == 1.0
    assert [round(place.lat, 1) for place in story.events[0].places] == [33.7]
    assert story.corrections == ()
    assert story.uncorrected is None


@pytest.mark.parametrize(
    "ref", ["", "#nowhere", "https://example.org/paris", "geonames:999999999", "99, 400"]
)
def test_an_address_that_says_nothing_changes_nothing(tmp_path: Path, ref: str) -> None:
    story = told(tmp_path, f'<p>She travelled to <placeName ref="{ref}">Paris</placeName> in 1911.</p>')

    assert [entry.place.country for entry in story.places] == ["FR"]


def test_a_name_that_nobody_would_have_recognised_is_on_the_map(tmp_path: Path) -> None:
    body = '<p>She worked at <placeName ref="#mill">the old works</placeName> until May.</p>'
    story = told(tmp_path, body, LIST)

    assert ("the old works", 33.5) in [(one.place.name, one.place.lat) for one in story.places]


def test_dates_and_persons_are_taken_as_given(tmp_path: Path) -> None:
    body = (
        '<p>On <date when="1911-03-03">Shrove Friday</date> <persName>Marta</persName> sailed from '
        '<placeName>Lisbon</placeName>. <date from="1912-01" to="1912-03">In winter</date> she lived in '
        "Porto.</p>"
    )
    story = told(tmp_path, body)
    sailing = next(event for event in story.events if "sailed" in event.quote.text)

    assert sailing.when.edtf == "1911-03-03"
    assert sailing.when.mention is not None
    assert sailing.when.mention.text == "Shrove Friday"
    assert "Marta" in [who.name for who in sailing.who]
    for event in story.events:
        if event.when.mention and event.when.mention.text == "In winter":
            assert event.when.edtf == "1912-01/1912-03"
