"""How a story shows itself in a notebook: the page, and the article where scripts never run.

A notebook that is only looked at (on GitHub, or in Jupyter before it is trusted) is shown without frames and
styles: what is left of the output is the article with its places. Where both are allowed, a style hides it.
"""

from html import escape

from storymap.export.article import article
from storymap.export.embed import SANDBOX
from storymap.model import Story

_HEIGHT = 640


def mime_bundle(story: Story) -> dict[str, str]:
    """Return the story as HTML and as plain text, by media type."""
    return {"text/html": notebook_html(story), "text/plain": _summary(story)}


def notebook_html(story: Story) -> str:
    """Return the page in a frame, and the article that takes its place where there are no frames."""
    from storymap.page import page

    title = escape(f"Story map: {story.document.title}")
    return (
        "<style>.storymap-still { display: none; }</style>\n"
        f'<iframe class="storymap-frame" title="{title}" sandbox="{SANDBOX}" '
        f'allow="fullscreen; clipboard-write" style="width:100%;height:{_HEIGHT}px;border:0" '
        f'srcdoc="{escape(page(story))}"></iframe>\n'
        f'<div class="storymap-still">\n{article(story)}</div>\n'
    )


def _summary(story: Story) -> str:
    title = story.document.title or "untitled"
    return f"<Story {title!r}: {len(story.events)} events, {len(story.places)} places>"
