"""``storymap build --watch``: the page is made anew whenever one of its files changes."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from places.errors import PlacesError
from storymap.cli.console import Console
from storymap.cli.project import PROJECT
from storymap.errors import StorymapError

watch_option = click.option(
    "--watch",
    is_flag=True,
    help="Make the page anew whenever a file changes, and show it at an address of this machine.",
)


def watch_files(
    console: Console, inputs: tuple[str, ...], options: dict[str, Any], target: Path, make: Callable[[], None]
) -> None:
    """Follow the inputs, their corrections, the style, the gazetteers; until Ctrl-C."""
    from storymap.edit import EditServer
    from storymap.edit.watch import Watch
    from storymap.files.corrections import corrections_path

    named = [Path(name) for name in inputs if name != "-" and "://" not in name]
    others = [options["css"], options["basemap"], options["corrections"], *options["gazetteer"]]
    others.append(click.get_current_context().meta.get(PROJECT))
    files = [*named, *map(corrections_path, named), *(Path(one) for one in others if one)]

    def made_anew() -> None:
        try:
            make()
        except (StorymapError, PlacesError) as error:
            console.say(f"storymap: {error}")

    watch = Watch(files=lambda: files, make=made_anew, page=target)
    server = EditServer(watch.site())
    click.echo(f"watching at {server.address}")
    watch.look()
    if options["open_it"]:
        click.launch(server.address)
    watch.follow(server)
