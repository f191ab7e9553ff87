"""Stories as tables of pandas and geopandas, and what these write: GeoPackage, GeoParquet, FlatGeobuf."""

import tempfile
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from places.untrusted import parse_json
from storymap.errors import ReadError, reason
from storymap.export.columns import rows_of, told_of
from storymap.export.format import Exported
from storymap.export.items import Told, in_order
from storymap.export.rejoin import keep
from storymap.export.storyfile import items_of_features
from storymap.files.writing import geometry_of
from storymap.model import Story

if TYPE_CHECKING:
    import geopandas
    import pandas

_KEPT = "storymap"
_ABOUT = ("title", "author", "language", "source")
_WRITTEN = "1980-01-01T00:00:00.000Z"
"""What a GeoPackage says of when it was written: the same story gives the same file."""


def events_frame(story: Story) -> "pandas.DataFrame":
    """Return the events as a table with their geometries in WGS 84: a point, a line, or points."""
    import pandas

    from storymap.export.columns import COLUMNS

    return pandas.DataFrame(rows_of(story), columns=list(COLUMNS))


def geo_frame(story: Story) -> "geopandas.GeoDataFrame":
    """Return the events as a table with their geometries in WGS 84: a point, a line, or several points."""
    import geopandas
    from shapely.geometry import shape

    shapes = [shape(told) if (told := geometry_of(event)) else None for event in in_order(story)]
    table = events_frame(story).drop(columns=["lat", "lon", "wkt"])
    return geopandas.GeoDataFrame(table, geometry=shapes, crs="EPSG:4326")


def write_gpkg(story: Story) -> Exported:
    """Return the story as GeoPackage: layers of events and places, and the story itself in a table."""
    import pyogrio

    def fill(path: Path) -> None:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": _WRITTEN})
        try:
            _with_text(geo_frame(story)).to_file(path, layer="events", driver="GPKG", engine="pyogrio")
            _places(story).to_file(path, layer="places", driver="GPKG", engine="pyogrio")
            pyogrio.write_dataframe(_about(story), path, layer=_KEPT, driver="GPKG")
        finally:
            pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})

    return Exported(content=_file(".gpkg", fill))


def write_flatgeobuf(story: Story) -> Exported:
    """Return the events as FlatGeobuf, which has room for one table."""
    frame = _with_text(geo_frame(story))

    def fill(path: Path) -> None:
        options = {"SPATIAL_INDEX": "NO"}  # else the rows would lose their order
        frame.to_file(path, driver="FlatGeobuf", engine="pyogrio", **options)

    return Exported(content=_file(".fgb", fill))


def write_geoparquet(story: Story) -> Exported:
    """Return the events as GeoParquet, the story itself in its metadata."""
    from pyarrow import parquet

    def fill(path: Path) -> None:
        _with_text(geo_frame(story)).to_parquet(path, index=False)
        table = parquet.read_table(path)
        told = {**(table.schema.metadata or {}), _KEPT.encode(): keep(story).encode()}
        parquet.write_table(table.replace_schema_metadata(told), path)

    return Exported(content=_file(".parquet", fill))


def read_gpkg(content: bytes, name: str) -> Told:
    """Return what a GeoPackage tells: its layer of events, else its first layer.

    Raises:
        ReadError: it cannot be read.
    """

    def read(path: Path) -> Told:
        import pyogrio

        layers = [str(layer) for layer, _ in pyogrio.list_layers(path)]
        about: dict[str, str] = {}
        if _KEPT in layers:
            told = pyogrio.read_dataframe(path, layer=_KEPT, read_geometry=False)
            about = dict(zip(told["what"], told["value"], strict=True)) if "what" in told else {}
        events = "events" if "events" in layers else layers[0]
        return _told(pyogrio.read_dataframe(path, layer=events), about)

    return _opened(content, name, ".gpkg", read)


def read_flatgeobuf(content: bytes, name: str) -> Told:
    """Return what a FlatGeobuf file tells.

    Raises:
        ReadError: it cannot be read.
    """

    def read(path: Path) -> Told:
        import pyogrio

        return _told(pyogrio.read_dataframe(path), {})

    return _opened(content, name, ".fgb", read)


def read_geoparquet(content: bytes, name: str) -> Told:
    """Return what a GeoParquet file tells.

    Raises:
        ReadError: it cannot be read.
    """

    def read(path: Path) -> Told:
        import geopandas
        from pyarrow import parquet

        metadata = parquet.read_schema(path).metadata or {}
        kept = metadata.get(_KEPT.encode(), b"").decode("utf-8", errors="replace")
        return _told(geopandas.read_parquet(path), {"story": kept})

    return _opened(content, name, ".parquet", read)


def _with_text(frame: "geopandas.GeoDataFrame") -> "geopandas.GeoDataFrame":
    """Return the table with an empty text for every cell that has none: else a column could lose its kind."""
    for column in frame.columns:
        if column not in ("geometry", "step"):
            frame[column] = frame[column].fillna("").astype(str).map(_storable)
    return frame


def _storable(text: str) -> str:
    """Return a text without what C's strings and UTF-8 cannot hold."""
    return text.replace("\x00", "\ufffd").encode("utf-8", errors="replace").decode()


def _places(story: Story) -> "geopandas.GeoDataFrame":
    import geopandas
    from shapely.geometry import Point

    places = [entry.place for entry in story.places]
    columns = {
        name: [_storable(str(getattr(place, name))) for place in places]
        for name in ("id", "name", "feature", "country", "precision")
    }
    shapes = [Point(place.lon, place.lat) for place in places]
    return geopandas.GeoDataFrame(columns, geometry=shapes, crs="EPSG:4326")


def _about(story: Story) -> "pandas.DataFrame":
    import pandas

    told = {**{name: _storable(getattr(story.document, name)) for name in _ABOUT}, "story": keep(story)}
    return pandas.DataFrame({"what": list(told), "value": list(told.values())})


def _file(ending: str, fill: Callable[[Path], None]) -> bytes:
    with tempfile.TemporaryDirectory(prefix="storymap-") as folder:
        path = Path(folder) / f"story{ending}"
        fill(path)
        return path.read_bytes()


def _opened(content: bytes, name: str, ending: str, read: Callable[[Path], Told]) -> Told:
    with tempfile.TemporaryDirectory(prefix="storymap-") as folder:
        path = Path(folder) / f"story{ending}"
        path.write_bytes(content)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # what GDAL thinks of a file is no message of ours
                return read(path)
        except ImportError:
            raise
        except Exception as error:  # GDAL's and Arrow's errors have no common base
            said = reason(error).replace(str(path), name)
            raise ReadError(f"{name}: cannot be read: {said}") from error


def _told(frame: Any, about: dict[str, str]) -> Told:
    """Return what a table with geometries tells; where a shape has been moved, it counts."""
    if not {"title", "step", "place"} <= set(frame.columns):
        features = parse_json(frame.to_json())["features"] if "geometry" in frame.columns else []
        return Told(items=items_of_features(features))
    ordered = frame.sort_values("step", kind="stable")
    rows = [_row(row) for row in ordered.to_dict("records")]
    return told_of(rows, about, about.get("story", ""))


def _row(cells: dict[str, Any]) -> dict[str, str]:
    row = {key: "" if value is None else str(value) for key, value in cells.items() if key != "geometry"}
    shape = cells.get("geometry")
    if shape is None or shape.is_empty:
        return row
    if shape.geom_type == "Point":
        return {**row, "lat": str(shape.y), "lon": str(shape.x)}
    parts = getattr(shape, "geoms", None)
    points = [(part.x, part.y) for part in parts] if parts is not None else list(shape.coords)
    pairs = ", ".join(f"{x} {y}" for x, y, *_ in points)
    kind = "LINESTRING" if parts is None else "MULTIPOINT"
    return {**row, "wkt": f"{kind} ({pairs})"}
