"""The ranker's parts: the clues around a name, the features, the weights that fit them."""

from pathlib import Path

import numpy as np
import pytest

from places.errors import WeightsError
from places.gazetteer.memory import MemoryGazetteer
from places.model import Document, Mention, Place
from places.resolve import ranker as ranker_module
from places.resolve.columns import columns
from places.resolve.context import CONTEXT
from places.resolve.features import FIXED
from places.resolve.layout import lay_out
from places.resolve.parents import children, parents
from places.resolve.ranker import FEATURES, NULL, PASSES, load, rank, ranker, start, with_context
from places.resolve.retrieve import retrieve


def place(number: int, name: str, feature: str, country: str, **more: object) -> Place:
    return Place(id=f"geonames:{number}", name=name, feature=feature, country=country, **more)  # type: ignore[arg-type]


WORLD = MemoryGazetteer(
    [
        place(1, "Aria", "PCLI", "AA", lat=10.0, lon=10.0, population=9_000_000),
        place(2, "Northland", "ADM1", "AA", lat=12.0, lon=10.0, admin_codes=("AA.NO",), population=900_000),
        place(3, "Milltown", "PPL", "AA", lat=12.1, lon=10.1, admin=("Northland",), admin_codes=("AA.NO",),
              population=900),
        place(4, "Milltown", "PPL", "BB", lat=-30.0, lon=80.0, population=2_000_000),
        place(5, "Boria", "PCLI", "BB", lat=-30.0, lon=81.0, population=8_000_000),
    ]
)  # fmt: skip


def mention(text: str, name: str) -> Mention:
    start_ = text.index(name)
    return Mention(start=start_, end=start_ + len(name), text=name, kind="toponym")


def test_the_weights_of_the_package_fit_the_features() -> None:
    networks = ranker().networks
    assert len(networks) == PASSES
    assert all(network.hidden.shape[0] == len(FIXED) + len(CONTEXT) for network in networks)
    assert all(len(network.null) == len(NULL) for network in networks)


def test_weights_made_for_other_features_are_refused(tmp_path: Path) -> None:
    packaged = Path(ranker_module.__file__).with_name(ranker_module.WEIGHTS)
    with np.load(packaged) as arrays:
        changed = {name: arrays[name] for name in arrays.files} | {"features": np.array(FEATURES[::-1])}
    np.savez(tmp_path / "other.npz", **changed)
    with pytest.raises(WeightsError, match="other features"):
        load(tmp_path / "other.npz")


def test_probabilities_of_a_case_and_of_none_of_these_sum_to_one() -> None:
    text = "He went from Milltown to Northland in Aria."
    layout = lay_out(
        Document(text=text), [mention(text, n) for n in ("Milltown", "Northland", "Aria")], WORLD
    )
    table = columns(layout)
    chances, none = rank(layout, table, ranker().networks)
    sums = [sum(chances[table.case == c]) + none[i] for i, c in enumerate(sorted(set(table.case)))]
    assert all(abs(total - 1.0) < 1e-9 for total in sums)


def test_features_are_finite_and_as_many_as_are_named() -> None:
    text = "Milltown, Northland, and Milltown in Boria."
    layout = lay_out(
        Document(text=text), [mention(text, n) for n in ("Milltown", "Northland", "Boria")], WORLD
    )
    table = columns(layout)
    fixed, guess, null = start(layout, table)
    rows = with_context(layout, table, fixed, guess)
    assert rows.shape == (len(table), len(FIXED) + len(CONTEXT))
    assert null.shape[1] == len(NULL)
    assert bool((abs(rows) < 50).all())


def test_parents_are_read_from_the_words_around_a_name() -> None:
    for text in (
        "In Milltown, Northland, it rained.",
        "In Milltown (Northland) it rained.",
        "Northland's Milltown",
    ):
        where = text.index("Milltown")
        (parent,) = parents(text, where, where + 8, WORLD)
        assert parent.codes == {"AA.NO"}
        assert parent.sure
    assert parents("Milltown and Northland", 0, 8, WORLD) == ()


def test_a_name_behind_a_comma_knows_what_it_holds() -> None:
    text = "In Milltown, Northland, it rained."
    assert "AA.NO" in children(text, text.index("Northland"), WORLD)
    assert children(text, 3, WORLD) == frozenset()


def test_what_surrounds_a_name_is_taken_off_when_the_whole_is_unknown() -> None:
    for words in ("northern Aria", "Aria", "the Kingdom of Aria"):
        assert [m.place.id for m in retrieve(words, WORLD).matches] == ["geonames:1"]
    assert retrieve("Milltown, Boria", WORLD).taken_off == "parent"
    assert retrieve("Nowhere", WORLD).matches == ()
