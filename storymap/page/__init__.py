"""Story → one HTML file, drawn with folium."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from storymap.model import Story

if TYPE_CHECKING:
    from storymap.correct.operations import Operation
    from storymap.page.folium_map import StoryMap

__all__ = ["page", "story_map"]


def page(
    story: Story,
    *,
    tiles: str | None = None,
    theme: str = "",
    css: str = "",
    link_media: bool = False,
    editable: bool = False,
    undone: Sequence["Operation"] = (),
    server: str = "",
    basemap: Path | None = None,
) -> str:
    """Return the story as one HTML file that asks nobody for anything; the same story gives the same text.

    Args:
        story: what to show.
        tiles: online map tiles that the reader may switch on: a name of xyzservices ("OpenStreetMap") or
            an https address with {z}, {x} and {y}. Only then does the page ask a server, for these tiles.
        theme: "paper" or "plain": the colours, each light and dark by the reader's system; "" is the story's
            own, and "paper" where it says none.
        css: styles of the author's own, after the page's; colours are variables, see docs/page.md.
        link_media: also show pictures that stand on the web; the page then asks their hosts, and its policy
            names exactly those.
        editable: whether the page carries its editor, and with it the whole story.
        undone: corrections that were taken back and can be made again in the editor.
        basemap: a map of the author's own to lie under the story, inside of the page: an image or GeoJSON;
            a TOML file beside it says where it lies and who is to be credited (see ``own_map``).
        server: the path of the editor's own server, where one serves the page (``storymap.edit``).

    Raises:
        TilesError: the tile set is unknown or needs a key.
        ReadError: the author's own map cannot be read, or does not say where it lies.
    """
    from storymap.page.build import build_map
    from storymap.page.editing import editor_of

    editor = editor_of(story, undone, server) if editable else None
    drawn = build_map(
        story, tiles=tiles, theme=theme, css=css, link_media=link_media, editor=editor, basemap=basemap
    )
    return str(drawn.get_root().render())


def story_map(story: Story, *, tiles: str | None = None, theme: str = "", css: str = "") -> "StoryMap":
    """Return the story's page as a folium.Map, to which any folium layer can be added before it is saved."""
    from storymap.page.build import build_map

    return build_map(story, tiles=tiles, theme=theme, css=css)
