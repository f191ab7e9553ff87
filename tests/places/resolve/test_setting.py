"""What a text is by its words and years."""

import pytest

from places.resolve.setting import Setting, setting_of, years_in


@pytest.mark.parametrize(
    ("text", "latest"),
    [
        ("In 1184 BC the city burned.", -1183),
        ("In the 3rd century B.C. it was rebuilt.", -250),
        ("In AD 62 he sailed home.", 62),
        ("In 451 CE they met.", 451),
    ],
)
def test_years_of_antiquity_tell_it(text: str, latest: int) -> None:
    setting = setting_of(text)
    assert setting.antiquity == 1.0
    assert setting.latest == latest


def test_years_have_the_sign_of_their_era() -> None:
    assert years_in("from 300-290 BC, again in AD 14 and in 1204, in the 1850s and 62 days later") == (
        -289, -299, 14, 1204, 1850,
    )  # fmt: skip


def test_people_of_antiquity_tell_it_less_surely_and_not_where_late_years_stand() -> None:
    alone = setting_of("Odysseus sailed home.").antiquity
    assert 0.4 < alone < 1.0
    assert setting_of("In 1922 Joyce sent Odysseus to Dublin.").antiquity < alone


def test_journeys_by_sea_and_local_news_are_told_by_their_words() -> None:
    assert setting_of("They sailed in May.").sea > 0.5
    assert setting_of("The sheriff and two deputies came.").local > 0.5
    assert setting_of("It rained all day.") == Setting()


def test_one_word_weighs_less_in_a_long_text() -> None:
    assert setting_of("A ship came. " + "It rained all day. " * 100).sea < 0.2
