"""Stories → the files of a web site that any static host can serve: pages, pictures, embeds, index, feed.

oEmbed 1.0: https://oembed.com; Atom: RFC 4287; sitemaps: https://www.sitemaps.org/protocol.html.
"""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from markupsafe import Markup

from storymap.errors import WriteError
from storymap.export.article import article, article_style, template, web_text
from storymap.export.embed import SANDBOX
from storymap.export.markup import legal
from storymap.model import Story

WIDTH, HEIGHT = 900, 640
"""Of the frame that oEmbed offers, in CSS pixels, before the page has told its own height."""

_NEVER = "1970-01-01T00:00:00Z"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A story of the site: its files' name, its title, and "png" or "svg", as its picture is."""

    story: Story
    name: str
    title: str
    picture: str

    @property
    def byline(self) -> str:
        """Who wrote it, and when it was published."""
        published = self.story.document.published
        return " · ".join(
            filter(None, (self.story.document.author, published.isoformat() if published else ""))
        )


def site(
    stories: Sequence[Story], address: str, *, title: str = "", drawing: Mapping[str, Any] | None = None
) -> dict[str, str | bytes]:
    """Return the files of a site by their names.

    Args:
        stories: what to publish, in the order of the index.
        address: where the folder will stand: https://example.org/maps/.
        title: the index's; else the first story's.
        drawing: the options of ``storymap.page.page``.

    Raises:
        WriteError: the address is none of the web.
    """
    if not re.fullmatch(r"https?://[^\s\"'<>?#]+", address):
        raise WriteError(f"{address!r} is no web address of a folder; for example https://example.org/maps/")
    base = address.rstrip("/") + "/"
    entries = _entries(stories)
    files: dict[str, str | bytes] = {}
    for entry in entries:
        files |= _story_files(entry, base, drawing or {})
    heading = title or (entries[0].title if len(entries) == 1 else "Story maps")
    files["index.html"] = _index(entries, heading)
    files["feed.xml"] = _feed(entries, base, heading)
    files["sitemap.xml"] = _sitemap(entries, base)
    files["embed.js"] = web_text("embed.js")
    return files


def oembed(entry: Entry, base: str) -> dict[str, Any]:
    """Return the oEmbed description of a story's page; WordPress takes the quotation and the frame of it."""
    address = f"{base}{entry.name}.html"
    told = {
        "version": "1.0",
        "type": "rich",
        "title": entry.title,
        "provider_name": "storymap",
        "provider_url": base,
        "width": WIDTH,
        "height": HEIGHT,
        "html": (
            f'<blockquote class="wp-embedded-content"><a href="{escape(address)}">{escape(entry.title)}</a>'
            f'</blockquote><iframe class="wp-embedded-content" data-storymap src="{escape(address)}" '
            f'title="{escape(f"Story map: {entry.title}")}" width="{WIDTH}" height="{HEIGHT}" '
            f'sandbox="{SANDBOX}" frameborder="0" marginwidth="0" marginheight="0" scrolling="no"></iframe>'
        ),
        "thumbnail_url": f"{base}{entry.name}.{entry.picture}",
        "thumbnail_width": 1200,
        "thumbnail_height": 630,
    }
    if entry.story.document.author:
        told["author_name"] = entry.story.document.author
    return told


def _entries(stories: Sequence[Story]) -> list[Entry]:
    picture = "png" if _can_png() else "svg"
    entries: list[Entry] = []
    for number, story in enumerate(stories, start=1):
        title = story.document.title or f"Story {number}"
        stem = slug(title) or f"story-{number}"
        taken = {entry.name for entry in entries} | {"index"}
        name = stem if stem not in taken else f"{stem}-{number}"
        entries.append(Entry(story=story, name=name, title=title, picture=picture))
    return entries


def slug(title: str) -> str:
    """Return a title as a file's name: small Latin letters, figures and hyphens; "" if none are left."""
    letters = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode("ascii").casefold()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:60].rstrip("-")


def _can_png() -> bool:
    from importlib.util import find_spec

    return find_spec("resvg_py") is not None


def _story_files(entry: Entry, base: str, drawing: Mapping[str, Any]) -> dict[str, str | bytes]:
    from storymap.export.door import export
    from storymap.page import page

    name, story = entry.name, entry.story
    return {
        f"{name}.html": with_links(page(story, **drawing), entry, base),
        f"{name}.{entry.picture}": export(story, entry.picture).content,
        f"{name}.oembed.json": json.dumps(oembed(entry, base), ensure_ascii=False, indent=1) + "\n",
        f"{name}.fragment.html": fragment(entry, base),
        f"{name}.json": export(story, "story").content,
    }


def with_links(html: str, entry: Entry, base: str) -> str:
    """Return a page that says where it stands, where its picture is and how it is embedded.

    The first end of a title in a page is the one of its head: a title in it cannot hold one.
    """
    here = escape(f"{base}{entry.name}")
    picture = f"{here}.{entry.picture}"
    links = (
        f'<link rel="canonical" href="{here}.html">\n<meta property="og:url" content="{here}.html">\n'
        f'<meta property="og:image" content="{picture}">\n'
        '<meta property="og:image:width" content="1200">\n<meta property="og:image:height" content="630">\n'
        f'<link rel="alternate" type="application/json+oembed" href="{here}.oembed.json" '
        f'title="{escape(entry.title)}">'
    )
    return html.replace("</title>", f"</title>\n{links}", 1)


def fragment(entry: Entry, base: str) -> str:
    """Return the story for hosts that allow no script: a picture that leads to the map, and the article."""
    address = f"{base}{entry.name}.html"
    picture = (
        f'<a href="{escape(address)}"><img src="{escape(f"{base}{entry.name}.{entry.picture}")}" '
        f'alt="{escape(f"Map: {entry.title}")}" width="1200" height="630"></a>'
        f'<figcaption><a href="{escape(address)}">{escape(entry.title)}</a></figcaption>'
    )
    return f"<style>\n{article_style()}</style>\n{article(entry.story, picture)}\n"


def _index(entries: Sequence[Entry], title: str) -> str:
    from storymap.page.policy import content_policy

    style = web_text("index.css")
    return str(
        template("index.html").render(
            {
                "pages": entries,
                "title": title,
                "language": entries[0].story.document.language if entries else "en",
                "style": Markup(style),  # noqa: S704 - our own
                "policy": content_policy(scripts=(), styles=[style], images=["'self'"]),
            }
        )
    )


def _feed(entries: Sequence[Entry], base: str, title: str) -> str:
    stamps = [_stamp(entry.story) for entry in entries]
    latest = max((stamp for stamp in stamps if stamp != _NEVER), default=_NEVER)
    items = "".join(map(_feed_entry, entries, [base] * len(entries)))
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<title>{_xml(title)}</title><id>{_xml(base)}</id>\n"
        f'<link rel="self" href="{_xml(base)}feed.xml"/><link href="{_xml(base)}"/>\n'
        f"<updated>{latest}</updated>\n{items}</feed>\n"
    )


def _feed_entry(entry: Entry, base: str) -> str:
    address, author = _xml(f"{base}{entry.name}.html"), entry.story.document.author or "storymap"
    return (
        f'<entry><title>{_xml(entry.title)}</title><id>{address}</id><link href="{address}"/>'
        f"<updated>{_stamp(entry.story)}</updated><author><name>{_xml(author)}</name></author></entry>\n"
    )


def _sitemap(entries: Sequence[Entry], base: str) -> str:
    names = ["", *(f"{entry.name}.html" for entry in entries)]
    urls = "".join(f"<url><loc>{_xml(f'{base}{name}')}</loc></url>\n" for name in names)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{urls}</urlset>\n'
    )


def _stamp(story: Story) -> str:
    """Return when the story was published; its own date, for the same stories give the same feed."""
    published = story.document.published
    return f"{published.isoformat()}T00:00:00Z" if published else _NEVER


def _xml(text: str) -> str:
    return escape(legal(text))
