"""Online map tiles, which a page asks for only if its author chose them."""

import re
from html import escape
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

from storymap.errors import StorymapError

Json = dict[str, Any]

# Nothing may stand in it that would end a source of the page's policy or begin another one.
_ADDRESS = re.compile(
    r"https://(?P<host>(?:\{s\}\.)?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*)(?::[0-9]{1,5})?/[^\s;,'\"<>\\]*"
)
_FIELD = re.compile(r"\{[^{}]*\}")


class TilesError(StorymapError):
    """A tile set is unknown, or needs a key that was not given."""


def tile_layer(tiles: str) -> Json:
    """Return a tile set for Leaflet: name, url, attribution (safe HTML), max_zoom, subdomains, hosts.

    ``tiles`` is a name of xyzservices ("OpenStreetMap", "Esri.WorldTopoMap") or an https address with {z},
    {x} and {y}.

    Raises:
        TilesError: the name is unknown, the tile set needs a key, or the address is none that tiles can have.
    """
    if "{" in tiles or ":" in tiles or "/" in tiles:
        return _described(name=_host_of(tiles), url=tiles, attribution="", provider={})
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


def check_tiles(tiles: str) -> None:
    """Raise TilesError if these tiles cannot be shown; ask before long work, not after it."""
    tile_layer(tiles)


def _host_of(address: str) -> str:
    """Return the host of the address of tiles.

    Raises:
        TilesError: it is no https address of one, which the page's policy could name.
    """
    found = _ADDRESS.fullmatch(address)
    fields = set(_FIELD.findall(address))
    if found is None or not {"{z}", "{x}", "{y}"} <= fields <= {"{z}", "{x}", "{y}", "{s}", "{r}"}:
        raise TilesError(
            f"{address[:200]!r} is no address of tiles: https://HOST/… with {{z}}, {{x}} and {{y}} "
            "({s} and {r} may stand there too), or a name that xyzservices knows, as OpenStreetMap.Mapnik"
        )
    return found["host"].replace("{s}.", "")


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
