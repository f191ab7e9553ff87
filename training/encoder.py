"""Trains the encoder of places.recognise: ``python -m training.encoder CORPUS… --entities SET… [--folds 3]``.

The corpora are files in the form of LGL, TR-News and GeoWebNews (docs/accuracy.md), the sets are named
entities in CoNLL's form (WikiGold, WNUT-17). Without ``--folds`` it is trained on all and written into the
package; with it, on the other folds' documents, and written into ``--out``, where
``python -m benchmarks.geoparse`` finds it.

It learns three things at once: which candidate spans are places (together with the features of the gazetteer
and of letters), where places begin and go on, and what spaCy's small pipeline takes for names of which kind:
so that pipeline need not run any more when places are looked for.
"""

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - its usual name

from places import recognise
from places.evaluate import GoldDocument
from places.gazetteer import world
from places.recognise import english
from places.recognise.classifier import Classifier, load
from places.recognise.encoder import FOLDER, HEAD, MODEL, VOCABULARY, Encoded, Encoder
from places.recognise.line import Line
from places.recognise.pieces import Pieces, Window
from places.recognise.words import read_lines
from places.syntax import parse
from training import minilm
from training.corpora import parts_of, read_gold, recased, renamed
from training.entities import read_entities
from training.outcomes import OUTCOMES, calibrated, outcomes_in, write_outcomes
from training.recogniser import save

HIDDEN = 48
EPOCHS = 3
RATE, HEAD_RATE, DECAY = 1e-4, 2e-3, 0.01
WARM_UP = 0.1
PIECES_A_BATCH = 1000
# Now and then half of a span's features are taken away, and now and then its whole context: each has to learn
# to do without the other, or the context alone would decide, which knows hardly any name of the world.
THINNED, KEPT = 0.2, 0.5
BLIND = 0.2
DROPPED = 0.2
LABEL_WEIGHT = 0.3
MIN_COUNT = 8
SEED = 1
IGNORED = -100
# Windows by which the outliers are measured before the weights are quantised.
SAMPLES = 100
# Every how many documents of a set of named entities are taken.
EVERY = {"wnut17-train": 2, "wnut17-dev": 2}

_KIND = {"PERSON": 1, "ORG": 2, "NORP": 3, "LANGUAGE": 3, "GPE": 4, "LOC": 4, "FAC": 4} | dict.fromkeys(
    ("PRODUCT", "WORK_OF_ART", "EVENT", "LAW"), 5
)
# Features that only a parser knows, or that rest on names which the encoder is still to find.
_PARSED = (
    "tag:", "entity:", "is:", "in:", "around:", "across:", "apart", "two",
    "doc:placed", "doc:never", "doc:surname", "doc:forename",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Passage:
    """A window with what is to be learnt of it: labels of words; spans (first, last, features, right)."""

    window: Window
    kinds: list[int]
    places: list[int]
    spans: list[tuple[int, int, tuple[str, ...], int]]


def passages(gold: GoldDocument, pieces: Pieces) -> list[Passage]:
    """Return the windows of a document with all that is to be learnt of them."""
    lines = read_lines(gold.document.text)
    kinds, places = _kinds(gold, lines), _places(gold, lines)
    blank = np.zeros((len(kinds), 0), dtype=np.float32)
    known = Encoded(blank, blank, np.array(kinds), np.maximum(places, 0))
    reading = english.read(gold.document, lines, world(), known)
    asked = {(t.start, t.end) for t in gold.asked}
    neutral = {(t.start, t.end) for t in gold.toponyms if t.neutral} - asked
    base, bases = 0, {}
    for line in reading.lines:
        bases[id(line)] = base
        base += len(line)
    spans: dict[int, list[tuple[int, tuple[str, ...], int]]] = {}
    for span in reading.spans:
        if english.offsets(span) not in neutral and not span.known.only_demonym:
            begin = bases[id(span.line)]
            right = int(english.offsets(span) in asked)
            features = tuple(name for name in span.features if not _is_parsed(name))
            spans.setdefault(begin + span.start, []).append((begin + span.end - 1, features, right))
    return [_passage(window, kinds, places, spans) for window in pieces.windows(lines)]


def _passage(
    window: Window,
    kinds: Sequence[int],
    places: Sequence[int],
    spans: dict[int, list[tuple[int, tuple[str, ...], int]]],
) -> Passage:
    last_of = {number: last for number, _, last in window.words}
    return Passage(
        window,
        [kinds[number] for number, _, _ in window.words],
        [places[number] for number, _, _ in window.words],
        [
            (first, last_of[end], features, right)
            for number, first, _ in window.words
            for end, features, right in spans.get(number, ())
            if end in last_of
        ],
    )


def _is_parsed(name: str) -> bool:
    return name.startswith(_PARSED) or "&tag:" in name


def _kinds(gold: GoldDocument, lines: Sequence[Line]) -> list[int]:
    """Return for each word the kind of name that spaCy takes it for a part of."""
    marked: dict[int, int] = {}
    for block in parse(gold.document.text, grammar=False):
        for entity in block.doc.ents:
            kind = _KIND.get(entity.label_, 0)
            marked |= dict.fromkeys(
                range(block.start + entity.start_char, block.start + entity.end_char), kind
            )
    return [marked.get(start, 0) for line in lines for start in line.starts]


def _places(gold: GoldDocument, lines: Sequence[Line]) -> list[int]:
    """Return for each word whether a place begins (1) or goes on (2) there; what is neutral is ignored."""
    marked: dict[int, int] = {}
    for toponym in gold.toponyms:
        if toponym.neutral:
            marked |= dict.fromkeys(range(toponym.start, toponym.end), IGNORED)
    for toponym in sorted(gold.asked, key=lambda t: t.start - t.end, reverse=True):  # the longest last
        marked |= dict.fromkeys(range(toponym.start, toponym.end), 2) | {toponym.start: 1}
    return [marked.get(start, 0) for line in lines for start in line.starts]


class Learner(nn.Module):
    """The encoder with the classifier of spans on top of it."""

    def __init__(self, features: int) -> None:
        super().__init__()
        self.encoder = minilm.pretrained(HIDDEN)
        self.hidden = nn.EmbeddingBag(features, HIDDEN, mode="sum")
        nn.init.normal_(self.hidden.weight, 0, 0.1)
        self.output = nn.Linear(HIDDEN, 1)
        self.dropped = nn.Dropout(DROPPED)

    def forward(self, batch: "Batch") -> tuple[Tensor, Tensor, Tensor]:
        """Return the log-odds of the spans and of the two labels of each piece."""
        x = self.encoder.vectors(batch.ids, batch.cases, batch.mask)
        first, last = x[batch.row, batch.first], x[batch.row, batch.last]
        context = self.encoder.first(self.dropped(first)) + self.encoder.last(self.dropped(last))
        if self.training:
            context = context * (torch.rand(len(context), 1) >= BLIND)
        active = torch.tanh(context + self.hidden(batch.features, batch.offsets))
        return self.output(active)[:, 0], self.encoder.kinds(x), self.encoder.places(x)


@dataclass(frozen=True, slots=True)
class Batch:
    """Passages side by side, filled up to the longest."""

    ids: Tensor
    cases: Tensor
    mask: Tensor
    kinds: Tensor
    places: Tensor
    row: Tensor
    first: Tensor
    last: Tensor
    features: Tensor
    offsets: Tensor
    right: Tensor


def batch_of(passages: Sequence[Passage], vocabulary: dict[str, int], random: random.Random) -> Batch:
    """Return the passages as tensors, some of the spans with half of their features."""
    shape = len(passages), max(len(p.window.ids) for p in passages)
    ids, cases, mask = (torch.zeros(shape, dtype=torch.long) for _ in range(3))
    kinds, places = (torch.full(shape, IGNORED) for _ in range(2))
    spans: list[tuple[int, int, int, int]] = []
    features: list[int] = []
    offsets: list[int] = []
    for i, p in enumerate(passages):
        size = len(p.window.ids)
        ids[i, :size], cases[i, :size], mask[i, :size] = (
            torch.tensor(p.window.ids), torch.tensor(p.window.cases), 1,
        )  # fmt: skip
        begins = [first for _, first, _ in p.window.words]
        kinds[i, begins], places[i, begins] = torch.tensor(p.kinds), torch.tensor(p.places)
        for first, last, names, right in p.spans:
            rows = [vocabulary[name] for name in names if name in vocabulary]
            if random.random() < THINNED:
                rows = [row for row in rows if random.random() < KEPT]
            offsets.append(len(features))
            features += rows
            spans.append((i, first, last, right))
    columns = torch.tensor(spans, dtype=torch.long).reshape(-1, 4)
    return Batch(
        ids, cases, mask, kinds, places, *columns[:, :3].T,
        torch.tensor(features, dtype=torch.long), torch.tensor(offsets, dtype=torch.long),
        columns[:, 3].float(),
    )  # fmt: skip


def batches(passages: Sequence[Passage], random: random.Random) -> list[list[Passage]]:
    """Return the passages in batches of about the same length, in a new order."""
    found: list[list[Passage]] = [[]]
    for p in sorted(passages, key=lambda p: len(p.window.ids) + 20 * random.random()):
        if found[-1] and (len(found[-1]) + 1) * len(p.window.ids) > PIECES_A_BATCH:
            found.append([])
        found[-1].append(p)
    random.shuffle(found)
    return found


def train(passages: Sequence[Passage]) -> tuple[minilm.Encoder, Classifier]:
    """Return an encoder and the classifier that goes with it, trained on the passages."""
    chance = random.Random(SEED)  # noqa: S311 - not a secret
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    counts = Counter(name for p in passages for *_, names, _ in p.spans for name in names)
    kept = sorted(name for name, count in counts.items() if count >= MIN_COUNT)
    vocabulary = {name: row for row, name in enumerate(kept)}
    learner = Learner(len(vocabulary))
    fit(learner, passages, vocabulary, chance)
    return learner.encoder, Classifier(
        vocabulary=vocabulary,
        hidden=learner.hidden.weight.detach().numpy(),
        hidden_bias=np.zeros(HIDDEN, dtype=np.float32),
        output=learner.output.weight.detach().numpy()[0],
        output_bias=float(learner.output.bias.detach()[0]),
    )


def fit(
    learner: Learner, passages: Sequence[Passage], vocabulary: dict[str, int], chance: random.Random
) -> None:
    """Train a learner, printing how it goes."""
    inner = {id(p) for p in learner.encoder.layers.parameters()} | {
        id(p) for p in (learner.encoder.position.weight, *learner.encoder.norm_in.parameters())
    }
    trained = [p for p in learner.parameters() if p.requires_grad]
    groups = [
        {"params": [p for p in trained if id(p) in inner], "base": RATE},
        {"params": [p for p in trained if id(p) not in inner], "base": HEAD_RATE},
    ]
    optimiser = torch.optim.AdamW(groups, lr=RATE, weight_decay=DECAY, fused=True)
    steps, total, begun = 0, EPOCHS * len(batches(passages, random.Random(0))), time.time()  # noqa: S311
    for epoch in range(EPOCHS):
        learner.train()
        lost = 0.0
        for part in batches(passages, chance):
            share = min(1, (steps + 1) / (WARM_UP * total)) * max(0.0, 1 - steps / total)
            for group in optimiser.param_groups:
                group["lr"] = group["base"] * share
            steps += 1
            loss = _loss(learner, batch_of(part, vocabulary, chance))
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(trained, 1.0)
            optimiser.step()
            lost += float(loss)
        print(f"epoch {epoch + 1}: loss {lost * EPOCHS / total:.4f}, {time.time() - begun:.0f} s", flush=True)
    learner.eval()


def _loss(learner: Learner, batch: Batch) -> Tensor:
    with torch.autocast("cpu", torch.bfloat16):
        spans, kinds, places = (x.float() for x in learner(batch))
    labels = F.cross_entropy(kinds.flatten(0, 1), batch.kinds.flatten(), ignore_index=IGNORED)
    labels = labels + F.cross_entropy(places.flatten(0, 1), batch.places.flatten(), ignore_index=IGNORED)
    total = LABEL_WEIGHT * labels
    return total + F.binary_cross_entropy_with_logits(spans, batch.right) if len(spans) else total


def write(encoder: minilm.Encoder, classifier: Classifier, material: Sequence[Passage], folder: Path) -> None:
    """Write an encoder and its classifier as the program reads them."""
    folder.mkdir(parents=True, exist_ok=True)
    windows = [p.window for p in material[:: max(1, len(material) // SAMPLES)]]
    samples = [{"ids": np.array([w.ids]), "cases": np.array([w.cases])} for w in windows]
    minilm.export(encoder, folder / MODEL, samples)
    (folder / VOCABULARY).write_text("\n".join(minilm.vocabulary()), encoding="utf-8")
    save(classifier, folder / HEAD)


def train_part(
    training: Sequence[GoldDocument], held: Sequence[GoldDocument], sets: Sequence[Path], folder: Path
) -> None:
    """Train on some documents and write what comes of it, and what it says of the others, into a folder."""
    material = learnt(training, sets)
    encoder, classifier = train(material)
    write(encoder, classifier, material, folder)
    write_outcomes(folder, held, Encoder(folder), classifier)


def learnt(documents: Sequence[GoldDocument], sets: Sequence[Path]) -> list[Passage]:
    """Return the passages of documents (some once more in another case or with other names) and of sets."""
    pieces = Pieces(minilm.vocabulary())
    entities = (
        gold for path in sets for gold in islice(read_entities(path), 0, None, EVERY.get(path.stem, 1))
    )
    forms = (form for gold in documents for form in (gold, *recased(gold), *renamed(gold)))
    return [passage for gold in (*forms, *entities) for passage in passages(gold, pieces)]


def calibrate(folder: Path, documents: Sequence[GoldDocument]) -> None:
    """Read what was held out of the folds again, with their weights, and set the package's odds by it."""
    for path in sorted(folder.glob(f"fold-*/{OUTCOMES}")):
        part = path.parent
        held = {name for name, *_ in json.loads(path.read_text(encoding="utf-8"))}
        again = [gold for gold in documents if gold.document.id in held]
        write_outcomes(part, again, Encoder(part), load(part / HEAD))
    path = Path(recognise.__file__).with_name(FOLDER) / HEAD
    save(calibrated(load(path), outcomes_in(folder, documents)), path)
    print(f"calibrated: {path}")


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
            rest = [gold for i, gold in enumerate(documents) if i not in held]
            train_part(rest, [documents[i] for i in held], options.entities, options.out / name)
            print(f"written: {options.out / name}", flush=True)
    if options.calibrate:
        calibrate(options.out, documents)
    elif not options.folds and not options.leave_out:
        material = learnt(documents, options.entities)
        encoder, classifier = train(material)
        target = Path(recognise.__file__).with_name(FOLDER)
        write(encoder, calibrated(classifier, outcomes_in(options.out, documents)), material, target)
        print(f"written: {target}")


if __name__ == "__main__":
    main()
