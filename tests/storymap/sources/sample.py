"""The sample article, which lies beside this checkout, and the events that it tells."""

from datetime import date
from html import escape

import pytest

from places.model import Document
from storymap.model import Story
from storymap.story import tell
from tests.storymap.gazette import located
from tests.storymap.test_events_sample import PLACES, TEXT

TITLE = "Kim Jong Un receives Russian commemorative war medal"
DAY = date(2020, 5, 6)

needs_sample = pytest.mark.skipif(not TEXT.exists(), reason="the sample article is not beside this checkout")


def paragraphs() -> list[str]:
    return [line for line in TEXT.read_text(encoding="utf-8").split("\n") if line.strip()]


def told(document: Document) -> list[tuple[str, str, str | None, list[str]]]:
    """Return title, quotation, date and places of every event, for comparison."""
    return [
        (e.title, " ".join(e.quote.text.split()), e.when.edtf, [w.place.name for w in e.where])
        for e in story_of(document).events
    ]


def story_of(document: Document) -> Story:
    return tell(document, located(document.text, PLACES))


def plain() -> list[tuple[str, str, str | None, list[str]]]:
    return told(Document(text=TEXT.read_text(encoding="utf-8"), title=TITLE, published=DAY))


def page(lines: list[str], *, title: str = TITLE, language: str = "en-US") -> str:
    """Return an article as newspapers' pages hold it: navigation, teasers, metadata, a figure."""
    caption, *body = [escape(line, quote=False) for line in lines]
    links = "".join(f'<li><a href="/{c.lower()}">{c}</a></li>' for c in ("World", "Paris", "London", "Sport"))
    text = "".join(f"<p>{line}</p>\n" for line in body)
    return f"""<!DOCTYPE html>
<html lang="{language}"><head><meta charset="utf-8"><title>{escape(title)} - The Daily Paper</title>
<meta property="og:title" content="{escape(title)}"><meta name="author" content="Ann Writer">
<meta property="article:published_time" content="{DAY.isoformat()}T10:52:00+08:00">
<script>var city = "Berlin";</script><style>p {{ color: red }}</style></head>
<body><header><a href="/">The Daily Paper</a><nav><ul>{links}</ul></nav></header>
<div class="wrap"><main><article>
<h1>{escape(title)}</h1>
<p class="byline">By Ann Writer</p>
<figure><img src="medal.jpg" alt="Two men and a medal" width="800" height="500">
<figcaption>{caption}</figcaption></figure>
<div class="story-body">
{text}</div>
</article></main>
<aside><h2>Most read</h2><ul><li><a href="/a">Storm over Madrid leaves thousands in the dark</a></li>
<li><a href="/b">Lisbon's trams are back</a></li></ul></aside></div>
<footer><p>© The Daily Paper, Fleet Street, London. <a href="/privacy">Privacy</a></p></footer>
</body></html>"""
