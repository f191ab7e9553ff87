"""The user's hints and the years of the text."""

from datetime import date

from places.model import Document, Mention, Place
from places.options import Options
from places.resolve.hints import hint_factor, sentence_around, time_factor, years_of

NOW = Place(id="geonames:1", name="Aria", lat=10.0, lon=10.0, feature="PCLI", country="AA")
THEN = Place(id="own:aria", name="Aria", lat=10.0, lon=10.0, feature="PCLH", since=1200, until=1948)


def test_a_place_of_the_past_gains_in_its_time_and_loses_in_ours() -> None:
    assert time_factor(THEN, (1910, 1945)) > 1
    assert time_factor(THEN, (2019,)) < 1
    assert time_factor(THEN, (1945, 2019)) < 1
    assert time_factor(THEN, ()) == 1
    assert time_factor(NOW, (1910,)) == 1


def test_the_years_are_those_of_the_sentence_else_of_the_document_else_of_the_paragraph() -> None:
    text = "It was 1850. They met in Aria. In 1999 they left."
    mention = Mention(start=25, end=29, text="Aria", kind="toponym")
    assert years_of(Document(text=text, published=date(2020, 5, 6)), mention) == (2020,)
    assert years_of(Document(text=text), mention) == (1850, 1999)
    apart = "It was 1850.\nThey met in Aria.\nIn 1999 they left."
    assert years_of(Document(text=apart), mention) == ()
    early = "In 1850 they met in Aria."
    assert years_of(Document(text=early), Mention(start=20, end=24, text="Aria", kind="toponym")) == (1850,)


def test_a_sentence_ends_at_its_full_stop() -> None:
    text = "One went. Two came to Aria! Three left."
    begin, end = sentence_around(text, 22, 26)
    assert text[begin:end] == "Two came to Aria"


def test_an_excluded_place_is_ruled_out_and_a_near_one_gains() -> None:
    assert hint_factor(NOW, Options(exclude=("geonames:1",)), False) == 0.0
    assert hint_factor(NOW, Options(countries=("BB",)), True) == 0.0
    assert hint_factor(NOW, Options(countries=("BB",)), False) == 1.0
    here, far = Options(near=(10.0, 10.0)), Options(near=(-10.0, 100.0))
    assert hint_factor(NOW, here, False) > 100 * hint_factor(NOW, far, False)
