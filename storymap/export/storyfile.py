"""The story file, and the same with plain columns beside its own members for map programs."""

import json
from typing import Any

from storymap.errors import StoryFileError
from storymap.export.format import Exported
from storymap.files import dump_story, story_from_dict, story_to_dict
from storymap.model import Event, Story


def write_story(story: Story) -> Exported:
    """Return the story file; it carries everything."""
    return Exported(content=dump_story(story))


def write_geojson(story: Story) -> Exported:
    """Return the story file with flat columns in every feature: program tables show no nested members."""
    told = story_to_dict(story)
    for feature, event in zip(told["features"], story.events, strict=True):
        feature["properties"] = {**_columns(event), **feature["properties"]}
    return Exported(content=json.dumps(told, ensure_ascii=False, indent=1) + "\n")


def read_story(content: bytes, name: str) -> Story:
    """Return the story that a story file holds.

    Raises:
        StoryFileError: it is none; the text names the path to what is wrong.
    """
    try:
        return story_from_dict(json.loads(content.decode("utf-8-sig")))
    except UnicodeDecodeError as error:
        raise StoryFileError(f"{name}: is not UTF-8 text, so no story file (byte {error.start})") from error
    except (json.JSONDecodeError, RecursionError) as error:
        raise StoryFileError(f"{name}: is no JSON: {error}") from error
    except StoryFileError as error:
        raise StoryFileError(f"{name}: {error}") from error


def _columns(event: Event) -> dict[str, Any]:
    when = event.when
    return {
        "place": "; ".join(where.place.name for where in event.where),
        "start": str(when.earliest) if when.earliest else None,
        "end": str(when.latest) if when.latest else None,
        "words": event.quote.text,
        "people": "; ".join(dict.fromkeys(who.name for who in event.who)),
        "step": event.narrative,
    }
