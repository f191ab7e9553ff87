"""What the documentation tells to type is there; its site and the manual pages can be made."""

import re
import shutil
import subprocess
from pathlib import Path

import click
import pytest

from storymap.cli.run import cli
from tools.gallery import main as gallery
from tools.gallery import texts
from tools.man import main as write_manual

ROOT = Path(__file__).parents[1]
PAGES = [
    ROOT / "README.md",
    *sorted((ROOT / "docs").glob("*.md")),
    *sorted((ROOT / "examples").rglob("*.md")),
]
CALL = re.compile(r"(?:^|&& )(?:\.venv/bin/)?storymap ([a-z][^#|;>&\n]*)", re.MULTILINE)
SHELL = re.compile(r"^```sh\n(.*?)^```|`(storymap [a-z][^`\n]*)`", re.MULTILINE | re.DOTALL)
BLOCK = re.compile(r"^```py(?:thon)?\n(.*?)^```", re.MULTILINE | re.DOTALL)


def calls(page: Path) -> list[str]:
    found = SHELL.findall(page.read_text(encoding="utf-8"))
    return [call.strip() for block, inline in found for call in CALL.findall(block or inline)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_and_option_that_is_told_of_is_there(page: Path) -> None:
    context = click.Context(cli)
    for call in calls(page):
        command: click.Command = cli
        words = re.sub(r"\$\([^)]*\)", "", call).split()  # what another program is asked
        while words and isinstance(command, click.Group) and command.get_command(context, words[0]):
            command = command.get_command(context, words.pop(0))  # type: ignore[assignment]
        assert command is not cli, call
        # Of a group, those of its commands too: one may stand for the group itself.
        inner = [command.get_command(context, one) for one in getattr(command, "commands", ())]
        params = [param for one in (command, *filter(None, inner)) for param in one.get_params(context)]
        known = {name for one in params for name in (*one.opts, *one.secondary_opts)}
        told = {word.partition("=")[0] for word in words if re.fullmatch(r"--?[a-z][a-z-]*(=.*)?", word)}
        assert told <= known, call


def test_no_help_shows_click_s_mark_for_lines_that_stay() -> None:
    context = click.Context(cli)
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        assert command is not None
        assert "\\b" not in command.get_help(click.Context(command, info_name=name)), name


def test_that_finds_the_commands_of_the_readme() -> None:
    assert {call.split()[0] for call in calls(PAGES[0])} >= {"build", "places", "edit", "publish", "export"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_snippet_of_python_is_python(page: Path) -> None:
    for block in BLOCK.findall(page.read_text(encoding="utf-8")):
        compile(block, str(page), "exec")


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # click-man uses what click will drop
def test_every_command_has_a_manual_page(tmp_path: Path) -> None:
    pages = write_manual(tmp_path)
    names = {page.name for page in pages}
    assert names >= {"storymap.1", "storymap-build.1", "storymap-gazetteer-search.1", "storymap-export.1"}
    if not shutil.which("groff"):
        pytest.skip("groff is not installed, which would set the pages")
    for page in pages:
        command = ["groff", "-man", "-Tutf8", "-wmac", str(page)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        assert done.stderr == "", page.name
        assert "SYNOPSIS" in re.sub(".\b", "", done.stdout)  # bold letters are struck twice


@pytest.mark.filterwarnings("ignore")
def test_the_site_of_the_documentation_is_built_without_a_warning(tmp_path: Path) -> None:
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    build(load_config(str(ROOT / "mkdocs.yml"), site_dir=str(tmp_path / "site"), strict=True))

    made = {path.name for path in (tmp_path / "site").glob("*.html")}
    assert made >= {"index.html", "formats.html", "embedding.html"}


def test_the_gallery_has_ten_stories_or_more_and_can_be_made(tmp_path: Path) -> None:
    assert len(texts()) >= 10
    short = tmp_path / "short.txt"
    short.write_text("A voyage\n\nAda sailed from Lisbon to Horta on 3 May 1893.\n", encoding="utf-8")
    names = gallery(tmp_path / "site", "https://example.org/gallery/", [short])

    assert {"index.html", "feed.xml", "embed.js"} <= set(names)
    assert sum(name.endswith((".png", ".svg")) for name in names) == 1
