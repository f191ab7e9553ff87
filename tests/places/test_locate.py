"""The whole way from text to places, on the package's own gazetteer."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from places import Document, Options, locate
from places.gazetteer import world
from places.gazetteer.chain import ChainGazetteer
from places.gazetteer.memory import MemoryGazetteer
from places.model import Located, Mention, Place

SAMPLE = Path(__file__).parents[2].parent / "shared" / "examples" / "medal-2020.txt"


def placed(text: str, **how: object) -> dict[str, str]:
    """Return the ids of the places of all mentions but demonyms, by surface form."""
    return {
        item.mention.text: item.place.id if item.place else ""
        for item in locate(text, **how)  # type: ignore[arg-type]
        if item.mention.kind != "demonym"
    }


def test_offsets_cover_exactly_the_words_of_each_mention() -> None:
    text = "Lisbon’s quays were full. The ship left Valparaíso for Callao,\nPeru, and then for “São Tomé”."
    located = locate(text)
    assert [text[i.mention.start : i.mention.end] for i in located] == [i.mention.text for i in located]
    assert {"Lisbon", "Valparaíso", "Callao", "Peru"} <= {i.mention.text for i in located}


def test_mentions_come_in_text_order_and_never_overlap_within_a_kind() -> None:
    located = locate("The Paris Police Department and the Boone County Jail lie in Paris, Texas, near Boone.")
    starts = [item.mention.start for item in located]
    assert starts == sorted(starts)
    for kind in {item.mention.kind for item in located}:
        same = [item.mention for item in located if item.mention.kind == kind]
        assert all(a.end <= b.start for a, b in pairwise(same))


def test_the_same_text_gives_the_same_answer_twice() -> None:
    text = "From Springfield, Illinois, he went to Paris and to Georgia."
    assert locate(text) == locate(text)


def test_an_empty_text_has_no_places() -> None:
    assert locate("") == ()
    assert locate(" \n\n ") == ()


def test_given_spans_are_resolved_and_nothing_else() -> None:
    text = "He left Paris for Berlin and Rome."
    located = locate(text, spans=[(18, 24), (8, 13)])
    assert [item.mention.text for item in located] == ["Paris", "Berlin"]
    assert [item.place.country for item in located if item.place] == ["FR", "DE"]


def test_a_span_outside_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="lies outside the text"):
        locate("Paris", spans=[(0, 9)])


def test_a_name_that_no_gazetteer_knows_stays_without_a_place_and_says_why() -> None:
    (item,) = locate("They sailed to Qwxyzzyville.", spans=[(15, 27)])
    assert item.place is None
    assert "Qwxyzzyville" in item.why


def test_excluded_names_are_no_mentions() -> None:
    text = "Paris met Berlin in Rome."
    assert "Paris" not in placed(text, options=Options(exclude=("paris",)))


def test_the_users_country_decides_where_the_text_does_not() -> None:
    assert locate("They met in London.", options=Options(countries=("CA",)))[0].place.country == "CA"  # type: ignore[union-attr]


def test_the_users_point_decides_where_the_text_does_not() -> None:
    near_ohio = Options(near=(39.9, -83.4))
    place = locate("They met in London.", options=near_ohio)[0].place
    assert place is not None
    assert place.admin[0] == "Ohio"


@pytest.fixture(scope="module")
def sample() -> tuple[Located, ...]:
    if not SAMPLE.is_file():
        pytest.skip("the sample article is not in ../shared")
    return locate(Document(text=SAMPLE.read_text(encoding="utf-8")))


def test_the_sample_names_all_its_places(sample: tuple[Located, ...]) -> None:
    found = [item.mention.text for item in sample if item.mention.kind != "demonym"]
    expected = {
        "Pyongyang": 4, "Mansudae Assembly Hall": 2, "DPRK": 12, "Vladivostok": 1, "Moscow": 1, "Russia": 3,
        "Democratic People's Republic of Korea": 2, "Korea": 2, "Korean Peninsula": 1, "Japan": 1,
        "Liberation Monument": 1,
    }  # fmt: skip
    assert {text: found.count(text) for text in expected} == expected
    assert set(found) == set(expected)


def test_the_sample_puts_its_places_where_they_are(sample: tuple[Located, ...]) -> None:
    where = {
        "Pyongyang": "geonames:1871859", "DPRK": "geonames:1873107", "Vladivostok": "geonames:2013348",
        "Democratic People's Republic of Korea": "geonames:1873107", "Russia": "geonames:2017370",
        "Moscow": "geonames:524901", "Japan": "geonames:1861060",
    }  # fmt: skip
    for item in sample:
        if item.mention.text in where:
            assert item.place is not None
            assert item.place.id == where[item.mention.text]
        if item.mention.kind == "landmark":
            assert item.place is not None
            assert abs(item.place.lat - 39.03) < 0.1
            assert abs(item.place.lon - 125.75) < 0.1


def test_the_users_own_gazetteer_wins_over_the_packages() -> None:
    own = Place(id="user:paris", name="Paris", lat=-10.0, lon=-50.0, feature="PPL", country="BR")
    (item,) = locate("They met in Paris.", gazetteer=ChainGazetteer(MemoryGazetteer([own]), world()))
    assert item.place == own
    assert item.confidence == 1.0


def test_a_name_that_only_the_user_knows_is_found() -> None:
    own = Place(id="user:grumbleford", name="Grumbleford", lat=-10.0, lon=-50.0, feature="PPL")
    located = locate(
        "Old Mr. Smith saw Grumbleford again.", gazetteer=ChainGazetteer(MemoryGazetteer([own]), world())
    )
    assert [item.place for item in located if item.mention.text == "Grumbleford"] == [own]


def test_another_recogniser_can_take_the_place_of_the_packages() -> None:
    def first_word(document: Document, *_: object) -> tuple[Mention, ...]:
        return (Mention(start=0, end=5, text=document.text[:5], kind="toponym"),)

    (item,) = locate("Paris and London.", recogniser=first_word)
    assert item.mention.text == "Paris"


def test_a_long_text_is_read_in_stretches_and_nothing_is_lost() -> None:
    text = "They sailed from Lisbon to Lima.\n" * 400
    spans = [(m.start(), m.end()) for m in re.finditer("Lisbon|Lima", text)]
    located = locate(text, spans=spans)
    assert [(item.mention.start, item.mention.end) for item in located] == spans
    assert {item.place.country for item in located if item.place} == {"PT", "PE"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("We left Grandmother’s farm at dawn.", "Grandmother’s farm"),
        ("At dawn we walked to the old mill and swam.", "old mill"),
        ("Then they rode to Minas Tirith.", "Minas Tirith"),
    ],
)
def test_what_the_user_lists_is_found_whatever_its_words_are(text: str, name: str) -> None:
    own = [
        Place(id="user:1", name="Grandmother's farm", lat=47.5, lon=11.25, feature="FRM"),
        Place(id="user:2", name="the old mill", lat=47.6, lon=11.3, feature="ML"),
        Place(id="user:3", name="Minas Tirith", lat=45.0, lon=12.0, feature="PPL"),
        Place(id="user:4", name="Reading", lat=40.0, lon=-75.0, feature="PPL"),
    ]
    found = locate(text, gazetteer=ChainGazetteer(MemoryGazetteer(own), world()))
    assert [(i.mention.text, i.place.id[:5]) for i in found if i.place] == [(name, "user:")]


def test_a_listed_name_with_a_capital_is_no_ordinary_word() -> None:
    own = [Place(id="user:4", name="Reading", lat=40.0, lon=-75.0, feature="PPL")]
    text = "She was reading a book in bed."
    assert locate(text, gazetteer=ChainGazetteer(MemoryGazetteer(own), world())) == ()
