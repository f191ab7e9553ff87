"""``storymap export``, ``import`` and ``convert``: stories to and from the formats of other programs."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from storymap.cli.console import Console, console_options
from storymap.cli.drawing import check_target, write_story
from storymap.cli.guard import force_option, guard
from storymap.cli.inputs import read_story
from storymap.cli.reading import reading_options

if TYPE_CHECKING:
    from storymap.export.format import Format
    from storymap.model import Story


@click.command("export")
@click.argument("name", metavar="STORY", required=False)
@click.option("--to", "target", help="The format; else the output's ending says it.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="The file to write; else NAME.ENDING here."
)
@click.option("--list", "listing", is_flag=True, help="List the formats.")
@force_option
@reading_options
@console_options
@click.pass_obj
def export_command(
    console: Console,
    /,
    name: str | None,
    target: str | None,
    output: Path | None,
    listing: bool,
    force: bool,
    **about: Any,
) -> None:
    """Write a story in another format: KML, CSV, Markdown, TEI, StoryMapJS and more.

    STORY is a story file, a file in any format that can be imported, or a text. With -o - the result goes to
    standard output. What the format cannot carry is said by name.
    """
    from storymap.export import export, format_for, formats
    from storymap.export.door import as_bytes

    if listing:
        _list(formats().values())
        return
    if name is None:
        raise click.UsageError("Missing argument 'STORY'; --list shows the formats.")
    if target is None and (output is None or str(output) == "-"):
        raise click.UsageError("Missing --to FORMAT or -o FILE; --list shows the formats.")
    row = format_for(output or Path("-"), target)
    path = output or Path(f"{_stem(name)}{row.endings[0]}")
    to_stdout = str(path) == "-"
    if not to_stdout:
        guard([path], [name], force=force)
        check_target(path, row.name, row.name)
    story = _any_story(console, name, about)
    if to_stdout:
        exported = export(story, row.name)
        click.echo(as_bytes(exported.content), nl=False)
        for line in exported.lost:
            console.say(f"{row.name}: {line}")
        return
    write_story(console, story, path, row.name)
    console.say(f"written: {path}")


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--from", "source", help="The format; else the file itself says it.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="The story file to write; else NAME.json here."
)
@force_option
@console_options
@click.pass_obj
def import_command(
    console: Console, file: Path, source: str | None, output: Path | None, force: bool
) -> None:
    """Make a story file of a file of another program: KML, GPX, GeoJSON, StoryMapJS, TEI and more.

    A file that storymap wrote gives its story back whole, with what has been changed in it since.
    """
    from storymap.export import open_story

    path = output or _free(Path(f"{_stem(str(file))}.json"), file)
    guard([path], [file], force=force)
    name = check_target(path, "story")
    write_story(console, open_story(file, source), path, name)
    console.say(f"written: {path}")


@click.command("convert")
@click.argument("source", metavar="FROM", type=click.Path(path_type=Path))
@click.argument("target", metavar="TO", type=click.Path(path_type=Path))
@force_option
@console_options
@click.pass_obj
def convert_command(console: Console, source: Path, target: Path, force: bool) -> None:
    """Write what a file in one format tells into one of another; the endings say which.

    \b
    storymap convert tour.kml tour.gpx
    storymap convert published.json story.html
    """  # noqa: D301 - click's mark, a backspace
    from storymap.export import open_story

    guard([target], [source], force=force)
    name = check_target(target, "story")
    write_story(console, open_story(source), target, name)
    console.say(f"written: {target}")


def _any_story(console: Console, name: str, about: dict[str, Any]) -> "Story":
    """Return the story of a file that can be imported, or else of the text that it is."""
    from storymap.export import open_story
    from storymap.export.detect import detect

    path = Path(name)
    if path.is_file() and detect(path.read_bytes(), name):
        return open_story(path)
    return read_story(console, (name,), about)


def _list(rows: "Any") -> None:
    for row in rows:
        click.echo(f"{row.name:18} {_ways(row):9} {' '.join(row.endings):22} {row.title}")


def _ways(row: "Format") -> str:
    return "out, in" if row.read else "out"


def _stem(name: str) -> str:
    """Return a file's name without its ending, .timelinejs.json too."""
    stem = Path(name).name.partition(".")[0] if name != "-" else ""
    return stem or "story"


def _free(path: Path, taken: Path) -> Path:
    return path.with_suffix(".story.json") if path.resolve() == taken.resolve() else path
