"""The HTML that puts a story map into somebody's web page."""

import re
from html import escape, unescape

_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL | re.IGNORECASE)

# Scripts may run; the page's origin, its cookies and its other frames stay out of reach. Links to sources
# may open a window of their own. https://html.spec.whatwg.org/#attr-iframe-sandbox
SANDBOX = "allow-scripts allow-popups allow-popups-to-escape-sandbox"


def page_title(html: str) -> str:
    """Return what stands in the page's <title>, or "" if it has none."""
    match = _TITLE.search(html)
    return " ".join(unescape(match[1]).split()) if match else ""


def iframe(*, address: str, title: str, height: int = 640) -> str:
    """Return the iframe for a page at ``address``; ``height`` is in CSS pixels.

    The frame is as wide as its surroundings, at most 90 % of the screen high, and scrolls inside itself.
    """
    return (
        f'<iframe src="{escape(address)}" title="{escape(f"Story map: {title}" if title else "Story map")}"\n'
        f'  style="width:100%;height:min(90vh,{height}px);border:0" loading="lazy"\n'
        f'  sandbox="{SANDBOX}" allow="fullscreen; clipboard-write" allowfullscreen></iframe>\n'
    )
