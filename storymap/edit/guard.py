"""Who may speak to the editor: only pages that it served itself, on this machine.

Any page that is open in the same browser can send requests to 127.0.0.1, and a name that its owner lets point
there ("DNS rebinding") makes them look as if they were of the same site. So the name in the request must be
ours, the address must hold a token that nobody can guess, and no answer tells a browser to share it.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
}


def new_token() -> str:
    """Return 32 random bytes in letters that an address may have."""
    return secrets.token_urlsafe(32)


@dataclass(frozen=True, slots=True)
class Guard:
    """The names and the token that a request must bear."""

    port: int
    token: str

    def refusal(self, path: str, headers: Mapping[str, str], *, writing: bool) -> HTTPStatus | None:
        """Return with what status a request is refused; None if it may pass.

        ``writing``: the request changes something, and must be JSON: a form of another page cannot send that.
        """
        hosts = {f"127.0.0.1:{self.port}", f"localhost:{self.port}"}
        if headers.get("Host", "") not in hosts:
            return HTTPStatus.MISDIRECTED_REQUEST
        origin = headers.get("Origin")
        if origin is not None and origin not in {f"http://{host}" for host in hosts}:
            return HTTPStatus.FORBIDDEN
        if headers.get("Sec-Fetch-Site", "none") not in ("same-origin", "none"):
            return HTTPStatus.FORBIDDEN
        given = path.lstrip("/").partition("/")[0]
        if not secrets.compare_digest(given.encode(), self.token.encode()):
            return HTTPStatus.NOT_FOUND
        kind = headers.get("Content-Type", "").partition(";")[0].strip().lower()
        return HTTPStatus.UNSUPPORTED_MEDIA_TYPE if writing and kind != "application/json" else None

    def inside(self, path: str) -> str:
        """Return what follows the token in a path that may pass."""
        return path.lstrip("/").partition("/")[2]
