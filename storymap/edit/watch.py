"""A page that follows its files: made anew when one changes, and loaded anew by the browser that shows it."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from storymap.edit.server import EditServer, Site

_PAUSE = 0.4  # seconds between two looks at the files

# The page stands in a frame, so that it is served as it is, and keeps its step when it is loaded anew.
_SHELL = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>storymap</title>
<style>html, body, iframe { margin: 0; border: 0; width: 100%%; height: 100%%; display: block; }</style>
</head>
<body><iframe src="%(path)spage" title="Story map"></iframe>
<script>
let seen = null;
const frame = document.querySelector("iframe");
new EventSource("%(path)schanges").addEventListener("message", ({ data }) => {
  if (seen !== null && data !== seen) frame.contentWindow.location.reload();
  seen = data;
});
frame.addEventListener("load", () => { document.title = frame.contentDocument.title; });
</script></body></html>
"""


@dataclass(slots=True)
class Watch:
    """Files, and what is made of them; ``revision`` counts how often it was made."""

    files: Callable[[], Iterable[Path]]
    make: Callable[[], None]
    page: Path
    revision: int = 0
    _seen: dict[Path, tuple[int, int]] = field(default_factory=dict)

    def site(self) -> Site:
        """Return what the server answers: the page in a frame that is told of every change."""
        return Site(
            page=lambda path: _SHELL % {"path": path},
            pages={"page": lambda: self.page.read_text(encoding="utf-8")},
            revision=lambda: self.revision,
        )

    def look(self) -> bool:
        """Make the page anew if a file has changed since the last look; return whether it had."""
        now = {path: _mark(path) for path in self.files()}
        if now == self._seen:
            return False
        is_first = not self._seen
        self._seen = now
        if not is_first:
            self.make()
            self.revision += 1
        return not is_first

    def follow(self, server: EditServer) -> None:
        """Look at the files until KeyboardInterrupt."""
        with server.serving():
            while True:
                self.look()
                time.sleep(_PAUSE)


def _mark(path: Path) -> tuple[int, int]:
    """Return what changes when a file does; nothing for one that is not there."""
    try:
        told = path.stat()
    except OSError:
        return (0, 0)
    return (told.st_mtime_ns, told.st_size)
