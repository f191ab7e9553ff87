"""Make the weights that say where a verb's event happened: storymap/events/join.json.

    python -m training.join ../shared/corpora/event-places/train.jsonl

A line of the file is a sentence and one of its verbs: {"text", "verb": {"start", "end"}, "places": [{"start",
"end"}]}; ``places`` are those where the event of that verb happened, often none. Candidates are the places of
the language pipeline's own recogniser and those that are marked.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from places.model import Place
from places.syntax import Block, pipeline
from storymap.events import scorer
from storymap.events.attach import attach
from storymap.events.clauses import read_clauses
from storymap.events.lines import Line
from storymap.events.scorer import Named
from storymap.events.sites import Site
from storymap.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

RIDGE = 0.6
"""Half the precision of the weights' normal prior, per weight: it keeps rare features small."""

SMALLEST = 0.08
"""Weights nearer to 0 than this are dropped: they change no decision."""

RAREST = 3
_PLACES = {"GPE", "LOC", "FAC"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A verb and a place that may be where its event happened; ``group`` numbers the sentence and verb."""

    group: int
    fold: int
    features: tuple[str, ...]
    right: bool
    span: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """All pairs, and the gold places of each sentence and verb, also of those without a candidate."""

    pairs: tuple[Pair, ...]
    gold: tuple[tuple[tuple[int, int], ...], ...]
    folds: tuple[int, ...]


def read(path: Path, *, folds: int = 5, marked: bool = True) -> Corpus:
    """Return the pairs of a corpus, in folds by sentence.

    Args:
        path: the corpus.
        folds: how many folds.
        marked: whether the marked places are candidates too, as if the recogniser had found them.
    """
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    texts = [line["text"].replace("\n", " ") for line in lines]
    pairs: list[Pair] = []
    for group, (line, doc) in enumerate(zip(lines, pipeline().pipe(texts, batch_size=64), strict=True)):
        pairs += _pairs(group, line, doc, _fold(line, folds), marked=marked)
    gold = tuple(tuple((p["start"], p["end"]) for p in line["places"]) for line in lines)
    return Corpus(pairs=tuple(pairs), gold=gold, folds=tuple(_fold(line, folds) for line in lines))


def _fold(line: dict[str, Any], folds: int) -> int:
    letters = "".join(c for c in line["text"].lower() if c.isalnum())  # copies differ in their spacing
    return crc32(letters.encode()) % folds


def _pairs(group: int, line: dict[str, Any], doc: "Doc", fold: int, *, marked: bool) -> Iterator[Pair]:
    verb = doc.char_span(line["verb"]["start"], line["verb"]["end"], alignment_mode="expand")
    if verb is None:
        return
    gold = [(p["start"], p["end"]) for p in line["places"]]
    places = _candidates(doc, gold if marked else [])
    rules = _rules(doc, verb.root, places)
    for place, rule in zip(places, rules, strict=True):
        start, end = doc[place.first].idx, doc[place.last].idx + len(doc[place.last])
        found = scorer.features(verb.root, place, places, rule)
        right = any(start < e and s < end for s, e in gold)
        yield Pair(group=group, fold=fold, features=tuple(found), right=right, span=(start, end))


def _candidates(doc: "Doc", gold: Sequence[tuple[int, int]]) -> list[Named]:
    spans = [(e.start, e.end, e.root) for e in doc.ents if e.label_ in _PLACES]
    for start, end in gold:
        words = doc.char_span(start, end, alignment_mode="expand")
        if words is not None and not any(s < words.end and words.start < e for s, e, _ in spans):
            spans.append((words.start, words.end, words.root))
    return [Named(first=s, last=e - 1, head=root) for s, e, root in sorted(spans, key=lambda x: x[:2])]


def _rules(doc: "Doc", verb: "Token", places: Sequence[Named]) -> list[Any]:
    """Return what the rules make of each place."""
    line = Line(Block(0, doc), "body", 0)
    anchors = frozenset(p.head.i for p in places)
    heads = {c.head.i: True for clauses in read_clauses(line, 0, anchors) for c in clauses}
    heads[verb.i] = True
    named = frozenset(p.head.i for p in places)
    return [attach(_site(p), heads, named - {p.head.i}) for p in places]


def _site(place: Named) -> Site:
    nowhere = Place(id=f"{place.first}", name="", lat=0.0, lon=0.0, feature="PPL")
    span = Span(start=0, end=0, text="")
    return Site(place=nowhere, span=span, head=place.head, first=place.first, last=place.last)


def fit(pairs: Sequence[Pair]) -> dict[str, float]:
    """Return the weights of the features; "" is the intercept."""
    counts = Counter(f for p in pairs for f in set(p.features))
    names = sorted(f for f, n in counts.items() if n >= RAREST)
    index = {f: n for n, f in enumerate(names)}
    rows = [sorted({index[f] for f in p.features if f in index}) for p in pairs]
    right = np.array([p.right for p in pairs], dtype=np.float64)
    weights = _descend(rows, right, len(names))
    kept = {f: round(float(w), 3) for f, w in zip(names, weights[:-1], strict=True) if abs(w) >= SMALLEST}
    return {"": round(float(weights[-1]), 3), **kept}


def _descend(rows: Sequence[Sequence[int]], right: NDArray[np.float64], size: int) -> NDArray[np.float64]:
    """Minimise the regularised log loss by accelerated gradient descent (Nesterov 1983)."""
    lengths = np.array([len(r) for r in rows])
    columns = np.concatenate([np.array(r, dtype=np.intp) for r in rows])
    of_row = np.repeat(np.arange(len(rows)), lengths)
    weights = np.zeros(size + 1)
    ahead = weights.copy()
    rate = 4.0 / (lengths.max() + 1) / len(rows)
    for step in range(1, 1200):
        scores = np.bincount(of_row, weights=ahead[columns], minlength=len(rows)) + ahead[-1]
        error = 1 / (1 + np.exp(-scores)) - right
        slope = np.append(np.bincount(columns, weights=error[of_row], minlength=size), error.sum())
        slope[:-1] += 2 * RIDGE * ahead[:-1]
        moved = ahead - rate * slope
        ahead = moved + (step - 1) / (step + 2) * (moved - weights)
        weights = moved
    return weights


def main(arguments: Sequence[str]) -> None:
    """Train on the whole file and write the weights."""
    corpus = read(Path(arguments[0]))
    weights = fit(corpus.pairs)
    scorer.WEIGHTS.write_text(
        json.dumps(weights, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8"
    )
    print(f"{len(corpus.pairs)} pairs, {len(weights)} weights, {scorer.WEIGHTS.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main(sys.argv[1:])
