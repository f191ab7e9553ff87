"""The options that say how a text is to be read, the same for every command that reads one."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from places.gazetteer.base import Gazetteer
    from storymap.api import Progress, Reading
    from storymap.sources.model import InputOptions

Command = TypeVar("Command", bound=Callable[..., Any])


def reading_options(command: Command) -> Command:
    """Give a command the options; they come to it as keyword arguments, to be passed on together."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def corpus_options(command: Command) -> Command:
    """Give a command the options that may hold for many documents; the others say something of one."""
    for option in reversed(_OPTIONS):
        told: Any = option(lambda: None)
        if told.__click_params__[0].name in _OF_MANY:
            command = option(command)
    return command


def input_options(about: dict[str, Any]) -> "InputOptions":
    """Return what the options say of the input itself."""
    from storymap.sources import InputOptions

    return InputOptions(
        encoding=about["encoding"],
        password=about["password"],
        columns=about["columns"],
        private=about["private_addresses"],
    )


def make_reading(about: dict[str, Any], progress: "Progress | None" = None) -> "Reading":
    """Return what the options ask for.

    Raises:
        GazetteerError: a user's gazetteer cannot be read.
        GeocoderError: the geocoder is unknown or lacks its key.
    """
    from places import Options
    from storymap.api import Reading

    hints = Options(
        near=about["near"],
        countries=tuple(code.upper() for code in about["country"]),
        exclude=about["exclude"],
    )
    gazetteer = _gazetteer(about["gazetteer"])
    chosen = bool(about["language"])
    if not about["geocoder"]:
        return Reading(gazetteer=gazetteer, options=hints, progress=progress, any_language=chosen)
    from places.geocode.ask import Geocoder

    return Reading(
        gazetteer=gazetteer,
        options=hints,
        progress=progress,
        geocoder=Geocoder(about["geocoder"]),
        any_language=chosen,
    )


def _gazetteer(files: tuple[Path, ...]) -> "Gazetteer | None":
    """Return the user's gazetteers before the package's own, None if the user has none."""
    if not files:
        return None
    from places.gazetteer import world
    from places.gazetteer.chain import ChainGazetteer
    from places.gazetteer.user import load

    return ChainGazetteer(*map(load, files), world())


def _columns(_context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    """Return what the headings of a table mean: Stadt=place."""
    pairs = [pair.strip() for value in values for pair in value.split(",")]
    wrong = next((pair for pair in pairs if "=" not in pair), None)
    if wrong is not None:
        raise click.BadParameter(f"{wrong!r} must be HEADING=MEANING, for example Stadt=place")
    return {heading.strip(): meaning.strip() for heading, _, meaning in (p.rpartition("=") for p in pairs)}


def _point(
    _context: click.Context, _parameter: click.Parameter, value: str | None
) -> tuple[float, float] | None:
    """Return latitude and longitude; a place's name stands for its own."""
    if value is None:
        return None
    try:
        lat, lon = map(float, value.split(","))
    except ValueError:
        import places

        found = places.gazetteer().lookup(value)
        if not found:
            raise click.BadParameter(
                f"{value!r} is neither LATITUDE,LONGITUDE nor a place that the gazetteer knows"
            ) from None
        return (found[0].lat, found[0].lon)
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise click.BadParameter(f"{value!r} is no point on the earth: latitude first, in degrees")
    return (lat, lon)


_OF_MANY = frozenset("language encoding columns private_addresses near country exclude gazetteer".split())

_OPTIONS = (
    click.option("--title", default="", help="The story's title; else the text's headline or file name."),
    click.option("--author", default="", help="Who wrote the text."),
    click.option(
        "--date",
        "published",
        type=click.DateTime(["%Y-%m-%d"]),
        help='The day the text was published, from which "Tuesday" is counted.',
    ),
    click.option(
        "--language", default="", help="The text's language, if it cannot be told from the text; fr, de."
    ),
    click.option("--encoding", help="The text's encoding, if it is not UTF-8; for example cp1252."),
    click.option("--password", default="", help="Opens an encrypted PDF file."),
    click.option(
        "--columns",
        multiple=True,
        callback=_columns,
        help="What the headings of a table mean: Stadt=place,Wann=when. May be given again.",
    ),
    click.option(
        "--media",
        multiple=True,
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="A photograph, recording or film beside the text; photographs by their place and day. Again.",
    ),
    click.option(
        "--private-addresses", is_flag=True, help="Also fetch web addresses of this machine and its network."
    ),
    click.option(
        "--near", callback=_point, help="What the text is about: LATITUDE,LONGITUDE or a place's name."
    ),
    click.option(
        "--country", multiple=True, help="A country that the text is about: FR. May be given again."
    ),
    click.option(
        "--exclude", multiple=True, help="A name or id that means no place here. May be given again."
    ),
    click.option(
        "--gazetteer",
        multiple=True,
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="Places of your own, before all others: CSV, GeoJSON, Linked Places or an imported .sqlite.",
    ),
    click.option(
        "--geocoder", help="Ask this online service for what the gazetteer leaves open: nominatim, …"
    ),
)
