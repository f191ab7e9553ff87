"""Make the judges that decide what is an event, where and when: storymap/events/judges/*.json.

    python -m training.judges ../shared/gold/stories [--cache FILE]

Beside the gold stories they learn from those in tests/stories and, where it is there, from the sample.
The texts are read once, with the places that the program finds in them; ``--cache`` keeps that reading for
another run. The judges are logistic regressions: "step" says whether a clause tells a step of the story,
"place" and "date" where and when, "same" whether two steps tell one happening. docs/events.md has what they
reach.
"""

import argparse
import json
import pickle
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from places import locate
from places.model import Located
from places.syntax import Block, parse
from storymap.events.judges import dates, model, places, same, steps
from storymap.events.judges.passage import Dated, Passage, Placed, read_passage
from storymap.events.judges.survey import survey
from storymap.letters import read_times
from training.gold import GoldEvent, GoldStory, aligned, is_at, read_golds, read_own

OWN = Path(__file__).parents[1] / "tests" / "stories"
SAMPLE = "medal-2020.json"
_SAMPLE_COUNTS = 6

RAREST = 3
"""Features that occur less often are left out."""

RIDGE = 20.0
"""The inverse of the weights' prior variance: it keeps rare features small."""

SMALLEST = 0.02
"""Weights nearer to 0 than this are dropped: they change no decision."""

_STEPS = 60  # of the optimiser

Weights = dict[str, float]
Row = tuple[tuple[str, ...], Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Read:
    """A gold story, parsed and with its places."""

    story: GoldStory
    blocks: tuple[Block, ...]
    located: tuple[Located, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Samples:
    """What a text has to teach: for each candidate, its features, options and what is right.

    ``told`` is the number of the event that a candidate tells, None for none; ``counts`` whether it is to be
    learnt from (not what careful editors would disagree on).
    """

    story: GoldStory
    passage: Passage
    told: list[int | None]
    counts: list[bool]
    steps: list[tuple[str, ...]]
    places: list[list[tuple[tuple[str, ...], bool]]]
    dates: list[list[tuple[tuple[str, ...], bool]]]
    same: list[tuple[tuple[str, ...], bool]]


def read_story(story: GoldStory) -> Read:
    """Return a story, parsed and with the places that the program finds."""
    blocks = tuple(parse(story.document.text))
    return Read(story, blocks, locate(story.document, blocks=blocks))


def samples_of(read: Read) -> Samples:
    """Return what a text has to teach."""
    story = read.story
    located = sorted(read.located, key=lambda o: (o.mention.start, o.mention.end))
    passage = read_passage(story.document, read.blocks, located, read_times(story.document))
    seen, found = survey(passage), passage.candidates
    told = aligned(story, [(c.quote.start, c.quote.end) for c in found], [c.at for c in found])
    events = [None if n is None else story.events[n] for n in told]
    spots, times = [], []
    for n, event in enumerate(events):
        where, when = places.options(n, seen), dates.options(n, seen)
        spots.append([(_kept(places.features_of(n, o, where, seen)), _is_there(event, o)) for o in where])
        times.append([(_kept(dates.features_of(n, o, when, seen)), _is_then(event, o)) for o in when])
    return Samples(
        story=story,
        passage=passage,
        told=told,
        counts=[e is None or not e.optional for e in events],
        steps=[_kept(steps.features_of(n, seen)) for n in range(len(found))],
        places=spots,
        dates=times,
        same=list(_pairs(story, passage, told)),
    )


def _kept(features: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(set(features)))


def _is_there(event: GoldEvent | None, option: Placed) -> bool:
    place = option.site.place
    return event is not None and is_at(event, place.lat, place.lon)


def _is_then(event: GoldEvent | None, option: Dated) -> bool:
    if event is None:
        return False
    if event.dates:
        return option.when.edtf in event.dates
    if event.earliest is None or event.latest is None:
        return False
    when = option.when
    return (str(when.earliest), str(when.latest)) == (event.earliest, event.latest)


def _pairs(
    story: GoldStory, passage: Passage, told: Sequence[int | None]
) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Yield pairs of clauses that tell events, or lie in the words of one, with whether it is the same."""
    numbers, compared = [], []
    for one, number in zip(passage.candidates, told, strict=True):
        inside = number if number is not None else _around(story, one.at)
        if inside is not None:
            numbers.append(inside)
            compared.append(same.told(one))
    for a, b in same.pairs(compared):
        yield _kept(same.features_of(compared[a], compared[b])), numbers[a] == numbers[b]


def _around(story: GoldStory, at: int) -> int | None:
    found = [n for n, e in enumerate(story.events) if any(s <= at < t for s, t in e.quotes)]
    return found[-1] if found else None


def train(samples: Sequence[Samples]) -> dict[str, Weights]:
    """Return the weights of all judges; those of places and dates learn from what is an event."""
    step = [
        (features, number is not None)
        for s in samples
        for features, number, counts in zip(s.steps, s.told, s.counts, strict=True)
        if counts
    ]
    spots = [o for s in samples for n, t in zip(s.told, s.places, strict=True) if n is not None for o in t]
    times = [o for s in samples for n, t in zip(s.told, s.dates, strict=True) if n is not None for o in t]
    pairs = [pair for s in samples for pair in s.same]
    asked = (("step", step), ("place", spots), ("date", times), ("same", pairs))
    return {name: fit([(f, {}) for f, _ in rows], [right for _, right in rows]) for name, rows in asked}


def fit(rows: Sequence[Row], right: Sequence[bool], *, ridge: float = RIDGE) -> Weights:
    """Return the weights of the features and numbers; that of "" counts always.

    Logistic regression with a normal prior, by Newton's method with conjugate gradients.
    """
    counts = Counter(f for features, _ in rows for f in features)
    names = sorted(f for f, n in counts.items() if n >= RAREST)
    extra = sorted({name for _, numbers in rows for name in numbers})
    index = {f: n for n, f in enumerate([*names, *extra])}
    columns, of_row, values = [], [], []
    for n, (features, numbers) in enumerate(rows):
        for feature in features:
            if feature in index:
                columns.append(index[feature])
                of_row.append(n)
                values.append(1.0)
        for name, value in numbers.items():
            columns.append(index[name])
            of_row.append(n)
            values.append(value)
    matrix = _Sparse(np.array(of_row), np.array(columns), np.array(values), (len(rows), len(index)))
    weights = _newton(matrix, np.array(right, dtype=np.float64), ridge)
    kept = {
        f: round(float(w), 3)
        for f, w in zip(index, weights[:-1], strict=True)
        if abs(w) >= SMALLEST or f in extra
    }
    return {"": round(float(weights[-1]), 3), **kept}


@dataclass(frozen=True, slots=True)
class _Sparse:
    """A sparse matrix by its entries, and a last column of ones."""

    rows: NDArray[np.intp]
    columns: NDArray[np.intp]
    values: NDArray[np.float64]
    shape: tuple[int, int]

    def times(self, vector: NDArray[np.float64]) -> NDArray[np.float64]:
        products = np.bincount(self.rows, weights=self.values * vector[self.columns], minlength=self.shape[0])
        result: NDArray[np.float64] = products + vector[-1]
        return result

    def turned_times(self, vector: NDArray[np.float64]) -> NDArray[np.float64]:
        products = np.bincount(self.columns, weights=self.values * vector[self.rows], minlength=self.shape[1])
        return np.append(products, vector.sum())


def _newton(matrix: _Sparse, right: NDArray[np.float64], ridge: float) -> NDArray[np.float64]:
    """Minimise the log loss and half the ridge times the squared weights (without the last one)."""
    weights = np.zeros(matrix.shape[1] + 1)
    prior = np.append(np.full(matrix.shape[1], ridge), 1e-6)
    for _ in range(_STEPS):
        chances = 1 / (1 + np.exp(-np.clip(matrix.times(weights), -30, 30)))
        slope = matrix.turned_times(chances - right) + prior * weights
        if np.abs(slope).max() < 1e-3 * max(1.0, ridge):
            break
        curve = np.maximum(chances * (1 - chances), 1e-4)

        def bent(v: NDArray[np.float64], curve: NDArray[np.float64] = curve) -> NDArray[np.float64]:
            return matrix.turned_times(curve * matrix.times(v)) + prior * v

        weights = weights - _solved(bent, slope)
    return weights


def _solved(
    bent: Callable[[NDArray[np.float64]], NDArray[np.float64]], slope: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return x with bent(x) = slope, nearly: conjugate gradients."""
    found = np.zeros_like(slope)
    rest = slope.copy()
    way = rest.copy()
    size = float(rest @ rest)
    goal = 1e-4 * size
    for _ in range(200):
        ahead = bent(way)
        far = size / float(way @ ahead)
        found += far * way
        rest -= far * ahead
        new = float(rest @ rest)
        if new < goal:
            break
        way = rest + (new / size) * way
        size = new
    return found


def write(judges: Mapping[str, Weights], folder: Path) -> None:
    """Write the judges into a folder, a file each."""
    for name, weights in judges.items():
        text = json.dumps(weights, ensure_ascii=False, indent=0, sort_keys=True)
        folder.joinpath(f"{name}.json").write_text(text + "\n", encoding="utf-8")


def own_samples(folder: Path) -> list[Samples]:
    """Return what our own stories have to teach, and the sample article that lies beside the gold stories.

    Our own come with their places. The sample counts several times: it is the one text that must be right.
    """
    stories = [read_own(path) for path in sorted(OWN.rglob("*.json"))]
    reads = [Read(story, tuple(parse(story.document.text)), story.given) for story in stories]
    sample = folder.parent / SAMPLE
    if sample.exists():
        reads += [read_story(read_own(sample))] * _SAMPLE_COUNTS
    return [samples_of(read) for read in reads]


def read_all(folder: Path, cache: Path | None = None) -> list[Read]:
    """Return all gold stories, parsed and with their places; a cache keeps both for the next time."""
    known: dict[str, tuple[tuple[Block, ...], tuple[Located, ...]]] = {}
    if cache is not None and cache.exists():
        known = pickle.loads(cache.read_bytes())  # noqa: S301 - a file of one's own
    reads = [
        Read(story, *known[story.id]) if story.id in known else read_story(story)
        for story in read_golds(folder)
    ]
    if cache is not None and not known:
        cache.write_bytes(pickle.dumps({r.story.id: (r.blocks, r.located) for r in reads}))
    return reads


def main(arguments: Sequence[str] | None = None) -> None:
    """Train on all stories and write the judges."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cache", type=Path, help="where the texts' reading is kept")
    options = parser.parse_args(arguments)
    samples = [samples_of(read) for read in read_all(options.folder, options.cache)]
    samples += own_samples(options.folder)
    judges = train(samples)
    write(judges, Path(model.__file__).parent)
    print(f"{len(samples)} texts, weights: {', '.join(f'{n} {len(w)}' for n, w in judges.items())}")


if __name__ == "__main__":
    main()
