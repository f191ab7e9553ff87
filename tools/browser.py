"""The Chromium that tests, benchmarks and screenshots drive: an installed one, else Playwright's own."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Playwright, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


class NoBrowserError(Exception):
    """There is no browser to drive; the message says how to get one."""


def browser_program(playwright: Playwright) -> str:
    """Return the path of the browser.

    Raises:
        NoBrowserError: none is installed.
    """
    own = playwright.chromium.executable_path
    found = next(filter(None, map(shutil.which, NAMES)), own if Path(own).exists() else None)
    if found is None:
        raise NoBrowserError(
            "no browser to drive; install one: apt-get install chromium, or playwright install chromium"
        )
    return found


@contextmanager
def headless_browser() -> Iterator[Browser]:
    """Yield a running browser without a window, and end it.

    Raises:
        NoBrowserError: none is installed.
    """
    with sync_playwright() as playwright:
        # Most containers have no user namespaces for Chromium's sandbox; only our own pages are opened.
        browser = playwright.chromium.launch(
            executable_path=browser_program(playwright), args=["--no-sandbox"]
        )
        yield browser
        browser.close()


if __name__ == "__main__":
    # Tells, by its exit status, whether there is a browser: tools/test.py asks before it installs one.
    with sync_playwright() as found:
        try:
            browser_program(found)
        except NoBrowserError as error:
            raise SystemExit(str(error)) from error
