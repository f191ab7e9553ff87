"""The shape of the house: which way imports run, what importing costs, what is public."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import places
import storymap

ROOT = Path(__file__).parents[1]
HEAVY = {
    "spacy",
    "onnxruntime",
    "folium",
    "numpy",
    "shapely",
    "geopy",
    "rapidfuzz",
    "edtf",
    "jinja2",
    "requests",
    "sqlite3",
}


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


@pytest.mark.parametrize("path", sorted((ROOT / "places").rglob("*.py")), ids=str)
def test_places_knows_nothing_of_stories(path: Path) -> None:
    assert not {name for name in imported(path) if name.partition(".")[0] == "storymap"}


@pytest.mark.parametrize("path", sorted((ROOT / "storymap").rglob("*.py")), ids=str)
def test_nothing_but_the_entry_points_imports_the_command_line(path: Path) -> None:
    if path.name != "__main__.py" and path.parent.name != "cli":
        assert not {name for name in imported(path) if name.startswith("storymap.cli")}


def test_importing_loads_nothing_heavy() -> None:
    code = "import sys, places, storymap, storymap.cli; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)

    assert HEAVY & set(run.stdout.split()) == set()


@pytest.mark.parametrize("package", [places, storymap], ids=lambda package: package.__name__)
def test_what_is_public_is_there_and_stays_there(package: object) -> None:
    names = package.__all__  # type: ignore[attr-defined]
    assert names == sorted(names)
    # Twice: a submodule that bears a function's name must not take its place once it has been imported.
    for _ in range(2):
        for name in names:
            assert callable(getattr(package, name)), name
