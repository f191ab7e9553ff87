"""The editor's server: one story, one page, on 127.0.0.1, until the page is closed."""

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from places.untrusted import parse_json
from storymap.edit.guard import HEADERS, Guard, new_token
from storymap.errors import StorymapError

Json = dict[str, Any]
Answer = Callable[[Mapping[str, str], Any], Any]

_MOST_BYTES = 20_000_000  # of one request, which may bring pictures
_BEAT = 0.5  # seconds between two signs of life on an open stream
_GRACE = 5.0  # seconds that a page may be away, as when it is loaded anew
_PATIENCE = 30  # seconds for a request that has begun


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What the server answers: ``page`` the HTML, and others by the address's last part.

    ``gets`` and ``posts`` are answered with JSON.

    ``revision`` is a number that goes up when something changed; open pages are told of it.
    """

    page: Callable[[str], str]
    pages: Mapping[str, Callable[[], str]] = field(default_factory=dict)
    gets: Mapping[str, Answer] = field(default_factory=dict)
    posts: Mapping[str, Answer] = field(default_factory=dict)
    revision: Callable[[], int] = lambda: 0


class EditServer(ThreadingHTTPServer):
    """Serves a site to its own page; ``finished`` is set when the last page has been closed."""

    daemon_threads = True
    allow_reuse_address = False

    def __init__(self, site: Site, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.site = site
        self.guard = Guard(self.server_address[1], new_token())
        self.finished = threading.Event()
        self.stopping = threading.Event()
        self._open = 0
        self._left = 0.0
        self._counting = threading.Lock()

    @property
    def address(self) -> str:
        """The page's address, with the token."""
        return f"http://127.0.0.1:{self.server_address[1]}/{self.guard.token}/"

    @contextmanager
    def serving(self) -> Iterator[None]:
        """Serve as long as the block runs."""
        serving = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
        serving.start()
        try:
            yield
        finally:
            self.stopping.set()
            self.shutdown()
            self.server_close()

    def run(self) -> None:
        """Serve until the page is closed, or until KeyboardInterrupt."""
        with self.serving():
            while not self.finished.wait(0.1):
                self._look()

    def _look(self) -> None:
        """Finish once a page has been open, and none is any more."""
        with self._counting:
            if self._left and not self._open and time.monotonic() - self._left > _GRACE:
                self.finished.set()

    def opened(self) -> None:
        """Note that a page is open."""
        with self._counting:
            self._open += 1

    def closed(self) -> None:
        """Note that a page was closed."""
        with self._counting:
            self._open -= 1
            self._left = time.monotonic()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that hung up."""


class _Handler(BaseHTTPRequestHandler):
    server: EditServer
    timeout = _PATIENCE
    server_version = "storymap"
    sys_version = ""

    def do_GET(self) -> None:
        if self._is_refused(writing=False):
            return
        address = urlsplit(self.path)
        name = self.server.guard.inside(address.path)
        if name == "":
            self._send(self.server.site.page(f"/{self.server.guard.token}/"), "text/html")
        elif name in self.server.site.pages:
            self._send(self.server.site.pages[name](), "text/html")
        elif name == "changes":
            self._stream()
        elif name in self.server.site.gets:
            asked = {key: values[-1] for key, values in parse_qs(address.query).items()}
            self._answer(self.server.site.gets[name], asked, None)
        else:
            self._refuse(HTTPStatus.NOT_FOUND)

    def do_POST(self) -> None:
        if self._is_refused(writing=True):
            return
        name = self.server.guard.inside(urlsplit(self.path).path)
        length = self.headers.get("Content-Length", "")
        if name not in self.server.site.posts:
            self._refuse(HTTPStatus.NOT_FOUND)
        elif not length.isdecimal() or int(length) > _MOST_BYTES:
            self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        else:
            try:
                body = parse_json((self.rfile.read(int(length)) or b"null").decode("utf-8"))
            except ValueError:
                self._refuse(HTTPStatus.BAD_REQUEST)
                return
            self._answer(self.server.site.posts[name], {}, body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - http.server's name
        """Say nothing."""

    def _is_refused(self, *, writing: bool) -> bool:
        status = self.server.guard.refusal(urlsplit(self.path).path, self.headers, writing=writing)  # type: ignore[arg-type]
        if len(self.headers.get_all("Host") or ()) != 1:
            status = HTTPStatus.MISDIRECTED_REQUEST
        if status is not None:
            self._refuse(status)
        return status is not None

    def _answer(self, answer: Answer, asked: Mapping[str, str], body: Any) -> None:
        try:
            told = answer(asked, body)
        except StorymapError as error:
            self._send(json.dumps({"error": str(error)}), "application/json", HTTPStatus.CONFLICT)
            return
        self._send(json.dumps(told, ensure_ascii=False), "application/json")

    def _refuse(self, status: HTTPStatus) -> None:
        self.close_connection = True
        self._send("", "text/plain", status)

    def _send(self, text: str, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        data = text.encode("utf-8", errors="replace")
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        for name, value in HEADERS.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def _stream(self) -> None:
        """Tell the page of changes as they come, until it hangs up."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        for name, value in HEADERS.items():
            self.send_header(name, value)
        self.end_headers()
        self.server.opened()
        told = -1
        try:
            while not self.server.stopping.is_set():
                revision = self.server.site.revision()
                self.wfile.write(b": here\n\n" if revision == told else b"data: %d\n\n" % revision)
                self.wfile.flush()
                told = revision
                self.server.stopping.wait(_BEAT)
        except OSError:
            pass  # the page was closed
        finally:
            self.server.closed()
