"""``storymap publish``: stories → a folder for any static host."""

from pathlib import Path
from typing import Any

import click

from storymap.cli.console import Console, console_options
from storymap.cli.drawing import drawing_options, drawn_as
from storymap.cli.guard import force_option, guard
from storymap.errors import WriteError


@click.command("publish")
@click.argument("stories", metavar="STORY...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), help="The folder; made if need be."
)
@click.option("--url", required=True, help="Where the folder will stand: https://example.org/maps/")
@click.option("--title", default="", help="Of the index; else the story's.")
@force_option
@drawing_options
@console_options
@click.pass_obj
def publish(
    console: Console,
    /,
    stories: tuple[Path, ...],
    output: Path,
    url: str,
    title: str,
    force: bool,
    **options: Any,
) -> None:
    """Make a folder for any static host: pages, pictures, oEmbed, embed.js, index, feed, sitemap.

    STORY is a story file or a file in any format that can be imported.
    """
    from storymap.export import open_story
    from storymap.export.publish import site
    from storymap.export.write import write

    files = site([open_story(path) for path in stories], url, title=title, drawing=drawn_as(options))
    guard([output / name for name in files], stories, force=force)
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(f"{output} cannot be made: {error.strerror or error}") from error
    for name, content in files.items():
        write(output / name, content)
        console.detail(f"wrote {output / name}")
    console.say(f"written: {len(files)} files in {output}; put them at {url}")
