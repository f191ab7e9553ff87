"""The user's own files: whatever a command is given, what it reads is there afterwards as it was before."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from storymap.cli import main
from storymap.cli.guard import guard
from storymap.errors import WriteError
from storymap.files import dump_story
from tests.storymap.stories import journey

ROOT = Path(__file__).parents[3]
STORY = "On 3 May 1893 Ada left Lisbon. She reached Horta on 17 May 1893.\n"
CSV = "name,lat,lon\nGrandmother's farm,47.5,11.25\n"
DUMP = "13\tZelig\tZelig\t\t11.6\t20.1\tP\tPPL\tFD\t\t01\t\t\t\t1500\t\t\t\t\n"


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[Path, bytes]:
    """Make one file of each kind that a command reads, here; return what each held."""
    monkeypatch.chdir(tmp_path)
    contents = {
        "a.txt": STORY, "a.html": STORY, "s.json": dump_story(journey()), "s.css": "body {}", "g.csv": CSV,
        "d.txt": DUMP, "c.json": "{}",
    }  # fmt: skip
    for name, content in contents.items():
        Path(name).write_text(content, encoding="utf-8")
    Path("l.html").symlink_to("a.txt")
    Path("hard.html").hardlink_to("a.txt")
    return {Path(name): Path(name).read_bytes() for name in contents}


def run(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    with pytest.raises(SystemExit) as left:
        main(list(arguments))
    assert isinstance(left.value.code, int)
    return left.value.code, capfd.readouterr().err


@pytest.mark.parametrize(
    "command",
    [
        "build a.txt -o a.txt --force",
        "build a.txt -o ./a.txt --force",
        "build a.txt -o l.html --force",
        "build a.txt -o hard.html --force",
        "build a.txt a.html",
        "build a.txt --preview a.txt --force",
        "build a.txt -o o.html --preview o.html",
        "build a.txt -o o.html --css s.css --preview s.css --force",
        "build a.txt --gazetteer g.csv -o g.csv --force",
        "places a.txt -o a.txt --force",
        "places a.txt --gazetteer g.csv -o g.csv --force",
        "story a.txt -o ../{here}/a.txt --force",
        "render s.json -o s.json --force",
        "render s.json --css s.css -o s.css --force",
        "gazetteer import d.txt -o d.txt --force",
        "corrections places c.json -o c.json --force",
        "build a.txt --corrections c.json -o c.json --force",
    ],
)
def test_nothing_that_is_read_is_written_over(
    files: dict[Path, bytes], capfd: pytest.CaptureFixture[str], command: str
) -> None:
    status, said = run(capfd, *command.format(here=Path.cwd().name).split())
    assert status == 1
    assert said.startswith("storymap: ")
    assert said.count("\n") == 1
    assert {path: path.read_bytes() for path in files} == files
    assert Path("l.html").is_symlink()


@pytest.mark.parametrize("command", ["build a.txt -o pipe", "gazetteer import d.txt -o pipe --force"])
def test_a_pipe_is_not_replaced(
    files: dict[Path, bytes], capfd: pytest.CaptureFixture[str], command: str
) -> None:
    os.mkfifo("pipe")
    assert run(capfd, *command.split())[0] == 1
    assert Path("pipe").is_fifo()


@pytest.mark.usefixtures("files")
def test_a_file_of_the_users_is_left_alone_unless_force_is_given(capfd: pytest.CaptureFixture[str]) -> None:
    Path("diary.html").write_text("dear diary")
    status, said = run(capfd, "render", "s.json", "-o", "diary.html")
    assert (status, Path("diary.html").read_text()) == (1, "dear diary")
    assert "--force" in said
    assert run(capfd, "render", "s.json", "-o", "diary.html", "--force")[0] == 0
    assert run(capfd, "render", "s.json", "-o", "diary.html")[0] == 0, "a page of ours is made anew"


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize(
    "options",
    ["--tiles nope", "--tiles https://[/{z}", "--css missing.css", "--preview no/p.svg", "-o circle"],
)
def test_options_are_checked_before_the_text_is_read(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, options: str
) -> None:
    def read(*_: object) -> None:
        pytest.fail("the text was read first")

    Path("circle").symlink_to("circle")
    monkeypatch.setattr("storymap.cli.build.read_corrected", read)
    status, said = run(capfd, "build", "a.txt", *options.split())
    assert status == 1
    assert "a fault in storymap itself" not in said


def test_links_in_a_circle_are_said_to_be_some(tmp_path: Path) -> None:
    (tmp_path / "l").symlink_to("l")
    with pytest.raises(WriteError, match="cannot be written"):
        guard([tmp_path / "l"], [])


@pytest.mark.usefixtures("files")
def test_no_command_reaches_the_terminal_out_of_a_text_or_a_name(capfd: pytest.CaptureFixture[str]) -> None:
    name = "\x1b]0;owned\x07"
    Path("e.txt").write_text(f"{name}A fire in Lisbon\x9b2J\n\n{STORY}", encoding="utf-8")
    Path("e.csv").write_text(f"name,lat,lon\n{name} Ozville,1,2\n", encoding="utf-8")
    main_lines = [
        run(capfd, "build", "e.txt", "-o", "e.html")[1],
        run(capfd, "build", f"{name}.txt")[1],
        run(capfd, "render", f"{name}.json")[1],
    ]
    with pytest.raises(SystemExit):
        main(["places", "e.txt", "--gazetteer", "e.csv"])
    for said in (*main_lines, capfd.readouterr().out):
        assert said
        assert not any(ord(letter) < 32 and letter not in "\n\t" for letter in said)
        assert not any(0x7F <= ord(letter) < 0xA0 for letter in said)


@pytest.mark.usefixtures("files")
def test_the_hint_how_to_open_the_page_is_safe_to_paste(capfd: pytest.CaptureFixture[str]) -> None:
    assert "'a;rm -rf x.html'" in run(capfd, "render", "s.json", "-o", "a;rm -rf x.html")[1]
    assert " ./-x.html" in run(capfd, "render", "s.json", "-o", "-x.html")[1]


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize("command", ["places a.txt", "story a.txt", "gazetteer search Lima"])
def test_a_full_disk_behind_standard_output_is_one_line(command: str) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "storymap", *command.split()],
            stdout=full, stderr=subprocess.PIPE, env=os.environ | {"PYTHONPATH": str(ROOT)}, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert b"fault in storymap" not in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_an_import_that_is_ended_leaves_nothing(how: signal.Signals) -> None:
    rows = (DUMP.replace("13\t", f"{n}\t") for n in range(1, 200_000))
    Path("d.txt").write_text("".join(rows), encoding="utf-8")
    running = subprocess.Popen(
        [sys.executable, "-m", "storymap", "gazetteer", "import", "d.txt", "-o", "made.sqlite"],
        stderr=subprocess.PIPE, env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    until = time.monotonic() + 60
    while not list(Path().glob("made.sqlite.*.part")) and time.monotonic() < until:
        time.sleep(0.02)
    running.send_signal(how)
    _, said = running.communicate(timeout=60)
    assert running.returncode == {signal.SIGINT: 130, signal.SIGTERM: 143}[how]
    assert b"Traceback" not in said
    assert not list(Path().glob("made.sqlite*"))
