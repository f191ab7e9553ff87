"""Participles become sentences."""

import pytest

from storymap.events.inflect import past, was


@pytest.mark.parametrize(
    ("lemma", "told"),
    [
        ("take", "took"),
        ("found", "founded"),
        ("find", "found"),
        ("reach", "reached"),
        ("move", "moved"),
        ("carry", "carried"),
        ("stop", "stopped"),
        ("weave", "wove"),
        ("play", "played"),
    ],
)
def test_verbs_have_their_past(lemma: str, told: str) -> None:
    assert past(lemma) == told


def test_one_was_and_many_were() -> None:
    assert (was(plural=False), was(plural=True)) == ("was", "were")
