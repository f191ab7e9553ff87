"""Which places belong to a verb: cross-checked by sentence, on the sentences of the event-places corpus."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from training.join import Corpus, Pair, fit, read

THRESHOLD = 0.4


def report(path: Path) -> None:
    """Print precision, recall, F1 and the share of verbs with exactly the right places, by method."""
    for marked, name in ((True, "marked places given"), (False, "places of the language pipeline alone")):
        _report(read(path, marked=marked), name)


def _report(corpus: Corpus, name: str) -> None:
    chances = _cross_checked(corpus)
    print(f"{len(corpus.gold)} verbs, {len(corpus.pairs)} candidate places: {name}")
    print(f"{'method':34}{'P':>7}{'R':>7}{'F1':>7}{'exact':>7}")
    _print("all places", corpus, [True] * len(corpus.pairs))
    _print("rules alone", corpus, [_by_rules(p) for p in corpus.pairs])
    _print(f"learned, over {THRESHOLD}", corpus, [c > THRESHOLD for c in chances])
    best = _best(corpus.pairs, chances)
    _print("learned, best one only", corpus, [n in best and c > 0.35 for n, c in enumerate(chances)])


def _cross_checked(corpus: Corpus) -> list[float]:
    """Return each pair's probability by weights that were made without its sentence's fold."""
    chances = [0.0] * len(corpus.pairs)
    for fold in sorted(set(corpus.folds)):
        weights = fit([p for p in corpus.pairs if p.fold != fold])
        for n, pair in enumerate(corpus.pairs):
            if pair.fold == fold:
                chances[n] = _chance(weights, pair)
    return chances


def _chance(weights: Mapping[str, float], pair: Pair) -> float:
    total = weights[""] + sum(weights.get(f, 0.0) for f in set(pair.features))
    return 1 / (1 + math.exp(-total))


def _by_rules(pair: Pair) -> bool:
    return any(f in ("rule=own|high", "rule=own|good") for f in pair.features)


def _best(pairs: Sequence[Pair], chances: Sequence[float]) -> set[int]:
    top: dict[int, int] = {}
    for n, pair in enumerate(pairs):
        if pair.group not in top or chances[n] > chances[top[pair.group]]:
            top[pair.group] = n
    return set(top.values())


def _print(name: str, corpus: Corpus, chosen: Sequence[bool]) -> None:
    picked: dict[int, list[Pair]] = defaultdict(list)
    for pair, taken in zip(corpus.pairs, chosen, strict=True):
        if taken:
            picked[pair.group].append(pair)
    told = sum(len(p) for p in picked.values())
    right = sum(pair.right for p in picked.values() for pair in p)
    hit = exact = wanted = 0
    for group, gold in enumerate(corpus.gold):
        mine = picked.get(group, [])
        covered = [any(p.span[0] < e and s < p.span[1] for p in mine) for s, e in gold]
        hit += sum(covered)
        wanted += len(gold)
        exact += all(covered) and all(p.right for p in mine)
    precision, recall = right / told, hit / wanted
    f1 = 2 * precision * recall / (precision + recall)
    print(f"{name:34}{precision:7.3f}{recall:7.3f}{f1:7.3f}{exact / len(corpus.gold):7.3f}")
