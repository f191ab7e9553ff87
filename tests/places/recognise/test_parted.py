"""One span that is two names: a town and, without a comma, the country or state behind it."""

import pytest

from places import locate
from places.gazetteer import world
from places.recognise.line import windows
from places.recognise.names import names_of
from places.recognise.parted import parted
from places.recognise.words import read_lines


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("London UK", ["London", "UK"]),
        ("Berlin Germany", ["Berlin", "Germany"]),
        ("Austin TX", ["Austin", "TX"]),
        ("Santa Fe New Mexico", ["Santa Fe", "New Mexico"]),
        # a name as it stands, a name that a word for a land only ends, and a town that lies elsewhere
        ("Mexico City", ["Mexico City"]),
        ("West Virginia", ["West Virginia"]),
        ("Graham Island", ["Graham Island"]),
        ("Jakarta Ohio", ["Jakarta Ohio"]),
        ("London", ["London"]),
    ],
)
def test_a_town_is_parted_from_the_country_behind_it(text: str, parts: list[str]) -> None:
    (line,) = read_lines(text)
    spans = parted(line, 0, len(line), names_of(world()))
    assert [line.surface(start, end) for start, end in spans] == parts


def test_both_names_are_found_in_a_sentence() -> None:
    found = {item.mention.text: item.place for item in locate("In Lyon France after a month in Austin TX.")}
    assert set(found) == {"Lyon", "France", "Austin", "TX"}
    assert (found["Lyon"].country, found["Austin"].admin_codes[0]) == ("FR", "US.TX")


@pytest.mark.parametrize("name", ["Côte d'Ivoire", "Val d’Isère", "Reggio nell'Emilia"])
def test_an_article_that_has_run_into_a_name_does_not_end_it(name: str) -> None:
    (line,) = read_lines(f"They went to {name} by train.")
    assert name in {line.surface(start, end) for start, end in windows(line)}


def test_the_ivory_coast_is_found_by_its_own_name() -> None:
    (item,) = locate("In 2014 he was born in Côte d'Ivoire.")
    assert (item.mention.text, item.place.country) == ("Côte d'Ivoire", "CI")
