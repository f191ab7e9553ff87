"""``storymap corpus``: many documents → tables; ``storymap corpus query``: questions to them."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from storymap.cli.console import Console, console_options
from storymap.cli.guard import force_option, guard
from storymap.cli.reading import corpus_options

if TYPE_CHECKING:
    from storymap.corpus.model import Progress, Settings


class _Corpus(click.Group):
    """A group whose first word need not be a command: then it is the first INPUT to be read."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in {"-h", "--help"}:
            args = ["read", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_Corpus)
def corpus() -> None:
    """Read many documents into tables, and ask them questions.

    \b
    storymap corpus INPUT... -o FOLDER         reads (the same as storymap corpus read)
    storymap corpus query FOLDER "SELECT ..."  asks
    storymap corpus query --list               shows questions to begin with
    """  # noqa: D301 - click's mark, a backspace


@corpus.command("read")
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@click.option("-o", "--output", required=True, help="The folder of the tables, or an address: s3://…")
@click.option("--jobs", type=click.IntRange(1), help="Processes that read; else one for each core.")
@click.option("--scheduler", help="A Dask scheduler, tcp://HOST:PORT, or local for one of this machine.")
@corpus_options
@console_options
@click.pass_obj
def read(
    console: Console,
    /,
    inputs: tuple[str, ...],
    output: str,
    jobs: int | None,
    scheduler: str | None,
    **about: Any,
) -> None:
    """Read documents into tables of places, mentions, events, documents and errors.

    INPUT is a folder, a pattern, a file, JSON lines (.jsonl, .jsonl.gz …), CSV, Parquet, a mailbox, a ZIP
    archive, or an address. What FOLDER holds already is not read again; a run that was ended goes on.
    """
    from storymap.corpus import read_corpus

    with _progress(console) as told:
        made = read_corpus(
            inputs, output, scheduler=scheduler, jobs=jobs, settings=_settings(about), progress=told
        )
    rows = made.rows()
    console.say(
        f"{output}: {rows['documents']} documents, {rows['mentions']} mentions of {rows['places']} places, "
        f"{rows['events']} events"
    )
    if rows["errors"]:
        console.say(f'{rows["errors"]} could not be read; see: storymap corpus query {output} "FROM errors"')


def _settings(about: dict[str, Any]) -> "Settings":
    from storymap.corpus.model import Settings

    return Settings(
        language=about["language"],
        near=about["near"],
        countries=tuple(code.upper() for code in about["country"]),
        exclude=about["exclude"],
        gazetteers=tuple(str(path.resolve()) for path in about["gazetteer"]),
        encoding=about["encoding"],
        columns=about["columns"],
        private=about["private_addresses"],
    )


@contextmanager
def _progress(console: Console) -> Iterator["Callable[[Progress], None]"]:
    """Show how far it has come, the documents a second and the time left, to somebody before a terminal."""
    if console.quiet or not sys.stderr.isatty():
        yield lambda progress: console.detail(_line(progress))
        return
    with click.progressbar(length=1000, label="reading", file=sys.stderr, show_eta=False) as bar:

        def show(progress: "Progress") -> None:
            bar.label = _line(progress)
            bar.update(1000 * progress.place // max(progress.total, 1) - bar.pos)

        yield show


def _line(progress: "Progress") -> str:
    line = f"{progress.read} read, {progress.rate:.1f} a second"
    if progress.known:
        line += f", {progress.known} known"
    left = progress.left
    return line if left is None else f"{line}, {_duration(left)} left"


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02d} min" if hours else f"{minutes} min {rest:02d} s"


@corpus.command("query")
@click.argument("folder", required=False)
@click.argument("question", metavar='"SQL"', required=False)
@click.option(
    "--set", "given", multiple=True, metavar="NAME=VALUE", help="A value that the question asks for."
)
@click.option("--list", "list_them", is_flag=True, help="Show the questions that have names.")
@click.option(
    "--to",
    "kind",
    type=click.Choice(["table", "csv", "jsonl", "parquet"]),
    help="How the answer is written; else as the output's ending says, or as a table.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file to write.")
@force_option
@console_options
@click.pass_obj
def query(
    _console: Console,
    /,
    folder: str | None,
    question: str | None,
    given: tuple[str, ...],
    list_them: bool,
    kind: str | None,
    output: Path | None,
    force: bool,
) -> None:
    """Ask the tables of a corpus a question in SQL (DuckDB), or one that has a name: --list.

    The tables are documents, mentions, places, events, errors, people and tellings; docs/corpora.md says what
    they hold.
    """
    from storymap.corpus.query import ask, listed, question_named
    from storymap.corpus.write import answer_as

    if list_them:
        click.echo(listed(), nl=False)
        return
    if not folder or not question:
        raise click.UsageError("give a FOLDER and a question, or --list")
    kind = kind or {".csv": "csv", ".jsonl": "jsonl", ".parquet": "parquet"}.get(
        output.suffix.lower() if output else "", "table"
    )
    sql, values = question_named(question, _pairs(given))
    answer = answer_as(ask(folder, sql, values), kind)
    if output is None:
        click.echo(answer, nl=False)
        return
    from storymap.export.write import write

    guard([output], [], force=force)
    write(output, answer)


def _pairs(given: tuple[str, ...]) -> dict[str, str]:
    wrong = next((pair for pair in given if "=" not in pair), None)
    if wrong is not None:
        raise click.BadParameter(f"{wrong!r} must be NAME=VALUE, for example place=Callao")
    return dict(pair.split("=", 1) for pair in given)
