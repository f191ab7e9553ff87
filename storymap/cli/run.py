"""The program: runs a command and leaves with its exit status.

Results go to standard output or to the file named, everything else to standard error. Exit status: 0 done,
1 it could not be done, 2 wrong usage, 130 interrupted.
"""

import errno
import gc
import signal
import sys
import threading
from collections.abc import Mapping
from importlib import import_module

import click

from places.errors import PlacesError
from storymap import __version__
from storymap.cli.console import Console
from storymap.errors import StorymapError
from storymap.page.visible import visible

# A command is loaded when it is called. A new one: a function in a file of its own, and a line here.
COMMANDS: Mapping[str, str] = {
    "build": "storymap.cli.build:build",
    "places": "storymap.cli.build:places",
    "story": "storymap.cli.build:story",
    "render": "storymap.cli.page:render",
    "embed": "storymap.cli.page:embed",
    "edit": "storymap.cli.edit:edit",
    "corrections": "storymap.cli.corrections:corrections",
    "export": "storymap.cli.formats:export_command",
    "import": "storymap.cli.formats:import_command",
    "convert": "storymap.cli.formats:convert_command",
    "publish": "storymap.cli.publish:publish",
    "rescue": "storymap.cli.rescue:rescue_command",
    "corpus": "storymap.cli.corpus:corpus",
    "atlas": "storymap.cli.atlas:atlas",
    "completion": "storymap.cli.completion:completion",
    "gazetteer": "storymap.cli.gazetteer:gazetteer",
    "doctor": "storymap.cli.doctor:doctor",
}


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with its exit status; no traceback unless it was asked for."""
    # Starting up makes some hundred thousand objects that all stay; to look for garbage among them over and
    # over costs a short run a tenth of its time.
    gc.set_threshold(100_000, 20, 20)
    console = Console()
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _end)
    try:
        status = cli.main(arguments, prog_name="storymap", standalone_mode=False, obj=console) or 0
    except click.ClickException as error:
        error.show()
        status = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("storymap: interrupted", err=True)
        status = 130
    except (StorymapError, PlacesError) as error:
        status = _failed(console, error, str(error))
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone; nobody is left to complain to
        status = 1
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EIO):
            raise
        status = _failed(console, error, f"the result cannot be written: {error.strerror}; make room for it")
    except UnicodeError as error:
        status = _failed(console, error, f"what was given cannot be read as text: {error}")
    except MemoryError as error:
        status = _failed(
            console, error, "the machine has not enough memory for this text; split it into parts"
        )
    except Exception as error:  # the last line of defence: a user never sees a traceback unasked
        what = f"a fault in storymap itself: {type(error).__name__}: {error}"
        status = _failed(console, error, f"{what}; run it again with --debug and report what it prints")
    sys.exit(status)


def _failed(console: Console, error: BaseException, line: str) -> int:
    if console.debug:
        raise error
    click.echo(f"storymap: {visible(line)}", err=True)
    return 1


def _end(_signal: int, _frame: object) -> None:
    """Leave on SIGTERM as on an error, so that half-made files are taken away."""
    sys.exit(143)


class _Commands(click.Group):
    """The commands of the table, in its order."""

    def list_commands(self, _context: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module, _, function = COMMANDS[name].partition(":")
        command: click.Command = getattr(import_module(module), function)
        return command


_SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


def _version(context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    """Print the version; with --verbose before or behind it also what a text is read with."""
    if not wanted or context.resilient_parsing:
        return
    click.echo(f"storymap, version {__version__}")
    if context.params.get("verbose"):
        from places.syntax import pipeline_version

        click.echo(f"English pipeline: {pipeline_version()}")
    context.exit()


@click.group(cls=_Commands, context_settings=_SETTINGS)
@click.option("--version", is_flag=True, expose_value=False, callback=_version, help="Show the version.")
@click.option("--verbose", is_flag=True, is_eager=True, hidden=True)
def cli(verbose: bool) -> None:
    """Turn a text into an interactive map of its story.

    \b
    storymap build article.txt          makes article.html
    storymap places article.txt         lists the places that it names
    storymap build - < article.txt      reads standard input
    """  # noqa: D301 - click's mark, a backspace
