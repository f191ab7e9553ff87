"""The options that say how a page is drawn, and the drawing: the same for a text and for a story file."""

import shlex
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from storymap.cli.console import Console
from storymap.cli.guard import force_option, guard
from storymap.errors import ReadError
from storymap.model import THEMES

if TYPE_CHECKING:
    from storymap.model import Story

Command = TypeVar("Command", bound=Callable[..., Any])


def page_options(command: Command) -> Command:
    """Give a command the options; they come to it as keyword arguments, to be passed on together."""
    for option in reversed((*_WHERE, *_DRAWN, *_BESIDE)):
        command = option(command)
    return command


def drawing_options(command: Command) -> Command:
    """Give a command only those options that say how a page is drawn."""
    for option in reversed(_DRAWN):
        command = option(command)
    return command


def page_for(name: str) -> Path:
    """Return the page's name for an input's: article.txt → article.html, here."""
    if "://" in name:  # of an address only its path names anything: …/peru.html?id=3 → peru.html
        name = name.partition("://")[2].partition("?")[0].partition("#")[0].rstrip("/")
    stem = "story" if name == "-" else Path(name).stem or "story"
    page = Path(f"{stem}.html")
    return Path(f"{stem}.map.html") if page.resolve() == Path(name).resolve() else page


def guard_page(target: Path, options: dict[str, Any], inputs: Iterable[str | Path]) -> None:
    """Look at all that the options say before the work begins: outputs against inputs, the style, the tiles.

    Raises:
        ReadError: the style sheet cannot be read.
        WriteError: a file would be lost, or cannot be written.
    """
    from storymap.export.write import check_writable

    preview = options["preview"]
    guard([target, preview], [*inputs, options["css"], options["basemap"]], force=options["force"])
    check_target(target, "html")
    if preview:
        check_writable(preview)
    if options["css"]:
        _read_css(options["css"])
    if options["tiles"]:
        from storymap.page.tiles import check_tiles

        check_tiles(options["tiles"])


def write_page(console: Console, story: "Story", target: Path, options: dict[str, Any]) -> None:
    """Write the story's page, drawn as the options say, and its picture if one is wanted.

    If the target's ending asks for another format, that is what it gets.
    """
    write_story(console, story, target, check_target(target, "html"), drawn_as(options))
    if options["preview"]:
        _write_picture(console, story, options["preview"])
    _offer_tiles(console, story, options)


def _write_picture(console: Console, story: "Story", path: Path) -> None:
    """Write the picture; where it cannot be drawn say why, and that costs the page nothing."""
    from storymap.errors import WriteError
    from storymap.export.write import write

    try:
        write(path, _picture(story, path))
    except WriteError as error:
        console.say(f"no picture: {error}")


def _offer_tiles(console: Console, story: "Story", options: dict[str, Any]) -> None:
    """Say that a map of streets would help, where the page's own map has none for the story's places."""
    from storymap.page.surroundings import in_one_city

    if not options["tiles"] and not options["basemap"] and in_one_city(story):
        console.say(
            "most of its places lie in one city: --tiles OpenStreetMap.Mapnik adds its streets, online"
        )


def write_story(
    console: Console, story: "Story", target: Path, name: str, drawing: dict[str, Any] | None = None
) -> None:
    """Write the story in the format of that name, and say what the format cannot carry."""
    from storymap.export import save

    exported = save(story, target, name, **(drawing or {}))
    console.detail(f"wrote {len(exported.content) // 1000} kB")
    for line in exported.lost:
        console.say(f"{name}: {line}")


def check_target(target: Path, otherwise: str, name: str | None = None) -> str:
    """Return the name of the format that ``name`` or ``target``'s ending asks for.

    Without any ending it is ``otherwise``.

    Raises:
        WriteError: nothing can be written there, or nothing of that ending.
    """
    from storymap.export import format_for
    from storymap.export.write import check_writable

    check_writable(target)
    return format_for(target, name, otherwise=otherwise).name


def drawn_as(options: dict[str, Any]) -> dict[str, Any]:
    """Return those of the options that the user gave and that say how a page is drawn."""
    drawn = {
        key: options[key]
        for key in ("tiles", "theme", "editable", "link_media", "basemap")
        if options.get(key)
    }
    return {**drawn, "css": _read_css(options["css"])} if options["css"] else drawn


def show_where(console: Console, target: Path, open_it: bool) -> None:
    """Say where the page is and how to open it, or open it."""
    console.say(f"written: {target} ({target.stat().st_size // 1000} kB)")
    if open_it:
        click.launch(str(target.resolve()))
    else:
        opener = {"darwin": "open", "win32": "start"}.get(sys.platform, "xdg-open")
        named = f"./{target}" if str(target).startswith("-") else str(target)
        console.say(f"open it with: {opener} {shlex.quote(named)}")


def _read_css(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(f"{path} cannot be read as a style sheet: {error}") from error


def _picture(story: "Story", path: Path) -> str | bytes:
    from storymap.page.preview import preview_png, preview_svg

    return preview_png(story) if path.suffix.lower() == ".png" else preview_svg(story)


_WHERE = (
    click.option(
        "-o", "--output", type=click.Path(path_type=Path), help="The page to write; else NAME.html here."
    ),
    click.option("--open", "open_it", is_flag=True, help="Open the page in the browser."),
)
_DRAWN = (
    click.option(
        "--tiles",
        help="Online map tiles that a reader may switch on, by xyzservices' name: OpenStreetMap.Mapnik",
    ),
    click.option(
        "--basemap",
        type=click.Path(path_type=Path),
        help="A map of your own under the story: an image or GeoJSON; NAME.toml beside it says where.",
    ),
    click.option(
        "--theme", type=click.Choice(THEMES), show_default="the story's own, or paper", help="Colours."
    ),
    click.option(
        "--css", type=click.Path(path_type=Path), help="A style sheet of your own, laid over the page's."
    ),
)
_BESIDE = (
    click.option(
        "--editable", is_flag=True, help="Let the page carry its editor, for whoever gets it to put it right."
    ),
    click.option(
        "--link-media",
        is_flag=True,
        help="Also show pictures on the web, which the page then asks for there.",
    ),
    click.option(
        "--preview",
        type=click.Path(path_type=Path),
        help="Also draw a picture of the map: NAME.svg or NAME.png.",
    ),
    force_option,
)
