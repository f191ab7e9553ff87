"""The command line as a user meets it: each command a process of its own, or its function called."""

import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from storymap import __version__
from storymap.cli import cli, main
from storymap.errors import ReadError
from storymap.files import dump_story, load_story
from tests.storymap.stories import journey

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "examples" / "medal-in-pyongyang.txt"
STORY = "On 3 May 1893 Ada left Lisbon. She reached Horta on 17 May 1893 and married Rui in Lisbon in 1895.\n"


def storymap(
    *arguments: str | Path, stdin: bytes = b"", cwd: Path = ROOT
) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "storymap", *map(str, arguments)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.run(command, input=stdin, capture_output=True, cwd=cwd, env=environment, check=False)


def run(capfd: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    """Call the command line as its console script does; exit status, standard output, standard error."""
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    out, err = capfd.readouterr()
    status = left.value.code
    assert isinstance(status, int)
    return status, out, err


@pytest.fixture
def text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "ada.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def test_the_program_starts_from_a_shell(tmp_path: Path) -> None:
    done = storymap("build", EXAMPLE, "-o", tmp_path / "none" / "x.html")

    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.startswith(b"storymap: ")
    assert b"does not exist" in done.stderr


def test_build_writes_beside_where_it_is_called(text: Path, capfd: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capfd, "build", text)

    assert (status, out) == (0, "")
    assert (text.parent / "ada.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    for words in (
        "2 places: ",
        "Lisbon",
        "Horta",
        "events, 1893 – 1895",
        "written: ada.html",
        "open it with: ",
    ):
        assert words in err
    assert sorted(entry.name for entry in text.parent.iterdir()) == ["ada.html", "ada.txt"]


def test_quiet_says_nothing_and_verbose_says_more(text: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(capfd, "build", text, "--quiet") == (0, "", "")
    assert " s] found 2 places" in run(capfd, "build", text, "--verbose")[2]


def test_standard_input_is_a_text_like_any_other(tmp_path: Path) -> None:
    done = storymap(
        "build", "-", "--title", "Ada <b>sails</b>", "--quiet", stdin=STORY.encode(), cwd=tmp_path
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert b"<title>Ada &lt;b&gt;sails&lt;/b&gt;</title>" in (tmp_path / "story.html").read_bytes()


def test_the_same_text_gives_the_same_bytes(text: Path, capfd: pytest.CaptureFixture[str]) -> None:
    run(capfd, "build", text, "-o", "a.html")
    again = storymap("build", text, "-o", "b.html", cwd=text.parent)

    assert again.returncode == 0
    assert (text.parent / "a.html").read_bytes() == (text.parent / "b.html").read_bytes()


def test_a_story_file_makes_the_same_page_as_its_text(text: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(capfd, "build", text)[0] == 0
    assert run(capfd, "story", text, "-o", "ada.json")[0] == 0
    assert run(capfd, "render", "ada.json", "-o", "rendered.html")[0] == 0

    assert Path("rendered.html").read_bytes() == Path("ada.html").read_bytes()


def test_an_output_is_what_its_name_says(text: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(capfd, "story", text, "-o", "ada.json")[0] == 0
    assert run(capfd, "render", "ada.json", "-o", "ada.geojson")[0] == 0
    assert run(capfd, "build", text, "-o", "built.geojson")[0] == 0

    story = load_story(Path("ada.json"))
    assert load_story(Path("ada.geojson")) == story
    assert load_story(Path("built.geojson")) == story
    assert "must end in one of .html" in run(capfd, "build", text, "-o", "ada.docx")[2]


def test_a_story_goes_to_standard_output(text: Path, capfd: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capfd, "story", text, "--date", "1900-01-01", "--author", "R. S.")

    assert (status, err) == (0, "")
    document = json.loads(out)["document"]
    assert (document["published"], document["author"], document["title"]) == ("1900-01-01", "R. S.", "Ada")


def test_several_texts_are_parts_of_one_story(text: Path, capfd: pytest.CaptureFixture[str]) -> None:
    second = text.parent / "rui.txt"
    second.write_text("Rui was born in Horta in 1870.\n", encoding="utf-8")
    assert run(capfd, "story", text, second, "-o", "both.json")[0] == 0

    story = load_story(Path("both.json"))  # which holds every quotation against the text
    assert [event.part for event in story.events][-1] == "Rui"
    assert [event.narrative for event in story.events] == list(range(1, len(story.events) + 1))
    assert len({entry.place.id for entry in story.places}) == len(story.places)
    assert story.document.text == f"{STORY}\n\n\nRui was born in Horta in 1870.\n"


def test_places_are_a_table_for_people(text: Path, capfd: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capfd, "places", text)

    assert (status, err) == (0, "")
    heading, *rows = out.splitlines()
    assert heading.split() == ["line", "text", "kind", "place", "country", "latitude", "longitude", "sure"]
    assert rows[0].split()[:6] == ["1", "Lisbon", "toponym", "Lisbon", "PT", "38.7251"]


def test_places_are_a_json_object_a_line_for_programs(text: Path, capfd: pytest.CaptureFixture[str]) -> None:
    documents = text.parent / "docs.jsonl"
    lines = [{"id": "a", "text": STORY}, {"id": "b", "text": "We met in Oz.", "spans": [[10, 12]]}]
    documents.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    status, out, _ = run(capfd, "places", documents, "--json")

    assert status == 0
    first, second = map(json.loads, out.splitlines())
    assert (first["id"], first["language"]) == ("a", "en")
    lisbon = first["mentions"][0]
    assert (lisbon["text"], lisbon["kind"], lisbon["place"]["id"]) == (
        "Lisbon",
        "toponym",
        "geonames:2267057",
    )
    assert set(lisbon["place"]) >= {"id", "name", "feature", "country", "lat", "lon", "precision"}
    assert [(m["start"], m["end"], m["text"]) for m in second["mentions"]] == [(10, 12, "Oz")]


def test_a_text_without_places_is_no_error_for_a_list_of_them(
    text: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    text.write_text("Nothing happened, and nobody minded.\n", encoding="utf-8")

    assert run(capfd, "places", text) == (0, "no place is named in this text\n", "")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b"\x89PNG\r\n\x1a\n\0", "is a PNG image, which is not read"),
        (b"caf\xe9 in Lisbon", "is not UTF-8 text: line 1, byte 3"),
        (b"Nothing happened, and nobody minded.", "names no place that could be put on a map"),
    ],
)
def test_what_cannot_be_mapped_is_one_clear_line(
    text: Path, capfd: pytest.CaptureFixture[str], content: bytes, message: str
) -> None:
    text.write_bytes(content)
    status, out, err = run(capfd, "build", text)

    assert (status, out) == (1, "")
    assert err.startswith("storymap: ")
    assert message in err
    assert err.count("\n") == 1
    assert [entry.name for entry in text.parent.iterdir()] == ["ada.txt"]


@pytest.mark.parametrize("command", ["build", "places", "story"])
def test_a_missing_file_and_a_directory_are_one_clear_line(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], command: str
) -> None:
    for name, message in ((tmp_path / "none.txt", "does not exist"), (tmp_path, "is a directory")):
        status, out, err = run(capfd, command, name)

        assert (status, out, err.count("\n")) == (1, "", 1)
        assert message in err


@pytest.mark.parametrize(
    ("target", "message"), [(".", "is a directory"), ("no/where.html", "does not exist")]
)
def test_an_output_that_cannot_be_written_is_told_at_once(
    text: Path, capfd: pytest.CaptureFixture[str], target: str, message: str
) -> None:
    status, _, err = run(capfd, "build", text, "-o", target)

    assert status == 1
    assert message in err


@pytest.mark.parametrize(
    "arguments",
    [["build"], ["build", "x.txt", "--date", "Tuesday"], ["dance"], ["places", "x.txt", "--nonsense"]],
)
def test_wrong_usage_has_its_own_exit_status(capfd: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    status, out, err = run(capfd, *arguments)

    assert (status, out) == (2, "")
    assert "Error" in err
    assert "Traceback" not in err


def test_a_traceback_is_for_those_who_ask_for_it(text: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ReadError):
        main(["build", str(text.parent / "none.txt"), "--debug"])
    assert "Traceback" not in run(capfd, "build", text.parent / "none.txt")[2]


def test_an_interrupted_run_leaves_nothing(
    text: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("storymap.api.tell_document", interrupted)
    status, _, err = run(capfd, "build", text)

    assert (status, err.strip()) == (130, "storymap: interrupted")
    assert [entry.name for entry in text.parent.iterdir()] == ["ada.txt"]


def test_a_fault_of_our_own_is_owned_up_to(
    text: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr("storymap.api.tell_document", broken)
    status, _, err = run(capfd, "build", text)

    assert status == 1
    assert err.startswith(
        "storymap: a fault in storymap itself: ZeroDivisionError: by zero; run it again with --debug"
    )


def test_a_closed_pipe_is_no_fault(text: Path) -> None:
    text.write_text(STORY * 200, encoding="utf-8")  # more than a pipe holds
    command = f'"{sys.executable}" -m storymap story "{text}" | head -c 10'
    done = subprocess.run(command, shell=True, capture_output=True, cwd=ROOT, check=False)  # noqa: S602 - a pipe

    assert done.stdout == b'{\n "type":'
    assert b"Traceback" not in done.stderr


def test_embed_prints_an_iframe(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "map.html").write_text("<!DOCTYPE html><title>Ada &amp; Rui</title>", encoding="utf-8")
    status, out, _ = run(capfd, "embed", tmp_path / "map.html", "--url", "https://example.org/a?b=1&c=2")

    assert status == 0
    assert 'src="https://example.org/a?b=1&amp;c=2"' in out
    assert 'title="Story map: Ada &amp; Rui"' in out
    assert run(capfd, "embed", tmp_path / "none.html")[0] == 1


def test_render_names_what_is_wrong_in_a_story_file(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "story.json"
    path.write_text(dump_story(journey()).replace('"lat": 38.72509', '"lat": 138.7'), encoding="utf-8")
    status, _, err = run(capfd, "render", path, "-o", tmp_path / "x.html")

    assert status == 1
    assert f"{path}: places[0].lat must be from -90 to 90, not 138.7" in err
    assert not (tmp_path / "x.html").exists()


def test_a_story_goes_to_another_program_and_comes_back(
    text: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    story = journey()
    story.save("a.json")
    status, _, err = run(capfd, "export", "a.json", "--to", "kml")
    assert (status, "kml: 1 vague date became a span" in err, "written: a.kml" in err) == (0, True, True)
    assert run(capfd, "convert", "a.kml", "b.gpx")[0] == 0
    assert run(capfd, "import", "b.gpx")[0] == 0
    assert load_story(Path("b.json")) == story

    status, out, _ = run(capfd, "export", text, "--to", "csv", "-o", "-")
    assert (status, out.splitlines()[0].startswith("\ufeffstep,id,title")) == (0, True)
    assert "storymapjs-zip" in run(capfd, "export", "--list")[1]


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["export"], 2, "Missing argument 'STORY'"),
        (["export", "ada.txt"], 2, "Missing --to FORMAT or -o FILE"),
        (["export", "ada.txt", "--to", "vellum"], 1, "there is no format 'vellum'; there are html, story"),
        (["import", "ada.txt"], 1, "ada.txt is in no format that can be imported (story, geojson"),
        (["import", "none.kml"], 1, "none.kml cannot be read: No such file"),
        (["convert", "ada.txt", "b.docx"], 1, "must end in one of .html"),
    ],
)
def test_what_cannot_be_exported_or_imported_is_named(
    text: Path, capfd: pytest.CaptureFixture[str], arguments: list[str], status: int, message: str
) -> None:
    assert run(capfd, *arguments)[0] == status
    assert message in run(capfd, *arguments)[2]


def test_the_users_own_places_come_first(text: Path, capfd: pytest.CaptureFixture[str]) -> None:
    text.write_text("They met at Bramble End in 1931. Bramble End lay beyond Lisbon.", encoding="utf-8")
    (text.parent / "own.csv").write_text(
        "name,lat,lon\nBramble End,51.5,-1.25\nLisbon,1.5,2.5\n", encoding="utf-8"
    )
    status, out, _ = run(capfd, "places", text, "--json", "--gazetteer", "own.csv")

    assert status == 0
    found = {(m["text"], m["place"]["lat"], m["place"]["lon"]) for m in json.loads(out)["mentions"]}
    assert found == {("Bramble End", 51.5, -1.25), ("Lisbon", 1.5, 2.5)}


def test_a_bad_gazetteer_stops_the_run_before_anything_is_written(
    text: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (text.parent / "own.csv").write_text("name,lat,lon\nBramble End,951.5,-1.25\n", encoding="utf-8")
    status, _, err = run(capfd, "build", text, "--gazetteer", "own.csv")

    assert status == 1
    assert "own.csv: line 2" in err
    assert not Path("ada.html").exists()


def test_a_user_says_what_a_name_means(text: Path, capfd: pytest.CaptureFixture[str]) -> None:
    text.write_text("The train came from London in the evening.", encoding="utf-8")

    def country(*hints: str) -> str:
        mentions = json.loads(run(capfd, "places", text, "--json", *hints)[1])["mentions"]
        return str(mentions[0]["place"]["country"]) if mentions else ""

    assert country() == "GB"
    assert country("--country", "ca") == "CA"
    assert country("--near", "42.98,-81.24") == "CA"
    assert country("--exclude", "London") == ""


@pytest.mark.parametrize(
    ("near", "message"), [("Qrzzv", "neither LATITUDE,LONGITUDE"), ("95,0", "no point on the earth")]
)
def test_a_point_that_is_none_is_wrong_usage(
    text: Path, capfd: pytest.CaptureFixture[str], near: str, message: str
) -> None:
    status, _, err = run(capfd, "places", text, "--near", near)

    assert status == 2
    assert message in " ".join(err.split())


def test_an_unknown_geocoder_is_named(text: Path, capfd: pytest.CaptureFixture[str]) -> None:
    status, _, err = run(capfd, "build", text, "--geocoder", "oracle")

    assert status == 1
    assert "there is no geocoder 'oracle'" in err


def test_a_picture_and_a_style_of_ones_own(text: Path, capfd: pytest.CaptureFixture[str]) -> None:
    Path("own.css").write_text(":root { --accent: rebeccapurple }", encoding="utf-8")
    status, _, _ = run(capfd, "build", text, "--css", "own.css", "--preview", "ada.svg", "--theme", "plain")

    assert status == 0
    assert "rebeccapurple" in Path("ada.html").read_text(encoding="utf-8")
    assert Path("ada.svg").read_text(encoding="utf-8").startswith("<svg")
    assert run(capfd, "build", text, "--css", "none.css")[0] == 1


def test_the_gazetteer_is_searched_as_people_spell(capfd: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capfd, "gazetteer", "search", "Vladivostk")

    assert status == 0
    assert "geonames:2013348" in out.splitlines()[0]


def test_every_command_has_a_help_text() -> None:
    context = click.Context(cli)
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        result = CliRunner().invoke(cli, [name, "--help"])

        assert result.exit_code == 0
        assert command is not None
        assert command.help


@pytest.mark.parametrize("order", [("--version", "--verbose"), ("--verbose", "--version")])
def test_the_version_names_what_a_text_is_read_with(
    order: tuple[str, str], capfd: pytest.CaptureFixture[str]
) -> None:
    status, out, _ = run(capfd, *order)

    assert status == 0
    assert out.startswith(f"storymap, version {__version__}\nEnglish pipeline: en_core_web_")
    assert run(capfd, "--version")[1] == f"storymap, version {__version__}\n"
