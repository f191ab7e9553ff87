"""What GeoNames feature codes mean: the one module that reads them.

A code's first letters tell its kind (PPL… is settled, ADM… a division), but not always: ADMF is a building,
PPLX a part of a town, PCLH a state of the past. Whoever wants to know what sort of place one is asks here.
"""

from typing import Literal

FeatureKind = Literal[
    "country", "adm1", "adm2", "adm3+", "settlement", "section", "water", "land", "continent", "spot"
]

_WATERS = frozenset(
    "STM STMS LK LKS SEA OCN BAY BAYS GULF STRT CHN CHNM CNL RSV FJD SD LGN HBR FLLS INLT ESTY COVE".split()
)
_LANDS = frozenset(
    "MT MTS ISL ISLS PEN RGN RGNE AREA VAL DSRT PLN PLAT CAPE HLL HLLS PK RDGE VLC FRST CST BCH ATOL ARCH PT "
    "DLTA GRGE CNYN OAS PRKN RESN RESV UPLD ISTH ARCHP PASS GAP GLCR MRSH SPIT".split()
)  # fmt: skip
# What stands on a spot, or is so small that a point says where it is.
_SPOTS = frozenset(
    "ADMF AIRB AIRP BDG BLDG CH CSTL GOVL HSP HTL ISL LK MNMT MT MUS PAL PRK RSV SCH SQR STDM TMPL UNIV "
    "VLC".split()
)
# What was built and is usually called by a name without a landmark's head: the Pentagon, Stonehenge.
_STANDING = frozenset(
    "ADMF AIRB AIRP BLDG CSTL GOVL HSTS MNMT MSTY MUS PAL PYR RUIN STDM TMPL TOWR UNIV".split()
)
_ANCIENT = frozenset("ANS HSTS PPLQ RUIN TMPL TMB PYR".split())
_ISLANDS = ("ISL", "ATOL")
_AREAS = ("PCL", "ADM", "CONT", "RGN", "ISL", "PEN", "TERR")
_DIVISION_LEVELS: dict[str, FeatureKind] = {"ADM1": "adm1", "ADM1H": "adm1", "ADM2": "adm2", "ADM2H": "adm2"}


def kind_of(feature: str) -> FeatureKind:
    """Return what a code stands for; "spot" where it is none of the other kinds."""
    if is_country(feature):
        return "country"
    if is_division(feature):
        return _DIVISION_LEVELS.get(feature, "adm3+")
    if is_populated(feature):
        return "section" if feature == "PPLX" else "settlement"
    if feature in _WATERS:
        return "water"
    if feature == "CONT":
        return "continent"
    return "land" if feature in _LANDS else "spot"


def is_country(feature: str) -> bool:
    """Tell whether a place is a country, of today or of the past, or a territory of one."""
    return feature.startswith(("PCL", "TERR"))


def is_state(feature: str) -> bool:
    """Tell whether a place is a country, of today or of the past, and no territory of one."""
    return feature.startswith("PCL")


def is_state_of_today(feature: str) -> bool:
    """Tell whether a place is a country that is on today's maps."""
    return is_state(feature) and feature != "PCLH"


def is_first_level(feature: str) -> bool:
    """Tell whether a place is a first-level division of today: a state, a province."""
    return feature == "ADM1"


def is_division(feature: str) -> bool:
    """Tell whether a place is a division of a country, on any level; a government's building is none."""
    return feature.startswith("ADM") and feature != "ADMF"


def is_populated(feature: str) -> bool:
    """Tell whether a place is a town, a village or a part of one, of today or of the past."""
    return feature.startswith("PPL")


def is_capital(feature: str) -> bool:
    """Tell whether a town is a country's capital."""
    return feature == "PPLC"


def is_seat(feature: str) -> bool:
    """Tell whether a town is the seat of a division."""
    return feature.startswith("PPLA")


def is_river(feature: str) -> bool:
    """Tell whether a place is a river or a stream."""
    return feature == "STM"


def is_island(feature: str) -> bool:
    """Tell whether a place is an island or a group of them."""
    return feature.startswith(_ISLANDS)


def is_vast(feature: str) -> bool:
    """Tell whether a place is an ocean or a continent: no point says where it is."""
    return feature in ("OCN", "CONT")


def is_boundless(feature: str) -> bool:
    """Tell whether nobody can guess how far a place reaches: a country, a continent, an ocean, a sea."""
    return feature.startswith(("PCL", "CONT", "OCN", "SEA"))


def is_area(feature: str) -> bool:
    """Tell whether a place has parts that are spoken of: northern Italy, the Aegean islands' south."""
    return feature.startswith(_AREAS)


def is_extended(feature: str) -> bool:
    """Tell whether a place is so large that two gazetteers' points of it may lie far apart."""
    return kind_of(feature) in ("water", "land", "continent", "country", "adm1")


def is_spot(feature: str) -> bool:
    """Tell whether a place's point says where it is: a town or a building, but no country, sea or river."""
    return feature.startswith(("PPL", "ADM2", "ADM3", "ADM4")) or feature in _SPOTS


def is_standing(feature: str) -> bool:
    """Tell whether a place was built and stands there: a palace, a stadium, a ruin."""
    return feature in _STANDING


def is_lived_in(feature: str) -> bool:
    """Tell whether people of a place are spoken of: a town, country, region, island or division."""
    return feature.startswith(("PPL", "PCL", "RGN", "ISL")) or feature in (
        "ADM1",
        "ADM2",
        "ADM3",
        "ADM4",
        "ADMD",
    )


def is_past(feature: str) -> bool:
    """Tell whether a code says that a place is no more: PPLQ, RGNH, ADM1H."""
    return feature.endswith("H") or feature == "PPLQ"


def is_ancient(feature: str) -> bool:
    """Tell whether a code is one of what antiquity has left: a ruin, a tomb, a town that is no more."""
    return feature in _ANCIENT


def is_widely_known(feature: str) -> bool:
    """Tell whether a text names such a place without saying where it is: a country, a state, a sea."""
    return feature.startswith(("PCL", "CONT", "OCN", "SEA", "ADM1"))
