"""The package as it would be published: built from its own source distribution, checked, installed, run."""

import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "examples" / "medal-in-pyongyang.txt"
pytestmark = pytest.mark.slow


def run(*command: str | Path, folder: Path, **more: str) -> str:
    """Return what a command prints; its environment knows nothing of this checkout."""
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [*map(str, command)], cwd=folder, env={**inherited, **more}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder with the source distribution and the wheel made from what is in it."""
    out, source = tmp_path_factory.mktemp("dist"), tmp_path_factory.mktemp("source")
    build = (sys.executable, "-m", "hatchling", "build", "-d", out, "-t")
    run(*build, "sdist", folder=ROOT)
    with tarfile.open(next(out.glob("*.tar.gz"))) as archive:
        archive.extractall(source, filter="data")
    run(*build, "wheel", folder=next(source.iterdir()))
    return out


@pytest.fixture(scope="module")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the programs of a fresh environment with the wheel in it.

    What it depends on is lent by this one, so that nothing is asked of an index.
    """
    home = tmp_path_factory.mktemp("fresh") / "venv"
    venv.create(home, with_pip=False, symlinks=True)
    programs = home / "bin"
    pip = (sys.executable, "-m", "pip", "--python", programs / "python", "install", "--quiet")
    run(*pip, "--no-deps", "--no-index", *built.glob("*.whl"), folder=home)
    packages = next(home.glob("lib/python3*/site-packages"))
    (packages / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return programs


def test_an_index_would_take_it(built: Path) -> None:
    said = run(sys.executable, "-m", "twine", "check", "--strict", *built.iterdir(), folder=built)

    assert said.count("PASSED") == 2


def test_the_wheel_has_what_it_should_and_nothing_else(built: Path) -> None:
    wheel = next(built.glob("*.whl"))
    run("check-wheel-contents", "--config", ROOT / "pyproject.toml", wheel, folder=built, **on_path())
    names = zipfile.ZipFile(wheel).namelist()

    assert wheel.name.endswith("-py3-none-any.whl")  # nothing to compile
    assert {name.partition("/")[0] for name in names if ".dist-info" not in name} == {"places", "storymap"}
    assert {"places/gazetteer/data/world.sqlite", "storymap/export/web/embed.js"} <= set(names)
    assert wheel.stat().st_size < 100_000_000  # what an index takes at most


def on_path() -> dict[str, str]:
    return {"PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])}


def test_the_installed_program_is_that_of_the_wheel(installed: Path, tmp_path: Path) -> None:
    found = run(installed / "python", "-c", "import storymap; print(storymap.__file__)", folder=tmp_path)

    assert Path(found.strip()).is_relative_to(installed.parent)
    for program in (
        [installed / "storymap"],
        [installed / "geostorymap"],
        [installed / "python", "-m", "storymap"],
    ):
        assert run(*program, "--version", folder=tmp_path).startswith("storymap, version")


def test_the_commands_of_the_readme_run_from_it(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_bytes(SAMPLE.read_bytes())
    program = installed / "storymap"
    for line in (
        "build article.txt",
        "story article.txt -o article.json",
        "places article.txt --json",
        "render article.json --force",
        "embed article.html --url https://example.org/maps/article.html",
        "export article.json --to kml",
        "import article.kml -o back.json",
        "convert article.kml article.gpx",
        "publish article.json -o site --url https://example.org/maps/",
        "gazetteer search Vladivostk",
        "completion bash",
    ):
        assert run(program, *line.split(), folder=tmp_path), line

    assert 'id="story-data"' in (tmp_path / "article.html").read_text(encoding="utf-8")
    assert (tmp_path / "back.json").read_bytes() == (tmp_path / "article.json").read_bytes()
    assert (tmp_path / "site" / "embed.js").exists()
