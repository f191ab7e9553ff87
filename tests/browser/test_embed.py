"""The page in other people's pages: its height, its steps, <story-map>, strict hosts, others' handshakes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from storymap.model import Story
from tests.browser.hosts import host, publish, serving

CURRENT = ".step[aria-current=step]"


@pytest.fixture(scope="module")
def folder(crossing: Story, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish(crossing, tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[str]:
    with serving(folder) as address:
        yield address


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1200, "height": 800}, reduced_motion="reduce")
    opened = context.new_page()
    opened.set_default_timeout(30_000)
    expect.set_options(timeout=30_000)
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    context.close()
    assert errors == []


def test_the_element_knows_its_height_before_the_page_is_there(tab: Page, folder: Path, server: str) -> None:
    tab.goto(server + host(folder, "one", '<story-map src="story.html"></story-map>'))
    tab.wait_for_function("heard.some((data) => data.type === 'storymap:step')")

    heights = tab.evaluate(
        "heard.filter((data) => data.type === 'storymap:height').map((data) => data.height)"
    )
    assert set(heights) == {tab.locator("story-map").bounding_box()["height"]}
    assert tab.evaluate("shift") < 0.1
    assert tab.evaluate("document.querySelector('story-map').steps") == 12


def test_a_host_follows_the_steps_and_steers_them(tab: Page, folder: Path, server: str) -> None:
    tab.goto(server + host(folder, "steer", '<story-map src="story.html" step="3"></story-map>'))
    tab.evaluate(
        "globalThis.told = []; addEventListener('storymap:step', ({ detail }) => told.push(detail.step))"
    )
    frame = tab.frame_locator("story-map iframe")
    expect(frame.locator(CURRENT)).to_have_id("step-3")
    tab.evaluate("document.querySelector('story-map').go(5)")
    expect(frame.locator(CURRENT)).to_have_id("step-5")
    frame.get_by_role("button", name="Begin").click()

    tab.wait_for_function("told.includes(5) && told.at(-1) === 1")
    tab.evaluate("document.querySelector('story-map').setAttribute('step', '2')")
    expect(frame.locator(CURRENT)).to_have_id("step-2")


def test_a_host_with_the_strictest_policy_may_have_it(tab: Page, folder: Path, server: str) -> None:
    tab.goto(server + host(folder, "strict", '<story-map src="story.html"></story-map>'))

    expect(tab.frame_locator("story-map iframe").locator(".pin")).to_have_count(13)
    tab.wait_for_function("heard.some((data) => data.type === 'storymap:ready')")
    assert tab.locator("story-map").bounding_box()["height"] >= 560


def test_a_host_that_allows_no_frames_shows_what_stands_in_the_element(
    tab: Page, folder: Path, server: str
) -> None:
    body = '<story-map src="story.html"><a href="story.html">The story</a></story-map>'
    tab.goto(server + host(folder, "closed", body))

    expect(tab.get_by_role("link", name="The story")).to_be_visible()


@pytest.mark.parametrize("src", ["javascript:alert(1)", "data:text/html,x", "http://[", ""])
def test_what_is_no_address_of_a_page_is_not_opened(tab: Page, folder: Path, server: str, src: str) -> None:
    tab.goto(server + host(folder, "none", f'<story-map src="{src}">Nothing</story-map>'))

    expect(tab.get_by_text("Nothing")).to_be_visible()
    assert len(tab.frames) == 1


def test_five_on_one_page_each_with_its_own_events(tab: Page, folder: Path, server: str) -> None:
    body = "".join(f'<story-map id="m{n}" src="story.html"></story-map>' for n in range(5))
    tab.goto(server + host(folder, "five", body))
    tab.evaluate("""
        globalThis.told = [];
        addEventListener("storymap:step", ({ target, detail }) => told.push(target.id + detail.step));
    """)
    for n in range(5):
        tab.locator(f"#m{n}").scroll_into_view_if_needed()
        expect(tab.locator(f"#m{n}").locator("iframe").content_frame.locator(".pin")).to_have_count(13)
    tab.wait_for_function("[...document.querySelectorAll('story-map')].every((map) => map.steps === 12)")
    tab.evaluate("document.querySelector('#m3').go(4)")

    tab.wait_for_function("told.includes('m34')")
    assert not tab.evaluate("told.some((each) => each.endsWith('4') && !each.startsWith('m3'))")


def test_a_hidden_frame_says_its_height_when_it_is_shown(tab: Page, folder: Path, server: str) -> None:
    body = (
        '<div id="box" hidden><iframe data-storymap sandbox="allow-scripts" src="story.html"></iframe></div>'
    )
    tab.goto(server + host(folder, "hidden", body.replace("<iframe", '<iframe style="width:100%"')))
    tab.wait_for_timeout(800)
    assert not tab.evaluate("heard.some((data) => data.type === 'storymap:height')")
    tab.evaluate("document.querySelector('#box').hidden = false")

    tab.wait_for_function("heard.some((data) => data.type === 'storymap:height')")
    tab.wait_for_function("document.querySelector('iframe').getBoundingClientRect().height >= 560")


def test_no_height_leads_to_another(tab: Page, folder: Path, server: str) -> None:
    """Width by width, about the width where the layout changes: a few messages each, then silence."""
    tab.goto(server + host(folder, "loop", '<story-map src="story.html"></story-map>'))
    tab.wait_for_function("heard.some((data) => data.type === 'storymap:step')")
    for width in (1200, 930, 917, 916, 915, 600, 375):
        tab.set_viewport_size({"width": width, "height": 500})
        tab.wait_for_timeout(150)
    tab.wait_for_timeout(1500)  # a slow machine is still at the last of them
    before = tab.evaluate("heard.length")
    tab.wait_for_timeout(600)

    assert tab.evaluate("heard.length") == before
    assert tab.evaluate("heard.filter((data) => data.type === 'storymap:height').length") <= 16


def test_the_wheel_belongs_to_the_host(tab: Page, folder: Path, server: str) -> None:
    body = '<story-map src="story.html"></story-map><div style="height:3000px"></div>'
    tab.goto(server + host(folder, "wheel", body))
    frame = tab.frame_locator("story-map iframe")
    expect(frame.locator(".pin")).to_have_count(13)
    box = tab.locator("story-map").bounding_box()
    zoom = "story_map.getZoom()"
    inside = tab.frames[1]
    before = inside.evaluate(zoom)
    tab.mouse.move(box["x"] + box["width"] * 0.75, box["y"] + 200)
    for _ in range(6):
        tab.mouse.wheel(0, 200)
        tab.wait_for_timeout(40)

    tab.wait_for_function("scrollY > 300")
    assert inside.evaluate(zoom) == before


# What WordPress' wp-embed.js does with a page that it embeds.
WORDPRESS = """
const frame = document.querySelector("iframe");
const { secret } = frame.dataset;
frame.addEventListener("load", () => frame.contentWindow.postMessage({ message: "ready", secret }, "*"));
addEventListener("message", ({ data, source }) => {
  if (!data.secret || /[^a-zA-Z0-9]/.test(data.secret) || data.secret !== secret) return;
  document.querySelector("blockquote").style.display = "none";
  if (source !== frame.contentWindow) return;
  if (data.message === "height") frame.height = Math.min(1000, Math.max(200, parseInt(data.value, 10)));
});
"""


def test_wordpress_is_told_the_height_by_its_secret(tab: Page, folder: Path, server: str) -> None:
    """The exchange of wp-embed.js: a secret behind the address, "ready" from the host, "height" back."""
    body = (
        '<blockquote data-secret="aB3dE6gH9j">The story</blockquote>'
        '<iframe data-secret="aB3dE6gH9j" sandbox="allow-scripts" security="restricted" width="800" '
        'height="200" src="story.html#?secret=aB3dE6gH9j"></iframe><script src="wordpress.js"></script>'
    )
    (folder / "wordpress.js").write_text(WORDPRESS, encoding="utf-8")
    tab.goto(server + host(folder, "wordpress", body))

    tab.wait_for_function("document.querySelector('iframe').height === '760'")
    expect(tab.locator("blockquote")).to_be_hidden()


def test_iframe_resizer_gets_its_answer(tab: Page, folder: Path, server: str) -> None:
    library = Path(__file__).parent / "node_modules" / "iframe-resizer" / "js" / "iframeResizer.min.js"
    if not library.exists():
        pytest.skip("npm install in tests/browser brings iframe-resizer")
    (folder / "iframeResizer.js").write_bytes(library.read_bytes())
    (folder / "resize.js").write_text("iFrameResize({ checkOrigin: false }, '#framed');", encoding="utf-8")
    body = (
        '<iframe id="framed" sandbox="allow-scripts" style="width:100%" src="story.html"></iframe>'
        '<script src="iframeResizer.js"></script><script src="resize.js"></script>'
    )
    tab.goto(server + host(folder, "resizer", body))

    tab.wait_for_function("document.querySelector('#framed').style.height === '710px'")


def test_the_fragment_is_the_article_without_a_script(tab: Page, folder: Path, server: str) -> None:
    fragment = next(folder.glob("*.fragment.html")).read_text(encoding="utf-8")
    (folder / "plain.html").write_text(f'<!DOCTYPE html><meta charset="utf-8">{fragment}', encoding="utf-8")
    tab.goto(server + "plain.html")

    expect(tab.locator("ol.steps > li")).to_have_count(12)
    expect(tab.locator("figure img")).to_have_attribute("alt", "Map: The cook’s mate who drew the sea")
    assert tab.evaluate("document.scripts.length") == 0
