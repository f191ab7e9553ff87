"""``storymap build``, ``places`` and ``story``: a text → its page, its places, its story file."""

from pathlib import Path
from typing import Any

import click

from storymap.cli.console import Console, console_options
from storymap.cli.corrections import corrections_option, read_corrected
from storymap.cli.drawing import (
    check_target,
    guard_page,
    page_for,
    page_options,
    show_where,
    write_page,
    write_story,
)
from storymap.cli.guard import force_option, guard
from storymap.cli.inputs import inputs_argument, named, read_sources
from storymap.cli.output import written
from storymap.cli.project import ProjectCommand, told_project
from storymap.cli.reading import make_reading, reading_options
from storymap.cli.watch import watch_files, watch_option
from storymap.errors import ReadError


@click.command(cls=ProjectCommand)
@inputs_argument
@page_options
@reading_options
@corrections_option
@watch_option
@console_options
@click.pass_obj
def build(console: Console, /, inputs: tuple[str, ...], **options: Any) -> None:
    """Make the story map of a text: one HTML file that works without a network.

    INPUT is a file (text, Markdown, HTML, PDF, Word, e-book, subtitles, a table …), a web address, or - for
    standard input; several become one story, a part each. A file storymap.toml beside it, or here, says
    what the options do not, inputs too.
    """
    target = options["output"] or page_for(inputs[0])
    guard_page(target, options, (*inputs, *options["gazetteer"], options["corrections"]))
    if line := told_project():
        console.say(line)
    _make(console, inputs, target, options)
    show_where(console, target, options["open_it"] and not options["watch"])
    if options["watch"]:
        watch_files(console, inputs, options, target, lambda: _make(console, inputs, target, options))


def _make(console: Console, inputs: tuple[str, ...], target: Path, options: dict[str, Any]) -> None:
    """Read the inputs, write their page, and say what is in it."""
    from storymap.summary import summary

    story = read_corrected(console, inputs, options)
    if not story.places:
        raise ReadError(f"{named(inputs)} names no place that could be put on a map, so no page was written")
    write_page(console, story, target, options)
    console.say(story.document.title)
    for line in summary(story):
        console.say(f"  {line}")


@click.command()
@inputs_argument
@click.option("--json", "as_json", is_flag=True, help="One JSON object a document and line, for programs.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="The file to write; else standard output."
)
@force_option
@reading_options
@console_options
@click.pass_obj
def places(
    console: Console, /, inputs: tuple[str, ...], as_json: bool, output: Path | None, **about: Any
) -> None:
    """List the places that a text names, and where they are.

    INPUT is a document, - for standard input, or a .jsonl file of documents: {"id", "text", ...} a line.
    With "spans": [[start, end], ...] in a line, exactly those words are looked up.
    """
    from storymap.api import locate_document
    from storymap.listing import places_json, places_table

    guard([output], (*inputs, *about["gazetteer"]), force=about["force"])
    reading = make_reading(about)
    with written(output) as write:
        for source in read_sources(inputs, about):
            console.detail(f"{source.document.id or 'text'}: {len(source.document.text)} characters")
            located = locate_document(source.document, reading, spans=source.spans)
            write(
                f"{places_json(source.document, located)}\n"
                if as_json
                else places_table(source.document, located)
            )


@click.command("story")
@inputs_argument
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="The file to write; else standard output."
)
@force_option
@reading_options
@corrections_option
@console_options
@click.pass_obj
def story(console: Console, /, inputs: tuple[str, ...], output: Path | None, **about: Any) -> None:
    """Write the story file of a text: all that the map shows, as GeoJSON to read and edit."""
    from storymap.export import export

    guard([output], (*inputs, *about["gazetteer"], about["corrections"]), force=about["force"])
    name = check_target(output, "story") if output else "story"
    told = read_corrected(console, inputs, about)
    if output is None:
        click.echo(export(told, name).content, nl=False)
        return
    write_story(console, told, output, name)
    console.say(f"written: {output}")
