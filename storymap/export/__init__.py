"""The one way out: a table of formats, and one door through which every story leaves.

export(story, "kml").content      a story as another format's text or bytes
save(story, Path("map.html"))     a file, as its ending or a format's name asks for
open_story(Path("map.kml"))       the way back
"""

from storymap.export.door import export, load, open_story, save
from storymap.export.format import Exported, Format
from storymap.export.table import format_for, format_named, formats

__all__ = [
    "Exported",
    "Format",
    "export",
    "format_for",
    "format_named",
    "formats",
    "load",
    "open_story",
    "save",
]
