"""Corrections: what a person puts right in a story, as values that survive a new reading of the text.

    correct(story, operations)      → the story put right; ``story.correct(…)`` is the same
    corrected(story, operations)    → the same, and what became of each correction
    undo(story, count=1)            → the story without its last corrections
    merge(one, other)               → two lists made one, and where they contradict each other
    anchor(text, start, end)        → what holds words; ``event_anchor(story, event)`` what holds an event

The operations are in ``storymap.correct.operations``; their file is read and written by ``storymap.files``.
"""

from storymap.correct.anchor import Anchor, anchor, find
from storymap.correct.apply import Outcome, correct, corrected, event_anchor, lay, undo
from storymap.correct.merge import Clash, merge

__all__ = [
    "Anchor",
    "Clash",
    "Outcome",
    "anchor",
    "correct",
    "corrected",
    "event_anchor",
    "find",
    "lay",
    "merge",
    "undo",
]
