"""What speaks for each candidate: its name and fame, the clues around it, and the document's other places.

Features of the first kind are fixed; those of the second depend on what the other names probably mean, and
are computed anew in each pass from the pass before.
"""

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from places.gazetteer.ranking import rank
from places.model import Match, Place
from places.recognise.lexicon import LANDMARKS
from places.resolve.classes import class_of
from places.resolve.columns import Columns, distances
from places.resolve.layout import NEAR_CHARACTERS, Case, Layout
from places.resolve.parents import division_code

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

ANCHORS = 4
_SCALE = 7.0
_TWIN_DEGREES = 1.5

FIXED = (
    "primary", "alternate", "abbreviation", "demonym", "same-case", "without-direction", "without-of",
    "without-division", "without-parent", "static-rank", "static-rank-to-first",
    "population", "population-to-most", "most-populous", "names",
    "names-to-most", "best-names", "rank", "first", "count", "only", "country", "adm1", "adm2", "adm3+",
    "capital",
    "seat", "settlement", "section", "water", "land", "spot", "continent", "historical", "no-population",
    "division-cue", "division-cue-missing", "settlement-cue", "settlement-cue-missing", "water-cue",
    "land-cue",
    "spot-cue", "nature-cue-missing", "level-cue", "level-cue-missing", "holds-child", "holds-no-child",
    "settled-twin", "divided-twin", "parent-adm2", "parent-adm1", "parent-country", "parent-missed",
    "parent-sure-missed", "no-parent", "in-parent", "owner-parent", "is-own-parent", "is-demonym-mention",
    "upper-case",
    "is-nested", "landmark-name",
)  # fmt: skip
CONTEXT = (
    "same-country", "same-adm1", "same-adm2", "adm2-named", "adm1-named", "country-named", "contains-others",
    "within-30", "within-100", "within-300", "nearest", "near-text-country", "near-text-adm1",
    "near-text-within-100", "near-text-contains", "nearest-text-contains",
    "no-others", "country-votes", "adm1-votes", "elsewhere", "elsewhere-best",
    "sense-parented", "pass-prior", "pass-prior-best",
)  # fmt: skip
NAMES = FIXED + CONTEXT


def fixed_features(layout: Layout, columns: Columns) -> "Floats":
    """Return the features that need no other case, one row a candidate."""
    import numpy as np

    rows = [row for case in layout.cases if case.matches for row in _case_rows(case)]
    return np.array(rows, dtype=float).reshape(len(columns), len(FIXED))


def _case_rows(case: Case) -> list[list[float]]:
    sizes = [math.log10(max(m.place.population, 1)) for m in case.matches]
    ranks = [_static_rank(match) for match in case.matches]
    fames = [math.log2(m.names + 1) for m in case.matches]
    shared = _case_figures(case)
    twins = _twins(case)
    return [
        [
            *_name_figures(case, match),
            ranks[i],
            ranks[i] - ranks[0],
            *_fame_figures(sizes, fames, i),
            *_type_figures(match),
            *_cue_figures(case, match, twins),
            *_parent_figures(case, match),
            *shared,
        ]
        for i, match in enumerate(case.matches)
    ]


def _static_rank(match: Match) -> float:
    """Return the gazetteer's own rank of a place under its name: the lower, the better known."""
    place = match.place
    return (
        rank(feature=place.feature, population=place.population, names=match.names, kind=match.kind) / 1000.0
    )


def _fame_figures(sizes: Sequence[float], fames: Sequence[float], i: int) -> list[float]:
    """Return how big and how well known a candidate is, by itself and beside the others."""
    return [
        sizes[i] / _SCALE,
        (sizes[i] - max(sizes)) / _SCALE,
        float(sizes[i] == max(sizes)),
        fames[i] / _SCALE,
        (fames[i] - max(fames)) / _SCALE,
        float(fames[i] == max(fames)),
        math.log2(i + 1) / _SCALE,
        float(i == 0),
        math.log2(len(sizes)) / _SCALE,
        float(len(sizes) == 1),
    ]


def _name_figures(case: Case, match: Match) -> list[float]:
    off = case.retrieved.taken_off
    return [
        *(float(match.kind == kind) for kind in ("primary", "alternate", "abbreviation", "demonym")),
        float(match.name == case.mention.text or match.place.name == case.mention.text),
        *(float(off == part) for part in ("direction", "of", "division", "parent")),
    ]


def _type_figures(match: Match) -> list[float]:
    feature, kind = match.place.feature, class_of(match.place.feature)
    return [
        *(float(kind == name) for name in ("country", "adm1", "adm2", "adm3+")),
        float(feature == "PPLC"),
        float(feature.startswith("PPLA")),
        *(float(kind == name) for name in ("settlement", "section", "water", "land", "spot", "continent")),
        float(match.place.until is not None or feature.endswith("H") or feature == "PPLQ"),
        float(match.place.population == 0),
    ]


def _cue_figures(case: Case, match: Match, twins: "Twins") -> list[float]:
    kind = class_of(match.place.feature)
    division = kind in {"country", "adm1", "adm2", "adm3+"}
    settled = kind in {"settlement", "section"}
    around = case.inside | case.before | case.after
    nature = {"water", "land", "spot"} & around
    return [
        float("division" in around and division),
        float("division" in around and not division),
        float("settlement" in around and settled),
        float("settlement" in around and not settled),
        float("water" in around and kind == "water"),
        float("land" in around and kind == "land"),
        float("spot" in around and kind == "spot"),
        float(bool(nature) and kind not in nature),
        *_level_figures(case, match, kind),
        *_twin_figures(match, kind, twins),
    ]


def _level_figures(case: Case, match: Match, kind: str) -> list[float]:
    levels = {cue for cue in case.inside | case.before | case.after if cue.startswith("level:")}
    held = division_code(match.place) in case.children
    return [
        float(f"level:{kind}" in levels),
        float(bool(levels) and f"level:{kind}" not in levels),
        float(held),
        float(bool(case.children) and not held),
    ]


Twins = dict[bool, list[Place]]


def _twins(case: Case) -> Twins:
    """Return the divisions (True) and the towns (False) among the candidates."""
    found: Twins = {True: [], False: []}
    for match in case.matches:
        kind = class_of(match.place.feature)
        if kind in {"adm1", "adm2", "adm3+", "settlement"}:
            found[kind != "settlement"].append(match.place)
    return found


def _twin_figures(match: Match, kind: str, twins: Twins) -> list[float]:
    """Tell whether a division has a town of its name, or a town a division, around the same spot."""
    divided = kind in {"adm1", "adm2", "adm3+"}
    if not divided and kind != "settlement":
        return [0.0, 0.0]
    place = match.place
    twin = any(
        other.country == place.country
        and abs(other.lat - place.lat) < _TWIN_DEGREES
        and abs(other.lon - place.lon) < 2 * _TWIN_DEGREES
        for other in twins[not divided]
    )
    return [float(divided and twin), float(twin and not divided)]


def _parent_figures(case: Case, match: Match) -> list[float]:
    place = match.place
    inner = set(place.admin_codes)
    named = frozenset().union(*(p.codes for p in case.parents))
    own = place.admin_codes[-1] if place.feature.startswith("ADM") and place.admin_codes else place.country
    hit = named & (inner | {place.country})
    return [
        float(any(code.count(".") >= 2 for code in hit)),
        float(any(code.count(".") == 1 for code in hit)),
        float(any("." not in code for code in hit)),
        float(bool(named) and not hit),
        float(any(p.sure and not p.codes & (inner | {place.country}) for p in case.parents)),
        float(not named),
        float(any(p.how == "in" and p.codes & hit for p in case.parents)),
        float(any(p.how in {"owner", "adjective"} and p.codes & hit for p in case.parents)),
        float(bool(hit) and own in hit),
    ]


def _case_figures(case: Case) -> list[float]:
    text = case.mention.text
    return [
        float(case.mention.kind == "demonym"),
        float(text.isupper() and len(text) > 3),
        float(case.mention.kind == "nested"),
        float(text.split()[-1].lower() in LANDMARKS),
    ]


def context_features(layout: Layout, columns: Columns, prior: "Floats", parented: "Floats") -> "Floats":
    """Return the features that the other names give, from what each candidate's probability was so far.

    ``prior`` has one probability a row; ``parented`` tells the rows whose parent stands beside them.
    """
    import numpy as np

    groups = _group_probabilities(layout, columns, prior)
    anchors = _anchors(columns, groups)
    other = columns.group[anchors][None, :] != columns.group[:, None]
    weight = other * groups[anchors][None, :]
    mass = weight * (1 + np.log(np.array(layout.weights, dtype=float)))[columns.group[anchors]][None, :]
    far = distances(columns.lat, columns.lon, columns.lat[anchors], columns.lon[anchors])
    same = _same(columns, anchors)
    spots = mass * columns.spot[anchors][None, :]
    close = _close_in_text(layout, columns, anchors)
    near = mass * close
    near_spots = near * columns.spot[anchors][None, :]
    holds = (columns.own[:, None] >= 0) & (
        (columns.own[:, None] == columns.country[anchors]) | (columns.own[:, None] == columns.adm1[anchors])
        | (columns.own[:, None] == columns.adm2[anchors])
    )  # fmt: skip
    sure = np.where(weight > 0.3, far, 20_000.0)
    sure[:, ~columns.spot[anchors]] = 20_000.0
    nearest = sure.min(axis=1, initial=20_000.0)
    own_prior = prior
    best = np.maximum.reduceat(prior, columns.first)[
        np.searchsorted(columns.first, np.arange(len(columns)), "right") - 1
    ]
    lone = mass.sum(axis=1) <= 0
    return np.column_stack(
        [
            _share(mass, same["country"]),
            _share(mass, same["adm1"]),
            _share(mass, same["adm2"]),
            (weight * same["named-adm2"]).max(axis=1, initial=0.0),
            (weight * same["named-adm1"]).max(axis=1, initial=0.0),
            (weight * same["named-country"]).max(axis=1, initial=0.0),
            _share(mass, holds),
            _share(spots, far <= 30),
            _share(spots, far <= 100),
            _share(spots, far <= 300),
            np.log1p(nearest) / 10.0,
            _share(near, same["country"]),
            _share(near, same["adm1"]),
            _share(near_spots, far <= 100),
            _share(near, holds),
            (weight * close * holds).max(axis=1, initial=0.0),
            lone.astype(float),
            np.log1p((mass * same["country"]).sum(axis=1)) / 3.0,
            np.log1p((mass * same["adm1"]).sum(axis=1)) / 3.0,
            groups,
            (groups >= _group_best(columns, groups) - 1e-9).astype(float),
            _by_place(columns, parented),
            own_prior,
            (own_prior >= best - 1e-9).astype(float),
        ]
    )


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
