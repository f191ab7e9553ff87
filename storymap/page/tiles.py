"""Online map tiles, which a page asks for only if its author chose them."""

import re
from html import escape
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

from storymap.errors import StorymapError

Json = dict[str, Any]


class TilesError(StorymapError):
    """A tile set is unknown, or needs a key that was not given."""


def tile_layer(tiles: str) -> Json:
    """Return a tile set for Leaflet: name, url, attribution (safe HTML), max_zoom, subdomains, hosts.

    ``tiles`` is a name of xyzservices ("OpenStreetMap", "Esri.WorldTopoMap") or an https address with {z},
    {x} and {y}.

    Raises:
        TilesError: the name is unknown, or the tile set needs a key.
    """
    if "{z}" in tiles:
        return _described(name=urlsplit(tiles).hostname or tiles, url=tiles, attribution="", provider={})
    import xyzservices  # folium needs it too

    named = "OpenStreetMap Mapnik" if tiles.lower() == "openstreetmap" else tiles
    try:
        provider = xyzservices.providers.query_name(named)
    except ValueError as error:
        raise TilesError(
            f"no tile set is called {tiles!r}; xyzservices lists them, for example OpenStreetMap.Mapnik"
        ) from error
    if provider.requires_token():
        raise TilesError(
            f"the tiles of {provider.name} need a key; give their whole address with {{z}}, {{x}} and {{y}}"
        )
    url = provider.build_url(fill_subdomain=False)
    return _described(
        name=provider.name.replace(".", " "),
        url=url,
        attribution=provider.get("html_attribution", ""),
        provider=provider,
    )


def _described(*, name: str, url: str, attribution: str, provider: Json) -> Json:
    subdomains = provider.get("subdomains", "abc")
    return {
        "name": name,
        "url": url,
        "attribution": safe_attribution(attribution),
        "max_zoom": provider.get("max_zoom", 18),
        "subdomains": list(subdomains),
        "hosts": _hosts(url, subdomains),
    }


def _hosts(url: str, subdomains: Any) -> list[str]:
    names = [url.replace("{s}", str(name)) for name in subdomains] if "{s}" in url else [url]
    return sorted({f"{urlsplit(name).scheme}://{urlsplit(name).netloc}" for name in names})


def safe_attribution(html: str) -> str:
    """Return an attribution with its text and its https links, and nothing else of its HTML."""
    cleaner = _Attribution()
    cleaner.feed(html)
    cleaner.close()
    return "".join(cleaner.parts) + "</a>" * cleaner.open


class _Attribution(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.open = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        address = dict(attrs).get("href") or ""
        if tag == "a" and not self.open and re.match(r"https?://\S+$", address):
            self.parts.append(f'<a href="{escape(address)}" rel="noopener" target="_blank">')
            self.open = 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self.open:
            self.parts.append("</a>")
            self.open = 0

    def handle_data(self, data: str) -> None:
        self.parts.append(escape(data))
