"""Pictures and recordings in the story file."""

from typing import Any

from storymap.errors import StoryFileError
from storymap.files.fields import Fields
from storymap.model import MEDIA_KINDS, Media

Json = dict[str, Any]


def media_record(media: Media) -> Json:
    """Return a picture or recording with those members that say anything."""
    said = {
        "src": media.src,
        "kind": media.kind,
        "alt": media.alt,
        "caption": media.caption,
        "credit": media.credit,
        "licence": media.licence,
        "link": media.link,
    }
    return {key: value for key, value in said.items() if value or key == "src"}


def media_from(fields: Fields) -> Media:
    """Return a picture or recording.

    Raises:
        StoryFileError: a member is of the wrong kind, or an address is none that can be shown.
    """
    src = fields.text("src")
    for key in ("src", "link"):
        value = fields.text(key, "")
        if ":" in value and not value.startswith(
            ("https://", "http://", "data:image/", "data:audio/", "data:video/")
        ):
            raise StoryFileError(f"{fields.at(key)} must be a web address, a data: address or a file's path")
    return Media(
        src=src,
        kind=fields.choice("kind", MEDIA_KINDS, "image"),
        alt=fields.text("alt", ""),
        caption=fields.text("caption", ""),
        credit=fields.text("credit", ""),
        licence=fields.text("licence", ""),
        link=fields.text("link", ""),
    )
