"""The story map itself."""

from typing import Any

from storymap.export.format import Exported
from storymap.model import Story


def write_page(story: Story, **drawing: Any) -> Exported:
    """Return the page; ``drawing`` are the options of ``storymap.page.page``."""
    from storymap.page import page

    return Exported(content=page(story, **drawing))
