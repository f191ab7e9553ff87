"""What the command line tells its user, and the options that say how much."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

import click

from storymap.page.visible import visible

Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass(slots=True)
class Console:
    """What the user wants to be told; filled in by the options that all commands share.

    What it says may quote texts, names and file names: none of their control characters reach the terminal.
    """

    debug: bool = False
    quiet: bool = False
    verbose: bool = False
    started: datetime = field(default_factory=datetime.now)

    def say(self, line: str) -> None:
        """Tell the user, unless they want it quiet."""
        if not self.quiet:
            click.echo(visible(line), err=True)

    def detail(self, line: str) -> None:
        """Tell the user who wants to know more; with the seconds since the start."""
        if self.verbose:
            click.echo(
                f"[{(datetime.now() - self.started).total_seconds():5.2f} s] {visible(line)}", err=True
            )


def console_options(command: Command) -> Command:
    """Give a command the options that fill in the Console."""
    for name, what in (
        ("debug", "Show the traceback of an error."),
        ("quiet", "Say nothing but errors."),
        ("verbose", "Say what is being done, and how long it takes."),
    ):
        command = _told(name, what)(command)
    return command


def _told(name: str, what: str) -> Callable[[Command], Command]:
    """Return an option that sets a member of the Console."""

    def set_it(context: click.Context, _parameter: click.Parameter, value: bool) -> None:
        if value:
            setattr(context.ensure_object(Console), name, True)

    short = {"verbose": ["-v"], "quiet": ["-q"]}.get(name, [])
    return click.option(f"--{name}", *short, is_flag=True, expose_value=False, callback=set_it, help=what)
