"""What speaks for each candidate by itself: its name and fame, and the clues and the sentence around it."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from places import feature as features
from places.feature import kind_of
from places.gazetteer.ranking import rank
from places.model import Match, Place
from places.recognise.lexicon import LANDMARKS
from places.resolve.columns import Columns
from places.resolve.layout import Case, Layout
from places.resolve.parents import division_code
from places.resolve.setting import NEW_WORLD_FROM, is_ancient, is_of_antiquitys_lands, is_of_new_world

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

# The rank below which the best known place of a name is famous.
GREAT_RANK = 1.2
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
    "ancient", "ancient-in-antiquity", "old-world-in-antiquity", "new-world", "new-world-too-early",
    "new-world-by-sea", "great",
    "sentence-sea", "sentence-antiquity", "sentence-local",
)  # fmt: skip


def fixed_features(layout: Layout, columns: Columns) -> "Floats":
    """Return the features that need no other case, one row a candidate."""
    import numpy as np

    rows = [row for case in layout.cases if case.matches for row in _case_rows(case)]
    return np.array(rows, dtype=float).reshape(len(columns), len(FIXED))


def _case_rows(case: Case) -> list[list[float]]:
    sizes = [math.log10(max(m.place.population, 1)) for m in case.matches]
    ranks = [static_rank(match) for match in case.matches]
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
            *_setting_figures(case, match, ranks[i]),
        ]
        for i, match in enumerate(case.matches)
    ]


def static_rank(match: Match) -> float:
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
    feature, kind = match.place.feature, kind_of(match.place.feature)
    return [
        *(float(kind == name) for name in ("country", "adm1", "adm2", "adm3+")),
        float(features.is_capital(feature)),
        float(features.is_seat(feature)),
        *(float(kind == name) for name in ("settlement", "section", "water", "land", "spot", "continent")),
        float(match.place.until is not None or features.is_past(feature)),
        float(match.place.population == 0),
    ]


def _cue_figures(case: Case, match: Match, twins: "Twins") -> list[float]:
    kind = kind_of(match.place.feature)
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
        kind = kind_of(match.place.feature)
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
    own = (
        place.admin_codes[-1] if features.is_division(place.feature) and place.admin_codes else place.country
    )
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


def _setting_figures(case: Case, match: Match, static: float) -> list[float]:
    """Return what the sentence's time and kind say for or against a candidate."""
    place, setting = match.place, case.setting
    old, new = is_of_antiquitys_lands(place), is_of_new_world(place)
    early = setting.latest is not None and setting.latest < NEW_WORLD_FROM
    ancient = is_ancient(place)
    return [
        float(ancient),
        ancient * setting.antiquity,
        old * setting.antiquity,
        float(new),
        float(new and early),
        new * setting.sea,
        max(0.0, GREAT_RANK - static) * 3,
        setting.sea,
        setting.antiquity,
        setting.local,
    ]
