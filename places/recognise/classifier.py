"""Features of a span → the probability that it names a place: one hidden layer, numpy only.

The weights are a data file made by ``python -m training.recogniser``; docs/accuracy.md has what they reach.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

from places.errors import WeightsError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WEIGHTS = "weights.npz"


@dataclass(frozen=True, slots=True)
class Classifier:
    """A trained classifier: ``vocabulary`` gives each feature its row of ``hidden``.

    ``slope`` and ``shift`` make log-odds into probabilities that can be believed (Platt scaling).
    """

    vocabulary: dict[str, int]
    hidden: "NDArray[np.float32]"
    hidden_bias: "NDArray[np.float32]"
    output: "NDArray[np.float32]"
    output_bias: float
    slope: float = 1.0
    shift: float = 0.0

    def logits(self, features: Sequence[Sequence[str]]) -> "NDArray[np.float32]":
        """Return the log-odds of each set of features; unknown ones are passed over."""
        import numpy as np

        sums = np.empty((len(features), len(self.hidden_bias)), dtype=np.float32)
        for i, names in enumerate(features):
            rows = [row for name in names if (row := self.vocabulary.get(name)) is not None]
            sums[i] = self.hidden[rows].sum(axis=0)
        result: NDArray[np.float32] = np.tanh(sums + self.hidden_bias) @ self.output + self.output_bias
        return result

    def probability(self, logit: float) -> float:
        """Return how often a span chosen with these log-odds is right."""
        return 1 / (1 + math.exp(-(self.slope * logit + self.shift)))


@cache
def classifier() -> Classifier:
    """Return the classifier that comes with the package, loaded once."""
    return load(resources.files(__package__).joinpath(WEIGHTS))


def load(path: Traversable) -> Classifier:
    """Return the classifier of a file.

    Raises:
        WeightsError: the arrays of the file do not fit each other.
    """
    import numpy as np

    with path.open("rb") as file, np.load(file) as arrays:
        size, width = len(arrays["vocabulary"]), len(arrays["output"])
        if arrays["hidden"].shape != (size, width) or arrays["hidden_bias"].shape != (width,):
            raise WeightsError(
                f"the weights in {path} do not fit their features: "
                "install storymap anew, or make them with python -m training.recogniser"
            )
        return Classifier(
            vocabulary={str(name): row for row, name in enumerate(arrays["vocabulary"])},
            hidden=arrays["hidden"].astype(np.float32),
            hidden_bias=arrays["hidden_bias"].astype(np.float32),
            output=arrays["output"].astype(np.float32),
            output_bias=float(arrays["output_bias"]),
            slope=float(arrays["slope"]),
            shift=float(arrays["shift"]),
        )
