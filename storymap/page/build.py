"""Story → page: gathers what the template shows, the scripts that run and the data they run on."""

import re
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from storymap import __version__
from storymap.model import Day, OffMap, Story, Unplaced
from storymap.page.areas import areas
from storymap.page.assets import leaflet_css, leaflet_js, web_file
from storymap.page.basemap import basemap as world_around
from storymap.page.dates import day_label, years_label
from storymap.page.editing import Editor
from storymap.page.folium_map import MAP_NAME, StoryMap
from storymap.page.linked_data import linked_data
from storymap.page.media import media_hosts, media_view
from storymap.page.modules import join_modules
from storymap.page.opening import dek
from storymap.page.own_map import own_map
from storymap.page.surroundings import story_places
from storymap.page.template import data_block
from storymap.page.tiles import tile_layer
from storymap.page.view import story_view, text_view
from storymap.page.visible import visible
from storymap.page.words import Words, words_for

Json = dict[str, Any]


def build_map(
    story: Story,
    *,
    tiles: str | None,
    theme: str,
    css: str,
    link_media: bool = False,
    editor: Editor | None = None,
    basemap: Path | None = None,
) -> StoryMap:
    """Return the story's page as a folium.Map; the arguments are those of ``storymap.page.page``.

    ``editor`` is what an editable page carries more than others.
    """
    words = words_for(story.document.language)
    view = story_view(story, words)
    layer = tile_layer(tiles) if tiles else None
    own = own_map(basemap, story) if basemap else None
    media = media_view(story, link=link_media)
    title = visible(story.document.title) or words("title.none")
    description = _summary(story, view, words)
    return StoryMap(
        {
            **_texts(story, view, words),
            "media": media,
            "media_hosts": media_hosts(media),
            "title": title,
            "icon": _icon(),
            "description": description,
            "theme": theme or story.look.theme or "paper",
            "dek": visible(story.look.dek) or dek(story),
            "credits": visible(story.look.credits),
            "version": __version__,
            "map_name": MAP_NAME,
            "words": words,
            "styles": [Markup(text) for text in _styles(css, editor)],  # noqa: S704 - our own and the author's styles
            "early_script": Markup(web_file("js/early.js")),  # noqa: S704
            "scripts": _scripts(editor),
            "editor": data_block(editor.data) if editor else "",
            "image_hosts": layer["hosts"] if layer else [],
            "data": data_block(_data(story, view, words, layer, own)),
            "linked_data": data_block(linked_data(story, title, description)),
        }
    )


def _texts(story: Story, view: Json, words: Words) -> Json:
    document = story.document
    for kind in ("events", "places"):
        for number, item in enumerate(view[kind]):
            item["number"] = number
    published = document.published
    return {
        **view,
        "document": document,
        "paragraphs": text_view(story),
        "step_count": sum(event["step"] is not None for event in view["events"]),
        "reordered": _is_reordered(view["events"]),
        "published": day_label(Day(published.year, published.month, published.day), words)
        if published
        else "",
        "source_link": document.source if document.source.startswith(("https://", "http://")) else "",
        "unplaced": [
            {"text": visible(item.span.text), "why": _why_unplaced(item, words)} for item in story.unplaced
        ],
        "off_map": [{"text": visible(item.quote.text), "why": _why(item, words)} for item in story.off_map],
    }


def _is_reordered(events: list[Json]) -> bool:
    """Return whether the steps happened in another order than they are told; undated ones come last."""
    times = [float("inf") if event["happened"] is None else event["happened"] for event in events]
    return times != sorted(times)


# How the reasons that places.resolve gives begin, with the words for them in other languages than English.
_UNPLACED = {"no gazetteer": "unplaced.unknown", "none of the places": "unplaced.unsure"}


def _why_unplaced(item: Unplaced, words: Words) -> str:
    """Return why words are not on the map, on an English page as they were told, else in its language."""
    key = next((key for begin, key in _UNPLACED.items() if item.why.startswith(begin)), "")
    return words(key) if key and words.language != "en" else visible(item.why)


def _why(item: OffMap, words: Words) -> str:
    key = f"off_map.{item.why}"
    return words(key) if words.has(key) else visible(item.why)


def _summary(story: Story, view: Json, words: Words) -> str:
    """Return one line of figures: "9 events in 4 countries, 1910–2020"."""
    events = words("count.events", n=len(view["events"]))
    countries = {place["country"] for place in view["places"]} - {""}
    if len(countries) > 1:
        told = words("summary.countries", events=events, countries=words("count.countries", n=len(countries)))
    else:
        told = words("summary.places", events=events, places=words("count.places", n=len(view["places"])))
    dates = years_label((event.when for event in story.events), words)
    return words("summary.dated", summary=told, dates=dates) if dates else told


def _icon() -> str:
    """Return the page's own small sign, a disc on a ring, as a data address."""
    ring = '<circle cx="16" cy="16" r="13" fill="none" stroke="#a8401b" stroke-width="3"/>'
    disc = '<circle cx="16" cy="16" r="7" fill="#a8401b"/>'
    drawn = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">{ring}{disc}</svg>'
    return f"data:image/svg+xml,{quote(drawn)}"


def _data(story: Story, view: Json, words: Words, layer: Json | None, own: Json | None) -> Json:
    return {
        "map": MAP_NAME,
        "language": words.language,
        "words": words.entries,
        "tiles": layer,
        "basemap": world_around(story),
        "own_map": own,
        "areas": areas(story_places(story)),
        **view,
    }


def _scripts(editor: Editor | None) -> list[str]:
    """Return the page's scripts; the editor's must see the page before the main one has touched it."""
    return [leaflet_js(), *([editor.script] if editor else []), _main_script()]


_COMMENT = re.compile(r"/\*.*?\*/\n*", re.DOTALL)


@cache
def _main_script() -> str:
    return join_modules("main.js", lambda name: web_file(f"js/{name}"))


def _styles(css: str, editor: Editor | None) -> list[str]:
    more = [editor.style] if editor else []
    own = [
        _COMMENT.sub("", web_file(f"css/{name}.css"))
        for name in ("theme", "page", "map", "timeline", "media", "print")
    ]
    # A style element ends at the first "</style", wherever it stands.
    return [leaflet_css(), *own, *more, *([css.replace("</", "<\\/")] if css else [])]
