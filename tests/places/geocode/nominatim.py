"""A server on this machine that speaks Nominatim's format (version 5), and breaks as it is told to."""

import json
import threading
import time
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

# Our own places, in the form that /search?format=json&addressdetails=1 answers with.
PLACES = {
    "Mill of Avonlea": [
        {
            "place_id": 1, "osm_type": "way", "osm_id": 4711, "lat": "46.4870", "lon": "-63.3880",
            "class": "tourism", "type": "museum", "place_rank": 30, "importance": 0.1,
            "addresstype": "tourism",
            "name": "Mill of Avonlea", "display_name": "Mill of Avonlea, Prince Edward Island, Canada",
            "address": {"tourism": "Mill of Avonlea", "country": "Canada", "country_code": "ca"},
            "boundingbox": ["46.4869", "46.4871", "-63.3881", "-63.3879"],
        },
        {
            "place_id": 2, "osm_type": "node", "osm_id": 12, "lat": "-38.1", "lon": "146.2",
            "class": "place", "type": "hamlet", "place_rank": 20, "importance": 0.05, "addresstype": "hamlet",
            "name": "Mill of Avonlea", "display_name": "Mill of Avonlea, Victoria, Australia",
            "address": {"hamlet": "Mill of Avonlea", "country": "Australia", "country_code": "au"},
            "boundingbox": ["-38.12", "-38.08", "146.18", "146.22"],
        },
    ],
    "Lower Avonlea": [
        {
            "place_id": 3, "osm_type": "relation", "osm_id": 99, "lat": "46.3", "lon": "-63.2",
            "class": "boundary", "type": "administrative", "place_rank": 12, "importance": 0.2,
            "addresstype": "county", "name": "Lower Avonlea", "display_name": "Lower Avonlea, Canada",
            "address": {"county": "Lower Avonlea", "country": "Canada", "country_code": "ca"},
            "boundingbox": ["46.1", "46.5", "-63.5", "-63.0"],
        }
    ],
}  # fmt: skip


class Fault:
    """How a request goes wrong: a status, a body that is no answer, or silence."""

    def __init__(self, status=200, body=b"[]", wait=0.0, headers=()):
        self.status, self.body, self.wait, self.headers = status, body, wait, headers


class Nominatim:
    """What the server was asked, and which faults are still to come."""

    def __init__(self):
        self.asked = []
        self.agents = []
        self.moments = []
        self.faults = []
        self.address = ""


@contextmanager
def serving():
    """Run the server while the block runs."""
    state = Nominatim()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            question = {k: v[0] for k, v in parse_qs(urlsplit(self.path).query).items()}
            state.asked.append(question)
            state.moments.append(time.monotonic())
            state.agents.append(self.headers["User-Agent"])
            fault = state.faults.pop(0) if state.faults else None
            if fault:
                time.sleep(fault.wait)
            body = fault.body if fault else json.dumps(PLACES.get(question["q"], [])).encode()
            self.send_response(fault.status if fault else 200)
            for name, value in fault.headers if fault else ():
                self.send_header(name, value)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            with suppress(BrokenPipeError):  # who asked may have gone by now
                self.wfile.write(body)

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    state.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield state
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
