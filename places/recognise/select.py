"""Choosing, among spans that overlap, those that together are the most probable."""

from bisect import bisect_right
from collections.abc import Sequence


def best_apart(spans: Sequence[tuple[int, int]], gains: Sequence[float]) -> list[int]:
    """Return the indices of spans that do not overlap and whose gains, all positive, sum up highest.

    Weighted interval scheduling: O(n log n). Among equal sums the one that ends earlier wins.
    """
    order = sorted((i for i in range(len(spans)) if gains[i] > 0), key=lambda i: (spans[i][1], spans[i][0]))
    ends = [spans[i][1] for i in order]
    total = [0.0]
    taken: list[bool] = []
    before = []
    for place, i in enumerate(order):
        before.append(bisect_right(ends, spans[i][0], 0, place))
        with_it = total[before[-1]] + gains[i]
        taken.append(with_it > total[-1])
        total.append(max(total[-1], with_it))
    chosen = []
    place = len(order)
    while place:
        if taken[place - 1]:
            chosen.append(order[place - 1])
            place = before[place - 1]
        else:
            place -= 1
    return sorted(chosen, key=lambda i: spans[i])
