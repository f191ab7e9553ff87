"""``storymap edit``: the editor of a story, in the browser, on this machine."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from storymap.cli.console import Console, console_options
from storymap.cli.drawing import drawn_as, guard_page, page_for, page_options
from storymap.cli.inputs import read_story
from storymap.cli.project import ProjectCommand, told_project
from storymap.cli.reading import make_reading, reading_options
from storymap.errors import ReadError

if TYPE_CHECKING:
    from storymap.edit.answers import Lookup
    from storymap.edit.neighbours import Locate
    from storymap.model import Story


@click.command(cls=ProjectCommand)
@click.argument("input_", metavar="INPUT")
@click.option("--no-open", is_flag=True, help="Do not open the browser; the address is printed anyway.")
@click.option(
    "--port", default=0, type=click.IntRange(0, 65535), help="The port to listen on; else a free one."
)
@page_options
@reading_options
@console_options
@click.pass_obj
def edit(console: Console, /, input_: str, no_open: bool, port: int, **options: Any) -> None:
    """Put a story right in its own page; every change is written at once.

    INPUT is a text, a story file or an editable page. Changes go to NAME.corrections.json beside it, and
    `storymap build` finds them there; the page is written when it is asked for and at the end. Only this
    machine can reach the editor. It ends when the page is closed, or with Ctrl-C.
    """
    from storymap.edit import EditServer, Session, edit_site, write_page
    from storymap.files.corrections import corrections_path

    if input_ == "-" or "://" in input_:
        raise ReadError("a story is edited beside its file; save the text to a file first")
    if line := told_project():
        console.say(line)
    target = options["output"] or _page_of(input_)
    guard_page(target, options, [*options["gazetteer"], *([] if target == Path(input_) else [input_])])
    story = _story_of(console, input_, options)
    session = Session.begin(
        story.uncorrected or story, corrections_path(input_), Path(input_).name, story.corrections
    )
    reading = make_reading(options)
    drawing = drawn_as(options)
    if target == Path(input_):
        drawing["editable"] = True
    site = edit_site(
        session,
        target,
        gazetteer=reading.gazetteer or _world(),
        online=_online(reading),
        locate=_locate(reading),
        drawing=drawing,
    )
    try:
        server = EditServer(site, port)
    except OSError as error:
        raise ReadError(f"port {port} cannot be listened on: {error.strerror}; choose another") from error
    click.echo(f"editing at {server.address}")
    if not no_open:
        click.launch(server.address)
    try:
        server.run()
    finally:
        write_page(session, target, drawing)
        console.say(f"written: {target}, {session.file}" if session.file.is_file() else f"written: {target}")


def _page_of(name: str) -> Path:
    """Return the page that is written: an editable page itself, beside any other input NAME.html."""
    from storymap.files.editable import is_editable

    return Path(name) if is_editable(Path(name)) else page_for(name)


def _story_of(console: Console, name: str, options: dict[str, Any]) -> "Story":
    """Return the story of a text, a story file or an editable page."""
    from storymap.files import load_story
    from storymap.files.editable import is_editable, load_page

    suffix = Path(name).suffix.lower()
    if suffix in (".html", ".htm") and is_editable(Path(name)):
        return load_page(Path(name))
    if suffix in (".json", ".geojson"):
        return load_story(Path(name))
    return read_story(console, (name,), options)


def _world() -> Any:
    from places.gazetteer import world

    return world()


def _locate(reading: Any) -> "Locate":
    """Return what reads given names of the story again, with what the user said of it."""

    def locate(document: Any, gazetteer: Any, spans: Any) -> Any:
        import places

        return places.locate(document, gazetteer=gazetteer, spans=spans, options=reading.options)

    return locate


def _online(reading: Any) -> "Lookup | None":
    geocoder = reading.geocoder
    return None if geocoder is None else lambda name: geocoder.ask(name).places
