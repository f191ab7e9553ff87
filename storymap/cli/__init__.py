"""The command line: options → a library call → a file and a summary; no logic of its own.

One file a group of commands; ``storymap.cli.run`` has the table of them.
"""

from storymap.cli.run import cli, main

__all__ = ["cli", "main"]
