"""``storymap corrections …``, and the corrections that ``build`` finds beside its input."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from storymap.cli.console import Console, console_options
from storymap.cli.guard import force_option, guard
from storymap.cli.inputs import read_story
from storymap.cli.output import written
from storymap.errors import ReadError

if TYPE_CHECKING:
    from storymap.correct import Outcome
    from storymap.files.corrections import Corrections
    from storymap.model import Story

_file = click.Path(exists=True, dir_okay=False, path_type=Path)
_output = click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="The file to write; else standard output."
)
corrections_option = click.option(
    "--corrections",
    type=_file,
    help="What was put right, in a file of another name than NAME.corrections.json beside the input.",
)


@click.group("corrections")
def corrections() -> None:
    """Show, lay over and merge what was put right in a story."""


@corrections.command()
@click.argument("file", type=_file)
@console_options
def show(file: Path) -> None:
    """List the corrections of FILE: when, whose, what it was and what it became."""
    from storymap.files.corrections import load_corrections

    held = load_corrections(file)
    for number, operation in enumerate(held.operations, start=1):
        click.echo(f"{number:4}  {_line(operation)}")
    for operation in reversed(held.undone):
        click.echo(f"   -  {_line(operation)} (undone)")
    if not held.operations and not held.undone:
        click.echo(f"{file} holds no corrections", err=True)


@corrections.command("apply")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=_file)
@click.option("--to", "story_file", required=True, type=_file, help="The story file to put right.")
@_output
@force_option
@console_options
@click.pass_obj
def apply_(
    console: Console, files: tuple[Path, ...], story_file: Path, output: Path | None, force: bool
) -> None:
    """Lay the corrections of FILE over a story file, and write the story put right."""
    from storymap.correct import corrected
    from storymap.files import dump_story, load_story
    from storymap.files.corrections import load_corrections

    guard([output], [*files, story_file], force=force)
    story = load_story(story_file)
    operations = [operation for file in files for operation in load_corrections(file).operations]
    story, outcomes = corrected(story, operations)
    tell_outcomes(console, outcomes, ", ".join(map(str, files)))
    with written(output) as write:
        write(dump_story(story))


@corrections.command("merge")
@click.argument("first", type=_file)
@click.argument("second", type=_file)
@click.option(
    "--prefer",
    type=click.Choice(["first", "second", "latest"]),
    help="Which of two counts that touch the same thing; without it they are listed, and nothing is written.",
)
@_output
@force_option
@console_options
@click.pass_obj
def merge_(
    console: Console, first: Path, second: Path, prefer: Any, output: Path | None, force: bool
) -> None:
    """Make one list of two: what only one has is kept, what clashes is shown."""
    from storymap.correct import merge
    from storymap.files.corrections import dump_corrections, joined, load_corrections

    guard([output], [first, second], force=force)
    one, other = load_corrections(first), load_corrections(second)
    _, clashes = merge(one.operations, other.operations)
    for clash in clashes:
        console.say(f"{first}: {_line(clash.first)}\n{second}: {_line(clash.second)}")
    if clashes and prefer is None:
        what = "one thing is" if len(clashes) == 1 else f"{len(clashes)} things are"
        raise ReadError(f"{what} put right in two ways; choose with --prefer first, second or latest")
    with written(output) as write:
        write(dump_corrections(joined(one, other, prefer or "latest")))


@corrections.command("places")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=_file)
@_output
@force_option
@console_options
def places_(files: tuple[Path, ...], output: Path | None, force: bool) -> None:
    """Write the places that were set by hand as a gazetteer of one's own, for `build --gazetteer`."""
    import json

    from storymap.files.corrections import gazetteer_record, load_corrections

    guard([output], files, force=force)
    record = gazetteer_record([one for file in files for one in load_corrections(file).operations])
    with written(output) as write:
        write(json.dumps(record, ensure_ascii=False, indent=1) + "\n")


def read_corrected(console: Console, inputs: tuple[str, ...], about: dict[str, Any]) -> "Story":
    """Return the story of the inputs with the corrections that stand beside them laid over it."""
    from storymap.join import join_stories

    held = [_beside(name, about) for name in inputs]
    if not any(held):
        return read_story(console, inputs, about)
    parts = zip(inputs, held, strict=True)
    return join_stories([_laid(console, read_story(console, (name,), about), file) for name, file in parts])


def tell_outcomes(console: Console, outcomes: "Sequence[Outcome]", name: str) -> None:
    """Say how many corrections were laid over the story, and name each that no longer fits."""
    lost = [outcome for outcome in outcomes if not outcome.fits]
    count = len(outcomes) - len(lost)
    console.say(f"{name}: {count} correction{'' if count == 1 else 's'} laid over the story")
    for outcome in lost:
        console.say(f"{name}: no longer fits: {_line(outcome.operation)}: {outcome.why}")


def _beside(name: str, about: dict[str, Any]) -> Path | None:
    from storymap.files.corrections import corrections_path

    if about.get("corrections"):
        return Path(about["corrections"])
    path = corrections_path(name)
    return path if name != "-" and "://" not in name and path.is_file() else None


def _laid(console: Console, story: "Story", file: Path | None) -> "Story":
    from storymap.correct import corrected

    if file is None:
        return story
    story, outcomes = corrected(story, _loaded(file).operations)
    tell_outcomes(console, outcomes, str(file))
    return story


def _loaded(file: Path) -> "Corrections":
    from storymap.files.corrections import load_corrections

    return load_corrections(file)


def _line(operation: Any) -> str:
    """Return a correction in one line."""
    from storymap.files.corrections import in_words

    return in_words(operation)
