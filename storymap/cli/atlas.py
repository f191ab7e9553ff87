"""``storymap atlas``: a corpus → one page over all its documents."""

from pathlib import Path
from typing import Literal

import click

from storymap.cli.console import Console, console_options
from storymap.cli.guard import force_option, guard


@click.command()
@click.argument("folder")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help="The site's folder; made if need be.",
)
@click.option("--title", default="", help="The atlas's heading; else the name of FOLDER.")
@click.option("--collection", multiple=True, help="Show only this collection. May be given again.")
@click.option(
    "--pages",
    type=click.Choice(["story", "text", "none"]),
    help="What each document gets: its story page, its text with the places marked, or nothing; else the "
    "first for up to 300 documents, the second for more.",
)
@force_option
@console_options
@click.pass_obj
def atlas(
    console: Console,
    /,
    folder: str,
    output: Path,
    title: str,
    collection: tuple[str, ...],
    pages: Literal["story", "text", "none"] | None,
    force: bool,
) -> None:
    """Make one page over all documents of a corpus: map, years, search, filters, quotations.

    FOLDER is what storymap corpus made. The result opens from a disk or from any static host; above
    150,000 mentions from a host only.
    """
    from storymap.corpus.atlas import site
    from storymap.corpus.corpus import Corpus
    from storymap.corpus.extra import needed
    from storymap.corpus.store import Folder
    from storymap.sources.text import in_words

    needed("pyarrow")
    guard([output / "index.html"], [], force=force)
    store, count = Folder(output), 0
    name = title or in_words(folder.rstrip("/").rpartition("/")[2])
    for file, content in site(Corpus(folder), title=name, only=collection, pages=pages):
        store.write(file, content)
        console.detail(f"wrote {output / file}")
        count += 1
    far = (output / "data" / "atlas.json").exists()
    where = "put the folder on a host" if far else f"open {output / 'index.html'}"
    console.say(f"written: {count} files in {output}; {where}")
