"""Sentences made from the gazetteer: deterministic, well placed, and apart from the benchmark's."""

from pathlib import Path

import pytest

from benchmarks import world as benchmark
from places.evaluate import is_right
from places.gazetteer import world
from training import ranker
from training.world import Form, made, pools_of, read_ancient, read_forms


def test_the_benchmark_has_other_forms_places_and_seeds_than_the_training() -> None:
    trained, asked = read_forms(ranker.FORMS), read_forms(benchmark.FORMS)
    assert {form.text for form in trained}.isdisjoint(form.text for form in asked)
    assert {form.kind for form in asked} == {form.kind for form in trained}
    ancient = {one.name for one in read_ancient(ranker.ANCIENT)}
    assert ancient.isdisjoint(one.name for one in read_ancient(benchmark.ANCIENT))
    for pool in ("city", "old", "new", "small", "namesake", "state"):
        assert {n.place.id for n in pools_of("train")[pool]}.isdisjoint(
            n.place.id for n in pools_of("test")[pool]
        )
    assert ranker.MADE_SEED != benchmark.SEED


def test_each_name_stands_where_its_span_says_and_is_known_where_it_is() -> None:
    form = Form("own", "From {city} ({city.in}) to {small}, {small.in}, in {year}.")
    (gold,) = made([form], "train", (), each=1, seed=3)
    (again,) = made([form], "train", (), each=1, seed=3)
    assert gold == again
    assert len(gold.toponyms) == 4
    for toponym in gold.toponyms:
        assert gold.document.text[toponym.start : toponym.end] == toponym.text
        assert any(is_right(toponym, match.place) for match in world().matches(toponym.text))


def test_a_form_with_a_slot_of_no_pool_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "world.txt"
    path.write_text("pair|From {city} to {nowhere}.\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"world\.txt, line 1"):
        read_forms(path)
