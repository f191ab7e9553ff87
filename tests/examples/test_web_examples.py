"""The examples of web services: a text in, a page out, and an end to what they take."""

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2] / "examples" / "web"
TEXT = "On 3 May 1893 Ada left Lisbon. She reached Horta on 17 May 1893."


def loaded(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, FOLDER / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def client(name: str) -> Any:
    if name == "flask_app":
        pytest.importorskip("flask", reason="needs Flask")
        return loaded(name).app.test_client()
    pytest.importorskip("httpx", reason="needs httpx")
    testing = pytest.importorskip("fastapi.testclient", reason="needs FastAPI")
    return testing.TestClient(loaded(name).app)


def post(name: str, body: bytes) -> tuple[int, str, dict[str, str]]:
    asked = client(name)
    given = {"data": body} if name == "flask_app" else {"content": body}
    answer = asked.post("/map", **given)
    return answer.status_code, answer.text, {key.lower(): value for key, value in answer.headers.items()}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", ["flask_app", "fastapi_app"])
def test_a_text_becomes_a_page_in_a_sandbox(name: str) -> None:
    status, page, headers = post(name, TEXT.encode())

    assert status == 200
    assert page.startswith("<!DOCTYPE html>")
    assert "Horta" in page
    assert headers["content-security-policy"].startswith("sandbox")


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", ["flask_app", "fastapi_app"])
@pytest.mark.parametrize(
    ("body", "status"),
    [(b"", 400), (b"Nobody minded.", 422), (b"x" * 100_001, 413)],
    ids=["none", "no place", "long"],
)
def test_what_cannot_be_mapped_is_refused(name: str, body: bytes, status: int) -> None:
    assert post(name, body)[0] == status
