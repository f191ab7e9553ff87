"""Choosing spans that do not overlap."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from places.recognise.select import best_apart

SPANS = st.lists(
    st.tuples(st.integers(0, 12), st.integers(1, 5), st.integers(-3, 9)).map(
        lambda t: (t[0], t[0] + t[1], t[2])
    ),
    max_size=7,
)


def apart(spans: list[tuple[int, int, int]]) -> bool:
    return all(a[1] <= b[0] or b[1] <= a[0] for a, b in combinations(spans, 2))


@given(SPANS)
def test_the_chosen_spans_lie_apart_and_no_other_choice_gains_more(spans: list[tuple[int, int, int]]) -> None:
    chosen = [spans[i] for i in best_apart([s[:2] for s in spans], [float(s[2]) for s in spans])]
    assert apart(chosen)
    best = max(
        sum(s[2] for s in some)
        for size in range(len(spans) + 1)
        for some in combinations(spans, size)
        if apart(list(some))
    )
    assert sum(s[2] for s in chosen) == best


def test_nothing_is_chosen_of_nothing() -> None:
    assert best_apart([], []) == []
