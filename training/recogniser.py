"""Trains the span classifier of places.recognise: ``python -m training.recogniser CORPUS… [--folds 5]``.

The corpora are files in the form of LGL, TR-News and GeoWebNews (docs/accuracy.md). Without ``--folds`` the
weights are trained on all documents and written into the package; with it, they are trained on the other
folds' documents and scored on each fold's, and nothing is written.
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from places import recognise
from places.evaluate import GoldDocument, Scores, score_recognition
from places.gazetteer import world
from places.recognise import classifier, english
from places.recognise.classifier import Classifier
from places.recognise.line import read_line
from places.syntax import parse
from training.adam import Arrays, minimise
from training.corpora import read_gold, recased

HIDDEN = 24
EPOCHS, RATE, DECAY = 6, 4e-3, 0.1
MIN_COUNT = 5
SEED = 20

Example = tuple[GoldDocument, english.Reading]


def train(documents: Sequence[Example], parts: int = 3) -> Classifier:
    """Return a classifier trained on the documents' candidate spans, its odds set by cross-validation."""
    outcomes: list[tuple[float, bool]] = []
    for part in range(parts):
        model = _trained([d for i, d in enumerate(documents) if i % parts != part])
        outcomes += [pair for example in documents[part::parts] for pair in chosen(*example, model)]
    slope, shift = platt(outcomes)
    return replace(_trained(documents), slope=slope, shift=shift)


def chosen(gold: GoldDocument, reading: english.Reading, model: Classifier) -> list[tuple[float, bool]]:
    """Return the log-odds of the spans chosen in a document, and which of them are asked for."""
    asked = {(t.start, t.end) for t in gold.asked}
    neutral = {(t.start, t.end) for t in gold.toponyms if t.neutral} - asked
    found = [(english.offsets(span), logit) for span, logit in english.chosen_spans(reading, model)]
    return [(logit, span in asked) for span, logit in found if span not in neutral]


def platt(outcomes: Sequence[tuple[float, bool]], steps: int = 60) -> tuple[float, float]:
    """Return slope and shift of the logistic curve through (log-odds, right), by Newton's method."""
    x = np.array([[logit, 1.0] for logit, _ in outcomes])
    y = np.array([float(right) for _, right in outcomes])
    values = np.array([0.5, 0.0])
    for _ in range(steps):
        p = 1 / (1 + np.exp(-x @ values))
        curve = (x * (p * (1 - p))[:, None]).T @ x + 1e-6 * np.eye(2)
        # Newton's step, kept short: where hardly anything is wrong the curve is flat.
        values = values + np.clip(np.linalg.solve(curve, x.T @ (y - p)), -0.2, 0.2)
    return float(values[0]), float(values[1])


def _trained(documents: Sequence[Example]) -> Classifier:
    samples, labels = _samples(documents)
    counts = Counter(name for names in samples for name in names)
    vocabulary = {
        name: row for row, name in enumerate(sorted(n for n, c in counts.items() if c >= MIN_COUNT))
    }
    rows = [np.array([vocabulary[n] for n in names if n in vocabulary], dtype=np.intp) for names in samples]
    values = _fit(rows, np.array(labels, dtype=float), len(vocabulary))
    return Classifier(
        vocabulary=vocabulary,
        hidden=values["hidden"].astype(np.float16).astype(np.float32),
        hidden_bias=values["hidden_bias"].astype(np.float32),
        output=values["output"][:, 0].astype(np.float32),
        output_bias=float(values["output_bias"][0]),
    )


def _samples(documents: Sequence[Example]) -> tuple[list[tuple[str, ...]], list[int]]:
    samples, labels = [], []
    for gold, reading in documents:
        asked = {(t.start, t.end) for t in gold.asked}
        neutral = {(t.start, t.end) for t in gold.toponyms if t.neutral} - asked
        for span in reading.spans:
            offsets = english.offsets(span)
            if offsets not in neutral and not span.known.only_demonym:
                samples.append(span.features)
                labels.append(int(offsets in asked))
    return samples, labels


def _fit(rows: list[NDArray[np.intp]], labels: NDArray[np.float64], width: int) -> Arrays:
    generator = np.random.default_rng(SEED)
    start: Arrays = {
        "hidden": generator.normal(0, 0.1, (width, HIDDEN)),
        "hidden_bias": np.zeros(HIDDEN),
        "output": generator.normal(0, 0.3, (HIDDEN, 1)),
        "output_bias": np.zeros(1),
    }

    def gradient(values: Arrays, batch: NDArray[np.intp]) -> Arrays:
        picked = [rows[i] for i in batch]
        lengths = np.array([len(r) for r in picked])
        flat = np.concatenate(picked)
        owner = np.repeat(np.arange(len(batch)), lengths)
        sums = np.add.reduceat(values["hidden"][flat], np.concatenate([[0], np.cumsum(lengths)[:-1]]))
        active = np.tanh(sums + values["hidden_bias"])
        logits = (active @ values["output"])[:, 0] + values["output_bias"][0]
        slope = (1 / (1 + np.exp(-logits)) - labels[batch])[:, None] / len(batch)
        inner = slope @ values["output"].T * (1 - active**2)
        hidden = np.zeros_like(values["hidden"])
        np.add.at(hidden, flat, inner[owner])
        return {
            "hidden": hidden,
            "hidden_bias": inner.sum(axis=0),
            "output": active.T @ slope,
            "output_bias": slope.sum(axis=0),
        }

    return minimise(
        start, gradient, samples=len(rows), epochs=EPOCHS, batch=64, rate=RATE, decay=DECAY, seed=SEED
    )


def _cross_validate(documents: Sequence[Sequence[Example]], folds: int) -> None:
    scores: dict[str, Scores] = {}
    for fold in range(folds):
        model = train([one for i, several in enumerate(documents) if i % folds != fold for one in several])
        for several in documents[fold::folds]:
            for (gold, reading), form in zip(several, ("", " recased"), strict=False):
                score = score_recognition(gold, english.mentions(reading, model))
                name = gold.corpus + form
                scores[name] = scores.get(name, Scores()) + score
    for corpus, score in scores.items():
        print(f"{corpus:16} P {score.precision.value:.3f} R {score.recall.value:.3f} F1 {score.f1:.3f}")


def averaged(before: Classifier, after: Classifier, share: float) -> Classifier:
    """Return the mean of two classifiers, ``share`` of it the second; what the first lacks counts nothing."""
    hidden = share * after.hidden
    for name, row in after.vocabulary.items():
        if name in before.vocabulary:
            hidden[row] += (1 - share) * before.hidden[before.vocabulary[name]]
    return replace(
        after,
        hidden=hidden,
        output=share * after.output + (1 - share) * before.output,
        output_bias=share * after.output_bias + (1 - share) * before.output_bias,
    )


def save(model: Classifier, path: Path) -> None:
    """Write a classifier as ``places.recognise.classifier.load`` reads it."""
    np.savez_compressed(
        path,
        vocabulary=np.array(list(model.vocabulary)),
        hidden=model.hidden.astype(np.float16),
        hidden_bias=model.hidden_bias,
        output=model.output,
        output_bias=np.float32(model.output_bias),
        slope=np.float32(model.slope),
        shift=np.float32(model.shift),
    )


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    options = parser.parse_args()
    documents = [readings(gold) for gold in read_gold(options.corpora)]
    if options.folds:
        _cross_validate(documents, options.folds)
    else:
        path = Path(recognise.__file__).with_name(classifier.WEIGHTS)
        save(train([one for several in documents for one in several]), path)
        print(f"written: {path}")


def readings(gold: GoldDocument) -> list[Example]:
    """Return the document read as it is, then its beginning in capitals or in small letters."""
    return [(one, _read(one)) for one in (gold, *recased(gold))]


def _read(gold: GoldDocument) -> english.Reading:
    lines = [read_line(block) for block in parse(gold.document.text, grammar=False)]
    return english.read(gold.document, lines, world())


if __name__ == "__main__":
    main()
