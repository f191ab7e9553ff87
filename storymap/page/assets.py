"""The files that the page is made of: our own under web/, Leaflet's from its package."""

import re
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

_URL = re.compile(r"url\([^)]*\)")
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)


def web_file(name: str) -> str:
    """Return the text of a file under storymap/page/web."""
    return files("storymap.page").joinpath("web", name).read_text(encoding="utf-8")


def web_names(folder: str) -> tuple[str, ...]:
    """Return the names of the files in a folder under storymap/page/web, sorted."""
    return tuple(sorted(entry.name for entry in files("storymap.page").joinpath("web", folder).iterdir()))


@cache
def leaflet_js() -> str:
    """Return Leaflet's script with its licence, without the line that asks for its source map."""
    script = _SOURCE_MAP.sub("", _leaflet("leaflet.js")).strip()
    return f"{script}\n/*\n{web_file('leaflet-licence.txt')}*/"


@cache
def leaflet_css() -> str:
    """Return Leaflet's styles; the images that they would ask a server for are left out."""
    return _URL.sub("none", _leaflet("leaflet.css")).strip()


def _leaflet(name: str) -> str:
    return (_leaflet_folder() / name).read_text(encoding="utf-8")


@cache
def _leaflet_folder() -> Path:
    # Importing xstatic.pkg.leaflet would import pkg_resources, slow and deprecated; finding it does not.
    spec = find_spec("xstatic.pkg")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        data = Path(folder) / "leaflet" / "data"
        if data.is_dir():
            return data
    raise FileNotFoundError("Leaflet's files are missing: reinstall the package xstatic-leaflet")
