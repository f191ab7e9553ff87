"""Names that mean several places, or none: each text says which, and the answer must be that one."""

import pytest

from places import locate
from places.model import Located


def mentions(text: str, name: str) -> list[Located]:
    """Return the mentions of a name in a text, demonyms left out."""
    return [i for i in locate(text) if i.mention.text == name and i.mention.kind != "demonym"]


def ids(text: str, name: str) -> list[str]:
    """Return the ids of the places of a name's mentions, in text order; "" without a place."""
    return [item.place.id if item.place else "" for item in mentions(text, name)]


def countries(text: str, name: str) -> list[str]:
    return [item.place.country if item.place else "" for item in mentions(text, name)]


def dots(text: str) -> set[str]:
    """Return the names that a map of the text would show."""
    shown = {"toponym", "landmark"}
    return {i.mention.text for i in locate(text) if i.mention.kind in shown and i.place is not None}


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("He was born in Paris, Texas, and he died there.", "Paris", "geonames:4717560"),
        ("She studied in London, Ontario, for three years.", "London", "geonames:6058560"),
        ("A shop in Bangor, Maine, closed on Friday.", "Bangor", "geonames:4957280"),
        ("TROY, N.C. -- A man was arrested here on Monday.", "TROY", "geonames:4495714"),
        ("The fire near Portland, Oregon, spread to Salem.", "Salem", "geonames:5750162"),
        ("They moved from Birmingham, Alabama, to Atlanta.", "Birmingham", "geonames:4049979"),
        ("A storm hit South Korea's Busan on Sunday.", "Busan", "geonames:1838524"),
    ],
)
def test_the_parent_that_the_text_names_decides(text: str, name: str, place: str) -> None:
    assert ids(text, name) == [place]


def test_georgia_is_the_country_and_the_state_in_one_text() -> None:
    text = (
        "The president of Georgia left Tbilisi for the United States. Georgia and Russia had fought a war in "
        "2008. He spoke in Atlanta, Georgia, and flew home."
    )
    assert ids(text, "Georgia") == ["geonames:614540", "geonames:614540", "geonames:4197000"]


def test_a_governor_s_georgia_and_a_capital_s_georgia_stand_in_one_text() -> None:
    text = (
        "Leaders met in Tbilisi, the capital of Georgia, by the Kura. Brian Kemp did not come: he spoke in "
        "Atlanta, Georgia, on the same day."
    )
    assert ids(text, "Georgia") == ["geonames:614540", "geonames:4197000"]


@pytest.mark.parametrize("office", ["'s governor, Brian Kemp,", " Gov. Brian Kemp", " governor Brian Kemp"])
def test_a_governor_s_georgia_is_the_state_even_beside_tbilisi(office: str) -> None:
    assert ids(f"On Monday Georgia{office} met the ambassador from Tbilisi.", "Georgia") == [
        "geonames:4197000"
    ]


def test_a_quoted_town_has_its_parent() -> None:
    assert ids('On the crate stood "Bangor, Maine" in red letters.', "Bangor") == ["geonames:4957280"]


def test_washington_is_a_man_a_state_and_a_city_in_one_text() -> None:
    text = (
        "George Washington was born in Virginia. Seattle lies in Washington state. The Senate met in "
        "Washington, D.C., on Friday."
    )
    found = ids(text, "Washington") + ids(text, "Washington, D.C.")
    assert found == ["geonames:5815135", "geonames:4140963"]


def test_jordan_is_a_player_and_a_country_in_one_text() -> None:
    text = (
        "Michael Jordan scored 40 points for the Bulls on Friday, and Jordan said he was tired. The king "
        "flew home to Amman, Jordan."
    )
    (country,) = mentions(text, "Jordan")
    assert country.mention.start == text.rindex("Jordan")
    assert country.place is not None
    assert country.place.id == "geonames:248816"


def test_places_with_ordinary_names_are_found_where_they_are_meant() -> None:
    assert {"Bath", "Nice"} <= dots("They live in Bath and work in Nice.")
    assert dots("She drove from Mobile, Alabama, with a mobile phone.") >= {"Mobile"}


def test_washington_the_man_is_no_place() -> None:
    text = "George Washington was born in Virginia. General Washington became the first president."
    assert mentions(text, "Washington") == []


def test_washington_the_state_and_the_city_are_told_apart() -> None:
    assert ids("Seattle and Spokane are the largest cities of Washington state.", "Washington") == [
        "geonames:5815135"
    ]
    assert ids("The Senate met in Washington, D.C., on Tuesday.", "Washington") in (["geonames:4140963"], [])
    assert "geonames:4140963" in ids("Diplomats from Paris and Berlin flew to Washington.", "Washington")


def test_jordan_the_player_is_no_place_and_jordan_the_country_is_one() -> None:
    player = "Michael Jordan scored forty points for the Bulls. Jordan said that he was tired."
    assert mentions(player, "Jordan") == []
    assert ids("The king of Jordan met ministers in Amman. Jordan and Israel signed a treaty.", "Jordan") == [
        "geonames:248816",
        "geonames:248816",
    ]


def test_victoria_is_the_city_or_the_state_by_what_stands_around_it() -> None:
    assert countries("The ferry from Vancouver to Victoria, British Columbia, was late.", "Victoria") == [
        "CA"
    ]
    assert countries("Melbourne, Geelong and Ballarat are cities in Victoria.", "Victoria") == ["AU"]
    assert dots("Queen Victoria died in 1901.") == set()


def test_the_congo_is_two_states_and_a_river() -> None:
    text = (
        "Kinshasa is the capital of the Democratic Republic of the Congo, Brazzaville that of the Republic "
        "of the Congo. Between them flows the Congo River."
    )
    found = {item.mention.text: item.place for item in locate(text) if item.place}
    assert found["Democratic Republic of the Congo"].country == "CD"
    assert found["Republic of the Congo"].country == "CG"
    assert found["Congo River"].feature == "STM"


@pytest.mark.parametrize(
    ("text", "name", "feature"),
    [
        ("The Mississippi flooded Natchez, Mississippi.", "Mississippi", "STM"),
        ("They rowed across the Ohio and camped near Louisville.", "Ohio", "STM"),
        ("Israel’s soldiers crossed the Jordan.", "Jordan", "STM"),
        ("The Ohio governor went to Cleveland.", "Ohio", "ADM1"),
        ("Voters in Missouri, Kansas and Ohio went to the polls.", "Ohio", "ADM1"),
    ],
)
def test_a_river_has_an_article_and_a_state_has_none(text: str, name: str, feature: str) -> None:
    found = mentions(text, name)[0].place
    assert found is not None
    assert found.feature == feature


def test_korea_is_one_country_before_1948_and_another_now() -> None:
    (before,) = mentions("Japan annexed Korea in 1910.", "Korea")
    (now,) = mentions("In 2019 Korea exported more ships than Japan.", "Korea")
    assert before.place is not None
    assert before.place.until == 1948
    assert now.place is not None
    assert now.place.country == "KR"


def test_a_state_of_the_past_is_known_by_the_years_of_its_paragraph() -> None:
    text = "Plague broke out in 1990.\nIn 1819 ships left Bombay. They took it to Madras and to Ceylon."
    assert ids(text, "Ceylon") == ["storymap:ceylon"]


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("From Naples we rode to Paestum and drew the temples.", "Paestum", "IT"),
        ("At last our company went up to Pozières to bring in the wounded.", "Pozières", "FR"),
        ("She was deported to Auschwitz in 1943.", "Auschwitz", "PL"),
    ],
)
def test_a_small_place_of_a_rare_name_stands_where_it_is(text: str, name: str, country: str) -> None:
    assert countries(text, name) == [country]


def test_european_is_an_adjective_of_europe_and_no_mine_in_arizona() -> None:
    (item,) = [
        i for i in locate("European leaders met to talk about Arizona.") if i.mention.text == "European"
    ]
    assert item.mention.kind == "demonym"
    assert item.place is not None
    assert item.place.feature == "CONT"


@pytest.mark.parametrize(
    "text",
    [
        "Reading a book in bed is nice, and so is a warm bath.",
        "Nice weather greeted them. Reading the news took an hour.",
        "Mobile phones were banned in the classroom. Of all rules, this was the oddest.",
        "Bath time was at six, and March was cold. May I help you?",
        "Of course the mobile home was sold. Nice work, he said.",
    ],
)
def test_ordinary_words_are_no_places(text: str) -> None:
    assert dots(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "China Daily reported the story first.",
        "Shares of Bank of America fell by a tenth.",
        "She writes for the New York Times.",
        "Manchester United won the match by two goals.",
        "The Korean Central News Agency said nothing.",
        "Officers of the Paris Police Department searched the car.",
    ],
)
def test_places_inside_the_names_of_bodies_make_no_dot(text: str) -> None:
    assert dots(text) == set()


def test_a_direction_is_no_part_of_the_name_unless_it_is() -> None:
    assert ids("Fighting broke out in northern Syria.", "Syria") == ["geonames:163843"]
    assert ids("He flew to North Korea and South Africa.", "North Korea") == ["geonames:1873107"]


@pytest.mark.parametrize("text", ["Toronto", "toronto", "TORONTO"])
def test_one_word_is_enough(text: str) -> None:
    assert ids(text, text) == ["geonames:6167865"]


def test_a_list_of_names_is_read() -> None:
    assert dots("Paris\nLondon\nBerlin\n") == {"Paris", "London", "Berlin"}


def test_small_letters_are_read() -> None:
    assert dots("we flew from lisbon to berlin last week") == {"lisbon", "berlin"}


def test_capitals_are_read() -> None:
    assert {"MOSCOW", "GENEVA"} <= dots("PRESIDENT FLIES TO MOSCOW AFTER TALKS IN GENEVA")


def test_a_dateline_is_a_place_and_the_agency_is_none() -> None:
    found = dots("VLADIVOSTOK, April 25 (Reuters) — The leaders met for two hours.")
    assert found == {"VLADIVOSTOK"}


def test_a_person_with_the_name_of_a_town_is_no_place() -> None:
    assert dots("Kim Jong Un spoke first. Kim then left the room.") == set()


def test_the_short_name_in_brackets_is_the_long_one() -> None:
    text = "He visited the United Arab Emirates (UAE) twice."
    assert ids(text, "UAE") == ids(text, "United Arab Emirates") == ["geonames:290557"]


def test_two_peoples_joined_by_a_hyphen_are_two() -> None:
    found = [
        i.mention.text for i in locate("They praised Russian-Korean trade.") if i.mention.kind == "demonym"
    ]
    assert found == ["Russian", "Korean"]
