"""``build`` finds what was put right; ``storymap corrections`` shows, lays over, merges."""

import json

import pytest

from places.model import Place
from storymap.correct import anchor
from storymap.correct.operations import PlaceSet, StorySet
from storymap.files import dump_story, load_story
from storymap.files.corrections import Corrections, dump_corrections, load_corrections
from tests.storymap.cli.test_cli import STORY, run, text  # noqa: F401 - a fixture
from tests.storymap.correct.strategies import CROSSING

HORTA = Place(id="user:horta", name="Horta, the other", lat=10.0, lon=20.0, feature="PPL")
AT = STORY.index("Horta")


def operation(**more):
    return PlaceSet(at=anchor(STORY, AT, AT + 5), place=HORTA, **more)


@pytest.fixture
def file(text):  # noqa: F811
    path = text.with_name("ada.corrections.json")
    lost = PlaceSet(at=anchor("Nobody went to Ulm at all that year.", 15, 18), place=None, id="lost")
    held = Corrections(operations=(operation(id="one", by="Ana", time="2026-11-27T10:00:00Z"), lost))
    path.write_text(dump_corrections(held), encoding="utf-8")
    return path


def test_build_finds_the_corrections_beside_its_input_and_says_so(text, file, capfd):  # noqa: F811
    status, _, told = run(capfd, "build", text)

    assert status == 0
    assert "ada.corrections.json: 1 correction laid over the story" in told
    assert (
        "no longer fits: place.set  “Ulm”  none: the words “Ulm” are not in the text where they stood" in told
    )
    assert "Horta, the other" in text.with_suffix(".html").read_text(encoding="utf-8")


def test_a_story_file_keeps_the_corrections_and_what_was_before_them(text, file, capfd):  # noqa: F811
    run(capfd, "story", text, "-o", "ada.json")
    story = load_story(text.with_name("ada.json"))

    assert [one.id for one in story.corrections] == ["one", "lost"]
    assert story.uncorrected is not None
    assert "Horta, the other" not in {entry.place.name for entry in story.uncorrected.places}


def test_corrections_of_another_name_are_given_by_an_option(text, file, capfd):  # noqa: F811
    other = file.rename(file.with_name("mine.json"))
    status, _, told = run(capfd, "build", text, "--corrections", other)

    assert status == 0
    assert "mine.json: 1 correction laid over" in told


def test_each_of_several_texts_has_its_own_corrections(text, file, capfd):  # noqa: F811
    two = text.with_name("two.txt")
    two.write_text("In May 1900 Rui sailed to Funchal.\n", encoding="utf-8")
    status, _, told = run(capfd, "build", text, two, "-o", "both.html")

    assert status == 0
    assert told.count("laid over the story") == 1
    assert "Horta, the other" in text.with_name("both.html").read_text(encoding="utf-8")


def test_a_broken_corrections_file_is_one_line(text, file, capfd):  # noqa: F811
    file.write_text('{"storymap_corrections": 1, "operations": [{"op": "place.sat"}]}', encoding="utf-8")
    status, _, told = run(capfd, "build", text)

    assert status == 1
    assert "ada.corrections.json: operations[0].op must be one of place.set" in told
    assert "Traceback" not in told


def test_corrections_are_listed_for_people(file, capfd):
    status, listed, _ = run(capfd, "corrections", "show", file)

    assert status == 0
    line = "   1  2026-11-27 10:00 Ana  place.set  “Horta”  Horta, the other (10.0000, 20.0000)"
    assert listed.splitlines()[0] == line


def test_corrections_are_laid_over_a_story_file(tmp_path, capfd):
    story_file, file = tmp_path / "s.json", tmp_path / "c.json"
    story_file.write_text(dump_story(CROSSING), encoding="utf-8")
    file.write_text(
        dump_corrections(Corrections(operations=(StorySet(field="title", value="Anew"),))), encoding="utf-8"
    )
    status, out, _ = run(capfd, "corrections", "apply", file, "--to", story_file)

    assert status == 0
    assert json.loads(out)["document"]["title"] == "Anew"


def test_two_lists_are_merged_or_their_clash_is_shown(tmp_path, capfd):
    one, other = tmp_path / "one.json", tmp_path / "other.json"
    title = StorySet(field="title", value="Mine", id="a", time="2026-01-01")
    one.write_text(dump_corrections(Corrections(operations=(title,))), encoding="utf-8")
    second = StorySet(field="title", value="Theirs", id="b", time="2026-01-02")
    author = StorySet(field="author", value="Ana", id="c")
    other.write_text(dump_corrections(Corrections(operations=(second, author))), encoding="utf-8")

    status, out, told = run(capfd, "corrections", "merge", one, other)
    assert (status, out) == (1, "")
    assert "one thing is put right in two ways" in told
    assert "Mine" in told
    assert "Theirs" in told

    merged = tmp_path / "merged.json"
    assert run(capfd, "corrections", "merge", one, other, "--prefer", "first", "-o", merged)[0] == 0
    assert [each.id for each in load_corrections(merged).operations] == ["b", "a", "c"]


def test_places_set_by_hand_become_a_gazetteer_of_ones_own(text, file, capfd):  # noqa: F811
    assert run(capfd, "corrections", "places", file, "-o", "mine.geojson")[0] == 0
    file.unlink()
    status, listed, _ = run(capfd, "places", text, "--gazetteer", "mine.geojson")

    assert status == 0
    assert "Horta, the other" in listed
