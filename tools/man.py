"""Write the manual pages of all commands, for those who package them: ``python -m tools.man FOLDER``."""

import re
import sys
from pathlib import Path

import click

from storymap import __version__

# click's mark before lines that are not to be joined; click-man leaves it in.
_AS_IT_IS = re.compile(r"\x08\n((?:[^.\n].*\n)*)")


def main(folder: Path) -> list[Path]:
    """Write storymap.1, storymap-build.1 and so on into a folder, and return them."""
    from storymap.cli.run import cli

    folder.mkdir(parents=True, exist_ok=True)
    return _written(cli, "storymap", None, folder)


def _written(command: click.Command, name: str, above: click.Context | None, folder: Path) -> list[Path]:
    from click_man.core import generate_man_page

    context = click.Context(command, info_name=name, parent=above)
    path = folder / f"{context.command_path.replace(' ', '-')}.1"
    text = generate_man_page(context, version=__version__, date="1980-01-01")
    path.write_text(_AS_IT_IS.sub(r".nf\n\1\n.fi\n", text), encoding="utf-8")
    pages = [path]
    if isinstance(command, click.Group):
        for inner in command.list_commands(context):
            found = command.get_command(context, inner)
            pages += _written(found, inner, context, folder) if found else []
    return pages


if __name__ == "__main__":
    for page in main(Path(sys.argv[1])):
        print(page)
