"""The texts that a command is given, read one after the other or as one story."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import click

from storymap.cli.console import Console
from storymap.cli.reading import input_options, make_reading

if TYPE_CHECKING:
    from places.model import Document
    from storymap.api import Progress
    from storymap.model import Story
    from storymap.sources.model import Figure, Source

Command = TypeVar("Command", bound=Callable[..., Any])

# Shorter texts are read before a bar could be seen.
_LONG_TEXT = 50_000


def inputs_argument(command: Command) -> Command:
    """Give a command its texts, as the keyword argument ``inputs``."""
    return click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)(command)


def named(inputs: tuple[str, ...]) -> str:
    """Return what a message calls the inputs."""
    return "standard input" if inputs == ("-",) else ", ".join(inputs)


def read_sources(inputs: tuple[str, ...], about: dict[str, Any]) -> "Iterator[Source]":
    """Yield the documents of the inputs, with what the options say of them."""
    from storymap.sources import read_documents

    given: dict[str, Any] = {key: about[key] for key in ("title", "author", "language") if about[key]}
    published: datetime | None = about["published"]
    if published:
        given["published"] = date(published.year, published.month, published.day)
    options = input_options(about)
    attached = _attached(about)
    for name in inputs:
        for source in read_documents(name, options=options):
            document = replace(source.document, **given)
            yield replace(source, document=document, figures=(*attached, *source.figures))
            attached = ()


def _attached(about: dict[str, Any]) -> "tuple[Figure, ...]":
    from storymap.sources.attached import attached_files

    return attached_files(about["media"]) if about["media"] else ()


def read_story(console: Console, inputs: tuple[str, ...], about: dict[str, Any]) -> "Story":
    """Return the story of the inputs; several are its parts."""
    from storymap.api import tell_source
    from storymap.join import join_stories

    stories = []
    for source in read_sources(inputs, about):
        console.detail(f"reading {source.document.title!r}, {len(source.document.text)} characters")
        name = source.document.id or "text"

        def say(note: str, name: str = name) -> None:
            console.say(f"{name}: {note}")

        for note in source.notes:
            say(note)
        with _progress_bar(console, source.document) as progress:
            stories.append(tell_source(source, make_reading(about, progress), say))
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
