"""storymap.toml says how a map is made; --watch makes it anew."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from storymap.cli.project import project_options
from storymap.errors import ReadError
from tests.storymap.cli.test_cli import STORY, run

ROOT = Path(__file__).parents[3]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ada.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "mine.csv").write_text("name,lat,lon\nHorta,10,20\n", encoding="utf-8")
    (tmp_path / "storymap.toml").write_text(
        'inputs = ["ada.txt"]\noutput = "ada map.html"\ntitle = "Ada’s way"\ndate = 1900-01-02\n'
        'theme = "plain"\ngazetteers = ["mine.csv"]\ncountries = ["PT"]\n',
        encoding="utf-8",
    )
    return tmp_path


def test_build_without_an_argument_makes_the_map_of_the_project(folder, capfd):
    status, _, told = run(capfd, "build")

    assert status == 0
    assert "storymap.toml: says how the map is made" in told
    html = (folder / "ada map.html").read_text(encoding="utf-8")
    assert "<title>Ada’s way</title>" in html
    assert 'data-theme="plain"' in html
    assert '"lat":10.0' in html


def test_what_the_user_gives_counts_before_the_project(folder, capfd):
    status, _, _ = run(capfd, "build", "ada.txt", "--title", "Mine", "-o", "x.html")

    assert status == 0
    assert "<title>Mine</title>" in (folder / "x.html").read_text(encoding="utf-8")


def test_without_a_project_build_wants_an_input(tmp_path, monkeypatch, capfd):
    monkeypatch.chdir(tmp_path)
    status, _, told = run(capfd, "build")

    assert status == 2
    assert "Missing argument 'INPUT" in told


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("titel = 'x'", "'titel' is not known; there are inputs, output, title"),
        ("title = 3", "title must be a text in quotation marks"),
        ("inputs = 'a.txt'", "inputs must be a list"),
        ("editable = 'yes'", "editable must be true or false"),
        ("date = 12", "date must be a day as 2020-05-06"),
        ("title = ", "is no TOML: "),
    ],
)
def test_a_project_file_with_a_fault_is_told_in_one_line(tmp_path, text, why):
    file = tmp_path / "storymap.toml"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(ReadError, match=r"storymap\.toml") as raised:
        project_options(file)
    assert why in str(raised.value)
    assert "\n" not in str(raised.value)


def test_watch_makes_the_page_anew_when_a_file_changes(folder):
    command = [sys.executable, "-m", "storymap", "build", "--watch"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    pipe = subprocess.PIPE
    running = subprocess.Popen(command, cwd=folder, stdout=pipe, stderr=pipe, text=True, env=environment)
    try:
        address = running.stdout.readline().removeprefix("watching at ").strip()
        with urllib.request.urlopen(address, timeout=90) as answer:  # noqa: S310 - of our own
            assert b"<iframe" in answer.read()
        time.sleep(1)
        (folder / "ada.txt").write_text(STORY + "In 1896 Ada sailed to Funchal.\n", encoding="utf-8")
        until = time.monotonic() + 90
        while "Funchal" not in read(address + "page"):
            assert time.monotonic() < until
            time.sleep(0.2)
        running.send_signal(signal.SIGINT)
        assert running.wait(timeout=60) == 130
    finally:
        running.kill()
        running.communicate()


def read(address):
    with urllib.request.urlopen(address, timeout=90) as answer:  # noqa: S310
        return answer.read().decode()
