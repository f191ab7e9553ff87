"""Make places/gazetteer/data/divisions.csv: the English names of countries' divisions, by ISO 3166-2 code.

    npm pack cldr-subdivisions-full@48.2.0
    tar xzf cldr-subdivisions-full-48.2.0.tgz
    python tools/divisions.py package/subdivisions/en/en.json

ISO 3166-2 names divisions in local languages and romanisations ("Xizang Zizhiqu"); Unicode's CLDR knows what
English calls them ("Tibet"). Unicode-3.0 licence.
"""

import csv
import json
import sys
from pathlib import Path

TARGET = Path(__file__).parents[1] / "places" / "gazetteer" / "data" / "divisions.csv"


def main(source: str) -> None:
    """Write the table, sorted by code."""
    names = json.loads(Path(source).read_text(encoding="utf-8"))["subdivisions"]["localeDisplayNames"][
        "subdivisions"
    ]
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["iso", "name"])
        # CLDR writes US-TX as ustx.
        out.writerows(
            (f"{code[:2].upper()}-{code[2:].upper()}", _bare(names[code])) for code in sorted(names)
        )


def _bare(name: str) -> str:
    """Return the name without the numbers and remarks that tell namesakes apart in CLDR."""
    return name.rstrip("¹²³⁴⁵ ").split(",")[0]


if __name__ == "__main__":
    main(sys.argv[1])
