"""Weights trained on a part of the documents, in force for the length of a ``with``: for cross-validation."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from unittest.mock import patch

from places.evaluate import GoldDocument
from places.gazetteer import world
from places.recognise.classifier import load
from places.recognise.encoder import HEAD, Encoder
from places.recognise.names import Names
from training import ranker, recogniser


@contextmanager
def trained_on(documents: Sequence[GoldDocument], encoder: Path | None) -> Iterator[None]:
    """Put weights trained on these documents in the place of the package's own.

    ``encoder`` is the folder of the encoder that ``training.encoder`` has trained on them; without one, the
    recogniser is the one on spaCy's names. What calibrates them comes from these documents alone too.
    """
    names = Names(world())
    samples = [s for gold in documents if (s := ranker.sample(gold, names)) is not None]
    model = ranker.ranker_of([*samples, *ranker.made_samples(names)])
    with ExitStack() as stack:
        stack.enter_context(patch("places.resolve.decide.ranker", lambda: model))
        for name, value in _recogniser(documents, encoder).items():
            stack.enter_context(patch(f"places.recognise.english.{name}", lambda value=value: value))
        yield


def _recogniser(documents: Sequence[GoldDocument], encoder: Path | None) -> dict[str, object]:
    if encoder is None:
        trained = recogniser.train([one for gold in documents for one in _readings(gold)])
        return {"encoder": None, "classifier": trained}
    # Not at the top: these need no torch, but what trains them does.
    from training.outcomes import calibrated, outcomes_in

    head = calibrated(load(encoder / HEAD), outcomes_in(encoder.parent, documents))
    return {"encoder": Encoder(encoder), "head": head}


_readings = cache(recogniser.readings)
