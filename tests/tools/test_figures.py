"""What may get worse from one release to the next, and by how much."""

import pytest

from benchmarks.figures import worse

BEFORE = {"accuracy.found": 0.9, "extra.events": 3, "weight.page": 100_000, "time.reading_s": 10.0}


@pytest.mark.parametrize(
    ("name", "value", "lost"),
    [
        ("accuracy.found", 0.88, False),
        ("accuracy.found", 0.87, True),
        ("accuracy.found", 1.0, False),
        ("extra.events", 7, False),
        ("extra.events", 8, True),
        ("weight.page", 105_000, False),
        ("weight.page", 105_001, True),
        ("weight.page", 50_000, False),
        ("time.reading_s", 1000.0, False),
    ],
)
def test_a_loss_beyond_the_limit_is_told(name: str, value: float, lost: bool) -> None:
    assert worse(BEFORE, {**BEFORE, name: value}) == ({name} if lost else set())


def test_a_new_figure_is_no_loss() -> None:
    assert worse({}, BEFORE) == set()
