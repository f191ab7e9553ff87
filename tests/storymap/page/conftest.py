from pathlib import Path

import pytest

from storymap.files import load_story
from storymap.model import Story


@pytest.fixture(scope="session")
def crossing() -> Story:
    """Return a voyage over the 180° meridian: routes, vague dates, near, area and doubtful places."""
    return load_story(Path(__file__).parent / "crossing.story.json")
