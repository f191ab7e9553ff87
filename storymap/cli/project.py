"""The project file, storymap.toml: what a map is made of, so that `storymap build` makes it again."""

import tomllib
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from storymap.errors import ReadError

PROJECT = "storymap.toml"


def _text(value: Any, _folder: Path) -> str:
    if not isinstance(value, str):
        raise TypeError("a text in quotation marks")
    return value


def _texts(value: Any, folder: Path) -> list[str]:
    if not isinstance(value, list):
        raise TypeError("a list")
    return [_text(one, folder) for one in value]


def _path(value: Any, folder: Path) -> str:
    """Return a path as the command's user would write it; one in the file is counted from the file."""
    path = _text(value, folder)
    return path if path.startswith(("http://", "https://")) or path == "-" else str(folder / path)


def _paths(value: Any, folder: Path) -> list[str]:
    if not isinstance(value, list):
        raise TypeError("a list")
    return [_path(one, folder) for one in value]


def _flag(value: Any, _folder: Path) -> bool:
    if not isinstance(value, bool):
        raise TypeError("true or false")
    return value


def _day(value: Any, _folder: Path) -> str:
    if isinstance(value, datetime) or not isinstance(value, date | str):
        raise TypeError("a day as 2020-05-06")
    return str(value)


def _meanings(value: Any, _folder: Path) -> list[str]:
    if not isinstance(value, dict):
        raise TypeError('a table as { Stadt = "place" }')
    return [f"{heading}={meaning}" for heading, meaning in value.items()]


# What may stand in the file: how it is called there, and the command's parameter that it sets.
_KEYS: Mapping[str, tuple[str, Callable[[Any, Path], Any]]] = {
    "inputs": ("inputs", _paths),
    "output": ("output", _path),
    "title": ("title", _text),
    "author": ("author", _text),
    "date": ("published", _day),
    "encoding": ("encoding", _text),
    "columns": ("columns", _meanings),
    "near": ("near", _text),
    "countries": ("country", _texts),
    "exclude": ("exclude", _texts),
    "gazetteers": ("gazetteer", _paths),
    "geocoder": ("geocoder", _text),
    "corrections": ("corrections", _path),
    "theme": ("theme", _text),
    "tiles": ("tiles", _text),
    "basemap": ("basemap", _path),
    "css": ("css", _path),
    "preview": ("preview", _path),
    "editable": ("editable", _flag),
}


class ProjectCommand(click.Command):
    """A command whose options stand in storymap.toml where the user does not give them.

    The file is looked for beside the inputs or, without any, in the current directory.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the project file, if there is one, before the arguments."""
        file = _beside(args)
        if file.is_file():
            ctx.default_map = project_options(file)
            ctx.meta[PROJECT] = file
        return super().parse_args(ctx, args)


def told_project() -> str:
    """Return one line on the project file that the running command uses; "" where there is none."""
    file = click.get_current_context().meta.get(PROJECT)
    return f"{file}: says how the map is made" if file else ""


def project_options(file: Path) -> dict[str, Any]:
    """Return what a project file says, by the names of the command's parameters.

    Raises:
        ReadError: it cannot be read, or says something that is not known; the text names the line or key.
    """
    try:
        told = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ReadError(f"{file} cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise ReadError(f"{file} is not UTF-8 text (byte {error.start})") from error
    except tomllib.TOMLDecodeError as error:
        raise ReadError(f"{file} is no TOML: {error}") from error
    options: dict[str, Any] = {}
    for key, value in told.items():
        if key not in _KEYS:
            raise ReadError(f"{file}: {key!r} is not known; there are {', '.join(_KEYS)}")
        name, read = _KEYS[key]
        try:
            options[name] = read(value, file.parent)
        except TypeError as error:
            raise ReadError(f"{file}: {key} must be {error}") from error
    if options.get("inputs"):
        options["input_"] = options["inputs"][0]
    return options


def _beside(args: list[str]) -> Path:
    given = next((Path(one) for one in args if not one.startswith("-") and Path(one).is_file()), None)
    return (given.parent if given else Path()) / PROJECT
