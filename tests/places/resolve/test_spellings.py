"""Names as other times spelt them: which rules there are, and where a rewritten name may stand."""

import pytest

from places import locate
from places.gazetteer import world
from places.resolve.spellings import rules, spellings


def test_every_rule_makes_of_its_example_what_the_file_says() -> None:
    assert len(rules()) > 50
    assert all(rule.rewrite(rule.old) == rule.new != rule.old for rule in rules())


@pytest.mark.parametrize(
    ("old", "new"),
    [("Regenspurg", "regensburg"), ("Fu-Kien", "fukien"), ("Synopp", "sinop"), ("Benodett", "benodet")],
)
def test_a_name_is_rewritten_by_one_rule_or_by_two(old: str, new: str) -> None:
    assert new in {name for names in spellings(old) for name in names}


def test_what_one_name_may_cost_is_limited() -> None:
    assert sum(len(names) for names in spellings("Constantinopoulisburgh-on-the-Sca")) <= 140


def place_of(text: str, name: str) -> str:
    start = text.index(name)
    (item,) = [i for i in locate(text, spans=[(start, start + len(name))]) if i.mention.start == start]
    return f"{item.place.name}, {item.place.country}" if item.place else ""


def test_an_old_spelling_stands_at_the_place_among_the_texts_others() -> None:
    text = "From Nuremberg we came to Regenspurg, then to Passau."
    spans = [(text.index(n), text.index(n) + len(n)) for n in ("Nuremberg", "Regenspurg", "Passau")]
    places = [item.place for item in locate(text, spans=spans)]
    assert [p.name for p in places if p] == ["Nuremberg", "Regensburg", "Passau"]


def test_a_large_city_stands_by_itself_and_a_small_one_far_from_all_others_nowhere() -> None:
    assert world().matches("Constantinoppoli") == ()
    assert place_of("We saw Constantinoppoli.", "Constantinoppoli") == "Istanbul, TR"
    assert place_of("We saw Bellaggio.", "Bellaggio") == ""


def test_a_name_that_is_known_as_it_stands_is_never_rewritten() -> None:
    text = "He left Kassel in May."
    assert place_of(text, "Kassel") == "Kassel, DE"
