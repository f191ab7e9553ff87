"""The command line: options → a library call → a file and a summary; no logic of its own.

One file a group of commands; ``storymap.cli.run`` has the table of them.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import click

    cli: click.Command


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with its exit status; no traceback unless it was asked for."""
    try:
        from storymap.cli.run import main as run
    except KeyboardInterrupt:  # already while the program is being loaded
        import sys

        print("storymap: interrupted", file=sys.stderr)
        sys.exit(130)
    run(arguments)


def __getattr__(name: str) -> object:
    if name == "cli":
        from storymap.cli.run import cli

        return cli
    raise AttributeError(name)
