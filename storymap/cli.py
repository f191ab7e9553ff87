"""The command line: options → a library call → a file and a summary; no logic of its own.

Results go to standard output or to the file named, everything else to standard error. Exit status: 0 done,
1 it could not be done, 2 wrong usage, 130 interrupted.
"""

import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from places.errors import PlacesError
from storymap import __version__
from storymap.cli_page import page_for, page_options, show_where, write_page
from storymap.cli_reading import make_reading, reading_options
from storymap.console import Console, console_options
from storymap.errors import ReadError, StorymapError
from storymap.gazetteer_cli import gazetteer

if TYPE_CHECKING:
    from places.model import Document
    from storymap.api import Progress
    from storymap.model import Story
    from storymap.sources.inputs import Source

Command = TypeVar("Command", bound=Callable[..., Any])

# Shorter texts are read before a bar could be seen.
_LONG_TEXT = 50_000


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with its exit status; no traceback unless it was asked for."""
    # Starting up makes some hundred thousand objects that all stay; to look for garbage among them over and
    # over costs a short run a tenth of its time.
    gc.set_threshold(100_000, 20, 20)
    console = Console()
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
    click.echo(f"storymap: {line}", err=True)
    return 1


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="storymap")
def cli() -> None:
    """Turn a text into an interactive map of its story.

    \b
    storymap build article.txt          makes article.html
    storymap places article.txt         lists the places that it names
    storymap build - < article.txt      reads standard input
    """  # noqa: D301 - click's mark, a backspace


def _inputs(command: Command) -> Command:
    return click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)(command)


@cli.command()
@_inputs
@page_options
@reading_options
@console_options
@click.pass_obj
def build(console: Console, /, inputs: tuple[str, ...], **options: Any) -> None:
    """Make the story map of a text: one HTML file that works without a network.

    INPUT is a text file, or - for standard input; several become one story, a part each.
    """
    from storymap.output import check_writable
    from storymap.summary import summary

    target = options["output"] or page_for(inputs[0])
    check_writable(target)
    story = _one_story(console, inputs, options)
    if not story.places:
        raise ReadError(f"{_named(inputs)} names no place that could be put on a map, so no page was written")
    write_page(console, story, target, options)
    console.say(story.document.title)
    for line in summary(story):
        console.say(f"  {line}")
    show_where(console, target, options["open_it"])


@cli.command()
@_inputs
@click.option("--json", "as_json", is_flag=True, help="One JSON object a document and line, for programs.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="The file to write; else standard output."
)
@reading_options
@console_options
@click.pass_obj
def places(
    console: Console, /, inputs: tuple[str, ...], as_json: bool, output: Path | None, **about: Any
) -> None:
    """List the places that a text names, and where they are.

    INPUT is a text file, - for standard input, or a .jsonl file of documents: {"id", "text", ...} a line.
    With "spans": [[start, end], ...] in a line, exactly those words are looked up.
    """
    from storymap.api import locate_document
    from storymap.listing import places_json, places_table

    reading = make_reading(about)
    with _written(output) as write:
        for source in _sources(inputs, about):
            console.detail(f"{source.document.id or 'text'}: {len(source.document.text)} characters")
            located = locate_document(source.document, reading, spans=source.spans)
            write(
                f"{places_json(source.document, located)}\n"
                if as_json
                else places_table(source.document, located)
            )


@cli.command("story")
@_inputs
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="The file to write; else standard output."
)
@reading_options
@console_options
@click.pass_obj
def story_command(console: Console, /, inputs: tuple[str, ...], output: Path | None, **about: Any) -> None:
    """Write the story file of a text: all that the map shows, as GeoJSON to read and edit."""
    from storymap.files import dump_story
    from storymap.output import check_writable

    if output:
        check_writable(output)
    text = dump_story(_one_story(console, inputs, about))
    with _written(output) as write:
        write(text)
    if output:
        console.say(f"written: {output}")


@cli.command()
@click.argument("story_file", metavar="STORY.json", type=click.Path(path_type=Path))
@page_options
@console_options
@click.pass_obj
def render(console: Console, /, story_file: Path, **options: Any) -> None:
    """Make the page of a story file."""
    from storymap.files import load_story
    from storymap.output import check_writable

    target = options["output"] or page_for(str(story_file))
    check_writable(target)
    write_page(console, load_story(story_file), target, options)
    show_where(console, target, options["open_it"])


@cli.command()
@click.argument("page", metavar="MAP.html", type=click.Path(path_type=Path))
@click.option("--url", help="The address at which the page will stand; else its file name.")
@click.option("--height", default=640, show_default=True, type=click.IntRange(200, 4000), help="CSS pixels.")
@console_options
@click.pass_obj
def embed(console: Console, page: Path, url: str | None, height: int) -> None:  # noqa: ARG001 - set by click
    """Print the iframe that puts a story map into a web page."""
    from storymap.embed import iframe, page_title

    try:
        html = page.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(f"{page} cannot be read as a page; `storymap build` makes one") from error
    title = page_title(html)
    if not title:
        raise ReadError(f"{page} is no story map: it has no title; `storymap build` makes one")
    click.echo(iframe(address=url or page.name, title=title, height=height), nl=False)


cli.add_command(gazetteer)


def _named(inputs: tuple[str, ...]) -> str:
    return "standard input" if inputs == ("-",) else ", ".join(inputs)


def _sources(inputs: tuple[str, ...], about: dict[str, Any]) -> "Iterator[Source]":
    from storymap.sources import read_documents

    given: dict[str, Any] = {key: about[key] for key in ("title", "author") if about[key]}
    published: datetime | None = about["published"]
    if published:
        given["published"] = date(published.year, published.month, published.day)
    for name in inputs:
        for source in read_documents(name, encoding=about["encoding"]):
            yield replace(source, document=replace(source.document, **given))


def _one_story(console: Console, inputs: tuple[str, ...], about: dict[str, Any]) -> "Story":
    from storymap.api import tell_document
    from storymap.join import join_stories

    stories = []
    for source in _sources(inputs, about):
        console.detail(f"reading {source.document.title!r}, {len(source.document.text)} characters")
        with _progress_bar(console, source.document) as progress:
            stories.append(tell_document(source.document, make_reading(about, progress)))
        console.detail(f"found {len(stories[-1].places)} places and {len(stories[-1].events)} events")
    return join_stories(stories)


@contextmanager
def _progress_bar(console: Console, document: "Document") -> "Iterator[Progress]":
    """Show how much of a long text has been read, only to somebody who sits before a terminal."""
    length = len(document.text)
    if console.quiet or length < _LONG_TEXT or not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    with click.progressbar(length=length, label="reading", file=sys.stderr) as bar:
        yield lambda done, _total: bar.update(done - bar.pos)


@contextmanager
def _written(output: Path | None) -> Iterator[Callable[[str], None]]:
    """Give a function that takes the result: to standard output as it comes, to a file when all is there."""
    if output is None:
        yield lambda text: click.echo(text, nl=False)
        return
    from storymap.output import check_writable, write

    check_writable(output)
    parts: list[str] = []
    yield parts.append
    write(output, "".join(parts))
