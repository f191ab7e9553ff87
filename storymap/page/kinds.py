"""What sort of place a GeoNames feature code stands for, in the few sorts that a reader tells apart."""

_KINDS = {
    "capital": "PPLC",
    "country": "PCL PCLD PCLF PCLI PCLIX PCLS PCLH TERR",
    "continent": "CONT",
    "peninsula": "PEN CAPE ISTH",
    "island": "ISL ISLS ATOL ISLET ISLF",
    "mountain": "MT MTS HLL HLLS PK PKS VLC PASS RDGE VAL DSRT PLAT",
    "river": "STM STMS STMM CNL FLLS ESTY",
    "lake": "LK LKS RSV PND",
    "sea": "SEA OCN GULF BAY STRT SD CHN",
    "park": "PRK RESN RESV FRST GRDN",
    "transport": "ARPT RSTN PRT HBR BDG ST RD RDST AIRF AIRB MTRO",
    "landmark": "ADMF",  # a government building, not a division, whose codes begin alike
    "region": "RGN AREA ZN LCTY RGNH RGNE",
}
_BY_CODE = {code: kind for kind, codes in _KINDS.items() for code in codes.split()}
_BY_START = {"PPL": "city", "ADM": "region", "STM": "river", "LK": "lake", "ISL": "island"}


def kind_tables() -> dict[str, dict[str, str]]:
    """Return what the editor needs to tell the sort of a place: by whole codes, and by how others start."""
    return {"code": _BY_CODE, "start": _BY_START}


def place_kind(feature: str) -> str:
    """Return the sort of place: "capital", "city", "country", … ; "landmark" for what is built."""
    if feature in _BY_CODE:
        return _BY_CODE[feature]
    for start, kind in _BY_START.items():
        if feature.startswith(start):
            return kind
    return "landmark" if feature else "place"
