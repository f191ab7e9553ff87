"""What GeoNames feature codes mean, and that no code means two things at once."""

import pytest

from places import feature


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("PCLI", "country"), ("PCLH", "country"), ("TERR", "country"), ("ADM1", "adm1"), ("ADM2H", "adm2"),
        ("ADMD", "adm3+"), ("ADMF", "spot"), ("PPLC", "settlement"), ("PPLX", "section"), ("STM", "water"),
        ("CONT", "continent"), ("PEN", "land"), ("STDM", "spot"), ("", "spot"),
    ],
)  # fmt: skip
def test_a_code_is_of_one_kind(code: str, kind: str) -> None:
    assert feature.kind_of(code) == kind


def test_a_government_s_building_is_no_division() -> None:
    assert not feature.is_division("ADMF")
    assert feature.is_division("ADM3")
    assert feature.is_spot("ADMF")
    assert feature.is_standing("ADMF")


def test_only_what_one_point_cannot_stand_for_is_extended() -> None:
    assert all(feature.is_extended(code) for code in ("PCLI", "ADM1", "SEA", "RGN", "CONT"))
    assert not any(feature.is_extended(code) for code in ("PPL", "ADM2", "CH"))


def test_codes_of_the_past_and_of_antiquity() -> None:
    assert all(feature.is_past(code) for code in ("PCLH", "RGNH", "PPLQ"))
    assert not feature.is_past("PPL")
    assert all(feature.is_ancient(code) for code in ("ANS", "RUIN", "PPLQ"))
    assert not feature.is_ancient("PPLC")


def test_states_are_told_from_territories_and_from_those_of_the_past() -> None:
    assert feature.is_state("PCLI")
    assert feature.is_state("PCLH")
    assert not feature.is_state("TERR")
    assert feature.is_state_of_today("PCLD")
    assert not feature.is_state_of_today("PCLH")


def test_how_far_a_country_or_an_ocean_reaches_is_not_guessed() -> None:
    assert all(feature.is_boundless(code) for code in ("PCLI", "CONT", "OCN", "SEA"))
    assert not any(feature.is_boundless(code) for code in ("PPL", "ADM1", "BAY"))
