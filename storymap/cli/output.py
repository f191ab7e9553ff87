"""Where a command's result goes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click


@contextmanager
def written(output: Path | None) -> Iterator[Callable[[str], None]]:
    """Give a function that takes the result: to standard output as it comes, to a file when all is there."""
    if output is None:
        yield lambda text: click.echo(text, nl=False)
        return
    from storymap.export.write import check_writable, write

    check_writable(output)
    parts: list[str] = []
    yield parts.append
    write(output, "".join(parts))
