"""A paragraph with the places and times in it, as positions in its parse."""

from collections.abc import Sequence
from dataclasses import dataclass

from places.model import Located
from storymap.events.attach import is_joinable
from storymap.events.dates import Moment, dates_something, is_shift, read_moments
from storymap.events.lines import Line
from storymap.events.sites import Anaphor, Site, lost_places, read_anaphors, read_sites
from storymap.when.model import Time


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A line and what stands in it; ``places`` and ``times`` are positions of their words.

    ``vague`` are those of times that nobody can date ("after two years"), ``lost`` those of the heads of
    landmarks that could not be placed, ``unknown`` those of other names of places.
    """

    line: Line
    sites: tuple[Site, ...]
    anaphors: tuple[Anaphor, ...]
    moments: tuple[Moment, ...]
    places: frozenset[int]
    times: frozenset[int]
    vague: frozenset[int]
    lost: frozenset[int]
    unknown: frozenset[int]

    @property
    def anchors(self) -> frozenset[int]:
        """The positions of the heads of its places and times: a clause with one has something to tell."""
        places = [m.head.i for m in self.sites if is_joinable(m.head)] + [m.head.i for m in self.anaphors]
        return frozenset([*places, *(m.head.i for m in self.moments if dates_something(m))])


def read_paragraph(line: Line, located: Sequence[Located], times: Sequence[Time]) -> Paragraph:
    """Return a line with the places and times in it; of a name that is also a time, the time is taken."""
    moments = tuple(read_moments(line.block, times))
    timed = frozenset(i for m in moments for i in range(m.first, m.last + 1))
    sites = tuple(s for s in read_sites(line.block, located) if s.head.i not in timed)
    named = frozenset(i for s in sites for i in range(s.first, s.last + 1))
    anaphors = tuple(a for a in read_anaphors(line.block, sites) if a.head.i not in timed | named)
    undated = read_moments(line.block, times, known=False)
    vague = frozenset(i for m in undated if is_shift(m) for i in range(m.first, m.last + 1))
    lost = frozenset(lost_places(line.block, located, "landmark"))
    return Paragraph(
        lost=lost,
        unknown=frozenset(lost_places(line.block, located, "toponym")),
        vague=vague,
        line=line,
        sites=sites,
        anaphors=anaphors,
        moments=moments,
        places=named,
        times=timed,
    )
