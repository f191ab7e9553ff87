"""The addresses of a document's pictures → the pictures, where they lie beside it or may be fetched."""

import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from storymap.errors import ReadError
from storymap.model import Media
from storymap.sources.model import Figure, Input, Source
from storymap.sources.picture import data_address

_MOST_BYTES = 40_000_000
_MOST_FETCHED = 24
_SECONDS = 10.0


def with_media(source: Source, given: Input) -> Source:
    """Return a document whose pictures are there themselves, not only their addresses."""
    if not source.figures and not any(row.media for row in source.rows or ()):
        return source
    rows = source.rows and tuple(
        replace(
            row, media=tuple(one.media for one in _with_files([Figure(media=m) for m in row.media], given))
        )
        for row in source.rows
    )
    return replace(source, figures=_with_files(source.figures, given), rows=rows)


def attached_files(paths: Iterable[Path]) -> tuple[Figure, ...]:
    """Return files that a user names beside a text; photographs with the place and day that they bear.

    Raises:
        ReadError: one is no picture, recording or film.
    """
    return tuple(map(_attached, paths))


def _attached(path: Path) -> Figure:
    src = file_address(path.name, path.parent)
    if not src:
        raise ReadError(f"{path} is no picture, recording or film that a page can show")
    kind = src[len("data:") :].partition("/")[0]
    if kind != "image":
        return Figure(media=Media(src=src, kind="audio" if kind == "audio" else "video", alt=path.stem))
    point, day = taken(path.read_bytes())
    return Figure(media=Media(src=src), point=point, day=day)


def taken(data: bytes) -> tuple[tuple[float, float] | None, date | None]:
    """Return where and on which day a photograph was taken, as its EXIF data say; None where they do not."""
    from PIL import ExifTags, Image

    try:
        exif = Image.open(io.BytesIO(data)).getexif()
        place = exif.get_ifd(ExifTags.IFD.GPSInfo)
        stamp = exif.get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.DateTimeOriginal) or exif.get(
            ExifTags.Base.DateTime
        )
        return _point(place), _day(stamp)
    except (OSError, ValueError, SyntaxError, TypeError, ZeroDivisionError, Image.DecompressionBombError):
        return None, None


def _point(place: Mapping[int, Any]) -> tuple[float, float] | None:
    if not {1, 2, 3, 4} <= set(place):  # both halves of both coordinates
        return None
    lat, lon = (sum(float(part) / 60**n for n, part in enumerate(place[key])) for key in (2, 4))
    point = (-lat if place[1] == "S" else lat, -lon if place[3] == "W" else lon)
    return point if -90 <= point[0] <= 90 and -180 <= point[1] <= 180 else None


def _day(stamp: object) -> date | None:
    try:
        return date.fromisoformat(str(stamp)[:10].replace(":", "-")) if stamp else None
    except ValueError:
        return None


def _with_files(figures: Iterable[Figure], given: Input) -> tuple[Figure, ...]:
    """Return the figures with what they show inside; links to elsewhere stay, what is not there falls away.

    A file is looked for only in the document's folder and below it. Pictures on the web are fetched only
    for a document that was itself fetched.
    """
    load = _loader(given)
    kept = []
    for figure in figures:
        src = load(figure.media.src)
        if src:
            kept.append(replace(figure, media=replace(figure.media, src=src)))
    return tuple(kept)


def _loader(given: Input) -> Callable[[str], str]:
    fetched = 0

    def load(src: str) -> str:
        nonlocal fetched
        if src.startswith("data:"):
            known = src.startswith(("data:image/", "data:audio/", "data:video/"))
            return src if known and "svg" not in src[:20] else ""
        if src.startswith("//"):  # the scheme of the page, which a file has not got
            src = f"https:{src}"
        if src.startswith(("https://", "http://")):
            fetched += 1
            return _fetched(src, given) if given.address and fetched <= _MOST_FETCHED else src
        return file_address(src, given.folder) if given.folder is not None else ""

    return load


def file_address(src: str, folder: Path) -> str:
    """Return the data: address of a picture or recording in a folder, "" for anything else."""
    try:
        root = folder.resolve()
        path = (root / unquote(src.partition("#")[0].partition("?")[0])).resolve()
        if not path.is_relative_to(root) or not path.is_file() or path.stat().st_size > _MOST_BYTES:
            return ""
        return data_address(path.read_bytes())
    except (OSError, ValueError):
        return ""


def _fetched(src: str, given: Input) -> str:
    from storymap.sources.fetch import Limits, fetch

    try:
        limits = Limits(most_bytes=_MOST_BYTES // 4, seconds=_SECONDS)
        got = fetch(src, private=given.options.private, limits=limits)
    except ReadError:
        return ""
    return data_address(got.data)
