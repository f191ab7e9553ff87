"""Trains the encoder of many languages: ``python -m training.multilingual STEP --out FOLDER …``.

The steps, each beginning with what the one before has left in the folder:

- ``pieces``: chooses the pieces that are kept of the pretrained vocabulary, by what the texts and the
  gazetteer need, then by how probable they are → OUT/pieces.npz;
- ``material``: splits all texts into windows with what is to be learnt of each → OUT/material.pickle;
- ``train``: trains, once or several times through all (``--epochs``) → OUT/weights.pt, kept every few
  minutes; begun again, it goes on from there;
- ``export``: writes what the program reads → PACKAGE or ``--into``.

The gold texts of one fold (training.corpora.fold_of, ``--fold``) are left out of all of this.
"""

import argparse
import json
import pickle
import random
import sqlite3
import tempfile
import time
import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - its usual name

from places import recognise
from places.gazetteer.file import WORLD
from places.recognise.encoded import DISTANCES, LINK_WIDTH, Links, distance
from places.recognise.unigram import BEGIN, END, PAD, SPACE, UNKNOWN, Unigram, Unit, breaks
from training import e5
from training.corpora import fold_of, read_gold
from training.learner import save_links
from training.named import PLACE, Marked, marked, read_set, some
from training.quantise import quantise
from training.stories import IGNORED, Link, read_story, told_words

PACKAGE = Path(recognise.__file__).with_name("multilingual")
PIECES, MATERIAL, WEIGHTS, MODEL, LINKS = (
    "pieces.npz",
    "material.pickle",
    "weights.pt",
    "model.onnx",
    "links.npz",
)
KEPT = 60_000
# The scripts of which pieces are kept, by the first word of their letters' Unicode names.
SCRIPTS = frozenset(
    "LATIN CYRILLIC GREEK CJK HIRAGANA KATAKANA HANGUL ARABIC DEVANAGARI THAI HEBREW FULLWIDTH".split()
)
# Of each set of names about how much is read.
SHARES = {
    "germeval-test": 0.1, "sonar-dev-de": 0.13, "newseye-dev-de": 0.036, "newseye-dev2-de": 0.072,
    "europeana-enp_DE.lft": 0.022, "europeana-enp_FR.bnf": 0.036, "europeana-enp_NL.kb": 0.054,
    "newseye-dev-fr": 0.18, "newseye-dev2-fr": 0.18, "ajmc-train-de": 0.072, "ajmc-train-fr": 0.072,
    "factrueval-devset": 0.22, "wikiner-ru-train": 0.058, "lener-br-train": 0.043, "ronec-valid": 0.16,
    "norne-nob-dev": 0.18, "norne-nno-dev": 0.11, "swedish-train_corpus": 0.09, "newseye-train-sv": 0.054,
    "newseye-train-fi": 0.14, "twnertc-tr-dev": 0.1,
}  # fmt: skip
# How often a text of a language with few of them is read again under other names, per epoch.
RENAMED = {"zh": 6, "ja": 6, "ar": 6, "pl": 2, "es": 1, "it": 1, "pt": 1, "fr": 1, "de": 1, "nl": 1}
NEWS_EVERY = 16
FROZEN = 3
BATCH, RATE, HEAD_RATE, WARM_UP, DROPPED = 500, 1.5e-4, 2e-3, 0.05, 0.1
KIND_WEIGHT, TRIGGER_WEIGHT, LINK_WEIGHT = 0.3, 0.8, 0.2
KEPT_EVERY = 40
SEED = 1


@dataclass(frozen=True, slots=True)
class Passage:
    """A window with what is to be learnt of it: labels of its units, links between their first pieces."""

    ids: list[int]
    firsts: list[int]
    numbers: list[int]
    kinds: list[int]
    places: list[int]
    triggers: list[int]
    links: list[Link]


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("step", choices=("pieces", "material", "train", "export"))
    parser.add_argument("--gold", nargs="*", type=Path, default=[], help="gold texts, XX.jsonl")
    parser.add_argument("--stories", type=Path, help="the folder of the gold stories")
    parser.add_argument("--news", nargs="*", type=Path, default=[], help="English corpora of news")
    parser.add_argument("--sets", type=Path, help="the folder of the sets of names")
    parser.add_argument("--fold", type=int, default=0, help="the fold of the gold texts that is left out")
    parser.add_argument("--epochs", type=float, default=1.0)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--into", type=Path, default=PACKAGE)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    if options.step == "pieces":
        choose_pieces(all_texts(options), options.out)
    elif options.step == "material":
        unigram = read_pieces(options.out)[0]
        material = [p for text in all_texts(options) for p in passages(text, unigram)]
        print(f"{len(material)} windows, {sum(len(p.ids) for p in material)} pieces")
        (options.out / MATERIAL).write_bytes(pickle.dumps(material))
    elif options.step == "train":
        fit(options.out, options.epochs)
    else:
        export(options.out, options.into)


def all_texts(options: argparse.Namespace) -> Iterator[Marked]:
    """Yield all that is trained on: gold texts of all folds but one, news, and parts of the sets."""
    for path in options.gold:
        language = path.stem.partition("-")[0]
        for gold in read_gold([path]):
            if fold_of(gold.document.id) == options.fold:
                continue
            text = marked(gold, read_story(options.stories, gold))
            yield text
            yield from shouted(text)
            for number in range(RENAMED.get(language, 0)):
                yield renamed(text, language, number)
    for gold in islice(read_gold(options.news), 0, None, NEWS_EVERY):
        yield marked(gold)
    for name, share in SHARES.items():
        yield from some(read_set(_set_path(options.sets, name)), share)


def _set_path(folder: Path, name: str) -> Path:
    """Return the file or folder that a set is in: FOLDER/NAME.*, where a folder may have a hyphen, too."""
    for path in sorted(folder.glob("*/*")):
        if f"{path.parent.name}-{path.name}".removesuffix(path.suffix) == name or (
            path.is_dir() and f"{path.parent.name}-{path.name}" == name
        ):
            return path
    raise SystemExit(f"the set {name} is not in {folder}")


def shouted(text: Marked) -> Iterator[Marked]:
    """Yield the beginning of every fourth text once more in capitals, as headlines and old prints have it."""
    end = text.text.rfind(" ", 0, 400)
    upper = text.text[: max(0, end)].upper()
    if zlib.crc32(text.id.encode()) % 4 == 0 and end > 0 and len(upper) == end and upper != text.text[:end]:
        inside = tuple(span for span in text.places if span[1] <= end)
        yield replace(text, text=upper, places=inside, told=None)


def renamed(text: Marked, language: str, number: int) -> Marked:
    """Return a text with other names for two thirds of its places: how they are spoken of is to be learnt."""
    chance = random.Random(f"{text.id} {number}")  # noqa: S311 - not a secret
    others = names_for(language)
    new: dict[str, str] = {}
    written, spans, behind = "", [], 0
    for start, end in sorted(text.places):
        if start < behind:
            continue
        written += text.text[behind:start]
        name = text.text[start:end]
        if name not in new:
            new[name] = chance.choice(others) if chance.random() < 0.67 else name
        spans.append((len(written), len(written) + len(new[name])))
        written, behind = written + new[name], end
    return replace(text, text=written + text.text[behind:], places=tuple(spans), ignored=(), told=None)


_NAMES: dict[str, list[str]] = {}


def names_for(language: str) -> list[str]:
    """Return names of the world's places in the script that a language is written in."""
    script = {"zh": "CJK", "ja": "CJK", "ar": "ARABIC"}.get(language, "LATIN")
    if not _NAMES:
        for name in gazetteer_names():
            letters = [unicodedata.name(c, "").split(" ")[0] for c in name if c.isalpha()]
            for own in set(letters) if len(set(letters)) == 1 else ():
                _NAMES.setdefault("CJK" if own == "KATAKANA" else own, []).append(name)
    return _NAMES[script]


def gazetteer_names() -> list[str]:
    """Return the spellings of the package's gazetteer, without those that only differ in a sign."""
    with sqlite3.connect(f"file:{WORLD}?mode=ro", uri=True) as file:
        rows = file.execute("SELECT DISTINCT spelling FROM name WHERE spelling IS NOT NULL AND kind < 2")
        own = file.execute("SELECT substr(record, 1, instr(record, char(9)) - 1) FROM place WHERE names > 3")
        return sorted({name for (name,) in (*rows, *own) if 1 < len(name) < 30})


def choose_pieces(texts: Iterable[Marked], folder: Path) -> None:
    """Keep the pieces that are needed, each with its score and its vector in 4 bits."""
    source = e5.read_source()
    whole = Unigram(source.pieces, source.scores)
    counts: Counter[int] = Counter()
    words = Counter(word for text in texts for word in text.text.split())
    for name in gazetteer_names()[::4]:
        words.update(name.split())
    for word, count in words.items():
        for _, _, numbers in whole.units(word):
            for number in numbers:
                counts[number] += count
    special = [source.pieces.index(piece) for piece in (BEGIN, PAD, END, UNKNOWN)]
    order = sorted(range(len(source.pieces)), key=lambda i: -source.scores[i])
    readable = [i for i in order if i not in special and _is_readable(source.pieces[i])]
    kept = dict.fromkeys(special)
    kept |= dict.fromkeys(i for i in readable if len(source.pieces[i].strip(SPACE)) <= 1)
    kept |= dict.fromkeys(i for i in readable if counts[i] > 1)
    print(f"{len(kept)} of {len(readable)} pieces are needed")
    for i in readable:
        if len(kept) >= KEPT:
            break
        kept[i] = None
    numbers = [*special, *sorted(set(list(kept)[:KEPT]) - set(special))]
    scales, nibbles = source.blocks("emb.word", e5.WIDTH)
    np.savez_compressed(
        folder / PIECES,
        pieces=np.array("\n".join(source.pieces[i] for i in numbers)),
        scores=source.scores[numbers].astype(np.float16),
        scales=scales[numbers],
        nibbles=nibbles[numbers],
    )


def _is_readable(piece: str) -> bool:
    letters = [c for c in piece if c.isalpha()]
    return "\n" not in piece and all(
        unicodedata.name(c, "").split(" ")[0].split("-")[0] in SCRIPTS for c in letters
    )


def read_pieces(folder: Path) -> tuple[Unigram, Tensor]:
    """Return the kept pieces and their vectors."""
    with np.load(folder / PIECES) as arrays:
        unigram = Unigram(str(arrays["pieces"]).split("\n"), arrays["scores"].tolist())
        return unigram, torch.from_numpy(e5.unpacked(arrays["scales"], arrays["nibbles"]))


def passages(text: Marked, unigram: Unigram) -> Iterator[Passage]:
    """Yield the windows of a text with all that is to be learnt of them."""
    units = list(unigram.units(text.text))
    places = _places(text, units)
    kinds = _kinds(text, units, places)
    starts = [start for start, _, _ in units]
    triggers, links = told_words(text.told, starts) if text.told else ([IGNORED] * len(units), [])
    for window in unigram.windows(units, breaks(text.text, units)):
        numbers = [number for number, _ in window.units]
        first_of = dict(window.units)
        yield Passage(
            window.ids,
            list(first_of.values()),
            numbers,
            [kinds[n] for n in numbers],
            [places[n] for n in numbers],
            [triggers[n] for n in numbers],
            [
                (kind, number_a, number_b, right)
                for kind, number_a, number_b, right in links
                if number_a in first_of and number_b in first_of
            ],
        )


def _places(text: Marked, units: Sequence[Unit]) -> list[int]:
    """Return for each unit whether a place begins (1) or goes on (2) there: by at least half of it."""
    labels = [0] * len(units)
    for number in _covered(units, text.ignored):
        labels[number[0]] = IGNORED
    longest_last = sorted(text.places, key=lambda span: span[0] - span[1], reverse=True)
    for span in longest_last:
        for k, (number, _) in enumerate(_covered(units, [span])):
            labels[number] = 2 if k else 1
    return labels


def _covered(units: Sequence[Unit], spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the numbers of the units that lie at least by half in one of the spans."""
    return [
        (i, begin)
        for begin, stop in spans
        for i, (start, end, _) in enumerate(units)
        if start < stop and end > begin and 2 * (min(end, stop) - max(start, begin)) >= end - start
    ]


def _kinds(text: Marked, units: Sequence[Unit], places: Sequence[int]) -> list[int]:
    if text.kinds is None:
        return [PLACE if label > 0 else IGNORED for label in places]
    labels = [0] * len(units)
    for start, end, kind in text.kinds:
        for number, _ in _covered(units, [(start, end)]):
            labels[number] = kind
    return labels


class Learner(nn.Module):
    """The encoder with the links on top of it."""

    def __init__(self, encoder: e5.Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        for part in (encoder.position, encoder.norm_in, *encoder.layers[:FROZEN]):
            part.requires_grad_(False)
        self.place, self.when = (nn.Parameter(torch.randn(LINK_WIDTH, LINK_WIDTH) * 0.05) for _ in range(2))
        self.near = nn.Parameter(torch.full((2, DISTANCES), -1.5))
        self.dropped = nn.Dropout(DROPPED)

    def forward(self, vectors: Tensor, mask: Tensor) -> Tensor:
        """Return a vector for each piece."""
        x: Tensor = self.dropped(self.encoder.within(vectors, mask))
        return x

    def joined(self, x: Tensor, links: Tensor) -> Tensor:
        """Return the log-odds of links, each (kind, row, piece, other piece, distance)."""
        kind, row, tells, other, far = links.T
        vectors = self.encoder.events(x)
        a, b = vectors[row, tells], vectors[row, other]
        forms = torch.stack([((a @ matrix) * b).sum(1) for matrix in (self.place, self.when)], 1)
        return forms.gather(1, kind[:, None])[:, 0] + self.near[kind, far]

    def links(self) -> Links:
        """Return the links as the program has them."""
        near = self.near.detach().numpy()
        return Links(self.place.detach().numpy(), near[0], self.when.detach().numpy(), near[1])


def fit(folder: Path, epochs: float) -> None:
    """Train, printing how it goes and keeping what there is every few steps."""
    torch.manual_seed(SEED)
    _, table = read_pieces(folder)
    learner = Learner(e5.pretrained(e5.read_source()))
    inner = {id(p) for p in learner.encoder.layers.parameters()}
    trained = [p for p in learner.parameters() if p.requires_grad]
    groups = [
        {"params": [p for p in trained if id(p) in inner], "base": RATE},
        {"params": [p for p in trained if id(p) not in inner], "base": HEAD_RATE},
    ]
    optimiser = torch.optim.AdamW(groups, lr=RATE, weight_decay=0.01, fused=True)
    material: list[Passage] = pickle.loads((folder / MATERIAL).read_bytes())  # noqa: S301 - our own file
    plan = list(_plan(material, epochs))
    begin = 0
    if (folder / WEIGHTS).exists():
        kept = torch.load(folder / WEIGHTS, weights_only=True)
        learner.load_state_dict(kept["weights"])
        optimiser.load_state_dict(kept["optimiser"])
        begin = kept["step"]
    begun, lost = time.time(), torch.zeros(4)
    learner.train()
    for step in range(begin, len(plan)):
        share = min(1, (step + 1) / (WARM_UP * len(plan))) * (1 - step / len(plan))
        for group in optimiser.param_groups:
            group["lr"] = group["base"] * share
        losses = _losses(learner, [material[i] for i in plan[step]], table)
        optimiser.zero_grad()
        losses.sum().backward()
        nn.utils.clip_grad_norm_(trained, 1.0)
        optimiser.step()
        lost += losses.detach()
        if (step + 1) % KEPT_EVERY == 0 or step + 1 == len(plan):
            _keep(folder, learner, optimiser, step + 1)
            each = " ".join(f"{float(x) / KEPT_EVERY:.4f}" for x in lost)
            print(f"step {step + 1} of {len(plan)}, {time.time() - begun:.0f} s: {each}", flush=True)
            lost.zero_()


def _keep(folder: Path, learner: Learner, optimiser: torch.optim.Optimizer, step: int) -> None:
    state = {"weights": learner.state_dict(), "optimiser": optimiser.state_dict(), "step": step}
    torch.save(state, folder / f"{WEIGHTS}.new")
    (folder / f"{WEIGHTS}.new").replace(folder / WEIGHTS)


def _plan(material: Sequence[Passage], epochs: float) -> Iterator[list[int]]:
    """Yield the numbers of the windows of each step: of about the same length, in an order by chance."""
    chance = random.Random(SEED)  # noqa: S311 - not a secret
    while epochs > 0:
        found: list[list[int]] = [[]]
        for i in sorted(range(len(material)), key=lambda i: len(material[i].ids) + 20 * chance.random()):
            if found[-1] and (len(found[-1]) + 1) * len(material[i].ids) > BATCH:
                found.append([])
            found[-1].append(i)
        chance.shuffle(found)
        yield from found[: round(min(1.0, epochs) * len(found))]
        epochs -= 1


def _losses(learner: Learner, batch: Sequence[Passage], table: Tensor) -> Tensor:
    """Return the losses of places, kinds of names, words that tell, and links, each with its weight."""
    shape = len(batch), max(len(p.ids) for p in batch)
    ids, mask = torch.ones(shape, dtype=torch.long), torch.zeros(shape)
    labels = {name: torch.full(shape, IGNORED) for name in ("places", "kinds", "triggers")}
    links: list[tuple[int, ...]] = []
    for i, p in enumerate(batch):
        ids[i, : len(p.ids)] = torch.tensor(p.ids)
        mask[i, : len(p.ids)] = 1
        for name, table_of in labels.items():
            table_of[i, p.firsts] = torch.tensor(getattr(p, name))
        first = dict(zip(p.numbers, p.firsts, strict=True))
        links += [(k, i, first[a], first[b], distance(b - a), right) for k, a, b, right in p.links]
    x = learner(table[ids], mask)
    odds = {name: getattr(learner.encoder, name)(x) for name in labels}
    losses = {name: _of_labels(odds[name], labels[name]) for name in labels}
    joins = torch.tensor(links, dtype=torch.long).reshape(-1, 6)
    link_loss = (
        F.binary_cross_entropy_with_logits(learner.joined(x, joins[:, :5]), joins[:, 5].float())
        if len(joins)
        else x.sum() * 0
    )
    return torch.stack(
        (
            losses["places"],
            KIND_WEIGHT * losses["kinds"],
            TRIGGER_WEIGHT * losses["triggers"],
            LINK_WEIGHT * link_loss,
        )
    )


def _of_labels(odds: Tensor, labels: Tensor) -> Tensor:
    if not bool((labels != IGNORED).any()):
        return odds.sum() * 0
    return F.cross_entropy(odds.flatten(0, 1), labels.flatten(), ignore_index=IGNORED)


def export(folder: Path, into: Path) -> None:
    """Write what the program reads: layers and heads as ONNX in int8, pieces, links."""
    _, table = read_pieces(folder)
    learner = Learner(e5.Encoder())
    learner.load_state_dict(torch.load(folder / WEIGHTS, weights_only=True)["weights"])
    material: list[Passage] = pickle.loads((folder / MATERIAL).read_bytes())  # noqa: S301 - our own file
    some_windows = material[:: max(1, len(material) // 80)]
    samples: list[Any] = [{"vectors": table[torch.tensor([p.ids])].numpy()} for p in some_windows]
    into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        plain = Path(temporary) / "plain.onnx"
        torch.onnx.export(
            learner.encoder.eval(),
            (torch.zeros(1, 3, e5.WIDTH),),
            str(plain),
            input_names=["vectors"],
            output_names=list(e5.OUTPUTS),
            dynamic_axes={"vectors": {0: "many", 1: "long"}},
            dynamo=False,
        )
        quantise(plain, into / MODEL, samples)
    save_links(learner.links(), into / LINKS)
    (into / PIECES).write_bytes((folder / PIECES).read_bytes())
    print(json.dumps({path.name: path.stat().st_size for path in sorted(into.iterdir())}))


if __name__ == "__main__":
    main()
