"""What the judges make of small texts, and what they are asked."""

import json

import pytest

from places.errors import WeightsError
from places.model import Document
from places.syntax import parse
from storymap.events.judges import dates, places, steps
from storymap.events.judges.decide import decide
from storymap.events.judges.model import NAMES, Judge, judge
from storymap.events.judges.passage import Passage, read_passage
from storymap.events.judges.survey import survey
from storymap.events.judges.trust import AS_TOLD, confidence
from storymap.letters import read_times
from storymap.model import Where
from tests.storymap.gazette import located, place

WORLD = {
    "Linz": place("Linz", 48.3, 14.29, "PPLA", "AT"),
    "York": place("York", 53.96, -1.08, "PPL", "GB"),
}


def read(text: str) -> Passage:
    document = Document(text=text)
    return read_passage(document, tuple(parse(text)), located(text, WORLD), read_times(document))


def test_every_sentence_has_a_candidate_even_without_a_verb() -> None:
    passage = read("1809. Flushing. The fort at York.")
    assert {c.sentence for c in passage.candidates} >= {passage.candidates[-1].sentence}
    assert any("York" in c.quote.text for c in passage.candidates)


def test_what_happened_is_likelier_a_step_than_what_was_so() -> None:
    passage = read("A fire destroyed the mill at York on 4 May 1820. The mill was a large one.")
    first, second = decide(passage)[0], decide(passage)[-1]
    assert first.chance > 0.5 > second.chance


def test_a_place_and_a_date_of_the_clause_are_its_own() -> None:
    verdict = decide(read("A fire destroyed the mill at York on 4 May 1820."))[0]
    assert [p.site.place.name for p, _ in verdict.places] == ["York"]
    assert verdict.date is not None
    assert verdict.date[0].when.edtf == "1820-05-04"


def test_the_options_are_those_of_the_sentence_and_those_told_before() -> None:
    passage = read("The army left Linz in May 1809. The king died at York in 1820.")
    seen = survey(passage)
    last = len(passage.candidates) - 1
    assert {o.site.place.name for o in places.options(last, seen)} == {"Linz", "York"}
    found = {o.when.edtf for o in dates.options(last, seen)}
    assert found == {"1820", "1809-05", "1809"}  # the year of a month told before, too


def test_features_are_words_and_always_the_same() -> None:
    seen = survey(read("A fire destroyed the mill at York on 4 May 1820."))
    first, again = steps.features_of(0, seen), steps.features_of(0, seen)
    assert first == again
    assert "lemma=destroy" in first


@pytest.mark.parametrize("name", NAMES)
def test_each_judge_comes_with_the_package(name: str) -> None:
    assert len(judge(name).weights) > (50 if name != "trust" else 3)


def test_a_judge_adds_the_weights_of_what_it_knows() -> None:
    known = Judge({"": -1.0, "a": 2.0, "b": 5.0})
    assert known.probability(["a", "a", "c"]) == pytest.approx(0.731, abs=0.001)


def test_a_judge_without_a_file_says_what_to_do() -> None:
    with pytest.raises(WeightsError, match="install storymap anew"):
        judge("nobody")


def test_weights_are_numbers_by_features() -> None:
    assert all(isinstance(w, float | int) for w in judge("step").weights.values())
    assert json.dumps(dict(judge("step").weights))


def test_an_event_is_trusted_no_more_than_its_parts() -> None:
    where = [Where(place=WORLD["York"], role="at", basis="carried", confidence=0.5)]
    assert confidence(0.8, where, AS_TOLD) == 0.4
    assert confidence(0.8, [], AS_TOLD) == 0.8
    stated = [Where(place=WORLD["York"], role="at", basis="stated", confidence=0.5)]
    assert 0 < confidence(0.8, where, judge("trust")) <= confidence(0.8, stated, judge("trust")) < 1
