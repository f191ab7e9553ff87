"""``storymap rescue``: a story of a service that may end → files that last."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from storymap.cli.console import Console, console_options
from storymap.cli.drawing import write_story
from storymap.cli.guard import force_option, guard

if TYPE_CHECKING:
    from storymap.export.rescue import Fetch


@click.command("rescue")
@click.argument("source", metavar="FOLDER|FILE", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="The page to write; else NAME.html here."
)
@click.option("--fetch", is_flag=True, help="Get the pictures that are only linked, over the network.")
@force_option
@console_options
@click.pass_obj
def rescue_command(console: Console, source: Path, output: Path | None, fetch: bool, force: bool) -> None:
    """Make files that last of a StoryMapJS story: the map, the article with its pictures, the story file.

    The source is the folder or ZIP archive of the story (published.json and its pictures), or the JSON alone.
    Links to pictures stay links unless --fetch is given. The map itself shows no pictures yet; the article
    and the story file hold them.
    """
    from storymap.export.rescue import rescue

    page = output or Path(f"{source.resolve().name.partition('.')[0] or 'story'}.html")
    targets = {
        "html": page,
        "article": page.with_suffix(".article.html"),
        "story": page.with_suffix(".json"),
    }
    guard(targets.values(), [source], force=force)
    story = rescue(source, _over_the_network() if fetch else None)
    for name, path in targets.items():
        write_story(console, story, path, name)
        console.say(f"written: {path}")


def _over_the_network() -> "Fetch":
    from storymap.sources.fetch import fetch

    def get(address: str) -> tuple[bytes, str]:
        got = fetch(address)
        return got.data, got.name

    return get
