"""PDF: the page's print view, the article under its map, printed by a browser that is installed."""

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from storymap.errors import WriteError, reason
from storymap.export.format import Exported
from storymap.model import Story

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
_SECONDS = 120
_FLAGS = (
    "--headless",
    "--disable-gpu",
    "--no-pdf-header-footer",
    "--run-all-compositor-stages-before-draw",
    "--virtual-time-budget=10000",
    "--window-size=756,1100",  # as wide as a sheet, so that the map is drawn for it
)
# When it was printed; the same story gives the same file.
_DATE = re.compile(rb"/(CreationDate|ModDate) ?\(D:\d{14}")


def write_pdf(story: Story, **drawing: Any) -> Exported:
    """Return the story as PDF, as a reader would print it.

    Raises:
        WriteError: there is no browser, or it does not print.
    """
    from storymap.page import page

    program = browser()
    with tempfile.TemporaryDirectory(prefix="storymap-") as folder:
        source, target = Path(folder) / "story.html", Path(folder) / "story.pdf"
        source.write_text(page(story, **drawing), encoding="utf-8", errors="replace")
        command = [program, *_FLAGS, f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}"]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command.append("--no-sandbox")  # which root cannot have; the page is our own
        try:
            subprocess.run([*command, source.as_uri()], check=True, capture_output=True, timeout=_SECONDS)  # noqa: S603
            content = target.read_bytes()
        except (OSError, subprocess.SubprocessError) as error:
            raise WriteError(f"{program} did not print the page: {reason(error)}") from error
    return Exported(content=_DATE.sub(lambda found: b"/" + found[1] + b" (D:19800101000000", content))


def browser() -> str:
    """Return the path of a browser that prints: the one that STORYMAP_BROWSER names, else one that is found.

    Raises:
        WriteError: there is none.
    """
    named = os.environ.get("STORYMAP_BROWSER")
    found = shutil.which(named) if named else next(filter(None, map(shutil.which, PROGRAMS)), None)
    if not found:
        raise WriteError(
            "a PDF is printed by Chromium, Chrome or Edge, and none was found; install one, say where it is "
            "in STORYMAP_BROWSER, or print the page from any browser"
        )
    return found
