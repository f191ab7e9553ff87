"""Scores: what counts, what counts neither way, and over how many."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.evaluate import (
    GoldDocument,
    GoldToponym,
    Share,
    calibration,
    is_right,
    read_corpus,
    score_end_to_end,
    score_recognition,
    score_resolution,
)
from places.model import Candidate, Document, Located, Mention, Place

TEXT = "From Paris the Russian envoy went to Lyon and Nowhere."
PARIS = Place(id="geonames:2988507", name="Paris", lat=48.85, lon=2.35, feature="PPLC", country="FR")
LYON = Place(id="geonames:2996944", name="Lyon", lat=45.75, lon=4.85, feature="PPLA", country="FR")
GOLD = GoldDocument(
    document=Document(text=TEXT),
    corpus="own",
    toponyms=(
        GoldToponym(start=5, end=10, text="Paris", lat=48.86, lon=2.34, id="geonames:2988507"),
        GoldToponym(start=15, end=22, text="Russian", lat=60.0, lon=100.0, neutral=True),
        GoldToponym(start=37, end=41, text="Lyon", lat=45.76, lon=4.84),
        GoldToponym(start=46, end=53, text="Nowhere"),
    ),
)


def located(start: int, end: int, place: Place | None, kind: str = "toponym") -> Located:
    mention = Mention(start=start, end=end, text=TEXT[start:end], kind=kind)  # type: ignore[arg-type]
    return Located(mention=mention, candidates=(Candidate(place=place, score=1.0),) if place else ())


def test_recognition_counts_exact_spans_over_what_is_asked_for() -> None:
    found = [located(5, 10, None), located(15, 22, None), located(0, 4, None), located(37, 45, None)]
    scores = score_recognition(GOLD, [item.mention for item in found])
    assert scores.precision == Share(1, 3)
    assert scores.recall == Share(1, 3)


def test_demonyms_found_are_not_scored() -> None:
    scores = score_recognition(GOLD, [located(0, 4, None, "demonym").mention])
    assert scores.precision == Share(0, 0)


def test_resolution_counts_every_gold_toponym_with_coordinates() -> None:
    scores = score_resolution(GOLD, [located(5, 10, PARIS)])
    assert scores.resolution == Share(1, 2)
    assert scores.resolution_id == Share(1, 2)


def test_an_annotation_may_give_a_wider_radius_but_no_narrower_one(tmp_path: Path) -> None:
    line = {"text": "Gobi", "toponyms": [{"start": 0, "end": 4, "text": "Gobi", "lat": 44, "lon": 105}]}
    asked = [{**line["toponyms"][0], "radius_km": radius} for radius in (5, 600)]  # type: ignore[dict-item]
    path = tmp_path / "own.jsonl"
    path.write_text("\n".join(json.dumps({**line, "toponyms": [one]}) for one in asked), encoding="utf-8")
    narrow, wide = (gold.toponyms[0] for gold in read_corpus(path, lambda text: False))
    gobi = Place(id="x:1", name="Gobi", lat=42.6, lon=103.4, feature="DSRT")
    assert (narrow.radius_km, wide.radius_km) == (161.0, 600.0)
    assert not is_right(narrow, gobi)
    assert is_right(wide, gobi)


def test_within_161_kilometres_is_right_and_beyond_is_wrong() -> None:
    assert score_resolution(GOLD, [located(37, 41, LYON)]).resolution == Share(1, 2)
    assert score_resolution(GOLD, [located(37, 41, PARIS)]).resolution == Share(0, 2)


def test_end_to_end_needs_the_span_and_the_place() -> None:
    run = [located(5, 10, PARIS), located(37, 45, LYON), located(15, 22, LYON), located(46, 53, LYON)]
    scores = score_end_to_end(GOLD, run)
    assert scores.end_to_end == Share(1, 2)
    assert scores.emitted == Share(1, 2)


def test_f1_is_the_harmonic_mean_and_scores_add_up() -> None:
    one = score_recognition(GOLD, [located(5, 10, None).mention])
    both = one + one
    assert both.recall == Share(2, 6)
    assert both.f1 == pytest.approx(2 * 1.0 * (1 / 3) / (1.0 + 1 / 3))


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=60))
def test_calibration_bins_hold_every_answer_once(answers: list[tuple[float, bool]]) -> None:
    bins, error = calibration(answers)
    assert sum(b.count for b in bins) == len(answers)
    assert 0.0 <= error <= 1.0


def test_a_perfectly_calibrated_run_has_no_error() -> None:
    assert calibration([(0.75, True)] * 3 + [(0.75, False)])[1] == pytest.approx(0.0)


def test_a_corpus_file_is_read_with_its_neutral_kinds(tmp_path: Path) -> None:
    path = tmp_path / "own.jsonl"
    toponyms = [
        {"start": 5, "end": 10, "text": "Paris", "lat": 48.86, "lon": 2.34, "geonames": 2988507},
        {
            "start": 15,
            "end": 22,
            "text": "Russian",
            "lat": None,
            "lon": None,
            "kind": "Demonym",
            "modifier": None,
        },
    ]
    record = {"id": "a", "text": TEXT, "published": "2020-05-06", "toponyms": toponyms}
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    (gold,) = read_corpus(path, lambda text: False)
    assert gold.corpus == "own"
    assert gold.document.published is not None
    assert [item.neutral for item in gold.toponyms] == [False, True]
    assert gold.placed[0].id == "geonames:2988507"
