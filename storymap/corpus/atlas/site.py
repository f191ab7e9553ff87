"""The atlas's files: index.html and a page for each document."""

import json
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from typing import Any, Literal

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from places.model import Document, Place
from storymap import __version__
from storymap.corpus.atlas.data import Atlas, atlas_of, page_name
from storymap.corpus.atlas.far import far_files
from storymap.corpus.corpus import Corpus
from storymap.errors import StorymapError
from storymap.model import Story, StoryPlace
from storymap.page.assets import leaflet_css, leaflet_js, web_file
from storymap.page.basemap import basemap
from storymap.page.modules import join_modules
from storymap.page.policy import content_policy
from storymap.page.template import data_block
from storymap.page.visible import visible

MOST_MENTIONS = 150_000
"""What a page holds that opens from a disk; with more the data lie beside it, on a host."""

MOST_STORIES = 300
"""With more documents each has a page of its text instead of one with a map, of a third of a megabyte."""

_FINE_PLACES = 300

Pages = Literal["story", "text", "none"]
Files = Iterator[tuple[str, bytes]]


def site(corpus: Corpus, *, title: str, only: Iterable[str] = (), pages: Pages | None = None) -> Files:
    """Yield the names and texts of the atlas's files, the same for the same corpus.

    Args:
        corpus: what it shows.
        title: its heading.
        only: the collections that it shows; all by default.
        pages: what each document's page is: "story" (with a map of its own), "text" (the text with its places
            marked) or "none"; by default the first for up to 300 documents, else the second.

    Raises:
        ReadError: there is no whole corpus.
        StorymapError: it has no place.
    """
    corpus.rows()
    made = atlas_of(corpus, only)
    count = len(made.items["place"])
    if not count:
        raise StorymapError(f"{corpus.folder} names no place that could be put on a map")
    pages = pages or ("story" if len(made.documents.values) <= MOST_STORIES else "text")
    steps = made.items.pop("step")
    if pages == "story":  # which have an address for each step, not for each mention
        made.items["mention"] = steps
    if pages == "none":
        for document in made.documents.values:
            document["page"] = ""
    beside = count > MOST_MENTIONS
    if beside:
        yield from far_files(made)
    yield "index.html", _index(made, title, beside=beside, anchor="step-" if pages == "story" else "m")
    if pages != "none":
        yield from _pages(corpus, made, title, pages)


def _pages(corpus: Corpus, made: Atlas, title: str, pages: Pages) -> Files:
    from storymap.page import page

    for name, story in corpus.stories():
        if name in made.documents.numbers:
            text = page(story) if pages == "story" else text_page(story, name, title)
            yield page_name(name), text.encode("utf-8", errors="replace")


def _index(made: Atlas, title: str, *, beside: bool, anchor: str) -> bytes:
    words = json.loads(_file("words.json"))
    data = {"language": "en", "words": words, "basemap": _basemap(made), "anchor": anchor}
    data |= {"folder": "data"} if beside else made.view()
    scripts = [leaflet_js(), _script()]
    styles = [leaflet_css(), web_file("css/theme.css"), web_file("css/map.css"), _file("atlas.css")]
    early = web_file("js/early.js")
    text = _template("atlas.html").render(
        title=visible(title),
        words=words,
        version=__version__,
        counts=(len(made.places.values), len(made.items["place"]), len(made.documents.values)),
        places=_most_named(made),
        policy=content_policy(scripts=[early, *scripts], styles=styles),
        early=Markup(early),  # noqa: S704 - our own
        scripts=[Markup(text) for text in scripts],  # noqa: S704
        styles=[Markup(text) for text in styles],  # noqa: S704
        data=data_block(data),
        quotes=data_block([] if beside else made.quotes.values),
    )
    return text.encode("utf-8", errors="replace")


def text_page(story: Story, name: str, atlas: str) -> str:
    """Return the page of a document's text, its places marked, which leads back to the atlas."""
    styles = [web_file("css/theme.css"), _file("text.css")]
    return _template("text.html").render(
        document=story.document,
        title=visible(story.document.title) or name,
        name=name,
        atlas=visible(atlas),
        paragraphs=list(_paragraphs(story)),
        version=__version__,
        policy=content_policy(scripts=[], styles=styles),
        styles=[Markup(text) for text in styles],  # noqa: S704
    )


def _paragraphs(story: Story) -> Iterator[list[tuple[str, str, int]]]:
    """Yield the paragraphs as pieces: (words, the place that they name or "", the mention's number or 0)."""
    text = story.document.text
    marks = sorted(
        [
            (one.mention.start, one.mention.end, entry.place.name)
            for entry in story.places
            for one in entry.mentions
        ]
        + [(one.span.start, one.span.end, "") for one in story.unplaced]
    )
    pieces: list[tuple[str, str, int]] = []
    at = 0
    for number, (start, end, place) in enumerate(marks, start=1):
        if start >= at:
            pieces += [(text[at:start], "", 0), (text[start:end], place, number)]
            at = end
    pieces.append((text[at:], "", 0))
    paragraph: list[tuple[str, str, int]] = []
    for words, place, number in pieces:
        first, *rest = words.split("\n\n") if not number else [words]
        paragraph.append((visible(first), place, number))
        for more in rest:
            yield paragraph
            paragraph = [(visible(more.lstrip("\n")), "", 0)]
    yield paragraph


def _most_named(made: Atlas) -> list[tuple[str, int]]:
    """Return the places that are named most, for readers without scripts."""
    counts = [0] * len(made.places.values)
    for place in made.items["place"]:
        counts[place] += 1
    ranked = sorted(range(len(counts)), key=lambda n: (-counts[n], n))[:100]
    return [(visible(made.places.values[n]["name"]), counts[n]) for n in ranked]


def _basemap(made: Atlas) -> dict[str, Any]:
    """Return the world, finer around the places that are named most."""
    counts = [0] * len(made.places.values)
    for place in made.items["place"]:
        counts[place] += 1
    ranked = sorted(range(len(counts)), key=lambda n: (-counts[n], n))[:_FINE_PLACES]
    places = [
        Place(
            id=row["id"], name=row["name"], lat=row["lat"], lon=row["lon"], feature="", country=row["country"]
        )
        for row in (made.places.values[n] for n in ranked)
    ]
    story = Story(document=Document(text=""), places=tuple(StoryPlace(place=p, mentions=()) for p in places))
    return basemap(story)


@cache
def _script() -> str:
    own = {entry.name for entry in _folder().joinpath("js").iterdir()}
    return join_modules(
        "atlas.js", lambda name: _file(f"js/{name}") if name in own else web_file(f"js/{name}")
    )


def _folder() -> Any:
    return resources.files("storymap.corpus.atlas").joinpath("web")


def _file(name: str) -> str:
    return str(_folder().joinpath(name).read_text(encoding="utf-8"))


@cache
def _template(name: str) -> Template:
    environment = Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
    return environment.from_string(_file(name))
