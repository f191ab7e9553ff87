"""What holds of any corrections of any story."""

import json
from dataclasses import replace

import jsonschema
import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from storymap.correct import anchor, corrected, find, lay, merge, undo
from storymap.correct.operations import identified
from storymap.files import dump_story, story_from_dict
from storymap.files.corrections import (
    Corrections,
    corrections_from,
    corrections_record,
    corrections_schema,
    dump_corrections,
)
from tests.storymap.correct.strategies import CROSSING, STORIES, anchors_of, lists_of, operations_of, quoted

stories = pytest.mark.parametrize("story", STORIES, ids=["crossing", "astral"])
few = settings(max_examples=20, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])


@stories
@few
@given(data=st.data())
def test_corrections_taken_back_leave_the_same_bytes(story, data):
    operations = data.draw(lists_of(story))
    changed = story.correct(*operations)

    assert dump_story(undo(changed, len(operations))) == dump_story(story)
    assert undo(changed, 1) == story.correct(*operations[:-1])


@stories
@few
@given(data=st.data())
def test_corrections_given_twice_are_the_same_as_once(story, data):
    operations = data.draw(lists_of(story))
    once = story.correct(*operations)

    assert once.correct(*operations) == once
    assert lay(story, once.corrections)[0] == once


@stories
@few
@given(data=st.data())
def test_a_corrected_story_is_whole(story, data):
    """Every quotation is in the text, the orders are numbered, no route is broken, the file holds it all."""
    changed = story.correct(*data.draw(lists_of(story)))

    assert all(changed.document.text[span.start : span.end] == span.text for span in quoted(changed))
    if changed.corrections:
        assert [event.narrative for event in changed.events] == list(range(1, len(changed.events) + 1))
    ids = [event.id for event in changed.events]
    assert len(set(ids)) == len(ids)
    assert {name for route in changed.routes for name in route.events} <= set(ids)
    listed = [entry.place.id for entry in changed.places]
    assert len(set(listed)) == len(listed)
    assert {place.id for event in changed.events for place in event.places} <= set(listed)
    assert dump_story(story_from_dict(json.loads(dump_story(changed)))) == dump_story(changed)


@stories
@few
@given(data=st.data())
def test_what_is_written_to_a_corrections_file_is_read_back(story, data):
    operations = data.draw(lists_of(story))
    held = Corrections(operations=operations[:3], undone=operations[3:], source="voyage.txt")
    text = dump_corrections(held)
    record = json.loads(text)

    jsonschema.validate(record, corrections_schema())
    assert record == corrections_record(held)
    assert corrections_from(record) == held
    lists = bool(held.operations) + bool(held.undone)
    assert text.count("\n") == 6 + len(operations) + lists


@stories
@few
@given(data=st.data())
def test_a_correction_has_an_id_that_follows_from_what_it_does(story, data):
    operation = data.draw(operations_of(story))

    other = replace(operation, time="2026-01-02", by="Ana", was="x")
    assert identified(operation).id == identified(other).id
    assert identified(replace(operation, id="mine")).id == "mine"


@stories
@settings(few, max_examples=150)
@given(data=st.data())
def test_words_are_found_in_a_text_that_was_edited_elsewhere_or_are_not_taken_for_others(story, data):
    text = story.document.text
    held = data.draw(anchors_of(story))
    assume(held.exact.strip())
    start, end = find(text, held)
    left, right = start - len(held.prefix), end + len(held.suffix)
    edited, moved = text, 0
    for _ in range(data.draw(st.integers(1, 4))):
        words = data.draw(st.sampled_from(["", "x", " Auckland and Callao ", held.exact, "🗺", "\n"]))
        if data.draw(st.booleans()) and left + moved > 0:
            at = data.draw(st.integers(0, left + moved))
            stop = data.draw(st.integers(at, min(left + moved, at + 30)))
        else:
            at = data.draw(st.integers(right + moved, len(edited)))
            stop = data.draw(st.integers(at, min(len(edited), at + 30)))
        edited = edited[:at] + words + edited[stop:]
        if stop <= left + moved:
            moved += len(words) - (stop - at)
    found = find(edited, held)

    assume(not held.nth)  # words that no context can tell apart may be any of their like
    assert found in (None, (start + moved, end + moved))
    if edited.count(held.prefix + held.exact + held.suffix) == 1 and "\n" not in edited[left + moved :]:
        assert found is not None


@stories
@few
@given(data=st.data())
def test_corrections_of_an_edited_text_are_all_in_the_list_and_fit_or_say_why(story, data):
    operations = data.draw(lists_of(story))
    cut = data.draw(st.integers(0, len(story.document.text)))
    other = replace(
        story,
        document=replace(story.document, text="A line before.\n" + story.document.text[cut:]),
        places=(),
        events=(),
        unplaced=(),
        off_map=(),
        routes=(),
    )
    changed, outcomes = corrected(other, operations)

    assert [outcome.operation.id for outcome in outcomes] == [operation.id for operation in operations]
    assert all(outcome.fits or outcome.why for outcome in outcomes)
    assert len(changed.corrections) == len(operations)


@few
@given(data=st.data())
def test_merged_lists_hold_every_correction_of_both(data):
    both = data.draw(lists_of(CROSSING, 8))
    shared, one, other = both[:2], both[2:5], both[5:]
    for prefer in ("first", "second", "latest"):
        merged, clashes = merge((*shared, *one), (*shared, *other), prefer)

        assert sorted(each.id for each in merged) == sorted(each.id for each in both)
        assert [each for each in merged if each in (*shared, *one)] == [*shared, *one]
        if not clashes:
            assert merged == both


def test_an_anchor_is_as_long_as_it_must_be():
    text = "Round we go. " * 4 + "In Paris it rained. " + "Round we go. " * 4
    held = anchor(text, text.index("Paris"), text.index("Paris") + 5)

    assert (held.exact, len(held.prefix), len(held.suffix), held.nth) == ("Paris", 32, 32, 0)
    laughter = "ha " * 500
    assert find(laughter, anchor(laughter, 600, 602)) == (600, 602)
