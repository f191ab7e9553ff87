"""The commands of docs/corpora.md, from a folder of letters to an atlas, do what it says."""

import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from storymap.cli.console import Console
from storymap.cli.run import cli
from storymap.corpus.query import ask

ROOT = Path(__file__).parents[3]


def commands() -> list[str]:
    text = (ROOT / "docs" / "corpora.md").read_text(encoding="utf-8")
    part = text[text.index("## From a folder of letters") : text.index("## What is read")]
    blocks = re.findall(r"```sh\n(.*?)```", part, re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.startswith("storymap ")]


def test_the_tutorial_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "examples" / "letters", tmp_path / "letters")
    monkeypatch.chdir(tmp_path)
    said = ""
    for command in commands():
        run = CliRunner().invoke(cli, shlex.split(command)[1:], obj=Console(), catch_exceptions=False)
        assert run.exit_code == 0, f"{command}: {run.output}"
        said += run.output

    assert "3 documents" in said
    assert "1849-05-from-callao.txt" in said
    assert (tmp_path / "places.csv").read_text(encoding="utf-8").startswith("name,documents,first_year\n")
    assert "Letters from the west coast" in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert len(list((tmp_path / "site" / "doc").iterdir())) == 3
    tellings = ask("corpus", "SELECT document, other FROM tellings").to_pylist()
    assert {"document": "1849-08-from-panama.txt", "other": "1850-01-from-san-francisco.txt"} in tellings
