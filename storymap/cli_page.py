"""The options that say how a page is drawn, and the drawing: the same for a text and for a story file."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from storymap.console import Console
from storymap.errors import ReadError

if TYPE_CHECKING:
    from storymap.model import Story

Command = TypeVar("Command", bound=Callable[..., Any])


def page_options(command: Command) -> Command:
    """Give a command the options; they come to it as keyword arguments, to be passed on together."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def page_for(name: str) -> Path:
    """Return the page's name for an input's: article.txt → article.html, here."""
    stem = "story" if name == "-" else Path(name).stem or "story"
    page = Path(f"{stem}.html")
    return Path(f"{stem}.map.html") if page.resolve() == Path(name).resolve() else page


def write_page(console: Console, story: "Story", target: Path, drawing: dict[str, Any]) -> None:
    """Draw the story as the options ask for and write its page, and its picture if one is wanted."""
    from storymap.output import write
    from storymap.page import page

    html = page(
        story,
        tiles=drawing["tiles"],
        theme=drawing["theme"],
        css=_read_css(drawing["css"]) if drawing["css"] else "",
    )
    console.detail(f"drew the page, {len(html) // 1000} kB")
    picture = _picture(story, drawing["preview"]) if drawing["preview"] else None
    write(target, html)
    if picture is not None:
        write(drawing["preview"], picture)


def show_where(console: Console, target: Path, open_it: bool) -> None:
    """Say where the page is and how to open it, or open it."""
    console.say(f"written: {target} ({target.stat().st_size // 1000} kB)")
    if open_it:
        click.launch(str(target.resolve()))
    else:
        opener = {"darwin": "open", "win32": "start"}.get(sys.platform, "xdg-open")
        console.say(f"open it with: {opener} {target}")


def _read_css(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(f"{path} cannot be read as a style sheet: {error}") from error


def _picture(story: "Story", path: Path) -> str | bytes:
    from storymap.output import check_writable
    from storymap.page.preview import preview_png, preview_svg

    check_writable(path)
    return preview_png(story) if path.suffix.lower() == ".png" else preview_svg(story)


_OPTIONS = (
    click.option(
        "-o", "--output", type=click.Path(path_type=Path), help="The page to write; else NAME.html here."
    ),
    click.option("--open", "open_it", is_flag=True, help="Open the page in the browser."),
    click.option(
        "--tiles",
        help="Online map tiles that a reader may switch on, by xyzservices' name: OpenStreetMap.Mapnik",
    ),
    click.option(
        "--theme", type=click.Choice(["paper", "plain"]), default="paper", show_default=True, help="Colours."
    ),
    click.option(
        "--css", type=click.Path(path_type=Path), help="A style sheet of your own, laid over the page's."
    ),
    click.option(
        "--preview",
        type=click.Path(path_type=Path),
        help="Also draw a picture of the map: NAME.svg or NAME.png.",
    ),
)
