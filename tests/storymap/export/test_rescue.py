"""A story of a service that may end becomes files that last."""

import base64
import json
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

from storymap.cli import cli
from storymap.cli.console import Console
from storymap.errors import ReadError
from storymap.export.rescue import rescue, with_pictures
from storymap.files import load_story

PICTURE = base64.b64decode("R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==")


def slide(headline: str, lat: float, lon: float, url: str = "") -> dict[str, object]:
    return {
        "date": "3 May 1893",
        "location": {"lat": lat, "lon": lon, "name": "Lisbon", "zoom": 8, "line": True},
        "media": {"url": url, "caption": "A <b>quay</b>", "credit": "R. S."},
        "text": {"headline": headline, "text": "<p>She left.</p><p>It rained.</p>"},
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of a story as Knight Lab's editor keeps it."""
    title = {"type": "overview", "text": {"headline": "Ada <i>sails</i>", "text": ""}, "media": {}}
    slides = [
        title,
        slide("Ada leaves", 38.7, -9.1, "https://uploads.example.org/ada/_images/quay.gif"),
        slide("Ada lands", 38.5, -28.6, "//pictures.example.org/far.jpg"),
    ]
    made = tmp_path / "ada"
    (made / "_images").mkdir(parents=True)
    (made / "_images" / "quay.gif").write_bytes(PICTURE)
    story = {"storymap": {"language": "en", "map_type": "stamen:toner-lite", "slides": slides}}
    (made / "published.json").write_text(json.dumps(story), encoding="utf-8")
    return made


def test_the_folder_of_a_storymapjs_story_is_one_with_its_pictures(folder: Path) -> None:
    story = rescue(folder)

    assert story.document.title == "Ada sails"
    assert [event.title for event in story.events] == ["Ada leaves", "Ada lands"]
    assert story.events[0].quote.text == "She left.\nIt rained."
    assert str(story.events[0].when.earliest) == "1893-05-03"
    assert story.events[0].media[0].src.startswith("data:image/gif;base64,")
    assert story.events[0].media[0].caption == "A quay"
    assert story.events[1].media[0].src == "https://pictures.example.org/far.jpg"


def test_linked_pictures_are_got_only_on_request_and_one_that_is_gone_stays_a_link(folder: Path) -> None:
    asked: list[str] = []

    def fetch(address: str) -> tuple[bytes, str]:
        asked.append(address)
        return PICTURE, "far.gif"

    def gone(address: str) -> tuple[bytes, str]:
        raise ReadError(f"{address}: 404")

    story = rescue(folder)
    assert with_pictures(story, fetch).events[1].media[0].src.startswith("data:image/gif;base64,")
    assert asked == ["https://pictures.example.org/far.jpg"]
    assert with_pictures(story, gone) == rescue(folder, gone)
    assert with_pictures(story, gone).events[1].media[0].src == "https://pictures.example.org/far.jpg"


def test_rescue_writes_the_map_the_article_and_the_story_file(folder: Path, tmp_path: Path) -> None:
    command = ["rescue", str(folder), "-o", str(tmp_path / "lasting.html")]
    done = CliRunner().invoke(cli, command, obj=Console(), catch_exceptions=False)

    assert done.exit_code == 0
    article = etree.HTML((tmp_path / "lasting.article.html").read_text(encoding="utf-8"))
    assert article.xpath("//li//img/@src")[0].startswith("data:image/gif;base64,")
    assert article.xpath("//li//figure/a/@href") == ["https://pictures.example.org/far.jpg"]
    assert load_story(tmp_path / "lasting.json").events[0].media[0].src.startswith("data:image/gif")


def test_slides_on_a_picture_are_not_put_on_the_earth(folder: Path) -> None:
    """In a story on a large picture the degrees are those of the picture."""
    text = (folder / "published.json").read_text(encoding="utf-8").replace("stamen:toner-lite", "zoomify")
    (folder / "published.json").write_text(text, encoding="utf-8")
    story = rescue(folder)

    assert [event.where for event in story.events] == [(), ()]
    assert story.places == ()


def test_a_folder_without_a_story_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"holds no StoryMapJS story: no published\.json, no draft\.json"):
        rescue(tmp_path)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_a_script_for_the_shell(shell: str) -> None:
    done = CliRunner().invoke(cli, ["completion", shell], obj=Console(), catch_exceptions=False)

    assert "_STORYMAP_COMPLETE" in done.output
    if shell == "bash":
        subprocess.run(["bash", "-n"], input=done.output.encode(), check=True)
