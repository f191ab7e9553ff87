"""The widget as Python has it; tests/browser/test_widget.py shows it."""

import pytest

from storymap.correct import event_anchor
from storymap.correct.operations import EventTitle
from storymap.errors import StoryFileError
from storymap.files.operations import operation_record
from tests.storymap.stories import journey

widget = pytest.importorskip("storymap.hosts.widget", reason="needs the extra widget")


def test_its_selection_is_an_event_of_the_story() -> None:
    shown = widget.StoryWidget(journey(), step=2)
    assert shown.selected is None
    shown.event = "e2"

    assert shown.selected == journey().events[1]
    assert (shown.step, shown.title) == (2, "Story map: Ada sails")
    assert shown.story == journey()


def test_what_the_page_says_was_put_right_is_in_the_story() -> None:
    story = journey()
    held = event_anchor(story, story.events[1])
    corrected = story.correct(EventTitle(event=held, title="Ada and Rui"))
    shown = widget.StoryWidget(journey(), editable=True)
    shown.corrections = [operation_record(one) for one in corrected.corrections]

    assert shown.story == corrected
    assert 'id="edit-data"' in shown.html


@pytest.mark.parametrize("corrections", [[1], [{}], [{"op": "no.such"}], [{"op": "event.title"}]])
def test_what_is_no_correction_is_refused(corrections: list[object]) -> None:
    shown = widget.StoryWidget(journey())
    shown.corrections = corrections

    with pytest.raises(StoryFileError, match="corrections"):
        _ = shown.story
