"""Features of a span → the probability that it names a place: one hidden layer, numpy only.

With an encoder, what it says of the span in its context is added to the hidden layer. The weights are data
files made by ``python -m training.encoder`` (with one) and ``python -m training.recogniser`` (without);
docs/accuracy.md has what they reach.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

from places.errors import WeightsError
from places.recognise.features import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WEIGHTS = "weights.npz"
# How much is given on a span's features without its context: where the name speaks for itself, where it may
# be an ordinary word, and elsewhere; what did best in cross-validation.
_SHARE_PLAIN, _SHARE_DOUBTFUL, _SHARE_APART = 0.75, 0.5, 0.1


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

    def logits(self, spans: Sequence[Span]) -> "NDArray[np.float32]":
        """Return the log-odds of each span; features that are not in the vocabulary are passed over."""
        import numpy as np

        sums = np.empty((len(spans), len(self.hidden_bias)), dtype=np.float32)
        for i, span in enumerate(spans):
            rows = [row for name in span.features if (row := self.vocabulary.get(name)) is not None]
            sums[i] = self.hidden[rows].sum(axis=0)
        apart = self._odds(sums)
        if any(span.context is None for span in spans):
            return apart
        together = self._odds(sums + np.array([span.context for span in spans]))
        plain = np.array([span.speaks_for_itself for span in spans])
        doubtful = np.array([span.may_be_an_ordinary_word for span in spans])
        # The encoder has read of few of the world's names, and doubts what it has not read of; a place that
        # is named without saying where it is ("Busan") needs no more than its name and how it is written.
        # On the other hand, what begins "Bath time was at six" it takes for a town for its capital.
        share = np.select([plain, doubtful], [_SHARE_PLAIN, _SHARE_DOUBTFUL], _SHARE_APART)
        mixed = together + share * (apart - together)
        mixed = np.where(plain, np.maximum(together, mixed), mixed)
        result: NDArray[np.float32] = np.where(doubtful, np.minimum(together, mixed), mixed)
        return result

    def _odds(self, sums: "NDArray[np.float32]") -> "NDArray[np.float32]":
        import numpy as np

        result: NDArray[np.float32] = np.tanh(sums + self.hidden_bias) @ self.output + self.output_bias
        return result

    def probability(self, logit: float) -> float:
        """Return how often a span chosen with these log-odds is right."""
        return 1 / (1 + math.exp(-(self.slope * logit + self.shift)))


@cache
def classifier() -> Classifier:
    """Return the package's classifier that needs no encoder, loaded once."""
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
