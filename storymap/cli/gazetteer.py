"""``storymap gazetteer …``: what is installed, a look-up by hand, and GeoNames' full dump as a gazetteer."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from storymap.cli.guard import force_option, guard

if TYPE_CHECKING:
    from places.gazetteer.search import Found


@click.group("gazetteer")
def gazetteer() -> None:
    """Show what is installed; look a name up; import GeoNames."""


@gazetteer.command()
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def info(file: Path | None) -> None:
    """Say what the gazetteer holds, from when, and under which licence.

    FILE is one made by `storymap gazetteer import`; without it, the one that comes with storymap.
    """
    from places.gazetteer.file import WORLD, FileGazetteer

    facts = FileGazetteer(file or WORLD).info()
    for group in ("count", "source"):
        for name, value in facts.items():
            if name.startswith(f"{group}."):
                label = name.removeprefix(f"{group}.")
                click.echo(f"{label + 's' if label in ('place', 'name') else label:16} {_grouped(value)}")
    click.echo(f"{'file':16} {file or WORLD}")


@gazetteer.command()
@click.argument("name", nargs=-1, required=True)
@click.option("-n", "--limit", default=10, show_default=True, type=click.IntRange(1, 1000))
@click.option("--gazetteer", "file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def search(name: tuple[str, ...], limit: int, file: Path | None) -> None:
    """Look NAME up, and what is spelled nearly like it."""
    from places.gazetteer.file import WORLD, FileGazetteer
    from places.gazetteer.search import search as search_names

    found = search_names(FileGazetteer(file or WORLD), " ".join(name), limit)
    for one in found:
        click.echo(_line(one))
    if not found:
        click.echo(f"nothing is called {' '.join(name)}, nor nearly so", err=True)
        raise click.exceptions.Exit(1)


@gazetteer.command("import")
@click.argument("dump", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument(
    "alternate_names", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Where to write it.")
@force_option
def import_(dump: Path, alternate_names: Path | None, output: Path | None, force: bool) -> None:
    """Make a gazetteer of GeoNames' DUMP (allCountries.zip, or one country's: FR.zip).

    With ALTERNATE_NAMES (alternateNamesV2.zip) it has them all, with short forms told apart. The gazetteer
    that was there before stays until the new one is complete.
    """
    from places.gazetteer.geonames import default_path, import_dump

    target = output or default_path()
    guard([target], [dump, alternate_names], force=force)
    with click.progressbar(length=2 * dump.stat().st_size, label="reading GeoNames") as bar:
        count = import_dump(dump, target, alternate_names, progress=bar.update)
    click.echo(f"{count:,} places in {target}; use it with --gazetteer {target}", err=True)


def _grouped(value: str) -> str:
    return f"{int(value):,}" if value.isdecimal() else value


def _line(found: "Found") -> str:
    place = found.match.place
    where = ", ".join(filter(None, (*reversed(place.admin), place.country)))
    how = "" if found.nearness == 1 else f" ({found.nearness:.0%} alike)"
    name = place.name if found.match.kind == "primary" else f"{found.match.name} → {place.name}"
    return f"{name}{how}\t{where}\t{place.feature}\t{place.lat:.5f} {place.lon:.5f}\t{place.id}"
