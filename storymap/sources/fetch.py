"""A web address → its bytes, with limits on size, time and redirects; the own network is not asked.

Only an address that the user names is fetched. A name is looked up once and the connection goes to the
address that was checked, so that a name cannot lead elsewhere a moment later.
"""

import contextlib
import http.client
import ipaddress
import socket
import ssl
import time
from dataclasses import dataclass
from email.message import Message
from pathlib import PurePosixPath
from threading import Timer
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

from storymap import __version__
from storymap.errors import ReadError

MOST_BYTES = 50_000_000
MOST_SECONDS = 30.0
MOST_REDIRECTS = 5
_CHUNK = 65_536
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What a server gave: its bytes, the address at the end of all redirects, and the name and charset."""

    data: bytes
    address: str
    name: str
    charset: str
    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much a server may give, and how long it may take, in bytes and seconds."""

    most_bytes: int = MOST_BYTES
    seconds: float = MOST_SECONDS
    redirects: int = MOST_REDIRECTS


def fetch(address: str, *, private: bool = False, limits: Limits | None = None) -> Fetched:
    """Return what stands at a web address.

    Args:
        address: http or https.
        private: also ask addresses of this machine and the own network.
        limits: size, time and redirects.

    Raises:
        ReadError: it is not there, is too large or too slow, leads in circles or to the own network.
    """
    bounds = limits or Limits()
    deadline = time.monotonic() + bounds.seconds
    current = address
    for _ in range(bounds.redirects + 1):
        answer = _ask(current, address, private=private, bounds=bounds, deadline=deadline)
        if isinstance(answer, Fetched):
            return answer
        current = urljoin(current, answer)
    raise ReadError(
        f"{address} leads on and on: more than {bounds.redirects} redirects; give the last address"
    )


def _ask(address: str, asked: str, *, private: bool, bounds: Limits, deadline: float) -> Fetched | str:
    """Return what an address gives, or the address to which it leads."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise ReadError(f"{asked} is no web address: {error}") from error
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ReadError(f"{asked} leads to {address[:100]!r}, which is no http or https address")
    connection = _connection(parts, port, asked, private=private, deadline=deadline)
    # Each read may wait anew; only the end of the connection ends a server that sends a letter at a time.
    watch = Timer(max(deadline - time.monotonic(), 0.1), _hang_up, (connection.sock,))
    watch.start()
    try:
        connection.request("GET", _target(parts), headers=_headers(parts))
        with connection.getresponse() as answer:
            if answer.status in _REDIRECTS and answer.headers.get("Location"):
                return str(answer.headers["Location"])
            if answer.status != http.client.OK:
                raise ReadError(f"{asked} is not there: the server answers {answer.status} {answer.reason}")
            data = _body(answer, asked, bounds, deadline)
    except (OSError, http.client.HTTPException, UnicodeError, ValueError) as error:
        if time.monotonic() >= deadline:
            raise _too_slow(asked, bounds) from error
        raise ReadError(f"{asked} cannot be fetched: {str(error) or type(error).__name__}") from error
    finally:
        watch.cancel()
        connection.close()
    name = PurePosixPath(unquote(parts.path)).name
    return Fetched(
        data=data, address=address, name=name, charset=_charset(answer.headers), type=_type(answer.headers)
    )


def _target(parts: SplitResult) -> str:
    path = parts.path or "/"
    target = f"{path}?{parts.query}" if parts.query else path
    return "".join(
        char if 32 < ord(char) < 127 else "".join(f"%{b:02X}" for b in char.encode()) for char in target
    )


def _headers(parts: SplitResult) -> dict[str, str]:
    return {
        "User-Agent": f"storymap/{__version__}",
        "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
        "Accept-Encoding": "identity",
        "Host": parts.netloc.rpartition("@")[2].encode("idna").decode("ascii")
        if not parts.netloc.isascii()
        else parts.netloc.rpartition("@")[2],
    }


def _connection(
    parts: SplitResult, port: int | None, asked: str, *, private: bool, deadline: float
) -> http.client.HTTPConnection:
    host = parts.hostname or ""
    secure = parts.scheme == "https"
    number = port or (443 if secure else 80)
    address = _checked_address(host, number, asked, private=private)
    left = max(deadline - time.monotonic(), 0.1)
    try:
        plain = socket.create_connection(address, timeout=left)
        stream = ssl.create_default_context().wrap_socket(plain, server_hostname=host) if secure else plain
    except TimeoutError as error:
        raise ReadError(f"{asked} does not answer; try again, or save the page to a file") from error
    except (OSError, ssl.SSLError) as error:
        raise ReadError(f"{asked} cannot be reached: {error.strerror or error}") from error
    connection = http.client.HTTPConnection(host, number, timeout=left)
    connection.sock = stream
    return connection


def _checked_address(host: str, port: int, asked: str, *, private: bool) -> tuple[str, int]:
    """Return the first address of a host, if none of its addresses is of the own machine or network."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise ReadError(f"{asked} cannot be found: there is no {host}, or no network") from error
    addresses = [str(entry[4][0]) for entry in found]
    for address in addresses:
        if not private and not _is_public(address):
            raise ReadError(
                f"{asked} leads to {address}, an address of this machine or its own network; "
                "allow it with --private-addresses if you mean it"
            )
    return addresses[0], port


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    mapped = ip.ipv4_mapped if isinstance(ip, ipaddress.IPv6Address) else None
    return (mapped or ip).is_global and not (mapped or ip).is_multicast


def _body(answer: http.client.HTTPResponse, asked: str, bounds: Limits, deadline: float) -> bytes:
    parts: list[bytes] = []
    size, announced = 0, answer.length
    while part := answer.read1(_CHUNK):
        parts.append(part)
        size += len(part)
        if size > bounds.most_bytes:
            most = bounds.most_bytes / 1e6
            raise ReadError(
                f"{asked} is larger than {most:g} MB, the most that is fetched; save it to a file"
            )
    if time.monotonic() >= deadline:
        raise _too_slow(asked, bounds)
    if announced is not None and size < announced:
        raise ReadError(f"{asked} broke off after {size} of {announced} bytes; try again")
    return b"".join(parts)


def _hang_up(connection: socket.socket) -> None:
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)


def _too_slow(asked: str, bounds: Limits) -> ReadError:
    return ReadError(f"{asked} took longer than {bounds.seconds:g} seconds; save the page to a file")


def _charset(headers: Message) -> str:
    return headers.get_content_charset("") or ""


def _type(headers: Message) -> str:
    return headers.get_content_type()
