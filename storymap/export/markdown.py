"""Markdown (CommonMark and tables): the steps of the story, and its places with their coordinates."""

import re

from storymap.export.format import Exported
from storymap.export.items import Item, items_of
from storymap.export.media import is_web
from storymap.model import Story
from storymap.page.dates import when_label
from storymap.page.visible import visible
from storymap.page.words import Words, words_for

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~&:])")


def write_markdown(story: Story) -> Exported:
    """Return the story as Markdown; its text is shown as text, whatever signs are in it."""
    words = words_for(story.document.language)
    document = story.document
    lines = [f"# {_plain(document.title or words('title.none'))}", ""]
    byline = [document.author, document.published.isoformat() if document.published else "", document.source]
    if any(byline):
        lines += [" · ".join(_plain(part) for part in byline if part), ""]
    part = ""
    for number, item in enumerate(items_of(story), start=1):
        if item.part != part:
            part = item.part
            lines += [f"## {_plain(part)}", ""] if part else []
        lines += _step(item, number, words)
    lines += _places(story)
    return Exported(content="\n".join(lines).rstrip("\n") + "\n")


def _step(item: Item, number: int, words: Words) -> list[str]:
    facts = [when_label(item.when, words), " → ".join(_plain(stop.name) for stop in item.stops)]
    lines = [f"{number}. **{_plain(item.title)}**"]
    if any(facts):
        lines += ["", f"   {' · '.join(fact for fact in facts if fact)}"]
    if item.text and item.text != item.title:
        lines += ["", f"   > {_plain(item.text)}"]
    for one in item.media:
        if is_web(one.src):
            lines += ["", f"   ![{_plain(one.alt or one.caption)}](<{_address(one.src)}>)"]
    return [*lines, ""]


def _places(story: Story) -> list[str]:
    if not story.places:
        return []
    rows = [
        f"| {_plain(place.name)} | {_plain(place.country)} | {place.lat:.5f} | {place.lon:.5f} |"
        for place in (entry.place for entry in story.places)
    ]
    return ["| place | country | latitude | longitude |", "|---|---|---:|---:|", *rows]


def _plain(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(visible(text).split()))


def _address(src: str) -> str:
    return "".join("" if char.isspace() or char in "<>" else char for char in src)
