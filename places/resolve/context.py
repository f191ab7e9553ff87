"""What the document's other places say for each candidate, and what the text as a whole is.

These features depend on what the other names probably mean, and are computed anew in each pass from the pass
before.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from places.feature import is_populated
from places.resolve.columns import Columns, distances
from places.resolve.features import GREAT_RANK, static_rank
from places.resolve.layout import NEAR_CHARACTERS, Layout
from places.resolve.setting import is_ancient, is_of_new_world

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

ANCHORS = 4
# What stands for the distance to a place where there is none: half around the earth.
_NOWHERE_KM = 20_000.0
_SMALL_TOWN = 30_000
_OLD_YEAR = 1930
# Candidates that lie within this many radians of the first are one place.
_SOLE_RADIANS = math.radians(1.0)

CONTEXT = (
    "same-country", "same-adm1", "same-adm2", "adm2-named", "adm1-named", "country-named", "contains-others",
    "within-30", "within-100", "within-300", "nearest", "near-text-country", "near-text-adm1",
    "near-text-within-100", "near-text-contains", "nearest-text-contains",
    "no-others", "country-votes", "adm1-votes", "elsewhere", "elsewhere-best",
    "sense-parented", "pass-prior", "pass-prior-best",
    "first-same-country", "first-same-adm1", "first-within-100", "first-within-300",
    "sole-same-country", "sole-same-adm1", "sole-within-100",
    "text-names", "text-length", "text-great", "text-small", "text-countries", "text-of-one-country",
    "text-us", "text-sea", "text-local", "text-antiquity", "text-old", "text-dated",
    "text-ancient-names", "text-ancient-firsts", "ancient-among-ancient", "new-world-among-ancient",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Others:
    """The places that the other names probably are, seen from each candidate: a row each, a column a place.

    ``weight`` is how probably the column's place is meant, ``mass`` that and how often its name is used,
    ``close`` how near its name stands in the text, ``far`` the kilometres to it, ``holds`` whether the
    candidate is a division or country around it; ``spot`` tells the columns whose point says where they are.
    """

    weight: "Floats"
    mass: "Floats"
    close: "Floats"
    far: "Floats"
    holds: "NDArray[np.bool_]"
    same: "dict[str, NDArray[np.bool_]]"
    spot: "NDArray[np.bool_]"


def context_features(layout: Layout, columns: Columns, prior: "Floats", parented: "Floats") -> "Floats":
    """Return the features that the other names give, from what each candidate's probability was so far.

    ``prior`` has one probability a row; ``parented`` tells the rows whose parent stands beside them.
    """
    import numpy as np

    groups = _group_probabilities(layout, columns, prior)
    anchors = _anchors(columns, groups)
    others = _others(layout, columns, anchors, groups)
    best = np.maximum.reduceat(prior, columns.first)[
        np.searchsorted(columns.first, np.arange(len(columns)), "right") - 1
    ]
    return np.column_stack(
        [
            *_shares_of_all(others),
            *_shares_of_near(others),
            (others.mass.sum(axis=1) <= 0).astype(float),
            np.log1p((others.mass * others.same["country"]).sum(axis=1)) / 3.0,
            np.log1p((others.mass * others.same["adm1"]).sum(axis=1)) / 3.0,
            groups,
            (groups >= _group_best(columns, groups) - 1e-9).astype(float),
            _by_place(columns, parented),
            prior,
            (prior >= best - 1e-9).astype(float),
            *_first_shares(columns, anchors, others.mass, others.same, others.far),
            np.tile(_text_figures(layout, columns), (len(columns), 1)),
            *_ancient_figures(columns),
        ]
    )


def _others(layout: Layout, columns: Columns, anchors: "NDArray[np.int64]", groups: "Floats") -> _Others:
    """Return the other names' places; a name's own readings weigh nothing for it."""
    import numpy as np

    other = columns.group[anchors][None, :] != columns.group[:, None]
    weight = other * groups[anchors][None, :]
    used = (1 + np.log(np.array(layout.weights, dtype=float)))[columns.group[anchors]][None, :]
    own, country = columns.own[:, None], columns.country[anchors]
    around = (own == country) | (own == columns.adm1[anchors]) | (own == columns.adm2[anchors])
    return _Others(
        weight=weight,
        mass=weight * used,
        close=_close_in_text(layout, columns, anchors),
        far=distances(columns.lat, columns.lon, columns.lat[anchors], columns.lon[anchors]),
        holds=(own >= 0) & around,
        same=_same(columns, anchors),
        spot=columns.spot[anchors],
    )


def _shares_of_all(others: _Others) -> "list[Floats]":
    """Return how much of all other names' places lies where the candidate does, and how far the nearest."""
    import numpy as np

    weight, mass, far, same = others.weight, others.mass, others.far, others.same
    spots = mass * others.spot[None, :]
    sure = np.where(weight > 0.3, far, _NOWHERE_KM)
    sure[:, ~others.spot] = _NOWHERE_KM
    return [
        _share(mass, same["country"]),
        _share(mass, same["adm1"]),
        _share(mass, same["adm2"]),
        (weight * same["named-adm2"]).max(axis=1, initial=0.0),
        (weight * same["named-adm1"]).max(axis=1, initial=0.0),
        (weight * same["named-country"]).max(axis=1, initial=0.0),
        _share(mass, others.holds),
        _share(spots, far <= 30),
        _share(spots, far <= 100),
        _share(spots, far <= 300),
        np.log1p(sure.min(axis=1, initial=_NOWHERE_KM)) / 10.0,
    ]


def _shares_of_near(others: _Others) -> "list[Floats]":
    """Return the same of the names that stand close in the text."""
    near = others.mass * others.close
    return [
        _share(near, others.same["country"]),
        _share(near, others.same["adm1"]),
        _share(near * others.spot[None, :], others.far <= 100),
        _share(near, others.holds),
        (others.weight * others.close * others.holds).max(axis=1, initial=0.0),
    ]


def _first_shares(
    columns: Columns,
    anchors: "NDArray[np.int64]",
    mass: "Floats",
    same: "dict[str, NDArray[np.bool_]]",
    far: "Floats",
) -> "list[Floats]":
    """Return how much of the others' best known readings, and of names with but one, bears a candidate out.

    Two names that are both famous elsewhere may vouch for each other anywhere: London and Venice in Ontario.
    """
    import numpy as np

    first = np.isin(anchors, columns.first)[None, :]
    sole = _sole(columns)[anchors][None, :]
    spots = columns.spot[anchors][None, :]
    return [
        _share(mass, same["country"] * first),
        _share(mass, same["adm1"] * first),
        _share(mass * spots, (far <= 100) * first),
        _share(mass * spots, (far <= 300) * first),
        _share(mass, same["country"] * sole),
        _share(mass, same["adm1"] * sole),
        _share(mass * spots, (far <= 100) * sole),
    ]


def _ancient_figures(columns: Columns) -> "list[Floats]":
    """Return how many of the other names may be, and above all are, places of antiquity."""
    import numpy as np

    ancient = np.array([is_ancient(match.place) for match in columns.matches], dtype=float)
    new = np.array([is_of_new_world(match.place) for match in columns.matches], dtype=float)
    sizes = np.diff(columns.first, append=len(columns))
    some, first = np.maximum.reduceat(ancient, columns.first), ancient[columns.first]
    others = max(1, len(sizes) - 1)
    may = np.repeat((some.sum() - some) / others, sizes)
    surely = np.repeat((first.sum() - first) / others, sizes)
    return [may, surely, ancient * surely, new * surely]


def _sole(columns: Columns) -> "NDArray[np.bool_]":
    """Tell for each row whether all candidates of its case lie where the first one does."""
    import numpy as np

    sizes = np.diff(columns.first, append=len(columns))
    head = np.repeat(columns.first, sizes)
    apart = np.hypot(columns.lat - columns.lat[head], columns.lon - columns.lon[head])
    widest = np.maximum.reduceat(apart, columns.first)
    return np.repeat(widest <= _SOLE_RADIANS, sizes)


def _text_figures(layout: Layout, columns: Columns) -> list[float]:
    """Return what the text is: how many names of which fame, in how many countries, of which time."""
    first = {layout.cases[int(columns.case[row])].group: columns.matches[row] for row in columns.first[::-1]}
    ranks = [static_rank(match) for match in first.values()]
    countries = [match.place.country for match in first.values() if match.place.country]
    most = max(map(countries.count, set(countries)), default=0)
    small = [m for m in first.values() if is_populated(m.place.feature) and m.place.population < _SMALL_TOWN]
    setting, count = layout.setting, max(1, len(first))
    return [
        math.log1p(count) / 4,
        math.log1p(len(layout.document.text)) / 10,
        sum(rank < GREAT_RANK for rank in ranks) / count,
        len(small) / count,
        len(set(countries)) / count,
        most / max(1, len(countries)),
        countries.count("US") / max(1, len(countries)),
        setting.sea,
        setting.local,
        setting.antiquity,
        float(setting.latest is not None and setting.latest < _OLD_YEAR),
        float(setting.latest is not None),
    ]


def _share(weights: "Floats", holds: "NDArray[np.bool_]") -> "Floats":
    """Return, for each row, the part of its weights for which something holds; 0 without any."""
    import numpy as np

    total = weights.sum(axis=1)
    result: Floats = np.divide(
        (weights * holds).sum(axis=1), total, out=np.zeros_like(total), where=total > 0
    )
    return result


def _same(columns: Columns, anchors: "NDArray[np.int64]") -> "dict[str, NDArray[np.bool_]]":
    """Compare each candidate's divisions with the anchors' and with the divisions that anchors are."""
    country, adm1, adm2 = columns.country, columns.adm1, columns.adm2
    own = columns.own[anchors][None, :]

    def equal(codes: "NDArray[np.int64]", others: "NDArray[np.int64]") -> "NDArray[np.bool_]":
        result: NDArray[np.bool_] = (codes[:, None] == others) & (codes[:, None] >= 0)
        return result

    return {
        # What lies inside a candidate does not also lie beside it: "contains-others" counts that.
        "country": equal(country, country[anchors][None, :]) & (columns.own != country)[:, None],
        "adm1": equal(adm1, adm1[anchors][None, :]) & (columns.own != adm1)[:, None],
        "adm2": equal(adm2, adm2[anchors][None, :]) & (columns.own != adm2)[:, None],
        "named-adm2": equal(adm2, own),
        "named-adm1": equal(adm1, own),
        "named-country": equal(country, own),
    }


def _group_probabilities(layout: Layout, columns: Columns, prior: "Floats") -> "Floats":
    """Return for each row what the cases of its surface form together give to its place.

    "Atlanta, Georgia" says nothing of another "Georgia": such cases count little for the others.
    """
    counts = [len(case.mentions) * (0.1 if case.children else 1.0) for case in layout.cases]
    sums: dict[tuple[int, str], float] = {}
    totals = dict.fromkeys(range(len(layout.weights)), 0.0)
    for case, count in zip(layout.cases, counts, strict=True):
        totals[case.group] += count
    for row in range(len(columns)):
        name = int(columns.group[row]), columns.place[row]
        sums[name] = sums.get(name, 0.0) + prior[row] * counts[columns.case[row]]
    return _as_array(
        sums[int(columns.group[row]), columns.place[row]] / totals[int(columns.group[row])]
        for row in range(len(columns))
    )


def _group_best(columns: Columns, groups: "Floats") -> "Floats":
    best: dict[int, float] = {}
    for row in range(len(columns)):
        group = int(columns.group[row])
        best[group] = max(best.get(group, 0.0), float(groups[row]))
    return _as_array(best[int(group)] for group in columns.group)


def _by_place(columns: Columns, flags: "Floats") -> "Floats":
    """Return for each row the highest flag of the rows of its group with the same place."""
    best: dict[tuple[int, str], float] = {}
    for row in range(len(columns)):
        name = int(columns.group[row]), columns.place[row]
        best[name] = max(best.get(name, 0.0), float(flags[row]))
    return _as_array(best[int(columns.group[row]), columns.place[row]] for row in range(len(columns)))


def _as_array(values: Iterable[float]) -> "Floats":
    import numpy as np

    return np.array(list(values), dtype=float)


def _anchors(columns: Columns, groups: "Floats") -> "NDArray[np.int64]":
    """Return the rows that stand for the document's places: each group's few most probable ones."""
    import numpy as np

    best: dict[int, dict[str, int]] = {}
    for row in np.argsort(-groups, kind="stable"):
        chosen = best.setdefault(int(columns.group[row]), {})
        if len(chosen) < ANCHORS:
            chosen.setdefault(columns.place[row], int(row))
    return np.array(sorted(row for rows in best.values() for row in rows.values()), dtype=np.int64)


def _close_in_text(layout: Layout, columns: Columns, anchors: "NDArray[np.int64]") -> "Floats":
    """Return how close in the text each anchor's name stands to a candidate's mention: from 1 to 0."""
    import numpy as np

    places: dict[int, list[int]] = {}
    for case in layout.cases:
        places.setdefault(case.group, []).extend(case.at)
    groups = sorted(places)
    index = {group: i for i, group in enumerate(groups)}
    close = np.zeros((len(layout.cases), len(groups)))
    for c, case in enumerate(layout.cases):
        mine: Sequence[int] = case.at
        for group in groups:
            apart = min(abs(a - b) for a in mine for b in places[group])
            close[c, index[group]] = math.exp(-apart / NEAR_CHARACTERS)
    result: Floats = close[columns.case][:, [index[int(g)] for g in columns.group[anchors]]]
    return result
