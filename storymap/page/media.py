"""Pictures and recordings as the page shows them, and the hosts that it must ask for those it only links."""

from collections.abc import Iterable
from itertools import chain
from typing import Any
from urllib.parse import urlsplit

from storymap.model import Media, Story
from storymap.page.visible import visible

Json = dict[str, Any]


def media_view(story: Story, *, link: bool) -> Json:
    """Return the story's media: the cover, the story's others, those of events and places by their ids.

    Args:
        story: the story.
        link: also show pictures that stand on the web, which the page then asks for there.
    """
    shown = _shown(story.media, link)
    cover = next((one for one in shown if one["kind"] == "image"), None)
    others = [one for one in shown if one is not cover]
    return {
        "cover": cover,
        "others": others,
        "events": {event.id: _shown(event.media, link) for event in story.events},
        "places": {
            **{where.place.id: [] for event in story.events for where in event.where},
            **{entry.place.id: _shown(entry.media, link) for entry in story.places},
        },
    }


def media_hosts(view: Json) -> list[str]:
    """Return the origins of what is only linked, for the page's policy: https://example.org."""
    held = chain.from_iterable((*view["events"].values(), *view["places"].values()))
    listed = [view["cover"], *view["others"], *held]
    return sorted({origin for one in listed if one and (origin := _origin(one["src"]))})


def _shown(media: Iterable[Media], link: bool) -> list[Json]:
    return [_media(one) for one in media if one.src.startswith("data:") or (link and _origin(one.src))]


def _origin(src: str) -> str:
    if not src.startswith("https://"):
        return ""
    host = urlsplit(src).netloc.rpartition("@")[2]
    return f"https://{host}" if host and not any(char in host for char in " ;,'\"*") else ""


def _media(media: Media) -> Json:
    credit = " · ".join(filter(None, (media.credit, media.licence)))
    return {
        "src": media.src,
        "kind": media.kind,
        "alt": visible(media.alt or media.caption),
        "caption": visible(media.caption),
        "credit": visible(credit),
        "link": media.link if media.link.startswith(("https://", "http://")) else "",
    }
