"""What cross-validation said of documents held out: how sure, and whether right. Sets others' odds."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from places.evaluate import GoldDocument
from places.gazetteer import world
from places.recognise import english
from places.recognise.classifier import Classifier
from places.recognise.encoder import Encoder
from training.recogniser import chosen, platt

# Its file, beside the weights that said it.
OUTCOMES = "outcomes.json"

# A document's id, the log-odds of a span chosen in it, and whether the span is asked for.
Outcome = tuple[str, float, bool]


def write_outcomes(
    folder: Path, held: Sequence[GoldDocument], engine: Encoder, classifier: Classifier
) -> None:
    """Read documents that were not trained on, and write what comes of it beside the weights."""
    found: list[Outcome] = []
    for gold in held:
        reading = english.read_encoded(gold.document, engine, world())
        found += [(gold.document.id, logit, right) for logit, right in chosen(gold, reading, classifier)]
    (folder / OUTCOMES).write_text(json.dumps(found), encoding="utf-8")


def outcomes_in(folder: Path, documents: Sequence[GoldDocument]) -> list[Outcome]:
    """Return the outcomes of these documents in the folds of a cross-validation."""
    wanted = {gold.document.id for gold in documents}
    found = [
        json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob(f"fold-*/{OUTCOMES}"))
    ]
    return [(name, logit, right) for part in found for name, logit, right in part if name in wanted]


def calibrated(classifier: Classifier, found: Sequence[Outcome]) -> Classifier:
    """Return the classifier with its odds set by outcomes (Platt scaling)."""
    slope, shift = platt([(logit, right) for _, logit, right in found])
    return replace(classifier, slope=slope, shift=shift)
