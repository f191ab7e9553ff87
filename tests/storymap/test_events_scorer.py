"""The learned scorer: how likely a place is where a verb's event happened."""

from places.syntax import parse
from storymap.events.scorer import Named, features, probability


def chances(text: str, verb: str, *names: str) -> list[float]:
    doc = next(iter(parse(text))).doc
    head = next(t for t in doc if t.text == verb)
    found = [next(t for t in doc if t.text == name) for name in names]
    places = [Named(first=t.i, last=t.i, head=t) for t in found]
    return [probability(features(head, place, places, None)) for place in places]


def test_the_place_of_the_verb_is_likelier_than_the_speaker_s() -> None:
    speaker, place = chances(
        "A spokesman in London said that three soldiers were killed in Basra.", "killed", "London", "Basra"
    )
    assert place > 0.5 > speaker


def test_a_country_before_a_title_is_unlikely() -> None:
    minister, place = chances("The Iraq minister was shot in Amman.", "shot", "Iraq", "Amman")
    assert place > minister


def test_what_no_weight_knows_leaves_a_probability() -> None:
    assert 0.0 < probability(["a feature that nobody trained"]) < 1.0
