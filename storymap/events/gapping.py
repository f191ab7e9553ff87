"""One verb, several events: "took Lida on April 17 and Novogrudok on the 18th"."""

from collections.abc import Sequence
from dataclasses import replace

from storymap.events.attach import Attachment
from storymap.events.dates import Dating, Moment, is_hour
from storymap.events.joined import Joined, places_of


def split_gaps(joined: Joined, dated: Sequence[Dating]) -> list[Joined]:
    """Split "took A on April 17 and B on the 18th" in two: each place goes with the time beside it.

    So does "In 1998 she moved to A, and in 1999 to B".
    """
    head = joined.clause.head.i
    stops = sorted((s for s in joined.stops if s.site.first > head), key=lambda s: s.site.first)
    ends = {s.site.last for s in stops}
    moments = {
        d.moment.first: d.moment
        for d in dated
        if d.owner == head and not is_hour(d.moment.time) and (d.strong or d.moment.first - 2 in ends)
    }
    if sum(first < head for first in moments) > 1:  # "In May 1809, on the 4th, he took A and B"
        return [joined]
    if len(moments) < 2 or len(stops) < 2 or len(stops) != len(joined.stops):
        return [joined]
    groups = _groups(stops, [moments[first] for first in sorted(moments)])
    if len(groups) != len(moments) or not all(group for group, _ in groups):
        return [joined]
    return _parts(joined, groups)


def _groups(stops: Sequence[Attachment], moments: Sequence[Moment]) -> list[tuple[list[Attachment], Moment]]:
    """Pair places with times: a time goes with the places since the last one, or those behind it."""
    groups: list[tuple[list[Attachment], Moment]] = []
    left = list(stops)
    for n, moment in enumerate(moments):
        before = [s for s in left if s.site.first < moment.first]
        after = moments[n + 1].first if n + 1 < len(moments) else 10**9
        taken = before or [s for s in left if s.site.first < after]
        left = [s for s in left if s not in taken]
        groups.append((taken, moment))
    if left and groups:
        groups[-1][0].extend(left)
    return groups


def _parts(joined: Joined, groups: Sequence[tuple[list[Attachment], Moment]]) -> list[Joined]:
    words = joined.clause.words
    parts: list[Joined] = []
    for n, (stops, moment) in enumerate(groups):
        first = max(groups[n - 1][1].last, groups[n - 1][0][-1].site.last) + 1 if n else words[0].i
        last = max(moment.last, stops[-1].site.last) if n + 1 < len(groups) else words[-1].i
        clause = replace(joined.clause, words=tuple(t for t in words if first <= t.i <= last))
        parts.append(
            Joined(
                clause=clause,
                where=places_of(stops),
                when=moment.when,
                moment=moment,
                stops=tuple(stops),
                part=True,
            )
        )
    return parts
