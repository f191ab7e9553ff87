"""Two lists of corrections of one text made one; where they touch the same thing, both are shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from storymap.correct.operations import Operation, touches, what

Preference = Literal["first", "second", "latest"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """Two corrections, one of each list, that say different things of the same thing."""

    first: Operation
    second: Operation


def merge(
    first: Sequence[Operation], second: Sequence[Operation], prefer: Preference = "latest"
) -> tuple[tuple[Operation, ...], tuple[Clash, ...]]:
    """Return what both lists say, in the order of the first, and where they contradict each other.

    A correction that only one list has is kept. Of two that clash, the one preferred is laid last, so that
    it is what the story shows; the other stays in the list before it.
    """
    known = {operation.id for operation in first}
    new = [operation for operation in second if operation.id not in known]
    theirs = {operation.id for operation in second}
    last: dict[tuple[str, str], Operation] = {}
    for operation in first:
        if operation.id not in theirs:
            last[touches(operation)] = operation
    newest = {touches(operation): operation for operation in new}
    clashes = tuple(
        Clash(first=mine, second=newest[about])
        for about, mine in last.items()
        if about in newest and what(mine) != what(newest[about])
    )
    losing = {id(clash.second) for clash in clashes if _wins(clash, prefer)}
    beaten = {touches(clash.second) for clash in clashes if id(clash.second) in losing}
    early = [operation for operation in new if touches(operation) in beaten]
    late = [operation for operation in new if touches(operation) not in beaten]
    return (*_before(first, early), *late), clashes


def _wins(clash: Clash, prefer: Preference) -> bool:
    """Return whether the first of the two is what the story shows."""
    if prefer == "latest":
        return (clash.first.time, clash.first.id) > (clash.second.time, clash.second.id)
    return prefer == "first"


def _before(first: Sequence[Operation], early: Sequence[Operation]) -> list[Operation]:
    """Return the first list with each of the others just before the first that touches the same thing."""
    waiting = list(early)
    result: list[Operation] = []
    for operation in first:
        about = touches(operation)
        result += [one for one in waiting if touches(one) == about]
        waiting = [one for one in waiting if touches(one) != about]
        result.append(operation)
    return result + waiting
