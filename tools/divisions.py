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

# Names that CLDR has cut.
_CUT = {"gbpte": "Peterborough", "nzmbh": "Marlborough"}
# The regions that Morocco had until 2015, whose numbers the new ones have, and provinces of Nepal from before
# they were named.
_OLD = {f"ma{n:02}" for n in range(1, 13)} | {f"np{n}" for n in ("p1", "p2", "p3", "p5", "p7")}
# In 2020 ISO 3166-2 numbered Iran's provinces anew; CLDR has them by their old numbers.
_IRAN = {
    "00": "22", "01": "19", "02": "21", "03": "01", "04": "02", "05": "17", "06": "10", "07": "14",
    "08": "15", "09": "30", "10": "04", "11": "13", "12": "16", "13": "24", "14": "08", "15": "20",
    "16": "05", "17": "18", "18": "06", "19": "11", "20": "12", "21": "25", "22": "23", "23": "07",
    "24": "03", "25": "26", "26": "28", "27": "27", "28": "31", "29": "29", "30": "32",
}  # fmt: skip

TARGET = Path(__file__).parents[1] / "places" / "gazetteer" / "data" / "divisions.csv"


def main(source: str) -> None:
    """Write the table, sorted by code."""
    names = json.loads(Path(source).read_text(encoding="utf-8"))["subdivisions"]["localeDisplayNames"][
        "subdivisions"
    ]
    provinces = {f"ir{new}": names[f"ir{old}"] for new, old in _IRAN.items()}
    kept = {code: name for code, name in names.items() if code not in _OLD and not code.startswith("ir")}
    names = kept | provinces | _CUT
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
