"""Pages of hosts that show a story map, and a server for them: some of strict policies."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from storymap.export.publish import site
from storymap.model import Story

# What every host here counts: the frames' messages, the elements' steps, how far its own text was moved.
COUNTING = """
globalThis.heard = []; globalThis.stepped = []; globalThis.shift = 0;
addEventListener("message", ({ data }) => heard.push(data));
addEventListener("storymap:step", ({ target, detail }) => stepped.push(target.id + detail.step));
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) if (!one.hadRecentInput) shift += one.value;
}).observe({ type: "layout-shift", buffered: true });
"""


def publish(story: Story, folder: Path) -> Path:
    """Write a story's site into a folder, its page as story.html, and return the folder."""
    for name, content in site([story], "http://127.0.0.1/").items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    (folder / "story.html").write_bytes(next(folder.glob("the-*.html")).read_bytes())
    (folder / "counting.js").write_text(COUNTING, encoding="utf-8")
    return folder


class Handler(SimpleHTTPRequestHandler):
    policy = ""

    def end_headers(self) -> None:
        if self.path.startswith("/strict"):
            self.send_header(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; frame-src 'self'; require-trusted-types-for 'script'",
            )
        if self.path.startswith("/closed"):
            self.send_header("Content-Security-Policy", "script-src 'self'; frame-src 'none'")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Yield the address of a server of a folder, and end it."""
    running = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    Thread(target=running.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{running.server_port}/"
    running.shutdown()
    running.server_close()


def host(folder: Path, name: str, body: str) -> str:
    """Write a host's page with a body of its own, and return its name."""
    html = (
        '<!DOCTYPE html><meta charset="utf-8"><title>Host</title>'
        '<script src="counting.js"></script><script src="embed.js" defer></script>'
        f"<p>Before</p>{body}<p>After</p>"
    )
    (folder / f"{name}.html").write_text(html, encoding="utf-8")
    return f"{name}.html"
