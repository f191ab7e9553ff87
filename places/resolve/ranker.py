"""Features → probabilities: two passes of a small network, numpy only.

The first pass reads a document with every name at its most prominent place; the second reads it again with
what the first made of the other names. Each ends in a softmax over the candidates of a case and "none of
these". The weights are a data file made by ``python -m training.ranker``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

from places.errors import WeightsError
from places.feature import is_extended
from places.resolve.columns import Columns
from places.resolve.context import CONTEXT, context_features
from places.resolve.features import FIXED, fixed_features
from places.resolve.layout import Case, Layout

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

WEIGHTS = "weights.npz"
NULL = (
    "bias", "count", "population", "names", "score", "nested", "landmark", "taken-off", "no-primary",
    "parent-missed", "tokens", "upper-case", "no-same-case", "demonym",
    "extended", "extended-only", "only-several-words", "historical",
)  # fmt: skip
FEATURES = (*FIXED, *CONTEXT, *NULL)
PASSES = 2


@dataclass(frozen=True, slots=True)
class Network:
    """One pass: a hidden layer over the rows, and a linear layer for "none of these"."""

    hidden: "Floats"
    hidden_bias: "Floats"
    output: "Floats"
    null: "Floats"

    def probabilities(self, columns: Columns, rows: "Floats", null: "Floats") -> tuple["Floats", "Floats"]:
        """Return the probability of each row, and that of "none of these" for each case with candidates."""
        import numpy as np

        scores = np.tanh(rows @ self.hidden + self.hidden_bias) @ self.output
        none = null @ self.null
        top = np.maximum(np.maximum.reduceat(scores, columns.first), none)
        sizes = np.diff(columns.first, append=len(scores))
        powers = np.exp(scores - np.repeat(top, sizes))
        total = np.add.reduceat(powers, columns.first) + np.exp(none - top)
        return powers / np.repeat(total, sizes), np.exp(none - top) / total


@dataclass(frozen=True, slots=True)
class Ranker:
    """The networks of all passes and the calibration of what comes out."""

    networks: tuple[Network, ...]
    calibration: tuple["Floats", "Floats"]

    def calibrated(self, probability: float) -> float:
        """Return how often an answer given with this probability is right (isotonic regression)."""
        import numpy as np

        return float(np.interp(probability, *self.calibration))


@cache
def ranker() -> Ranker:
    """Return the ranker that comes with the package, loaded once."""
    return load(resources.files(__package__).joinpath(WEIGHTS))


def load(path: Traversable) -> Ranker:
    """Return the ranker of a file.

    Raises:
        WeightsError: the file was made for other features than these.
    """
    import numpy as np

    with path.open("rb") as file, np.load(file) as arrays:
        if "features" not in arrays or tuple(arrays["features"].tolist()) != FEATURES:
            raise WeightsError(
                f"the weights in {path} were made for other features than this version computes: "
                "install storymap anew, or make them with python -m training.ranker"
            )
        networks = tuple(
            Network(**{name: arrays[f"{name}{n}"].astype(float) for name in Network.__slots__})
            for n in range(PASSES)
        )
        return Ranker(networks, (arrays["given"].astype(float), arrays["right"].astype(float)))


def rank(layout: Layout, columns: Columns, networks: Sequence[Network]) -> tuple["Floats", "Floats"]:
    """Return the probability of each row and of "none of these" for each case that has candidates."""
    rows, prior, null = start(layout, columns)
    none = prior[columns.first]
    for network in networks:
        features = with_context(layout, columns, rows, prior)
        prior, none = network.probabilities(columns, features, null)
    return prior, none


def start(layout: Layout, columns: Columns) -> tuple["Floats", "Floats", "Floats"]:
    """Return the fixed features, the first guess at each row, and the features of "none of these"."""
    import numpy as np

    place = np.arange(len(columns)) - np.repeat(columns.first, np.diff(columns.first, append=len(columns)))
    guess = np.exp2(-1.0 - place)
    null = np.array([null_features(case) for case in layout.cases if case.matches], dtype=float)
    return fixed_features(layout, columns), guess, null


def with_context(layout: Layout, columns: Columns, fixed: "Floats", prior: "Floats") -> "Floats":
    """Return fixed and context features side by side."""
    import numpy as np

    parented = fixed[
        :, [FIXED.index("parent-adm2"), FIXED.index("parent-adm1"), FIXED.index("parent-country")]
    ]
    return np.hstack([fixed, context_features(layout, columns, prior, parented.max(axis=1, initial=0.0))])


def null_features(case: Case) -> list[float]:
    """Return what speaks for a case having none of its candidates."""
    import math

    from places.recognise.lexicon import LANDMARKS, STREETS

    text = case.mention.text
    first, only = case.matches[0].place, len(case.matches) == 1 and not case.retrieved.taken_off
    extended = is_extended(first.feature)
    codes = {code for m in case.matches for code in (*m.place.admin_codes, m.place.country)}
    return [
        1.0,
        math.log2(len(case.matches)) / 6,
        math.log10(max(1, *(m.place.population for m in case.matches))) / 7,
        math.log2(max(m.names for m in case.matches) + 1) / 7,
        case.mention.score,
        float(case.mention.kind == "nested"),
        float(text.split()[-1].lower() in LANDMARKS | STREETS),
        float(bool(case.retrieved.taken_off)),
        float(all(m.kind != "primary" for m in case.matches)),
        float(any(not p.codes & codes for p in case.parents)),
        len(text.split()) / 4,
        float(text.isupper()),
        float(all(m.name != text and m.place.name != text for m in case.matches)),
        float(case.mention.kind == "demonym"),
        float(extended),
        float(extended and only),
        float(only and " " in text),
        float(first.until is not None),
    ]
