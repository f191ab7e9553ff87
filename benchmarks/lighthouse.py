"""Lighthouse's scores of a page that this machine serves to itself gzipped; npx fetches Lighthouse."""

import gzip
import json
import os
import statistics
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from tools.browser import browser_program

LIGHTHOUSE = "lighthouse@13"
FORMS = ("mobile", "desktop")
RUNS = 3
LEAST = 95
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What Lighthouse says of a page: scores, 0 to 100, by category, and the audits that found something."""

    scores: dict[str, int]
    faults: list[str]


def measured_by_lighthouse(path: Path, form: str) -> Found:
    """Return the medians of the scores of a page on a phone or on a desk, and what any run found.

    Raises:
        CalledProcessError: npx or Lighthouse failed.
    """
    with served(path) as url:
        reports = [_report(url, form) for _ in range(RUNS)]
    scores = {name: [report["categories"][name]["score"] for report in reports] for name in CATEGORIES}
    return Found(
        scores={name: round(100 * statistics.median(values)) for name, values in scores.items()},
        faults=sorted({fault for report in reports for fault in _faults(report)}),
    )


@contextmanager
def served(path: Path) -> Iterator[str]:
    """Yield an address of this machine at which the page is served gzipped, as web servers do."""
    body = gzip.compress(path.read_bytes())

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = self.path == "/page.html"
            self.send_response(200 if found else 404)
            if found:
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body) if found else 0))
            self.end_headers()
            self.wfile.write(body if found else b"")

        def log_message(self, *_: Any) -> None:
            """Say nothing of each request."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/page.html"
    server.shutdown()
    server.server_close()


def _report(url: str, form: str) -> dict[str, Any]:
    command = ["npx", "--yes", LIGHTHOUSE, url, "--quiet", "--output=json"]
    command += [f"--only-categories={','.join(CATEGORIES)}", "--chrome-flags=--headless --no-sandbox"]
    command += ["--preset=desktop"] if form == "desktop" else []
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=_with_chrome())
    return dict(json.loads(done.stdout))


def _with_chrome() -> dict[str, str]:
    with sync_playwright() as playwright:
        return {**os.environ, "CHROME_PATH": browser_program(playwright)}


def _faults(report: dict[str, Any]) -> list[str]:
    """Return the names of the audits that count and found something."""
    counted = {
        ref["id"] for name in CATEGORIES for ref in report["categories"][name]["auditRefs"] if ref["weight"]
    }
    return sorted(
        f"{name} {audit.get('displayValue', '')}".strip()
        for name, audit in report["audits"].items()
        if name in counted and audit["score"] is not None and audit["score"] < 0.9
    )
