"""How a geocoder's answer comes over the network: no more than an answer can be, and from nobody else."""

import time
from http.client import HTTPMessage
from typing import IO, Any
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, HTTPSHandler, ProxyHandler, Request, build_opener

from geopy.adapters import URLLibAdapter
from geopy.exc import GeocoderServiceError

MOST_BYTES = 1_000_000
MOST_SECONDS = 20.0  # for a whole answer; its first byte has to come within the geocoder's own time
_PART = 65_536


class LimitedAdapter(URLLibAdapter):  # type: ignore[misc]
    """geopy's plain adapter, which takes no answer without end and follows no redirect to another host."""

    def __init__(self, *, proxies: Any, ssl_context: Any) -> None:
        super().__init__(proxies=proxies, ssl_context=ssl_context)
        opener = build_opener(HTTPSHandler(context=ssl_context), ProxyHandler(proxies), _SameHost())
        self.urlopen = opener.open

    def _decode_page(self, page: Any) -> str:
        return str(super()._decode_page(_Limited(page)))


class _Limited:
    """A response that ends in an error where it becomes too long."""

    def __init__(self, page: Any) -> None:
        self.headers = page.headers
        self._page = page

    def read(self) -> bytes:
        data = bytearray()
        until = time.monotonic() + MOST_SECONDS
        while part := self._page.read1(_PART):
            data += part
            if len(data) > MOST_BYTES or time.monotonic() > until:
                raise ValueError("an answer without end")
        return bytes(data)


class _SameHost(HTTPRedirectHandler):
    """Goes where a service sends us as long as that is the service."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        to, of = urlsplit(newurl), urlsplit(req.full_url)
        if to.hostname != of.hostname or (of.scheme == "https" and to.scheme != "https"):
            raise GeocoderServiceError(f"it sends us to another host, {to.hostname}")
        return super().redirect_request(req, fp, code, msg, headers, newurl)
