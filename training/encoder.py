"""Trains the encoder of places.recognise: ``python -m training.encoder CORPUS… --entities SET… [--folds 3]``.

The corpora are files in the form of LGL, TR-News and GeoWebNews (docs/accuracy.md), the sets are named
entities in CoNLL's form (WikiGold, WNUT-17). Without ``--folds`` it is trained on all and written into the
package; with it, on the other folds' documents, and written into ``--out``, where
``python -m benchmarks.geoparse`` finds it. From there ``python -m training.onward`` goes on, beyond news.
"""

import argparse
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np

from places import recognise
from places.evaluate import GoldDocument
from places.recognise.classifier import load
from places.recognise.encoder import FOLDER, HEAD, LINKS, MODEL, VOCABULARY, Encoder
from places.recognise.pieces import Pieces
from training import minilm
from training.corpora import parts_of, read_gold, recased, renamed
from training.entities import read_entities
from training.learner import Trained, save_links, train
from training.outcomes import OUTCOMES, calibrated, outcomes_in, write_outcomes
from training.passages import Passage, passages
from training.recogniser import save

# Windows by which the outliers are measured before the weights are quantised.
SAMPLES = 100
# Every how many documents of a set of named entities are taken.
EVERY = {"wnut17-train": 2, "wnut17-dev": 2}
PACKAGE = Path(recognise.__file__).with_name(FOLDER)


def write(trained: Trained, material: Sequence[Passage], folder: Path) -> None:
    """Write an encoder and what goes with it as the program reads them."""
    folder.mkdir(parents=True, exist_ok=True)
    windows = [p.window for p in material[:: max(1, len(material) // SAMPLES)]]
    samples = [{"ids": np.array([w.ids]), "cases": np.array([w.cases])} for w in windows]
    minilm.export(trained.encoder, folder / MODEL, samples)
    (folder / VOCABULARY).write_text("\n".join(minilm.vocabulary()), encoding="utf-8")
    save(trained.classifier, folder / HEAD)
    save_links(trained.links, folder / LINKS)


def train_part(
    training: Sequence[GoldDocument], held: Sequence[GoldDocument], sets: Sequence[Path], folder: Path
) -> None:
    """Train on some documents and write what comes of it, and what it says of the others, into a folder."""
    material = learnt(training, sets)
    trained = train(material)
    write(trained, material, folder)
    write_outcomes(folder, held, Encoder(folder), trained.classifier)


def learnt(documents: Sequence[GoldDocument], sets: Sequence[Path]) -> list[Passage]:
    """Return the passages of documents (some once more in another case or with other names) and of sets."""
    pieces = Pieces(minilm.vocabulary())
    forms = (*in_all_forms(documents), *entity_documents(sets))
    return [passage for gold in forms for passage in passages(gold, pieces)]


def in_all_forms(documents: Iterable[GoldDocument]) -> Iterable[GoldDocument]:
    """Return documents, some of them once more in another case or with other names."""
    return (form for gold in documents for form in (gold, *recased(gold), *renamed(gold)))


def entity_documents(sets: Sequence[Path]) -> Iterable[GoldDocument]:
    """Return the documents of sets of named entities, as many of each as are trained on."""
    return (gold for path in sets for gold in islice(read_entities(path), 0, None, EVERY.get(path.stem, 1)))


def calibrate(folder: Path, documents: Sequence[GoldDocument]) -> None:
    """Read what was held out of the folds again, with their weights, and set the package's odds by it."""
    for path in sorted(folder.glob(f"fold-*/{OUTCOMES}")):
        part = path.parent
        held = {name for name, *_ in json.loads(path.read_text(encoding="utf-8"))}
        again = [gold for gold in documents if gold.document.id in held]
        write_outcomes(part, again, Encoder(part), load(part / HEAD))
    save(calibrated(load(PACKAGE / HEAD), outcomes_in(folder, documents)), PACKAGE / HEAD)
    print(f"calibrated: {PACKAGE / HEAD}")


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--entities", nargs="*", type=Path, default=[], help="sets of named entities")
    parser.add_argument("--folds", type=int, default=0, help="train without each n-th part of the documents")
    parser.add_argument("--leave-out", action="store_true", help="train without each corpus")
    parser.add_argument("--calibrate", action="store_true", help="train nothing, set the package's odds anew")
    parser.add_argument("--only", nargs="*", help="only these parts: fold-0, without-lgl, …")
    parser.add_argument("--out", type=Path, required=True, help="where cross-validation keeps its weights")
    options = parser.parse_args()
    documents = list(read_gold(options.corpora))
    for name, held in parts_of(documents, options.folds, options.leave_out).items():
        if not options.only or name in options.only:
            rest = [gold for i, gold in enumerate(documents) if i not in set(held)]
            train_part(rest, [documents[i] for i in held], options.entities, options.out / name)
            print(f"written: {options.out / name}", flush=True)
    if options.calibrate:
        calibrate(options.out, documents)
    elif not options.folds and not options.leave_out:
        material = learnt(documents, options.entities)
        trained = train(material)
        head = calibrated(trained.classifier, outcomes_in(options.out, documents))
        write(replace(trained, classifier=head), material, PACKAGE)
        print(f"written: {PACKAGE}")


if __name__ == "__main__":
    main()
