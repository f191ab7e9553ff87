"""What is said, but not so, is never asserted."""

import pytest

from places.syntax import parse
from storymap.events.clauses import read_clauses
from storymap.events.lines import Line
from storymap.events.status import status


def status_of(text: str, verb: str) -> str:
    line = Line(next(iter(parse(text))), "body", 0)
    anchors = frozenset(t.i for t in line.block.doc if t.ent_type_ in ("GPE", "DATE"))
    clauses = [c for found in read_clauses(line, 0, anchors) for c in found]
    return next(status(c, past=True)[1] for c in clauses if c.head.text == verb)


@pytest.mark.parametrize(
    ("text", "verb", "why"),
    [
        ("The army almost reached Moscow in December 1941.", "reached", "negated"),
        ("The fire nearly destroyed Leeds in 1820.", "destroyed", "negated"),
        ("He hardly ever left Oslo in 1941.", "left", "negated"),
        ("The minister denied that troops had entered Lagos in 1998.", "entered", "negated"),
        ("It is not true that the king died in Rome in 1820.", "died", "negated"),
        ("It was rumoured that the king had died in Rome in 1820.", "died", "hypothetical"),
        ("According to legend, the king landed at Cork in 843.", "landed", "hypothetical"),
        ("In 2015 the council asked that the bridge in Bath be closed.", "closed", "hypothetical"),
        ("In 1920 she considered moving to Rome.", "considered", "hypothetical"),
        ("The king was to open the bridge at Bath in 1820.", "was", "future"),
    ],
)
def test_what_is_not_so_is_kept_off_the_map(text: str, verb: str, why: str) -> None:
    assert status_of(text, verb) == why


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("The army reached Moscow in December 1941.", "reached"),
        ("On the morning of 31 May we arrived at Calais.", "arrived"),
        ("On 10 March 1915 the battalion reached No 2 Camp at Le Havre.", "reached"),
        ("The minister said that troops had entered Lagos in 1998.", "entered"),
    ],
)
def test_what_is_so_is_asserted(text: str, verb: str) -> None:
    assert status_of(text, verb) == ""
