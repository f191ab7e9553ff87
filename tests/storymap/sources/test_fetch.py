"""Web addresses: fetched with limits, against a server of our own that misbehaves in every way."""

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from storymap.errors import ReadError
from storymap.sources import InputOptions, read_documents
from storymap.sources.fetch import Limits, fetch

PAGE = "<!doctype html><title>Peru</title><article>" + "<p>We left Valparaíso for Callao in May.</p>" * 3


class Server(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        getattr(self, f"do_{self.path.strip('/').partition('?')[0] or 'page'}")()

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        for name, value in {"Content-Length": str(len(body)), **given}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def do_page(self) -> None:
        self.answer(200, PAGE.encode(), Content_Type="text/html; charset=utf-8")

    def do_latin(self) -> None:
        self.answer(200, PAGE.encode("latin-1"), Content_Type="text/html; charset=latin-1")

    def do_wrong(self) -> None:
        self.answer(200, PAGE.encode(), Content_Type="text/html; charset=utf-16")

    def do_moved(self) -> None:
        self.answer(302, Location="/page")

    def do_loop(self) -> None:
        self.answer(302, Location="/loop")

    def do_file(self) -> None:
        self.answer(302, Location="file:///etc/passwd")

    def do_missing(self) -> None:
        self.answer(404)

    def do_large(self) -> None:
        self.answer(200, b"a" * 5000)

    def do_short(self) -> None:
        self.answer(200, b"abc", Content_Length="9000")

    def do_drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(100):
            self.wfile.write(b"a")
            self.wfile.flush()
            time.sleep(0.05)

    def do_slowhead(self) -> None:
        for letter in b"HTTP/1.0 200 OK\r\n" + b"X-A: b\r\n" * 100:
            self.wfile.write(bytes([letter]))
            self.wfile.flush()
            time.sleep(0.05)

    def do_nothing(self) -> None:
        time.sleep(2)

    def log_message(self, *args: object) -> None:
        pass

    def handle(self) -> None:
        try:
            super().handle()
        except OSError:
            return  # who asked has hung up: that is what is tested


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    made = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    made.daemon_threads = True
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"http://127.0.0.1:{made.server_port}"
    made.shutdown()
    made.server_close()
    thread.join()


@pytest.mark.parametrize("path", ["page", "moved", "latin", "wrong"])
def test_a_page_is_read_from_its_address(server: str, path: str) -> None:
    (source,) = read_documents(f"{server}/{path}", options=InputOptions(private=True))

    assert "Valparaíso" in source.document.text
    assert source.document.title == "Peru"
    assert source.document.source == f"{server}/{'page' if path == 'moved' else path}"


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("missing", "is not there: the server answers 404"),
        ("loop", "leads on and on: more than 5 redirects"),
        ("file", "leads to 'file:///etc/passwd', which is no http or https address"),
        ("large", "is larger than 0.001 MB"),
        ("short", "broke off after 3 of 9000 bytes"),
        ("drip", "took longer than 0.4 seconds"),
        ("slowhead", "took longer than 0.4 seconds"),
        ("nothing", "took longer than 0.4 seconds"),
    ],
)
def test_a_server_that_misbehaves_is_named_in_time(server: str, path: str, message: str) -> None:
    began = time.monotonic()
    with pytest.raises(ReadError) as caught:
        fetch(f"{server}/{path}", private=True, limits=Limits(most_bytes=1000, seconds=0.4))
    assert message in str(caught.value)
    assert time.monotonic() - began < 2


@pytest.mark.parametrize(
    "host",
    "127.0.0.1 localhost [::1] 10.0.0.1 192.168.1.1 169.254.169.254 0 2130706433 [::ffff:127.0.0.1]".split(),
)
def test_the_own_machine_and_network_are_not_asked(host: str) -> None:
    with pytest.raises(ReadError, match="an address of this machine or its own network"):
        fetch(f"http://{host}:9/")


@pytest.mark.parametrize("address", ["http://", "http://[/", "https://a:b/", "http://x\ud800.invalid/"])
def test_what_is_no_address_is_named(address: str) -> None:
    with pytest.raises(ReadError):
        fetch(address)


def test_a_server_that_is_not_there_is_named() -> None:
    with pytest.raises(ReadError, match="cannot be reached"):
        fetch("http://127.0.0.1:9/", private=True)
