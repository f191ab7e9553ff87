"""The recipes of examples/hosts, in the real Hugo and Jekyll where they are installed."""

import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from lxml import etree

CALL = 'Here:\n\n{{< storymap name="voyage" step="4" height="600" title="A \\"voyage\\"" >}}\n'
HOSTS = Path(__file__).parents[2] / "examples" / "hosts"


def needs(program: str) -> None:
    if not shutil.which(program):
        pytest.skip(f"{program} is not installed (on Debian: apt-get install {program})")


def element(page: Path) -> etree._Element:
    (found,) = etree.HTML(page.read_text(encoding="utf-8")).xpath("//*[local-name()='story-map']")
    return found


def shows_the_map(found: etree._Element) -> None:
    assert dict(found.attrib) == {
        "src": "/maps/voyage.html",
        "title": 'A "voyage"',
        "step": "4",
        "height": "600",
    }
    assert found.xpath(".//img/@src") == ["/maps/voyage.png"]
    assert found.getroottree().xpath("//script/@src") == ["/maps/embed.js"]


def test_hugo_shows_it(tmp_path: Path) -> None:
    needs("hugo")
    files = {
        "config.toml": 'baseURL = "https://example.org/"\ndisableKinds = ["taxonomy", "term"]\n',
        "layouts/_default/single.html": "<html><body>{{ .Content }}</body></html>",
        "layouts/index.html": "<html></html>",
        "layouts/shortcodes/storymap.html": (HOSTS / "hugo" / "storymap.html").read_text(encoding="utf-8"),
        "content/page.md": CALL,
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    subprocess.run(["hugo", "--source", tmp_path, "--destination", tmp_path / "out"], check=True)

    shows_the_map(element(tmp_path / "out" / "page" / "index.html"))


def test_jekyll_shows_it(tmp_path: Path) -> None:
    needs("jekyll")
    (tmp_path / "_includes").mkdir()
    shutil.copy(HOSTS / "jekyll" / "storymap.html", tmp_path / "_includes")
    (tmp_path / "_config.yml").write_text("title: Test\n", encoding="utf-8")
    (tmp_path / "page.md").write_text(
        "---\n---\n{% include storymap.html name='voyage' step='4' height='600' title='A \"voyage\"' %}\n",
        encoding="utf-8",
    )
    subprocess.run(
        ["jekyll", "build", "--source", tmp_path, "--destination", tmp_path / "out", "--disable-disk-cache"],
        check=True,
    )

    shows_the_map(element(tmp_path / "out" / "page.html"))


def test_the_action_runs_commands_that_there_are() -> None:
    from storymap.cli.run import COMMANDS

    action = yaml.safe_load((HOSTS / "github" / "action.yml").read_text(encoding="utf-8"))
    scripts = [step["run"] for step in action["runs"]["steps"] if "run" in step]
    called = [line.split()[1] for script in scripts for line in script.splitlines() if "storymap " in line]

    assert set(called) >= {"story", "publish"}
    assert {name for name in called if name in COMMANDS} == {"story", "publish"}
    assert all("${{" not in script for script in scripts)  # what a user gives is no part of a script
    workflow = yaml.safe_load((HOSTS / "github" / "story-maps.yml").read_text(encoding="utf-8"))
    assert set(workflow["jobs"]["publish"]["steps"][1]["with"]) <= set(action["inputs"])


def test_the_action_s_steps_make_a_site(tmp_path: Path) -> None:
    """Its last step, run by bash as a runner would."""
    import os
    import sys

    action = yaml.safe_load((HOSTS / "github" / "action.yml").read_text(encoding="utf-8"))
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "storymap").write_text(f'#!/bin/sh\nexec {sys.executable} -m storymap "$@"\n', encoding="utf-8")
    (folder / "storymap").chmod(0o755)
    (tmp_path / "a.txt").write_text("Ada sailed from Lisbon to Horta on 3 May 1893.", encoding="utf-8")
    environment = {
        **os.environ,
        "PATH": f"{folder}:{os.environ['PATH']}",
        "PYTHONPATH": str(HOSTS.parents[1]),
        "TEXTS": "*.txt",
        "URL": "https://example.org/maps/",
        "OUTPUT": "site",
        "RUNNER_TEMP": str(tmp_path),
    }
    script = action["runs"]["steps"][-1]["run"]
    subprocess.run(["bash", "-e", "-c", script], cwd=tmp_path, env=environment, check=True)

    assert {"index.html", "embed.js", "feed.xml"} <= {path.name for path in (tmp_path / "site").iterdir()}
