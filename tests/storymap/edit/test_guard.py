"""Who may not speak to the editor: another page's requests get nothing, whatever they look like."""

import http.client
import json
import socket
import threading

import pytest

from storymap.edit import EditServer, Session, edit_site
from storymap.edit.server import Site
from tests.storymap.correct.strategies import CROSSING


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("edit")
    session = Session.begin(CROSSING, folder / "crossing.corrections.json", "crossing.json")
    served = EditServer(edit_site(session, folder / "crossing.html", gazetteer=None))
    thread = threading.Thread(target=served.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield served
    served.stopping.set()
    served.shutdown()
    served.server_close()


def ask(server, path, *, method="GET", body=None, **headers):
    connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=90)
    connection.putrequest(method, path, skip_host="Host" in headers, skip_accept_encoding=True)
    data = json.dumps(body).encode() if body is not None else b""
    sent = {"Content-Length": str(len(data)), "Content-Type": "application/json"} if method == "POST" else {}
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    for name, value in (sent | given).items():
        connection.putheader(name, value)
    connection.endheaders(data)
    answer = connection.getresponse()
    told = answer.read()
    connection.close()
    return answer, told


def inside(server, name=""):
    return f"/{server.guard.token}/{name}"


TITLE = {"operations": [{"op": "story.set", "field": "title", "value": "Stolen"}], "revision": 0}


def test_its_own_page_is_answered_and_nobody_else_may_read_it(server):
    answer, told = ask(server, inside(server))

    assert answer.status == 200
    assert b'id="edit-data"' in told
    named = {name.lower() for name, _ in answer.getheaders()}
    assert not any(name.startswith("access-control") for name in named)
    assert answer.getheader("X-Frame-Options") == "SAMEORIGIN"
    assert answer.getheader("Cross-Origin-Resource-Policy") == "same-origin"
    assert answer.getheader("Referrer-Policy") == "no-referrer"
    assert answer.getheader("Cache-Control") == "no-store"


def test_it_listens_on_this_machine_only(server):
    assert server.server_address[0] == "127.0.0.1"
    assert len(server.guard.token) >= 40
    with EditServer(Site(page=str)) as other:
        assert other.guard.token != server.guard.token


def test_two_names_at_once_are_none(server):
    with socket.create_connection(server.server_address, timeout=90) as raw:
        port = server.server_address[1]
        raw.sendall(
            f"GET {inside(server)} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nHost: evil.example\r\n\r\n".encode()
        )
        assert raw.recv(100).split()[1] == b"421"


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "evil.example"}, 421),
        ({"Host": "evil.example:{port}"}, 421),
        ({"Host": "127.0.0.1"}, 421),
        ({"Host": "127.0.0.1.evil.example:{port}"}, 421),
        ({"Host": ""}, 421),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://127.0.0.1:1"}, 403),
        ({"Sec_Fetch_Site": "cross-site"}, 403),
        ({"Sec_Fetch_Site": "same-site"}, 403),
    ],
)
def test_a_forged_name_or_another_origin_gets_nothing(server, method, headers, status):
    port = server.server_address[1]
    given = {name: value.format(port=port) for name, value in headers.items()}
    path = inside(server) if method == "GET" else inside(server, "add")
    answer, told = ask(server, path, method=method, body=TITLE, **given)

    assert (answer.status, told) == (status, b"")


@pytest.mark.parametrize("path", ["/", "/add", "/x/", "//", "/state", "/%2e%2e/", "/favicon.ico"])
def test_without_the_token_there_is_nothing(server, path):
    for method in ("GET", "POST"):
        answer, told = ask(server, path, method=method, body=TITLE)
        assert (answer.status, told) == (404, b"")


def test_a_token_with_one_letter_changed_is_none(server):
    token = server.guard.token
    wrong = ("A" if token[0] != "A" else "B") + token[1:]
    answer, told = ask(server, f"/{wrong}/state")

    assert (answer.status, told) == (404, b"")


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""]
)
def test_what_a_form_of_another_page_can_send_is_not_taken(server, kind):
    answer, _ = ask(server, inside(server, "add"), method="POST", body=TITLE, Content_Type=kind)

    assert answer.status == 415


@pytest.mark.parametrize("method", ["OPTIONS", "PUT", "DELETE", "HEAD", "TRACE"])
def test_other_methods_are_not_known(server, method):
    answer, _ = ask(server, inside(server, "add"), method=method)

    assert answer.status == 501
    assert answer.getheader("Access-Control-Allow-Origin") is None


def test_what_is_too_long_or_no_json_is_refused(server):
    answer, _ = ask(server, inside(server, "add"), method="POST", Content_Length="999999999")
    assert answer.status == 413

    connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=90)
    connection.request("POST", inside(server, "add"), b"{no", {"Content-Type": "application/json"})
    assert connection.getresponse().status == 400


def test_what_is_no_operation_is_told_in_one_line_and_changes_nothing(server):
    answer, told = ask(server, inside(server, "add"), method="POST", body={"operations": [{"op": "x"}]})

    assert answer.status == 409
    assert "operations[0].op must be one of" in json.loads(told)["error"]
    assert json.loads(ask(server, inside(server, "state"))[1])["operations"] == []


@pytest.mark.parametrize(
    "body",
    [b"[" * 100_000, b'{"revision": ' + b"9" * 5000 + b"}", b'{"revision": NaN}', b"\xff\xfe{"],
    ids=["deep", "long number", "no number", "no letters"],
)
def test_hostile_json_is_refused_and_the_server_goes_on(server, body):
    connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=90)
    connection.request("POST", inside(server, "add"), body, {"Content-Type": "application/json"})

    assert connection.getresponse().status == 400
    assert ask(server, inside(server, "state"))[0].status == 200
