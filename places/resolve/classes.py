"""What GeoNames feature codes mean for the ranker."""


def class_of(feature: str) -> str:
    """Return what a GeoNames feature code stands for; "spot" where it is none of the other kinds."""
    if feature.startswith(("PCL", "TERR")):
        return "country"
    if feature.startswith("ADM") and feature != "ADMF":
        return {"ADM1": "adm1", "ADM1H": "adm1", "ADM2": "adm2", "ADM2H": "adm2"}.get(feature, "adm3+")
    if feature.startswith("PPL"):
        return "section" if feature == "PPLX" else "settlement"
    if feature in _WATERS:
        return "water"
    if feature in {"CONT"}:
        return "continent"
    return "land" if feature in _LANDS else "spot"


def is_extended(feature: str) -> bool:
    """Tell whether a place is so large that two gazetteers' points of it may lie far apart."""
    return class_of(feature) in {"water", "land", "continent", "country", "adm1"}


_WATERS = frozenset(
    "STM STMS LK LKS SEA OCN BAY BAYS GULF STRT CHN CHNM CNL RSV FJD SD LGN HBR FLLS INLT EST COVE".split()
)
_LANDS = frozenset(
    "MT MTS ISL ISLS PEN RGN RGNE AREA VAL DSRT PLN PLAT CAPE HLL HLLS PK RDGE VLC FRST CST BCH ATOL ARCH PT "
    "DLTA GRGE CNYN OAS PRKN RESN RESV UPLD ISTH ARCHP".split()
)  # fmt: skip


def is_spot(feature: str) -> bool:
    """Tell whether a place's point says where it is: a town or a building, but no country, sea or river."""
    return feature.startswith(("PPL", "ADM2", "ADM3", "ADM4")) or feature in _SPOTS


_SPOTS = frozenset(
    "ADMF AIRB AIRP BDG BLDG CH CSTL GOVL HSP HTL ISL LK MNMT MT MUS PAL PRK RSV SCH SQR STDM TMPL UNIV "
    "VLC".split()
)
