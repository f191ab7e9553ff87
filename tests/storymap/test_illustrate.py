"""Pictures of a document come to the step whose words stand nearest, small enough to travel."""

import base64
import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PIL import ExifTags, Image

from storymap.errors import ReadError
from storymap.files import dump_story
from storymap.illustrate import BUDGET, LONGEST, embedded, fit, illustrate
from storymap.model import Media, Story
from storymap.sources import read_documents
from storymap.sources.attached import attached_files, file_address, taken
from storymap.sources.model import Figure
from storymap.sources.picture import data_address
from tests.storymap.stories import TEXT, journey


def noise(width: int, height: int) -> Image.Image:
    return Image.effect_noise((width, height), 90).convert("RGB")


def photograph(
    width: int = 400, height: int = 300, *, kind: str = "JPEG", exif: Image.Exif | None = None
) -> bytes:
    made = io.BytesIO()
    noise(width, height).save(made, kind, **({"exif": exif} if exif else {}))
    return made.getvalue()


def placed(lat: float, lon: float, stamp: str = "1893:05:17 10:00:00") -> Image.Exif:
    exif = Image.Exif()
    exif[ExifTags.Base.DateTime] = stamp
    exif[ExifTags.Base.Orientation] = 6
    exif[ExifTags.Base.Artist] = "Rui"
    gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
    gps.update(
        {1: "N" if lat >= 0 else "S", 2: _sexagesimal(lat), 3: "E" if lon >= 0 else "W", 4: _sexagesimal(lon)}
    )
    return exif


def _sexagesimal(degrees: float) -> tuple[float, float, float]:
    whole, rest = divmod(abs(degrees), 1)
    minutes, seconds = divmod(rest * 60, 1)
    return (whole, minutes, round(seconds * 60, 3))


def opened(media: Media) -> Image.Image:
    assert media.src.startswith("data:image/webp;base64,")
    return Image.open(io.BytesIO(base64.b64decode(media.src.partition(",")[2])))


def told(story: Story) -> dict[str, list[str]]:
    return {event.id: [media.alt for media in event.media] for event in story.events if event.media}


def figure(alt: str, **where: object) -> Figure:
    return Figure(media=Media(src=data_address(photograph(64, 48)), alt=alt), **where)  # type: ignore[arg-type]


def test_a_figure_comes_to_the_step_whose_words_stand_nearest() -> None:
    figures = [
        figure("first", at=0),
        figure("second", at=TEXT.index("she met Rui") - 1),
        figure("third", at=len(TEXT)),
        figure("cover"),
    ]
    story, notes = illustrate(journey(), figures)

    assert told(story) == {"e1": ["first"], "e2": ["second"], "e3": ["third"]}
    assert [media.alt for media in story.media] == ["The quay of Lisbon", "cover"]
    assert notes == ()


def test_a_photograph_comes_to_the_step_of_its_place_and_day() -> None:
    story, _ = illustrate(
        journey(),
        [
            figure("horta", point=(38.5, -28.6), day=date(1893, 5, 17)),
            figure("lisbon", point=(38.7, -9.1), day=date(1895, 8, 1)),
            figure("day", day=date(1893, 5, 3)),
            figure("nowhere", point=(0.0, 0.0)),
        ],
    )
    assert told(story) == {"e1": ["day"], "e2": ["horta"], "e3": ["lisbon"]}
    assert story.media[-1].alt == "nowhere"


def test_a_camera_says_where_and_when(tmp_path: Path) -> None:
    for lat, lon in ((38.53, -28.62), (-12.05, 77.04)):
        point, day = taken(photograph(exif=placed(lat, lon)))
        assert point == (pytest.approx(lat, abs=1e-3), pytest.approx(lon, abs=1e-3))
        assert day == date(1893, 5, 17)
    assert taken(photograph()) == (None, None)
    assert taken(b"\xff\xd8\xff broken") == (None, None)


@pytest.mark.parametrize(("width", "height"), [(2400, 1800), (200, 2600), (10, 10)])
def test_a_picture_is_made_to_fit(width: int, height: int) -> None:
    media = fit(Media(src=data_address(photograph(width, height))), most_bytes=60_000)

    assert media is not None
    assert len(media.src) < 60_000 * 4 / 3 + 100
    assert max(opened(media).size) <= LONGEST


def test_what_a_camera_wrote_stays_out_and_the_picture_stands_upright() -> None:
    media = fit(Media(src=data_address(photograph(400, 300, exif=placed(38.5, -28.6)))))

    assert media is not None
    picture = opened(media)
    assert picture.size == (300, 400)
    assert not dict(picture.getexif())


def test_the_same_picture_gives_the_same_bytes() -> None:
    media = Media(src=data_address(photograph(900, 700)))
    assert fit(media) == fit(media)


def test_twelve_pictures_keep_to_the_budget() -> None:
    figures = [Figure(media=Media(src=data_address(photograph(500, 400)), alt="x"), at=n) for n in range(12)]
    story, _ = illustrate(journey(), figures)

    shown = [media for event in story.events for media in event.media]
    assert len(shown) == 12
    assert sum(len(media.src) for media in shown) < BUDGET * 4 / 3 + 12 * 100


def test_what_cannot_be_shown_is_said() -> None:
    figures = [
        Figure(media=Media(src="data:image/png;base64,AAAA", alt="x"), at=0),
        Figure(media=Media(src="https://example.org/a.jpg", alt="x"), at=0),
        Figure(media=Media(src=data_address(photograph(64, 64))), at=0),
    ]
    _, notes = illustrate(journey(), figures)
    assert notes == (
        "1 picture could not be read and was left out",
        "1 picture on the web: not in the page, unless --link-media asks for them there",
        "1 picture without words for those who do not see (alt text, caption)",
    )


def test_a_picture_of_too_many_pixels_is_not_unpacked() -> None:
    made = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(made, "PNG")
    assert fit(Media(src=data_address(made.getvalue()))) is None


def test_a_recording_travels_as_it_is_and_not_if_it_is_too_large() -> None:
    assert fit(Media(src="data:audio/mpeg;base64,SUQz", kind="audio")) is not None
    with pytest.raises(ReadError, match="a recording of 18 MB is too large for a page"):
        fit(Media(src="data:audio/mpeg;base64," + "AAAA" * 6_000_000, kind="audio"))


def test_pictures_are_looked_for_only_beside_the_document(tmp_path: Path) -> None:
    inner = tmp_path / "text"
    inner.mkdir()
    (tmp_path / "secret.png").write_bytes(photograph(60, 60, kind="PNG"))
    (inner / "a b.png").write_bytes(photograph(60, 60, kind="PNG"))
    (inner / "words.png").write_text("no picture", encoding="utf-8")

    assert file_address("a%20b.png", inner).startswith("data:image/png;base64,")
    assert [
        file_address(src, inner) for src in ("../secret.png", "words.png", "none.png", "/etc/passwd")
    ] == [""] * 4


def test_pictures_of_markdown_and_tables_come_from_their_files(tmp_path: Path) -> None:
    (tmp_path / "quay.jpg").write_bytes(photograph())
    (tmp_path / "a.md").write_text("![The quay](quay.jpg)\n\nWe left.\n\n![x](gone.jpg)", encoding="utf-8")
    (tmp_path / "a.csv").write_text("title,lat,lon,image\nThe quay,1,2,quay.jpg\n", encoding="utf-8")

    (source,) = read_documents(str(tmp_path / "a.md"))
    assert [one.media.alt for one in source.figures] == ["The quay"]
    assert source.figures[0].media.src.startswith("data:image/jpeg;base64,")
    (source,) = read_documents(str(tmp_path / "a.csv"))
    assert [media.src[:16] for row in source.rows or () for media in row.media] == ["data:image/jpeg;"]


def test_files_beside_a_text_are_pictures_or_recordings(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(photograph(exif=placed(38.5, -28.6)))
    (tmp_path / "b.mp3").write_bytes(b"ID3 sound")
    (tmp_path / "c.txt").write_bytes(b"words")

    picture, sound = attached_files([tmp_path / "a.jpg", tmp_path / "b.mp3"])
    assert picture.point is not None
    assert (sound.media.kind, sound.media.alt) == ("audio", "b")
    with pytest.raises(ReadError, match="is no picture, recording or film"):
        attached_files([tmp_path / "c.txt"])


def test_a_story_file_names_pictures_by_their_path(tmp_path: Path) -> None:
    (tmp_path / "quay.jpg").write_bytes(photograph())
    story = journey()
    first, *rest = story.events
    named = (
        Media(src="quay.jpg", alt="The quay"),
        Media(src="gone.jpg"),
        Media(src="https://example.org/a.jpg"),
    )
    (tmp_path / "a.json").write_text(
        dump_story(replace(story, events=(replace(first, media=named), *rest))), encoding="utf-8"
    )

    (source,) = read_documents(str(tmp_path / "a.json"))
    assert source.story is not None
    quay, linked = source.story.events[0].media
    assert quay.alt == "The quay"
    assert opened(quay).size == (400, 300)
    assert linked.src == "https://example.org/a.jpg"
    assert embedded(story, tmp_path) == story
