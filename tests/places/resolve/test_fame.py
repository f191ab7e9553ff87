"""A famous city is given up for a namesake only where the text has another place in that country."""

import pytest

from places import locate
from places.options import Options


def countries(text: str, options: Options | None = None) -> dict[str, str]:
    return {i.mention.text: i.place.country for i in locate(text, options=options) if i.place is not None}


def test_no_namesake_is_left_alone_in_its_country() -> None:
    assert countries("In 2014 she moved from Rome to Athens.") == {"Rome": "IT", "Athens": "GR"}


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("He drove from Rome, Georgia, to Athens, Georgia.", "Rome", "US"),
        ("The council of Paris, Texas, met the mayor of Dallas.", "Paris", "US"),
    ],
)
def test_what_the_text_bears_out_stays(text: str, name: str, country: str) -> None:
    assert countries(text)[name] == country


def test_what_the_user_knows_of_the_text_is_not_overruled() -> None:
    found = countries("In 2014 she moved from Rome to Athens.", Options(near=(34.0, -84.0)))
    assert found["Rome"] == "US"
