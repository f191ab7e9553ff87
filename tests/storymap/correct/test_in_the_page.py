"""The page lays corrections over a story as Python does: the two are held against each other."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from storymap.correct import find, lay
from storymap.files import story_to_dict
from storymap.files.fields import Fields
from storymap.files.operations import anchor_from, operation_record
from tests.storymap.correct.strategies import STORIES, lists_of, spans_of

RUNNER = Path(__file__).parents[2] / "web" / "corrections.runner.js"
few = settings(max_examples=40, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
stories = pytest.mark.parametrize("story", STORIES, ids=["crossing", "astral"])


@pytest.fixture(scope="module")
def ask():
    node = shutil.which("node")
    assert node, "the tests of the page's scripts need Node.js: apt-get install nodejs"
    pipe = subprocess.PIPE
    with subprocess.Popen([node, RUNNER], stdin=pipe, stdout=pipe, text=True, encoding="utf-8") as running:

        def asked(question):
            running.stdin.write(json.dumps(question) + "\n")
            running.stdin.flush()
            return json.loads(running.stdout.readline())

        yield asked
        running.stdin.close()


def held_against(value):
    """Return a story file's JSON without what only Python writes, and all numbers alike."""

    def plain(part):
        return {
            key: one for key, one in part.items() if key not in ("corrections", "uncorrected", "selector")
        }

    return json.loads(json.dumps(value), parse_int=float, object_hook=plain)


@stories
@few
@given(data=st.data())
def test_the_page_and_python_put_a_story_right_alike(story, ask, data):
    operations = data.draw(lists_of(story, 5))
    changed, outcomes = lay(story, operations)
    told = ask({"story": story_to_dict(story), "operations": [operation_record(one) for one in operations]})

    assert held_against(told["story"]) == held_against(story_to_dict(changed))
    assert [told["outcomes"][one.operation.id]["why"] for one in outcomes] == [one.why for one in outcomes]


@stories
@few
@given(data=st.data())
def test_what_the_page_holds_on_to_python_finds(story, ask, data):
    start, end = data.draw(spans_of(story))
    text = story.document.text
    assume(text[start:end].strip() == text[start:end] != "")
    held = anchor_from(Fields(ask({"story": {"document": {"text": text}}, "ends": [start, end]})))

    assume(not held.nth)
    assert find(text, held) == (start, end)
