"""``storymap render`` and ``embed``: a story file → its page, a page → the frame that shows it."""

from pathlib import Path
from typing import Any

import click

from storymap.cli.console import Console, console_options
from storymap.cli.drawing import guard_page, page_for, page_options, show_where, write_page
from storymap.errors import ReadError


@click.command()
@click.argument("story_file", metavar="STORY.json", type=click.Path(path_type=Path))
@page_options
@console_options
@click.pass_obj
def render(console: Console, /, story_file: Path, **options: Any) -> None:
    """Make the page of a story file."""
    from storymap.files import load_story
    from storymap.illustrate import embedded

    target = options["output"] or page_for(str(story_file))
    guard_page(target, options, [story_file])
    story = embedded(load_story(story_file), story_file.parent)
    write_page(console, story, target, options)
    show_where(console, target, options["open_it"])


@click.command()
@click.argument("page", metavar="MAP.html", type=click.Path(path_type=Path))
@click.option("--url", help="The address at which the page will stand; else its file name.")
@click.option("--height", default=640, show_default=True, type=click.IntRange(200, 4000), help="CSS pixels.")
@console_options
@click.pass_obj
def embed(console: Console, page: Path, url: str | None, height: int) -> None:  # noqa: ARG001 - set by click
    """Print the iframe that puts a story map into a web page."""
    from storymap.export.embed import iframe, page_title

    try:
        html = page.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(f"{page} cannot be read as a page; `storymap build` makes one") from error
    title = page_title(html)
    if not title:
        raise ReadError(f"{page} is no story map: it has no title; `storymap build` makes one")
    click.echo(iframe(address=url or page.name, title=title, height=height), nl=False)
