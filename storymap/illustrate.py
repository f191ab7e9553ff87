"""Pictures and recordings of a document → at the step whose words stand nearest.

Pictures travel inside the page, so they are made as small as a page can bear: turned upright, at most 1600
pixels wide, as WebP. What a camera wrote into them (place, time, owner) is left out.
"""

import base64
import binascii
import io
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from places.gazetteer.distance import km_between
from storymap.errors import ReadError
from storymap.model import Event, Media, Story, StoryPlace
from storymap.sources.attached import file_address
from storymap.sources.model import Figure

if TYPE_CHECKING:
    from PIL.Image import Image

LONGEST = 1600
"""Pixels of a picture's longer side."""

MOST_BYTES = 250_000
"""Bytes of one picture; its quality falls until it fits."""

BUDGET = 3_000_000
"""Bytes of all pictures of a story together."""

MOST_SOUND = 16_000_000
"""Bytes of a recording or film that travels inside the page."""

_NEAR = 50
"""Kilometres: a photograph that was taken farther away than this from a place does not show it."""

_QUALITIES = (82, 60, 38)
_SMALLEST = 200  # pixels
_MOST_PIXELS = 80_000_000


def illustrate(story: Story, figures: Sequence[Figure]) -> tuple[Story, tuple[str, ...]]:
    """Return the story with its media, and what is to be said of them.

    A figure without a place of its own is the story's (the first is the cover); any other goes to the event
    whose quotation stands nearest to it, and to the story if there is no event.
    """
    own = [media for event in story.events for media in event.media if not _is_fit(media)]
    if not figures and not own:
        return story, ()
    share = min(MOST_BYTES, BUDGET // (len(figures) + len(own)))
    fitted = [(figure, fit(figure.media, most_bytes=share)) for figure in figures]
    whole: list[Media] = []
    told: dict[str, list[Media]] = {}
    for figure, media in fitted:
        if media is None:
            continue
        event = _home(story.events, figure)
        if event is None:
            whole.append(media)
        else:
            told.setdefault(event.id, []).append(media)
    events = tuple(
        replace(event, media=(*_fitted(event.media, share), *told.get(event.id, ())))
        for event in story.events
    )
    shown = replace(story, events=events, media=(*story.media, *whole))
    return shown, tuple(_notes([media for _, media in fitted]))


def _is_fit(media: Media) -> bool:
    return (
        media.kind != "image" or not media.src.startswith("data:") or media.src.startswith("data:image/webp")
    )


def _fitted(listed: Sequence[Media], most_bytes: int) -> Iterator[Media]:
    for media in listed:
        small = media if _is_fit(media) else fit(media, most_bytes=most_bytes)
        if small is not None:
            yield small


def _home(events: Sequence[Event], figure: Figure) -> Event | None:
    """Return the event to which a figure belongs: by its place and day, its day, or where it stands."""
    if figure.point is not None:
        near = [event for event in events if _kilometres(event, figure.point) <= _NEAR]
        on_day = [event for event in near if figure.day and _is_on(event, figure.day)]
        point = figure.point
        return min(on_day or near, key=lambda event: _kilometres(event, point), default=None)
    if figure.day is not None:
        day = figure.day
        return next((event for event in events if _is_on(event, day)), None)
    return _nearest(events, figure.at) if figure.at is not None else None


def _kilometres(event: Event, point: tuple[float, float]) -> float:
    return min((km_between(place.lat, place.lon, *point) for place in event.places), default=float("inf"))


def _is_on(event: Event, day: date) -> bool:
    first, last = event.when.earliest, event.when.latest
    return bool(first and last and first <= (day.year, day.month, day.day) <= last)


def embedded(story: Story, folder: Path) -> Story:
    """Return a story that holds the media that lie in files of a folder; what is not there is left out.

    So a story file can name a picture by its path: {"src": "quay.jpg", "alt": "The quay"}.
    """
    held: tuple[Story | Event | StoryPlace, ...] = (story, *story.events, *story.places)
    paths = sum(not _is_address(media.src) for one in held for media in one.media)
    if not paths:
        return story
    share = min(MOST_BYTES, BUDGET // paths)

    def inside(media: tuple[Media, ...]) -> tuple[Media, ...]:
        loaded = (
            one if _is_address(one.src) else replace(one, src=file_address(one.src, folder)) for one in media
        )
        return tuple(_fitted([one for one in loaded if one.src], share))

    return replace(
        story,
        media=inside(story.media),
        events=tuple(replace(event, media=inside(event.media)) for event in story.events),
        places=tuple(replace(entry, media=inside(entry.media)) for entry in story.places),
    )


def _is_address(src: str) -> bool:
    return src.startswith(("data:", "https://", "http://"))


def fit(media: Media, *, most_bytes: int = MOST_BYTES) -> Media | None:
    """Return a picture small enough to travel, None for one that cannot be read; links stay as they are.

    Raises:
        ReadError: a recording is too large, or Pillow is not installed.
    """
    if not media.src.startswith("data:"):
        return media
    head, _, body = media.src.partition(",")
    try:
        data = base64.b64decode(body, validate=True)
    except binascii.Error:
        return None
    if media.kind != "image":
        if len(data) > MOST_SOUND:
            raise ReadError(
                f"a recording of {len(data) / 1e6:.0f} MB is too large for a page (at most "
                f"{MOST_SOUND // 1_000_000} MB); make it smaller, or link it by its web address"
            )
        return media
    if head == "data:image/webp;base64" and len(data) <= most_bytes:
        return media
    small = _small(data, most_bytes)
    if small is None:
        return None
    return replace(media, src=f"data:image/webp;base64,{base64.b64encode(small).decode('ascii')}")


def _small(data: bytes, most_bytes: int) -> bytes | None:
    try:
        from PIL import Image, ImageOps
    except ImportError as error:
        raise ReadError(
            "Pillow is not installed, which makes pictures fit a page; "
            "install it with: pip install 'geostorymap[documents]'"
        ) from error
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of a large picture we judge ourselves
            opened = Image.open(io.BytesIO(data))
            if opened.width * opened.height > _MOST_PIXELS:
                return None
            image = ImageOps.exif_transpose(opened)
            image = image.convert(
                "RGBA" if "A" in image.getbands() or "transparency" in image.info else "RGB"
            )
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    return _packed(image, most_bytes)


def _packed(image: "Image", most_bytes: int) -> bytes:
    """Return a picture as WebP of at most so many bytes: by its quality first, then by its size."""
    longest = LONGEST
    while True:
        image.thumbnail((longest, longest))
        for quality in _QUALITIES:
            made = io.BytesIO()
            image.save(made, "WEBP", quality=quality, method=4)
            if made.tell() <= most_bytes or longest < _SMALLEST:
                return made.getvalue()
            if made.tell() > 3 * most_bytes:  # far too large: no quality that could be borne is enough
                break
        longest = int(longest * min(0.85, max(0.4, (most_bytes / made.tell()) ** 0.5)))


def _nearest(events: Sequence[Event], at: int) -> Event | None:
    """Return the event whose words stand nearest to an offset, the later of two that are as near."""
    return min(events, key=lambda event: (_distance(event, at), -event.quote.start), default=None)


def _distance(event: Event, at: int) -> int:
    spans = (event.quote, *event.mentions)
    return min(max(span.start - at, at - span.end, 0) for span in spans)


def _notes(shown: Sequence[Media | None]) -> list[str]:
    notes = []
    lost = sum(media is None for media in shown)
    if lost:
        notes.append(f"{_count(lost)} could not be read and {'was' if lost == 1 else 'were'} left out")
    kept = [media for media in shown if media is not None]
    linked = sum(media.src.startswith(("https://", "http://")) for media in kept)
    if linked:
        notes.append(f"{_count(linked)} on the web: not in the page, unless --link-media asks for them there")
    silent = sum(media.kind == "image" and not media.alt and not media.caption for media in kept)
    if silent:
        notes.append(f"{_count(silent)} without words for those who do not see (alt text, caption)")
    return notes


def _count(number: int) -> str:
    return "1 picture" if number == 1 else f"{number} pictures"
