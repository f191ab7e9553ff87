"""Scans, workbooks, tracks and photographs: ten inputs each at least, in several languages, with faults."""

import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import pytest
from PIL import Image

from storymap.errors import ReadError, StorymapError
from storymap.sources import read_documents
from storymap.sources.attached import taken
from tests.storymap.sources import writers
from tests.storymap.sources.reading import check_origin, read_bytes, read_one

ATTACK = Path(__file__).parents[4] / "shared" / "cases" / "attack"

# Lines of a scan, and what is read of them.
LINES: dict[str, tuple[Sequence[str], str]] = {
    "English": (["We left Lima", "in the morning."], "We left Lima in the morning."),
    "German": (["Wir verließen den Ha-", "fen von Lübeck."], "Wir verließen den Hafen von Lübeck."),
    "French": (["À l’aube, le navire quit-", "ta Saint-Malo."], "À l’aube, le navire quitta Saint-Malo."),
    "Spanish": (["Salió de Cádiz", "el 3 de mayo."], "Salió de Cádiz el 3 de mayo."),
    "Portuguese": (["Partiu de Lisboa,", "rumo à Índia."], "Partiu de Lisboa, rumo à Índia."),
    "Russian": (["Они вышли из Одес-", "сы утром."], "Они вышли из Одессы утром."),
    "Greek": (["Έφυγε από τον", "Πειραιά."], "Έφυγε από τον Πειραιά."),
    "Arabic": (["غادر القاهرة", "في الصباح."], "غادر القاهرة في الصباح."),
    "Chinese": (["他离开了上海。"], "他离开了上海。"),
    "old German": (["die Ge⸗", "meinde zu Worms"], "die Gemeinde zu Worms"),
    "signs": (["A < B & C", "> 'D'"], "A < B & C > 'D'"),
}


def alto(lines: Sequence[str]) -> str:
    rows = "".join(
        f'<TextLine ID="l{n}" HPOS="10" VPOS="{20 * n}" WIDTH="100" HEIGHT="12">'
        + "<SP/>".join(f"<String CONTENT={quoteattr(word)}/>" for word in line.split())
        + "</TextLine>"
        for n, line in enumerate(lines)
    )
    return (
        '<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Layout>'
        '<Page PHYSICAL_IMG_NR="3"><PrintSpace>'
        f"<TextBlock>{rows}</TextBlock></PrintSpace></Page></Layout></alto>"
    )


def page(lines: Sequence[str]) -> str:
    rows = "".join(
        f'<TextLine id="l{n}"><Coords points="10,{20 * n} 110,{20 * n + 12}"/>'
        f"<TextEquiv><Unicode>{escape(line)}</Unicode></TextEquiv></TextLine>"
        for n, line in enumerate(lines)
    )
    return (
        '<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"><Page>'
        f"<TextRegion>{rows}</TextRegion></Page></PcGts>"
    )


SCANS = {"ALTO": alto, "PAGE": page}


@pytest.mark.parametrize("language", LINES)
@pytest.mark.parametrize("kind", SCANS)
def test_a_scan_is_read_with_the_rectangle_of_each_line(tmp_path: Path, kind: str, language: str) -> None:
    lines, text = LINES[language]
    source = read_one(tmp_path, SCANS[kind](lines))

    assert source.document.text == text
    check_origin(source)
    assert [one.at.boxes[0][1] for one in source.origin] == [20.0 * n for n in range(len(lines))]


def scan_faults(make: Any) -> dict[str, str]:
    whole = make(LINES["English"][0])
    return {
        "nothing in it": make([]),
        "cut off": whole[: len(whole) // 2],
        "deep": whole.replace("Lima", "Lima" + "&lt;") + "<a>" * 5000,
        "no letters": whole.replace('xmlns="', 'xmlns:x="\x01" xmlns="'),
        "entities": '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + whole[:-8],
    }


@pytest.mark.parametrize("fault", scan_faults(alto))
@pytest.mark.parametrize("kind", SCANS)
def test_a_bad_scan_is_one_line(tmp_path: Path, kind: str, fault: str) -> None:
    with pytest.raises(ReadError) as told:
        read_bytes(tmp_path, scan_faults(SCANS[kind])[fault])
    assert "\n" not in str(told.value)


def test_a_scan_whose_numbers_are_none_is_read_without_rectangles(tmp_path: Path) -> None:
    broken = alto(["We left Lima."]).replace('HPOS="10"', 'HPOS="ten"')

    assert read_one(tmp_path, broken).document.text == "We left Lima."


HEADINGS = [
    ["Title", "Date", "Latitude", "Longitude"],
    ["Titel", "Datum", "Breite", "Länge"],
    ["Titre", "Date", "Latitude", "Longitude"],
    ["Título", "Fecha", "Latitud", "Longitud"],
    ["Title", "When", "Lat", "Lon"],
    ["name", "year", "lat", "lng"],
    ["TITLE", "DATE", "LATITUDE", "LONGITUDE"],
    [" Title ", " Date ", " Latitude ", " Longitude "],
    ["Title", "Date", "height", "Latitude", "Longitude"],
    ["nothing", "Title", "Date", "Latitude", "Longitude"],
]


@pytest.mark.parametrize("headings", HEADINGS, ids=lambda one: "|".join(one))
def test_a_workbook_is_read_by_its_headings(tmp_path: Path, headings: list[str]) -> None:
    bare = [heading.strip().casefold() for heading in headings]
    values = {"nothing": "", "height": 12}
    told = iter(["The landing", "1893-05-03", 38.7, -9.15])
    row = [values[heading] if heading in values else next(told) for heading in bare]
    (read,) = read_one(tmp_path, writers.workbook([headings, row])).rows or ()

    assert read.point == (38.7, -9.15)
    assert read.title.text == "The landing"
    assert read.when is not None
    assert read.when.text == "1893-05-03"


NAMES = ["Lima", "Zürich", "São Tomé", "Québec", "Αθήνα", "Москва", "القاهرة", "東京", "서울", "A < B & C"]


def gpx(name: str, *, lat: str = "-12.05", lon: str = "-77.04") -> str:
    return (
        f'<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><wpt lat="{lat}" lon="{lon}">'
        f"<name>{escape(name)}</name><time>2020-05-06T10:00:00Z</time></wpt></gpx>"
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_waypoint_is_a_place_of_its_name(tmp_path: Path, name: str) -> None:
    story = read_one(tmp_path, gpx(name)).story

    assert story is not None
    assert [(one.place.name, one.place.lat, one.place.lon) for one in story.places] == [
        (name, -12.05, -77.04)
    ]
    assert story.events[0].when.edtf == "2020-05-06"


@pytest.mark.parametrize(
    "bad",
    [gpx("Lima")[:-20], "<gpx>", "<gpx version='1.1'></gpx>", gpx("Lima") + "<a>" * 5000],
    ids=["cut off", "open", "nothing", "deep"],
)
def test_a_bad_track_is_one_line(tmp_path: Path, bad: str) -> None:
    with pytest.raises(StorymapError) as told:
        read_bytes(tmp_path, bad)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    "point", [{"lat": "inf"}, {"lon": "1e999"}, {"lat": "91"}, {"lon": "-181"}, {"lat": "north"}]
)
def test_a_waypoint_off_the_earth_is_no_place(tmp_path: Path, point: dict[str, str]) -> None:
    try:
        (source,) = read_bytes(tmp_path, gpx("Lima", **point))
    except StorymapError:
        return
    assert source.story is not None
    assert source.story.places == ()


def photograph(place: dict[int, object], stamp: str | None = None, kind: str = "JPEG") -> bytes:
    exif = Image.Exif()
    exif[0x0110] = "a camera"
    if place:
        exif.get_ifd(0x8825).update(place)
    if stamp is not None:
        exif.get_ifd(0x8769)[0x9003] = stamp
    made = io.BytesIO()
    Image.new("RGB", (8, 8), "teal").save(made, kind, exif=exif)
    return made.getvalue()


LISBON = {1: "N", 2: (38.0, 42.0, 0.0), 3: "W", 4: (9.0, 9.0, 0.0)}
POINT = (38.7, -9.15)
PHOTOGRAPHS: dict[str, tuple[bytes, object, object]] = {
    "place and day": (photograph(LISBON, "1993:05:06 10:00:00"), POINT, date(1993, 5, 6)),
    "place only": (photograph(LISBON), POINT, None),
    "day only": (photograph({}, "2020:02:29 00:00:00"), None, date(2020, 2, 29)),
    "south and east": (photograph({**LISBON, 1: "S", 3: "E"}), (-38.7, 9.15), None),
    "half a place": (photograph({1: "N", 2: (38.0, 42.0, 0.0)}), None, None),
    "off the earth": (photograph({**LISBON, 2: (138.0, 0.0, 0.0)}), None, None),
    "no such day": (photograph({}, "2021:02:29 00:00:00"), None, None),
    "no day at all": (photograph({}, "yesterday"), None, None),
    "as PNG": (photograph(LISBON, "1993:05:06 10:00:00", "PNG"), POINT, date(1993, 5, 6)),
    "as WebP": (photograph(LISBON, "1993:05:06 10:00:00", "WEBP"), POINT, date(1993, 5, 6)),
    "nothing said": (photograph({}), None, None),
    "cut off": (photograph(LISBON, "1993:05:06 10:00:00")[:60], None, None),
    "no picture": (b"\xff\xd8\xff\xe1 and no more", None, None),
}


@pytest.mark.parametrize("kind", PHOTOGRAPHS)
def test_a_photograph_says_where_and_when_it_was_taken(kind: str) -> None:
    data, point, day = PHOTOGRAPHS[kind]
    found, when = taken(data)

    assert (found and tuple(round(degree, 4) for degree in found), when) == (point, day)


@pytest.mark.skipif(not ATTACK.is_dir(), reason="needs the shared folder of hostile files")
def test_hostile_files_are_read_or_told_in_one_line() -> None:
    for path in sorted(ATTACK.iterdir()):
        told = refusal_of(path)
        assert "\n" not in told, path.name
        assert len(told) < 500, path.name


def refusal_of(path: Path) -> str:
    try:
        list(read_documents(str(path)))
    except StorymapError as error:
        return str(error)
    return ""
