"""Which of the places of one name is meant, as long as nothing else is known: a static rank."""

from math import log10

from places.model import NameKind

# What is not lived in has no population; these stand in for its logarithm (7 is a city of ten millions).
_FAME = {
    "CONT": 12.0, "OCN": 10.5, "SEA": 8.5, "RGN": 7.2,
    "RGNE": 8.0, "RGNH": 6.5, "PCLH": 7.5, "GULF": 7.5, "STRT": 7.3, "CHN": 7.0,
    "DSRT": 7.3, "PEN": 7.3, "MTS": 7.2, "PLAT": 6.8, "PLN": 6.8, "ISLS": 7.0, "ISL": 6.3, "STM": 5.6,
    "BAY": 6.3, "LK": 5.7, "LKS": 6.3, "RSV": 5.5, "CNL": 6.5, "MT": 5.5, "VLC": 6.2, "PPLH": 5.0,
    "ADM1H": 6.5, "ADM2H": 5.0, "CAPE": 6.0, "SD": 6.5, "FJD": 6.0, "LGN": 6.0, "CST": 6.5,
    "ISTH": 6.5, "DLTA": 6.3, "VAL": 6.0, "AIRP": 4.8, "AIRB": 4.8, "ADM1": 5.5, "ADM2": 3.5, "PRK": 5.5,
}  # fmt: skip
_FAME_OF_A_SPOT = 4.5
_UNSUNG = 1.2
_NATURE = frozenset(
    "ISL ISLS MT MTS LK LKS RSV CAPE BAY SD FJD LGN PLAT PLN PEN VAL RGN DSRT FT BTL HLL MSSN".split()
)
_BONUS = {
    "PCLI": 3.0, "PCL": 3.0, "PCLD": 1.5, "PCLS": 2.0, "PCLF": 2.0, "PCLIX": 2.0, "TERR": 1.5, "PPLC": 1.0,
    "ADM1": 0.2, "ADM2": -1.2, "PPLX": -0.7, "PPLA": 0.1, "PPLA2": 0.1, "PPLH": -0.3, "PPLQ": -1.0,
}  # fmt: skip
_PENALTY: dict[NameKind, float] = {"primary": 0.0, "alternate": 1.3, "abbreviation": 0.5, "demonym": 1.0}


def rank(*, feature: str, population: int, names: int, kind: NameKind) -> int:
    """Return the rank of a place under a name: 0…3000, the lower the likelier.

    Population and number of names both grow with fame and both spread over powers of ten; countries,
    capitals and seats are named more often than their size tells, districts less often.
    """
    size = log10(population) if population > 0 else _fame(feature, names)
    score = size + 0.6 * log10(max(names, 1)) + _BONUS.get(feature, 0.0) - _PENALTY[kind]
    return max(0, min(3000, round((18.0 - score) * 100)))


def _fame(feature: str, names: int) -> float:
    """Return what stands in for the logarithm of the population of what has none.

    A mountain, island, lake or fort with one name only is known to few beyond its shore.
    """
    if feature.startswith(("PPL", "ADM")):
        return _FAME.get(feature, 2.0)
    return _FAME.get(feature, _FAME_OF_A_SPOT) - (_UNSUNG / max(names, 1) if feature in _NATURE else 0.0)
