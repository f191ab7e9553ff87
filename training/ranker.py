"""Trains the ranker of places.resolve: ``python -m training.ranker CORPUS.jsonl… [--folds 5]``.

Gold spans are given; each is to be the gold record or, where the gazetteer lacks it, the nearest candidate
within 161 km, else "none of these". Beside the corpora it reads sentences made from the gazetteer
(training/world.py). Without ``--folds`` the weights are written into the package, and the calibration comes
from cross-validation by document; with it, scores are printed and nothing is written.
"""

import argparse
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from places import resolve
from places.evaluate import GoldDocument, GoldToponym, Share, calibration, is_right
from places.feature import is_extended, is_vast
from places.gazetteer import world
from places.gazetteer.distance import km_between
from places.model import Mention, Place
from places.recognise.names import Names
from places.resolve import ranker
from places.resolve.columns import Columns, columns
from places.resolve.confidence import is_near
from places.resolve.hints import sentence_around
from places.resolve.layout import Case, Layout, lay_out
from places.resolve.ranker import PASSES, Network, Ranker, rank, start, with_context
from training.adam import Arrays, minimise
from training.corpora import read_gold
from training.world import made, read_ancient, read_forms

HIDDEN = 16
SEED = 7
# The corpora of world news, and how many sentences and how many names of an article are also read alone.
CUT_CORPORA = frozenset({"trnews", "gwn"})
NEWS = CUT_CORPORA | {"lgl"}
# Sentences made from the gazetteer: how many of each form, and with which places.
FORMS = Path(__file__).with_name("world.txt")
ANCIENT = Path(__file__).with_name("world-ancient.csv")
MADE_OF_EACH = 10
MADE_SEED = 5
CUTS = 3
SAME_KM = 10.0
# Two gazetteers' points of one river or region lie this far apart, of one ocean or continent anywhere.
EXTENDED_KM = 2500.0

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sample:
    """A laid-out document: ``target`` has 1 for the right rows, ``none`` 1 for cases without one.

    ``cuts`` are sentences and names of it, each laid out as if it were the whole text.
    """

    gold: GoldDocument
    layout: Layout
    columns: Columns
    fixed: Floats
    guess: Floats
    null: Floats
    target: Floats
    none: Floats
    weight: Floats
    cuts: "tuple[Sample, ...]" = ()


def sample(gold: GoldDocument, names: Names) -> Sample | None:
    """Lay a document and its cuts out with their gold spans as mentions; None if no span has a candidate."""
    whole = _laid_out(gold, names)
    if whole is None:
        return None
    if gold.corpus not in NEWS:
        return whole
    short = cuts(gold) if gold.corpus in CUT_CORPORA else names_alone(gold)
    return replace(whole, cuts=tuple(s for cut in short if (s := _laid_out(cut, names)) is not None))


def cuts(gold: GoldDocument) -> Iterator[GoldDocument]:
    """Yield sentences with placed names, and names by themselves: short texts have to be read too."""
    text = gold.document.text
    sentences = list(dict.fromkeys(sentence_around(text, t.start, t.end) for t in gold.placed))
    names = list({t.text: (t.start, t.end) for t in gold.placed}.values())
    yield from (_cut(gold, *span) for span in (*_spread(sentences), *_spread(names)))


def names_alone(gold: GoldDocument) -> Iterator[GoldDocument]:
    """Yield names of a local paper by themselves: without the paper, they mean the best known of the name.

    Only the paper makes its Athens another one; what was learnt from it must not be the rule for all texts.
    """
    for name in _spread(list({t.text: (t.start, t.end) for t in gold.placed}.values()), 2 * CUTS):
        cut = _cut(gold, *name)
        matches = world().matches(cut.document.text)
        if matches and cut.toponyms:
            best = matches[0].place
            toponym = replace(cut.toponyms[0], id=best.id, lat=best.lat, lon=best.lon)
            yield replace(cut, toponyms=(toponym,))


def _spread(spans: Sequence[tuple[int, int]], most: int = CUTS) -> Sequence[tuple[int, int]]:
    return spans[:: max(1, len(spans) // most)][:most]


def _cut(gold: GoldDocument, begin: int, end: int) -> GoldDocument:
    inside = tuple(
        replace(t, start=t.start - begin, end=t.end - begin)
        for t in gold.toponyms
        if begin <= t.start and t.end <= end
    )
    return replace(gold, document=replace(gold.document, text=gold.document.text[begin:end]), toponyms=inside)


def _laid_out(gold: GoldDocument, names: Names) -> Sample | None:
    mentions = [_mention(item, names) for item in sorted(gold.toponyms, key=lambda t: (t.start, t.end))
                if not (item.neutral and not names.known(item.text).demonym)]  # fmt: skip
    layout = lay_out(gold.document, mentions, world())
    table = columns(layout)
    if not len(table):
        return None
    fixed, guess, null = start(layout, table)
    target, none, weight = _targets(gold, layout, table)
    return Sample(gold, layout, table, fixed, guess, null, target, none, weight)


def _mention(item: GoldToponym, names: Names) -> Mention:
    kind = "demonym" if names.known(item.text).only_demonym else "toponym"
    return Mention(start=item.start, end=item.end, text=item.text, kind=kind)  # type: ignore[arg-type]


def _targets(gold: GoldDocument, layout: Layout, table: Columns) -> tuple[Floats, Floats, Floats]:
    by_span = {(item.start, item.end): item for item in gold.toponyms}
    target = np.zeros(len(table))
    asked = [case for case in layout.cases if case.matches]
    none, weight = np.zeros(len(asked)), np.zeros(len(asked))
    sizes = np.diff(table.first, append=len(table))
    for c, case in enumerate(asked):
        item = by_span[case.mention.start, case.mention.end]
        if item.lat is None:
            continue
        right = _right_rows(item, [m.place for m in case.matches])
        weight[c] = 0 if not right.any() and _may_be_same(item, case) else len(case.mentions)
        target[table.first[c] : table.first[c] + sizes[c]] = right
        none[c] = float(not right.any())
    return target, none, weight


def _right_rows(item: GoldToponym, places: Sequence[Place]) -> Floats:
    """Mark the gold record and its twins; without it, the nearest place that the protocol calls right."""
    far: Floats = np.array([km_between(item.lat or 0, item.lon or 0, p.lat, p.lon) for p in places])
    same = np.array([p.id == item.id for p in places]) if item.id else np.zeros(len(places), dtype=bool)
    if same.any():
        return same.astype(float)
    near = far <= SAME_KM if far.min() <= SAME_KM else (far <= item.radius_km) & (far == far.min())
    return np.asarray(near, dtype=float)


def _may_be_same(item: GoldToponym, case: Case) -> bool:
    """Tell whether what has no right row may only have its point elsewhere: such a case teaches nothing.

    Learnt as "none of these", it would make seas, rivers and regions fit no text.
    """
    place = case.matches[0].place
    if is_vast(place.feature):
        return True
    far = km_between(item.lat or 0, item.lon or 0, place.lat, place.lon)
    return is_extended(place.feature) and far <= EXTENDED_KM


def train(wholes: Sequence[Sample]) -> tuple[Network, ...]:
    """Return the networks of all passes, each trained on what the one before makes of the samples."""
    samples = [one for whole in wholes for one in (whole, *whole.cuts)]
    networks: list[Network] = []
    priors = [s.guess for s in samples]
    for number in range(PASSES):
        rows = [with_context(s.layout, s.columns, s.fixed, p) for s, p in zip(samples, priors, strict=True)]
        networks.append(_fit(samples, rows, SEED + number))
        priors = [
            networks[-1].probabilities(s.columns, r, s.null)[0] for s, r in zip(samples, rows, strict=True)
        ]
    return tuple(networks)


def _fit(samples: Sequence[Sample], rows: Sequence[Floats], seed: int) -> Network:
    generator = np.random.default_rng(seed)
    width = rows[0].shape[1]
    # Half the precision is twice the speed, and more than the file of weights keeps.
    rows = [one.astype(np.float32) for one in rows]
    nulls = [s.null.astype(np.float32) for s in samples]
    initial: Arrays = {
        "hidden": generator.normal(0, 0.15, (width, HIDDEN)).astype(np.float32),
        "hidden_bias": np.zeros(HIDDEN, dtype=np.float32),
        "output": generator.normal(0, 0.5, (HIDDEN, 1)).astype(np.float32),
        "null": np.zeros((samples[0].null.shape[1], 1), dtype=np.float32),
    }

    def gradient(values: Arrays, batch: NDArray[np.intp]) -> Arrays:
        x = np.vstack([rows[i] for i in batch])
        z = np.vstack([nulls[i] for i in batch])
        target = np.concatenate([samples[i].target for i in batch]).astype(np.float32)
        none = np.concatenate([samples[i].none for i in batch]).astype(np.float32)
        weight = np.concatenate([samples[i].weight for i in batch]).astype(np.float32)
        sizes = np.concatenate([np.diff(samples[i].columns.first, append=len(rows[i])) for i in batch])
        first = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        active = np.tanh(x @ values["hidden"] + values["hidden_bias"])
        scores, blank = (active @ values["output"])[:, 0], (z @ values["null"])[:, 0]
        top = np.maximum(np.maximum.reduceat(scores, first), blank)
        powers, rest = np.exp(scores - np.repeat(top, sizes)), np.exp(blank - top)
        total = np.add.reduceat(powers, first) + rest
        good = np.add.reduceat(powers * target, first) + rest * none
        scale = weight / max(weight.sum(), 1.0)
        good = np.where(weight > 0, np.maximum(good, 1e-12), 1.0)
        slope = (powers / np.repeat(total, sizes) - powers * target / np.repeat(good, sizes)) * np.repeat(
            scale, sizes
        )
        flat = (rest / total - rest * none / good) * scale
        inner = slope[:, None] @ values["output"].T * (1 - active**2)
        return {
            "hidden": x.T @ inner,
            "hidden_bias": inner.sum(axis=0),
            "output": active.T @ slope[:, None],
            "null": z.T @ flat[:, None],
        }

    values = minimise(
        initial, gradient, samples=len(samples), epochs=20, batch=16, rate=8e-3, decay=0.02, seed=seed
    )
    found = {name: array.astype(float) for name, array in values.items()}
    return Network(found["hidden"], found["hidden_bias"], found["output"][:, 0], found["null"][:, 0])


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered to a gold toponym: with which probability, and whether it is right."""

    gold: GoldToponym
    probability: float
    right: bool
    place: Place | None
    none: float = 0.0

    @property
    def is_placed(self) -> bool:
        """Whether a map would show it: "none of these" is not likelier than all candidates together."""
        return self.place is not None and self.none <= 0.5


def answers(item: Sample, networks: Sequence[Network]) -> list[Answer]:
    """Return an answer for every gold toponym that has coordinates."""
    probabilities, none = rank(item.layout, item.columns, networks)
    chances = np.split(probabilities, item.columns.first[1:])
    found: dict[tuple[int, int], Answer] = {}
    by_span = {(t.start, t.end): t for t in item.gold.placed}
    for c, case in enumerate(case for case in item.layout.cases if case.matches):
        place = case.matches[int(chances[c].argmax())].place
        mass = sum(p for p, m in zip(chances[c], case.matches, strict=True) if is_near(place, m.place))
        for number in case.mentions:
            mention = item.layout.mentions[number]
            gold = by_span.get((mention.start, mention.end))
            if gold is not None:
                found[gold.start, gold.end] = Answer(
                    gold, float(mass), is_right(gold, place), place, float(none[c])
                )
    return [found.get((t.start, t.end), Answer(t, 0.0, False, None)) for t in item.gold.placed]


def cross_validate(
    samples: Sequence[Sample], folds: int, *, cut: bool = False
) -> list[tuple[Sample, list[Answer]]]:
    """Return the answers to each document (and its cuts) of networks trained on the other folds."""
    found = []
    parts = folds_of([s.gold for s in samples], folds)
    for fold in range(folds):
        networks = train([s for s, part in zip(samples, parts, strict=True) if part != fold])
        for whole in (s for s, part in zip(samples, parts, strict=True) if part == fold):
            short = whole.cuts if cut and whole.gold.corpus in CUT_CORPORA else ()
            found += [(s, answers(s, networks)) for s in (whole, *short)]
    return found


def folds_of(documents: Sequence[GoldDocument], folds: int) -> list[int]:
    """Return in which fold each document is held out: articles by their order, all others by their ids."""
    order = {id(gold): n for n, gold in enumerate(gold for gold in documents if gold.corpus in NEWS)}
    return [order.get(id(gold), zlib.crc32(gold.document.id.encode())) % folds for gold in documents]


def made_samples(names: Names) -> list[Sample]:
    """Return the sentences made from the gazetteer, laid out."""
    sentences = made(read_forms(FORMS), "train", read_ancient(ANCIENT), each=MADE_OF_EACH, seed=MADE_SEED)
    return [s for gold in sentences if (s := sample(gold, names)) is not None]


Results = Sequence[tuple[Sample, Sequence[Answer]]]


def report(results: Results) -> None:
    """Print of each corpus how many toponyms with coordinates are placed right, and how well one knows it."""
    shares: dict[str, tuple[Share, Share]] = {}
    for item, given in results:
        right = sum(a.is_placed and a.right for a in given)
        asked, placed = shares.get(item.gold.corpus, (Share(), Share()))
        answered = Share(right, sum(a.is_placed for a in given))
        shares[item.gold.corpus] = asked + Share(right, len(given)), placed + answered
    for corpus, (asked, placed) in shares.items():
        print(f"{corpus:13} {asked.value:.3f} of {asked.whole}, {placed.value:.3f} of {placed.whole} placed")
    for kind, part in _by_kind(_calibrated(results)).items():
        print(
            f"expected calibration error {calibration(part)[1]:.3f} of {len(part)} places, {kind}", flush=True
        )


def _calibrated(results: Results) -> Iterator[tuple[str, tuple[float, bool]]]:
    """Yield corpus, confidence and outcome of each half's answers, calibrated by the other half's."""
    halves = [
        [r for r in results if zlib.crc32(r[0].gold.document.id.encode()) // 7 % 2 == h] for h in (0, 1)
    ]
    for mine, others in (halves, halves[::-1]):
        points = isotonic([(a.probability, a.right) for _, given in others for a in given if a.is_placed])
        for item, given in mine:
            for answer in given:
                if answer.is_placed:
                    yield item.gold.corpus, (float(np.interp(answer.probability, *points)), answer.right)


def _by_kind(found: Iterator[tuple[str, tuple[float, bool]]]) -> dict[str, list[tuple[float, bool]]]:
    kinds: dict[str, list[tuple[float, bool]]] = {}
    for corpus, outcome in found:
        kind = "news" if corpus in NEWS else "made sentences" if corpus.startswith("made-") else "stories"
        kinds.setdefault(kind, []).append(outcome)
    return kinds


def isotonic(given: Sequence[tuple[float, bool]], steps: int = 25) -> tuple[Floats, Floats]:
    """Return the points of a rising line from probability given to share right (pool adjacent violators)."""
    ordered = sorted(given)
    size = max(1, len(ordered) // steps)
    blocks: list[list[float]] = []
    for begin in range(0, len(ordered), size):
        part = ordered[begin : begin + size]
        blocks.append([sum(p for p, _ in part), sum(r for _, r in part), len(part)])
        while len(blocks) > 1 and blocks[-2][1] / blocks[-2][2] >= blocks[-1][1] / blocks[-1][2]:
            last = blocks.pop()
            blocks[-1] = [a + b for a, b in zip(blocks[-1], last, strict=True)]
    return np.array([b[0] / b[2] for b in blocks]), np.array([b[1] / b[2] for b in blocks])


def ranker_of(samples: Sequence[Sample], folds: int = 3) -> Ranker:
    """Return a ranker trained on all samples, calibrated by cross-validation; print its scores."""
    results = cross_validate(samples, folds, cut=True)
    whole = set(map(id, samples))
    report([(item, given) for item, given in results if id(item) in whole])
    given = [a for _, part in results for a in part if a.is_placed]
    return Ranker(train(samples), isotonic([(a.probability, a.right) for a in given]))


def _write(model: Ranker) -> Path:
    path = Path(resolve.__file__).with_name(ranker.WEIGHTS)
    arrays = {
        f"{name}{n}": getattr(network, name).astype(np.float32)
        for n, network in enumerate(model.networks)
        for name in Network.__slots__
    }
    given, right = (points.astype(np.float32) for points in model.calibration)
    np.savez_compressed(path, features=np.array(ranker.FEATURES), given=given, right=right, **arrays)
    return path


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    options = parser.parse_args()
    names = Names(world())
    samples = [s for gold in read_gold(options.corpora) if (s := sample(gold, names)) is not None]
    samples += made_samples(names)
    if options.folds:
        report(cross_validate(samples, options.folds))
    else:
        print(f"written: {_write(ranker_of(samples))}")


if __name__ == "__main__":
    main()
