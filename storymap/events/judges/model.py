"""Features → a probability: logistic regression, its weights made by ``python -m training.judges``."""

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from places.errors import WeightsError

NAMES = ("step", "place", "date", "same", "trust")
"""What is judged: whether a clause is a step, where, when, whether two tell one happening, what to trust."""


@dataclass(frozen=True, slots=True)
class Judge:
    """A trained judge: the weight of each feature, that of "" counts always."""

    weights: Mapping[str, float]

    def logit(self, features: Iterable[str], numbers: Mapping[str, float] | None = None) -> float:
        """Return the log-odds for features, each counted once, and numbers; unknown ones are passed over."""
        weights = self.weights
        # fsum: the order of a set, which differs from run to run, must not change the last bit.
        total = weights.get("", 0.0) + math.fsum(weights.get(feature, 0.0) for feature in set(features))
        if numbers:
            total += sum(weights.get(name, 0.0) * value for name, value in numbers.items())
        return total

    def probability(self, features: Iterable[str], numbers: Mapping[str, float] | None = None) -> float:
        """Return the probability, 0…1."""
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, self.logit(features, numbers)))))


@cache
def judge(name: str) -> Judge:
    """Return one of the package's judges, loaded once.

    Raises:
        WeightsError: its file is missing or broken.
    """
    path = resources.files(__package__).joinpath(f"{name}.json")
    try:
        return Judge(dict(json.loads(path.read_text(encoding="utf-8"))))
    except (OSError, ValueError, TypeError) as error:
        raise WeightsError(f"the judge in {path} cannot be read ({error}); install storymap anew") from error
