"""Stories as tables, tables as stories, and the formats that geopandas writes."""

from collections.abc import Callable

import pytest

import places
import storymap
from storymap.errors import ReadError
from storymap.export import export, formats, load
from storymap.export.door import as_bytes
from tests.storymap.stories import HORTA, journey

geopandas = pytest.importorskip("geopandas", reason="needs the extra gis")
pandas = pytest.importorskip("pandas")


def test_the_events_are_a_table() -> None:
    frame = journey().events_frame()

    assert list(frame["title"]) == [event.title for event in journey().events]
    assert frame["lat"][0] == pytest.approx(HORTA.lat)


def test_the_events_have_geometries_in_wgs_84() -> None:
    frame = journey().to_geodataframe()

    assert list(frame.geometry.geom_type) == ["LineString", "Point", "Point"]
    assert frame.crs.to_epsg() == 4326
    read = geopandas.GeoDataFrame.from_features(journey())  # by __geo_interface__
    assert list(read.geometry) == list(frame.geometry)


@pytest.mark.parametrize("name", ["gpkg", "geoparquet"])
def test_what_map_programs_and_data_work_share_comes_back_whole(name: str) -> None:
    content = as_bytes(export(journey(), name).content)

    assert load(content, "a", formats()[name]) == journey()
    assert as_bytes(export(journey(), name).content) == content


def test_flatgeobuf_has_room_for_the_events() -> None:
    back = load(as_bytes(export(journey(), "flatgeobuf").content), "a.fgb", formats()["flatgeobuf"])

    assert [event.title for event in back.events] == [event.title for event in journey().events]
    assert [event.when.earliest for event in back.events] == [e.when.earliest for e in journey().events]
    assert [event.places[-1].id for event in back.events] == [e.places[-1].id for e in journey().events]


def test_a_shape_moved_in_a_map_program_moves_the_event(tmp_path) -> None:
    from shapely.geometry import Point

    path = tmp_path / "a.gpkg"
    path.write_bytes(as_bytes(export(journey(), "gpkg").content))
    frame = geopandas.read_file(path, layer="events")
    frame.loc[1, "geometry"] = Point(-28.6, 38.5)
    frame.to_file(path, layer="events", driver="GPKG")
    back = storymap.import_(path)

    assert (back.events[1].places[0].lat, back.events[1].places[0].lon) == (38.5, -28.6)
    assert back.events[1].who == journey().events[1].who
    assert back.events[0] == journey().events[0]


def test_a_table_of_somebody_else_is_read_too(tmp_path) -> None:
    from shapely.geometry import Point

    table = {"name": ["Landing"], "date": ["1893-05-03"], "description": ["They landed."]}
    frame = geopandas.GeoDataFrame(table, geometry=[Point(-9, 38)], crs="EPSG:4326")
    frame.to_file(tmp_path / "a.fgb", driver="FlatGeobuf")
    (event,) = storymap.import_(tmp_path / "a.fgb").events

    assert (event.title, event.quote.text, str(event.when.earliest)) == (
        "Landing",
        "They landed.",
        "1893-05-03",
    )


def test_rows_of_events_need_no_reading() -> None:
    frame = pandas.DataFrame(
        {
            "What": ["Landing", "Leaving"],
            "When": pandas.to_datetime(["1893-05-03", None]),
            "y": [38.5, 38.7],
            "x": [-28.6, -9.1],
        }
    )
    story = storymap.from_frame(frame, text="What", date="When", lat="y", lon="x")

    assert [(event.title, str(event.when.earliest)) for event in story.events] == [
        ("Landing", "1893-05-03"),
        ("Leaving", "None"),
    ]
    assert story.events[0].places[0].lat == 38.5


def test_rows_of_texts_are_read_from_their_own_days() -> None:
    frame = pandas.DataFrame({"body": ["On Tuesday Ada left Lisbon."], "day": ["1893-05-04"]})
    story = storymap.from_frame(frame, text="body", date="day")

    assert [str(event.when.earliest) for event in story.events] == ["1893-05-02"]
    with pytest.raises(ReadError, match="has no column 'nobody'; it has body, day"):
        storymap.from_frame(frame, text="nobody")
    with pytest.raises(ReadError, match="has no row"):
        storymap.from_frame(frame.head(0), text="body")


def test_a_column_of_texts_gives_a_table_of_places() -> None:
    frame = pandas.DataFrame({"text": ["Ada left Lisbon.", None, "Nobody."]}, index=["a", "b", "c"])
    found = places.locate_frame(frame)

    assert list(found["row"]) == ["a"]
    assert found.loc[0, "id"] == "geonames:2267057"
    assert frame["text"]["a"][found.loc[0, "start"] : found.loc[0, "end"]] == "Lisbon"


def test_polars_and_dask_give_what_pandas_gives() -> None:
    import dask.dataframe
    import polars

    texts = ["In 1901 Anna Weber visited Paris.", None, "They left Lima on 3 May 1849 for Callao."]
    plain = pandas.DataFrame({"letter": texts, "year": ["1901", "", "1850"]}, index=[5, 6, 7])

    events = storymap.read_frame(plain, "letter", date="year")
    named = places.locate_frame(plain, "letter")
    assert list(events["row"]) == [5, 7, 7][: len(events)]
    assert list(events["place"])[:1] == ["Paris"]
    assert set(named["text"]) == {"Paris", "Lima", "Callao"}

    parts = dask.dataframe.from_pandas(plain, npartitions=2)
    with dask.config.set(scheduler="synchronous"):
        pandas.testing.assert_frame_equal(
            storymap.read_frame(parts, "letter", date="year").compute().reset_index(drop=True),
            events,
            check_dtype=False,
        )
        pandas.testing.assert_frame_equal(
            places.locate_frame(parts, "letter").compute().reset_index(drop=True), named, check_dtype=False
        )

    rows = polars.DataFrame({"letter": texts, "year": ["1901", "", "1850"]})
    assert storymap.read_frame(rows, "letter", date="year")["title"].to_list() == list(events["title"])
    assert places.locate_frame(rows, "letter")["row"].to_list() == [index - 5 for index in named["row"]]


@pytest.mark.parametrize("read", [storymap.read_frame, places.locate_frame])
def test_what_is_no_table_of_texts_is_told(read: Callable[..., object]) -> None:
    with pytest.raises(KeyError, match="letter"):
        read(pandas.DataFrame({"a": ["Lima"]}), "letter")
    with pytest.raises(TypeError, match="must be a table of pandas, polars or Dask"):
        read([{"letter": "Lima"}], "letter")
