"""What a date format is: a pattern, and what its builder returns."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from storymap.when.clock import Clock
from storymap.when.model import Reading

Build = Callable[[re.Match[str], Clock], Reading | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """One way of writing a time.

    Attributes:
        name: what a person would call it.
        first: the lower-case words it may begin with; "#" stands for anything that begins with a figure.
        regex: matched from that word on, without regard to case. A group named ``span`` narrows the
            expression to it ("between" is not part of the dates between which something lies).
        build: makes a Reading of the match, or returns None where the words are no date after all.
        example: a phrase that it reads.
        value: the TIMEX3 value of the example, read as the docs say: published on Wednesday, 6 May 2020.
        article: whether a "the" before it belongs to it.
    """

    name: str
    first: frozenset[str]
    regex: str
    build: Build
    example: str
    value: str
    article: bool = False
