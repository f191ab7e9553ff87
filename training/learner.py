"""The encoder with all that is trained on top of it, and how it is trained.

It learns several things at once: which candidate spans are places (together with the features of the
gazetteer and of letters), where places begin and go on, what spaCy's small pipeline takes for names of which
kind, which words tell an event or a movement, and which mentions and dates belong to these words.
"""

import random
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - its usual name

from places.recognise.classifier import Classifier
from places.recognise.encoded import DISTANCES, LINK_WIDTH, Links, distance
from training import minilm
from training.passages import IGNORED, Passage

HIDDEN = 48
WARM_UP = 0.1
# Now and then half of a span's features are taken away, and now and then its whole context: each has to learn
# to do without the other, or the context alone would decide, which knows hardly any name of the world.
THINNED, KEPT = 0.2, 0.5
BLIND = 0.2
DROPPED = 0.2
LABEL_WEIGHT = 0.4
MIN_COUNT = 8
SEED = 1


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train: the learning rates of the encoder and of what is on top of it, and how often all is read.

    ``pieces``: of how many a step is made. The first ``frozen`` layers stay as they are: what they say of
    each passage is computed once. ``told`` and ``joined`` weigh the losses of the words that tell something
    and of the links. With ``events_alone`` nothing but the heads for events is trained.
    """

    epochs: int
    rate: float
    head_rate: float
    decay: float = 0.01
    frozen: int = 0
    pieces: int = 1000
    told: float = 0.8
    joined: float = 0.2
    events_alone: bool = False


# From the pretrained weights; and on from weights that have been trained already.
FRESH = Plan(epochs=3, rate=1e-4, head_rate=2e-3)
ONWARD = Plan(epochs=2, rate=1e-4, head_rate=2e-3, frozen=3, pieces=320)
# Once more, with more weight on events; and what joins events, fitted to an encoder that stays as it is.
AGAIN = Plan(epochs=3, rate=1e-4, head_rate=2e-3, frozen=2, pieces=320, told=1.2, joined=0.5)
EVENTS = Plan(
    epochs=6, rate=0.0, head_rate=2e-3, frozen=minilm.LAYERS, told=1.2, joined=0.5, events_alone=True
)


@dataclass(frozen=True, slots=True)
class Trained:
    """What comes of training."""

    encoder: minilm.Encoder
    classifier: Classifier
    links: Links


class Learner(nn.Module):
    """The encoder with the classifier of spans and the links on top of it."""

    def __init__(self, encoder: minilm.Encoder, vocabulary: dict[str, int], frozen: int) -> None:
        super().__init__()
        self.encoder, self.vocabulary, self.frozen = encoder, vocabulary, frozen
        for part in encoder.below_parts(frozen) if frozen else ():
            part.requires_grad_(False)
        self.hidden = nn.EmbeddingBag(len(vocabulary), HIDDEN, mode="sum")
        nn.init.normal_(self.hidden.weight, 0, 0.1)
        self.output = nn.Linear(HIDDEN, 1)
        self.place, self.when = (nn.Parameter(torch.randn(LINK_WIDTH, LINK_WIDTH) * 0.05) for _ in range(2))
        self.near = nn.Parameter(torch.full((2, DISTANCES), -1.5))
        self.dropped = nn.Dropout(DROPPED)

    def take(self, trained: Trained) -> None:
        """Go on from what has been trained before; features that it does not know start at nothing."""
        with torch.no_grad():
            self.hidden.weight.zero_()
            for name, row in self.vocabulary.items():
                known = trained.classifier.vocabulary.get(name)
                if known is not None:
                    self.hidden.weight[row] = torch.from_numpy(trained.classifier.hidden[known])
            self.output.weight[0] = torch.from_numpy(trained.classifier.output)
            self.output.bias[0] = trained.classifier.output_bias
            if np.any(trained.links.place):
                self.place.copy_(torch.from_numpy(trained.links.place))
                self.when.copy_(torch.from_numpy(trained.links.when))
                self.near.copy_(
                    torch.from_numpy(np.stack((trained.links.place_near, trained.links.when_near)))
                )

    def forward(self, batch: "Batch") -> tuple[Tensor, Tensor, Tensor]:
        """Return the vectors of the pieces, the log-odds of the spans, and those of the links."""
        x = self.encoder.above(batch.below, batch.mask, self.frozen)
        first, last = x[batch.row, batch.first], x[batch.row, batch.last]
        context = self.encoder.first(self.dropped(first)) + self.encoder.last(self.dropped(last))
        if self.training:
            context = context * (torch.rand(len(context), 1) >= BLIND)
        active = torch.tanh(context + self.hidden(batch.features, batch.offsets))
        kind, row, tells, other, far = batch.links.T
        vectors = self.encoder.events(x)
        matrices = torch.stack((self.place, self.when))
        a, b = vectors[row, tells], vectors[row, other]
        forms = torch.stack([((a @ matrix) * b).sum(1) for matrix in matrices], 1)
        links = forms.gather(1, kind[:, None])[:, 0] + self.near[kind, far]
        return x, self.output(active)[:, 0], links

    def keep_all_but_events(self) -> None:
        """Let nothing be trained but what tells events and joins places and dates to them."""
        self.requires_grad_(False)
        for part in (self.encoder.triggers, self.encoder.events):
            part.requires_grad_(True)
        for joined in (self.place, self.when, self.near):
            joined.requires_grad_(True)

    def trained(self) -> Trained:
        """Return what has been learnt."""
        self.eval()
        near = self.near.detach().numpy()
        return Trained(
            self.encoder,
            Classifier(
                vocabulary=self.vocabulary,
                hidden=self.hidden.weight.detach().numpy(),
                hidden_bias=np.zeros(HIDDEN, dtype=np.float32),
                output=self.output.weight.detach().numpy()[0],
                output_bias=float(self.output.bias.detach()[0]),
            ),
            Links(self.place.detach().numpy(), near[0], self.when.detach().numpy(), near[1]),
        )


@dataclass(frozen=True, slots=True)
class Batch:
    """Passages side by side, filled up to the longest."""

    below: Tensor
    mask: Tensor
    kinds: Tensor
    places: Tensor
    triggers: Tensor
    row: Tensor
    first: Tensor
    last: Tensor
    features: Tensor
    offsets: Tensor
    right: Tensor
    links: Tensor
    joined: Tensor


class Material:
    """Passages, with what the frozen layers say of each."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages = passages
        self._below: dict[int, Tensor] = {}

    def vectors(self, passage: Passage, encoder: minilm.Encoder, frozen: int) -> Tensor:
        """Return the vectors of a passage as they come out of the frozen layers, remembered in half bytes."""
        known = self._below.get(id(passage))
        if known is None:
            ids, cases = (torch.tensor([x]) for x in (passage.window.ids, passage.window.cases))
            with torch.no_grad():
                known = encoder.below(ids, cases, None, frozen)[0].half()
            self._below[id(passage)] = known
        return known.float()


def batch_of(
    passages: Sequence[Passage], material: Material, learner: Learner, chance: random.Random
) -> Batch:
    """Return the passages as tensors, some of the spans with half of their features."""
    shape = len(passages), max(len(p.window.ids) for p in passages)
    mask = torch.zeros(shape, dtype=torch.long)
    kinds, places, triggers = (torch.full(shape, IGNORED) for _ in range(3))
    spans: list[tuple[int, int, int, int]] = []
    links: list[tuple[int, int, int, int, int, int]] = []
    features: list[int] = []
    offsets: list[int] = []
    for i, p in enumerate(passages):
        mask[i, : len(p.window.ids)] = 1
        begins = [first for _, first, _ in p.window.words]
        for table, labels in ((kinds, p.kinds), (places, p.places), (triggers, p.triggers)):
            table[i, begins] = torch.tensor(labels)
        number = {first: word for word, first, _ in p.window.words}
        links += [(kind, i, a, b, distance(number[b] - number[a]), right) for kind, a, b, right in p.links]
        for first, last, names, right in p.spans:
            rows = [learner.vocabulary[name] for name in names if name in learner.vocabulary]
            if chance.random() < THINNED:
                rows = [row for row in rows if chance.random() < KEPT]
            offsets.append(len(features))
            features += rows
            spans.append((i, first, last, right))
    columns = torch.tensor(spans, dtype=torch.long).reshape(-1, 4)
    joins = torch.tensor(links, dtype=torch.long).reshape(-1, 6)
    return Batch(
        _below(passages, material, learner, mask), mask, kinds, places, triggers, *columns[:, :3].T,
        torch.tensor(features, dtype=torch.long), torch.tensor(offsets, dtype=torch.long),
        columns[:, 3].float(), joins[:, :5], joins[:, 5].float(),
    )  # fmt: skip


def _below(passages: Sequence[Passage], material: Material, learner: Learner, mask: Tensor) -> Tensor:
    if learner.frozen:
        found = [material.vectors(p, learner.encoder, learner.frozen) for p in passages]
        return nn.utils.rnn.pad_sequence(found, batch_first=True)
    ids, cases = (
        nn.utils.rnn.pad_sequence([torch.tensor(column) for column in columns], batch_first=True)
        for columns in ([p.window.ids for p in passages], [p.window.cases for p in passages])
    )
    return learner.encoder.below(ids, cases, mask, 0)


def batches(passages: Sequence[Passage], pieces: int, chance: random.Random) -> list[list[Passage]]:
    """Return the passages in batches of about the same length, in a new order."""
    found: list[list[Passage]] = [[]]
    for p in sorted(passages, key=lambda p: len(p.window.ids) + 20 * chance.random()):
        if found[-1] and (len(found[-1]) + 1) * len(p.window.ids) > pieces:
            found.append([])
        found[-1].append(p)
    chance.shuffle(found)
    return found


def train(passages: Sequence[Passage], before: Trained | None = None, plan: Plan = FRESH) -> Trained:
    """Return what is learnt from the passages: anew, or on from what was ``before``."""
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    counts = Counter(name for p in passages for *_, names, _ in p.spans for name in names)
    kept = {name for name, count in counts.items() if count >= MIN_COUNT}
    known = set(before.classifier.vocabulary) if before else set()
    names = known if plan.events_alone else kept | known
    vocabulary = {name: row for row, name in enumerate(sorted(names))}
    encoder = before.encoder if before else minilm.pretrained(HIDDEN)
    learner = Learner(encoder, vocabulary, plan.frozen)
    if before:
        learner.take(before)
    if plan.events_alone:
        learner.keep_all_but_events()
    fit(learner, Material(passages), plan)
    return learner.trained()


def fit(learner: Learner, material: Material, plan: Plan) -> None:
    """Train a learner, printing how it goes."""
    inner = {id(p) for p in learner.encoder.inner()}
    trained = [p for p in learner.parameters() if p.requires_grad]
    groups = [
        {"params": [p for p in trained if id(p) in inner], "base": plan.rate},
        {"params": [p for p in trained if id(p) not in inner], "base": plan.head_rate},
    ]
    optimiser = torch.optim.AdamW(groups, lr=plan.rate, weight_decay=plan.decay, fused=True)
    chance = random.Random(SEED)  # noqa: S311 - not a secret
    total = plan.epochs * len(batches(material.passages, plan.pieces, random.Random(0)))  # noqa: S311
    steps, begun = 0, time.time()
    for epoch in range(plan.epochs):
        learner.train()
        lost = torch.zeros(4)
        for part in batches(material.passages, plan.pieces, chance):
            share = min(1, (steps + 1) / (WARM_UP * total)) * max(0.0, 1 - steps / total)
            for group in optimiser.param_groups:
                group["lr"] = group["base"] * share
            steps += 1
            losses = _losses(learner, batch_of(part, material, learner, chance), plan)
            optimiser.zero_grad()
            losses.sum().backward()
            nn.utils.clip_grad_norm_(trained, 1.0)
            optimiser.step()
            lost += losses.detach()
            if steps % 100 == 0:
                print(f"step {steps} of {total}, {time.time() - begun:.0f} s", flush=True)
        each = " ".join(f"{float(x) * plan.epochs / total:.4f}" for x in lost)
        print(
            f"epoch {epoch + 1}: spans, labels, triggers, links: {each}, {time.time() - begun:.0f} s",
            flush=True,
        )
    learner.eval()


def _losses(learner: Learner, batch: Batch, plan: Plan) -> Tensor:
    """Return the losses of spans, labels of names, words that tell, and links, each with its weight."""
    x, spans, links = learner(batch)
    heads = learner.encoder
    labels = _of_labels(heads.kinds(x), batch.kinds) + _of_labels(heads.places(x), batch.places)
    return torch.stack(
        (
            F.binary_cross_entropy_with_logits(spans, batch.right) if len(spans) else spans.sum(),
            LABEL_WEIGHT * labels,
            plan.told * _of_labels(heads.triggers(x), batch.triggers),
            plan.joined * F.binary_cross_entropy_with_logits(links, batch.joined)
            if len(links)
            else links.sum(),
        )
    )


def _of_labels(odds: Tensor, labels: Tensor) -> Tensor:
    """Return the mean loss over the words that have a label; nothing where none has."""
    if not bool((labels != IGNORED).any()):
        return odds.sum() * 0
    return F.cross_entropy(odds.flatten(0, 1), labels.flatten(), ignore_index=IGNORED)


def save_links(links: Links, path: Path) -> None:
    """Write links as ``places.recognise.encoded.load_links`` reads them."""
    np.savez_compressed(
        path,
        place=links.place.astype(np.float16),
        place_near=links.place_near,
        when=links.when.astype(np.float16),
        when_near=links.when_near,
    )
