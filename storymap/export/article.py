"""The story as an article: HTML without a script, with the map as a picture, steps, places and the text."""

from functools import cache
from importlib import resources
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from storymap import __version__
from storymap.export.format import Exported
from storymap.export.media import is_web
from storymap.model import Day, Event, Story


def write_article(story: Story) -> Exported:
    """Return the article as a page of its own, which asks nobody for anything and runs nothing."""
    from storymap.page.policy import content_policy

    style = web_text("article.css")
    values = _values(story)
    page = template("article.html").render(
        {
            **values,
            "article": Markup(article(story)),  # noqa: S704 - escaped by its own template
            "style": Markup(style),  # noqa: S704 - our own
            "policy": content_policy(scripts=(), styles=[style]),
            "version": __version__,
        }
    )
    return Exported(content=page)


def article(story: Story, picture: str = "") -> str:
    """Return the article as a piece of HTML for other people's pages.

    Args:
        story: what to tell.
        picture: HTML for the figure; else the map as SVG, inline.
    """
    from storymap.page.preview import preview_svg

    shown = picture or preview_svg(story)
    values = {**_values(story), "picture": Markup(shown)}  # noqa: S704 - a figure of our own
    return str(template("fragment.html").render(values))


def article_style() -> str:
    """Return the article's style sheet; all its rules begin with its class."""
    return web_text("article.css")


def _values(story: Story) -> dict[str, Any]:
    from storymap.page.dates import day_label
    from storymap.page.view import story_view, text_view
    from storymap.page.visible import visible
    from storymap.page.words import words_for

    words = words_for(story.document.language)
    published = story.document.published
    day = Day(published.year, published.month, published.day) if published else None
    return {
        **story_view(story, words),
        "document": story.document,
        "pictures": {event.id: _pictures(event) for event in story.events},
        "title": visible(story.document.title) or words("title.none"),
        "published": day_label(day, words) if day else "",
        "paragraphs": text_view(story),
        "words": words,
    }


def _pictures(event: Event) -> list[dict[str, Any]]:
    """Return an event's pictures and recordings: shown if they are in the story, linked if in the web."""
    from storymap.page.visible import visible

    return [
        {
            "src": one.src,
            "inside": one.src.startswith("data:image/"),
            "alt": visible(one.alt or one.caption),
            "told": visible(" · ".join(filter(None, (one.caption, one.credit, one.licence)))),
        }
        for one in event.media
        if one.src.startswith("data:image/") or is_web(one.src)
    ]


def web_text(name: str) -> str:
    """Return the text of a file under storymap/export/web."""
    return (resources.files("storymap.export") / "web" / name).read_text(encoding="utf-8")


@cache
def template(name: str) -> Any:
    """Return a template under storymap/export/web; everything is escaped but what is marked as markup."""
    environment = Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
    return environment.from_string(web_text(name))
