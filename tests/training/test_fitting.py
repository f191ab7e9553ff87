"""The optimiser that the training commands share."""

import numpy as np
from numpy.typing import NDArray

from places.recognise.classifier import Classifier
from training.adam import Arrays, minimise
from training.ranker import isotonic
from training.recogniser import averaged, platt


def test_the_minimum_of_a_bowl_is_found() -> None:
    target = np.array([[1.0, -2.0, 0.5]])

    def slope(values: Arrays, batch: NDArray[np.intp]) -> Arrays:
        return {"x": 2 * (values["x"] - target)}

    found = minimise(
        {"x": np.zeros((1, 3))}, slope, samples=8, epochs=300, batch=4, rate=0.05, decay=0.0, seed=1
    )
    assert np.allclose(found["x"], target, atol=0.02)


def test_isotonic_calibration_rises() -> None:
    given = [(x / 100, (x * 37) % 100 < x) for x in range(100)]
    points, shares = isotonic(given, steps=10)
    assert (np.diff(points) > 0).all()
    assert (np.diff(shares) > 0).all()


def test_log_odds_that_are_too_sure_are_made_milder() -> None:
    outcomes = [(4.0, i % 10 != 0) for i in range(200)] + [(0.5, i % 2 == 0) for i in range(200)]
    slope, shift = platt(outcomes)
    chances = [1 / (1 + np.exp(-(slope * x + shift))) for x in (4.0, 0.5)]
    assert np.allclose(chances, [0.9, 0.5], atol=0.01)


def test_the_mean_of_classifiers_knows_what_either_knows() -> None:
    def classifier(vocabulary: dict[str, int], value: float) -> Classifier:
        hidden = np.full((len(vocabulary), 2), value, dtype=np.float32)
        return Classifier(vocabulary, hidden, np.zeros(2, np.float32), np.full(2, value, np.float32), value)

    mean = averaged(classifier({"b": 0}, 1.0), classifier({"a": 0, "b": 1}, 2.0), share=0.75)
    assert mean.hidden[mean.vocabulary["a"]].tolist() == [1.5, 1.5]
    assert mean.hidden[mean.vocabulary["b"]].tolist() == [1.75, 1.75]
    assert (mean.output.tolist(), mean.output_bias) == ([1.75, 1.75], 1.75)
