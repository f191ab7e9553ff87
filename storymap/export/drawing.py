"""Pictures of the story's map: SVG and PNG, as links to a page show them."""

from storymap.export.format import Exported
from storymap.model import Story


def write_svg(story: Story) -> Exported:
    """Return the map of the story as SVG."""
    from storymap.page.preview import preview_svg

    return Exported(content=preview_svg(story))


def write_png(story: Story) -> Exported:
    """Return the map of the story as PNG, 1200 × 630.

    Raises:
        WriteError: the package that draws it is not installed.
    """
    from storymap.page.preview import preview_png

    return Exported(content=preview_png(story))
