import pytest

from places.gazetteer.memory import MemoryGazetteer
from places.gazetteer.readings import readings
from places.model import Place


def place(name, feature, population=0):
    return Place(id=f"test:{name}:{feature}", name=name, lat=1, lon=2, feature=feature, population=population)


WORLD = MemoryGazetteer(
    [
        place("Oaxaca", "ADM1"),
        place("Oaxaca", "PPLA", 270_000),
        place("Thames", "STM"),
        place("Thames", "PPL", 7000),
        place("County Cork", "ADM2"),
        place("Syria", "PCLI"),
        place("Wing", "PPL", 1200),
        place("London", "PPLC", 9_000_000),
        place("Lake Tana", "LK"),
        place("North Korea", "PCLI"),
        place("Korea", "PCLH"),
        place("Taku", "INLT"),
        place("Green Turtle Cay", "ISL"),
        place("Port Nicholson Harbour", "HBR"),
        place("Loyalty Islands", "ISLS"),
        place("Muir", "GLCR"),
        place("Saint Elias", "CAPE"),
    ]
)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Oaxaca State", ["test:Oaxaca:ADM1"]),
        ("the State of Oaxaca", ["test:Oaxaca:ADM1"]),
        ("Oaxaca City", ["test:Oaxaca:PPLA"]),
        ("River Thames", ["test:Thames:STM"]),
        ("Thames River", ["test:Thames:STM"]),
        ("Cork County", ["test:County Cork:ADM2"]),
        ("Co. Cork", ["test:County Cork:ADM2"]),
        ("Co Cork", ["test:County Cork:ADM2"]),
        ("Tana Lake", ["test:Lake Tana:LK"]),
        ("northern Syria", ["test:Syria:PCLI"]),
        ("North-Eastern Syria", ["test:Syria:PCLI"]),
        ("Greater London", ["test:London:PPLC"]),
        ("North Korea", ["test:North Korea:PCLI"]),
        ("Taku Inlet", ["test:Taku:INLT"]),
        ("Green Turtle Keys", []),
        ("Green Turtle Key", ["test:Green Turtle Cay:ISL"]),
        ("Port Nicholson Harbor", ["test:Port Nicholson Harbour:HBR"]),
        ("Loyalty group", ["test:Loyalty Islands:ISLS"]),
        ("the Muir Glacier", ["test:Muir:GLCR"]),
        ("Cape St. Elias", ["test:Saint Elias:CAPE"]),
        ("Wing Glacier", []),
        ("West Wing", []),
        ("Lake Thames", []),
        ("River", []),
        ("State University", []),
        ("", []),
    ],
)
def test_a_name_that_nothing_bears_is_read_by_the_word_that_says_its_kind(name, found):
    assert [match.place.id for match in WORLD.matches(name)] == found


def test_a_name_without_such_a_word_has_no_other_reading():
    assert list(readings("Notre Dame")) == []


@pytest.mark.parametrize(
    ("old", "modern"),
    [
        ("Hudson's Bay", "Hudson Bay"),
        ("Bass's Straits", "Bass Strait"),
        ("Torres Straits", "Torres Strait"),
        ("Davis’s Straits", "Davis Strait"),
        ("Cook's Inlet", "Cook Inlet"),
        ("Prince William's Sound", "Prince William Sound"),
        ("Colorado r.", "Colorado River"),
    ],
)
def test_an_older_form_is_read_as_todays(old, modern):
    assert modern in [reading.name for reading in readings(old)]


def test_a_name_without_an_older_form_has_no_reading_of_that_kind():
    assert [reading.name for reading in readings("King's Lynn")] == ["King Lynn"]
