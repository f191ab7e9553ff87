"""Nothing that was put right is lost: not by a crash, not by another tab, not by another person."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from random import Random

import pytest

from storymap.correct.operations import StorySet
from storymap.edit import EditServer, Session
from storymap.edit.server import Site
from storymap.errors import StoryFileError
from storymap.files.corrections import Corrections, dump_corrections, load_corrections
from tests.storymap.correct.strategies import CROSSING


def title(value, **more):
    return StorySet(field="title", value=value, id=more.pop("id", value), **more)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "crossing.corrections.json"


@pytest.fixture
def session(file):
    return Session.begin(CROSSING, file, "crossing.json")


def test_every_change_is_in_the_file_when_it_is_answered(session, file):
    assert not file.exists()
    for number in range(3):
        session.add([title(f"t{number}")], session.revision)
        assert [one.value for one in load_corrections(file).operations] == [
            f"t{n}" for n in range(number + 1)
        ]
    assert session.story().document.title == "t2"


def test_what_it_was_is_written_beside_what_it_became(session, file):
    session.add([title("New")], 0)

    assert load_corrections(file).operations[0].was == CROSSING.document.title


def test_undo_and_redo_work_across_sessions(session, file):
    session.add([title("a")], 0)
    session.add([title("b")], 1)
    session.undo()
    again = Session.begin(CROSSING, file, "crossing.json")
    assert again.story().document.title == "a"
    assert again.redo().held.operations[-1].value == "b"
    for _ in range(5):
        again.undo()
    assert again.story() == CROSSING
    assert [one.value for one in load_corrections(file).undone] == ["b", "a"]


def test_two_people_on_one_file_both_keep_their_work(session, file):
    session.add([title("Mine", time="2026-01-01")], 0)
    other = Session.begin(CROSSING, file, "crossing.json")
    other.add([StorySet(field="author", value="Ana", id="author")], 0)
    state = session.add([StorySet(field="source", value="a letter", id="source")], 1)

    assert {one.id for one in state.held.operations} == {"Mine", "author", "source"}
    assert load_corrections(file) == state.held


def test_what_two_people_changed_in_two_ways_is_shown(session, file):
    session.add([title("Mine", time="2026-01-01")], 0)
    theirs = Corrections(operations=(title("Theirs", time="2026-01-02"),))
    file.write_text(dump_corrections(theirs), encoding="utf-8")
    state = session.undo()

    assert [(one.first.value, one.second.value) for one in state.clashes] == [("Theirs", "Mine")]


def test_two_tabs_that_change_the_same_thing_are_told(session):
    session.add([title("One")], 0)
    state = session.add([title("Two")], 0)

    assert [(one.first.value, one.second.value) for one in state.clashes] == [("One", "Two")]
    assert session.add([title("Three")], state.revision).clashes == ()


def test_a_file_that_is_something_else_is_not_overwritten(file):
    file.write_text("{}", encoding="utf-8")

    with pytest.raises(StoryFileError, match="is no corrections file"):
        Session.begin(CROSSING, file, "crossing.json")
    assert file.read_text() == "{}"


_WRITER = """
import sys
from pathlib import Path
from storymap.correct.operations import StorySet
from storymap.edit.session import Session
from storymap.model import Story
from places.model import Document
session = Session.begin(Story(document=Document(text="x")), Path(sys.argv[1]), "x.txt")
number = len(session.held.operations)
print("ready", flush=True)
while True:
    number += 1
    session.add([StorySet(field="title", value="t" * (number % 500), id=str(number))], session.revision)
    print(number, flush=True)
"""


@pytest.mark.slow
def test_killed_at_any_moment_nothing_but_the_last_change_is_lost(tmp_path):
    """Start again on the same file, change it as fast as can be, kill at any moment; STORYMAP_KILLS times."""
    file, random = tmp_path / "x.corrections.json", Random(7)  # noqa: S311 - moments, no secrets
    times = int(os.environ.get("STORYMAP_KILLS", "4"))
    answered = 0
    for _ in range(times):
        command = [sys.executable, "-c", _WRITER, str(file)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
            assert running.stdout.readline() == "ready\n"
            time.sleep(random.uniform(0, 0.25))
            running.send_signal(signal.SIGKILL)
            told = running.stdout.read().split("\n")[:-1]
        answered = int(told[-1]) if told else answered
        held = load_corrections(file) if file.exists() else Corrections()
        ids = [int(one.id) for one in held.operations]
        assert ids == list(range(1, len(ids) + 1))
        assert answered <= len(ids) <= answered + 1
        answered = len(ids)
    assert answered > times
    left = [path.name for path in tmp_path.iterdir() if path != file]
    assert all(name.startswith(".x.corrections.json.") for name in left)


def test_the_server_ends_when_its_page_is_closed(monkeypatch):
    import http.client

    monkeypatch.setattr("storymap.edit.server._GRACE", 0.3)
    server = EditServer(Site(page=str))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=10)
    connection.request("GET", f"/{server.guard.token}/changes")
    answer = connection.getresponse()
    assert answer.readline() == b"data: 0\n"
    time.sleep(1)
    assert thread.is_alive()
    connection.sock.close() if connection.sock else None
    answer.close()
    thread.join(timeout=10)

    assert not thread.is_alive()


def test_the_state_is_json_that_a_page_can_read(session):
    from storymap.edit.site import state_record

    state = session.add([title("x"), replace(title("y"), field="published", id="z")], 0)
    record = json.loads(json.dumps(state_record(state)))

    assert record["revision"] == 1
    assert record["unfit"] == {"z": "“y” is no day as 2020-05-06"}
