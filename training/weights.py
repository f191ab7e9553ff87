"""Weights trained on a part of the documents, in force for the length of a ``with``: for cross-validation."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from unittest.mock import patch

from places.evaluate import GoldDocument
from places.gazetteer import world
from places.recognise.names import Names
from training import ranker, recogniser


@contextmanager
def trained_on(documents: Sequence[GoldDocument]) -> Iterator[None]:
    """Put weights trained on these documents in the place of the package's own.

    The calibration comes from a cross-validation inside these documents, so that nothing of the others
    is seen.
    """
    classifier = recogniser.train([one for gold in documents for one in _readings(gold)])
    names = Names(world())
    samples = [s for gold in documents if (s := ranker.sample(gold, names)) is not None]
    model = ranker.ranker_of(samples)
    with (
        patch("places.recognise.english.classifier", lambda: classifier),
        patch("places.resolve.decide.ranker", lambda: model),
    ):
        yield


_readings = cache(recogniser.readings)
