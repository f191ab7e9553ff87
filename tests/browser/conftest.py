"""The browser that the tests drive, and pages opened in it with no network and no console message."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from storymap.files import load_story
from storymap.model import Story
from storymap.page import page
from tools.browser import NoBrowserError, browser_program

_STORIES = Path(__file__).parents[1] / "storymap" / "page"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder, so that the ones that need a browser can be chosen."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    try:
        program = browser_program(playwright)
    except NoBrowserError as error:
        pytest.fail(str(error))
    running = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
    yield running
    running.close()


@pytest.fixture(scope="session")
def crossing() -> Story:
    """Return a voyage over the 180° meridian: routes, vague dates, near, area and doubtful places."""
    return load_story(_STORIES / "crossing.story.json")


@pytest.fixture(scope="session")
def crossing_file(crossing: Story, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pages") / "crossing.html"
    path.write_text(page(crossing), encoding="utf-8")
    return path


class Reader:
    """Opens pages as a reader would: from disk, with no network; every complaint is kept."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.contexts: list[BrowserContext] = []
        self.complaints: list[str] = []
        self.own: tuple[str, ...] = ("file:", "data:", "blob:", "about:")

    def open(self, path: Path | str, *, width: int = 1280, height: int = 800, **options: object) -> Page:
        """Return the page, once its script has run (or at once, where scripts are off)."""
        settings: dict[str, object] = {"reduced_motion": "reduce", "offline": True, **options}
        context = self.browser.new_context(viewport={"width": width, "height": height}, **settings)
        self.contexts.append(context)
        tab = context.new_page()
        tab.set_default_timeout(20_000)
        tab.on("console", lambda message: self.complaints.append(f"{message.type}: {message.text}"))
        tab.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        tab.on("request", self._asked)
        tab.goto(path if isinstance(path, str) else path.as_uri())
        if settings.get("java_script_enabled", True) and "host.html" not in str(path):
            tab.wait_for_selector("html[data-ready]")
        return tab

    def _asked(self, request: object) -> None:
        url = str(getattr(request, "url", ""))
        if not url.startswith(self.own):
            self.complaints.append(f"asked for {url}")


@pytest.fixture
def reader(browser: Browser) -> Iterator[Reader]:
    """Return a reader; a test fails if a page asked anybody for anything or wrote to the console."""
    opened = Reader(browser)
    yield opened
    for context in opened.contexts:
        context.close()
    assert opened.complaints == []


@pytest.fixture
def story_tab(reader: Reader, crossing_file: Path) -> Page:
    return reader.open(crossing_file)
