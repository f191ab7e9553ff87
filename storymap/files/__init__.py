"""Story files: a story as GeoJSON, written and read back the same.

The format is described in docs/story-file.md and, for programs, in storymap/data/story.schema.json.
"""

from storymap.files.reading import load_story, story_from_dict
from storymap.files.writing import dump_story, story_to_dict

__all__ = ["dump_story", "load_story", "story_from_dict", "story_to_dict"]
