"""The page's Content-Security-Policy: only the page's own scripts and styles may run, nobody is asked."""

import base64
import hashlib
from collections.abc import Iterable


def content_hash(text: str) -> str:
    """Return the source expression that allows exactly this inline script or style."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def content_policy(
    *,
    scripts: Iterable[str],
    styles: Iterable[str],
    images: Iterable[str] = (),
    recordings: Iterable[str] = (),
    loose_styles: bool = False,
) -> str:
    """Return the policy; ``scripts`` and ``styles`` are inline texts or https addresses.

    ``loose_styles`` allows any inline style: folium's own layers write style attributes. Where nobody else's
    scripts run, the page's own site may be asked: nothing here asks it, but checkers of pages (Lighthouse)
    look for its robots.txt in the page's name, and count a refusal as a fault of the site.
    """
    style_sources = ["'unsafe-inline'", *_addresses(styles)] if loose_styles else _sources(styles)
    directives = {
        "default-src": ["'none'"],
        "script-src": _sources(scripts) or ["'none'"],
        "style-src": style_sources or ["'none'"],
        "img-src": ["data:", *sorted(set(images))],
        "media-src": ["data:", *sorted(set(recordings))],
        "connect-src": ["'none'"] if loose_styles else ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())


def _sources(items: Iterable[str]) -> list[str]:
    return [item if _is_address(item) else content_hash(item) for item in items]


def _addresses(items: Iterable[str]) -> list[str]:
    return [item for item in items if _is_address(item)]


def _is_address(item: str) -> bool:
    return item.startswith(("https://", "http://")) and not any(char.isspace() for char in item)
