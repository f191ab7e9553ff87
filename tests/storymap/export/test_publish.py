"""What a site consists of: plain files that any static host serves, and what embedders ask of them."""

import json
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

from storymap.cli import cli
from storymap.cli.console import Console
from storymap.errors import WriteError
from storymap.export.publish import site, slug
from storymap.files import story_from_dict
from tests.storymap.stories import HOSTILE, journey

BASE = "https://example.org/maps/"


def test_a_site_has_the_page_its_picture_its_embeds_and_the_index() -> None:
    files = site([journey()], "https://example.org/maps")

    assert list(files) == [
        "ada-sails.html",
        "ada-sails.png",
        "ada-sails.oembed.json",
        "ada-sails.fragment.html",
        "ada-sails.json",
        "index.html",
        "feed.xml",
        "sitemap.xml",
        "embed.js",
    ]
    assert story_from_dict(json.loads(str(files["ada-sails.json"]))) == journey()
    assert files == site([journey()], "https://example.org/maps/")


def test_the_page_leads_to_its_oembed_description_which_holds_its_frame() -> None:
    files = site([journey()], BASE)
    page = etree.HTML(str(files["ada-sails.html"]))
    told = json.loads(str(files["ada-sails.oembed.json"]))

    (link,) = page.xpath("//head/link[@type='application/json+oembed']")
    assert link.get("href") == f"{BASE}ada-sails.oembed.json"
    assert page.xpath("//head/link[@rel='canonical']/@href") == [f"{BASE}ada-sails.html"]
    assert page.xpath("//head/meta[@property='og:image']/@content") == [told["thumbnail_url"]]
    assert (told["version"], told["type"]) == ("1.0", "rich")
    assert isinstance(told["width"], int)
    frame = etree.HTML(told["html"]).xpath("//iframe")[0]
    assert frame.get("src") == f"{BASE}ada-sails.html"
    assert "allow-same-origin" not in frame.get("sandbox")


def test_several_stories_get_names_of_their_own_and_a_feed() -> None:
    untitled = replace(journey(), document=replace(journey().document, title="平壤", published=None))
    files = site([journey(), journey(), untitled], BASE, title="Three")

    assert {"ada-sails.html", "ada-sails-2.html", "story-3.html"} <= set(files)
    feed = etree.fromstring(str(files["feed.xml"]).encode())
    assert len(feed.findall("{*}entry")) == 3
    assert feed.findtext("{*}updated") == "1900-01-01T00:00:00Z"
    urls = etree.fromstring(str(files["sitemap.xml"]).encode()).xpath("//*[local-name()='loc']/text()")
    assert urls == [BASE, *(f"{BASE}{name}.html" for name in ("ada-sails", "ada-sails-2", "story-3"))]


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("title", HOSTILE)
def test_no_title_becomes_markup_of_a_host(title: str) -> None:
    files = site([replace(journey(), document=replace(journey().document, title=title))], BASE)
    told = json.loads(next(str(files[name]) for name in files if name.endswith(".oembed.json")))
    fragment = next(str(files[name]) for name in files if name.endswith(".fragment.html"))

    for html in (told["html"], fragment, str(files["index.html"])):
        tags = Tags()
        tags.feed(html)
        assert not [tag for tag, _ in tags.found if tag == "script"]
        assert not [name for _, attributes in tags.found for name in attributes if name.startswith("on")]
    etree.fromstring(str(files["feed.xml"]).encode())


@pytest.mark.parametrize("address", ["", "maps/", "ftp://x/", "javascript:alert(1)", 'https://x/"><script>'])
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(WriteError, match="is no web address of a folder"):
        site([journey()], address)


def test_slugs_are_safe_names_of_files() -> None:
    assert slug("Ä Voyage: to/../the “South”") == "a-voyage-to-the-south"
    assert slug("../../etc") == "etc"
    assert slug("平壤") == ""


def test_publish_writes_a_folder(tmp_path: Path) -> None:
    journey().save(tmp_path / "a.json")
    command = ["publish", str(tmp_path / "a.json"), "-o", str(tmp_path / "out" / "site"), "--url", BASE]
    done = CliRunner().invoke(cli, command, obj=Console(), catch_exceptions=False)

    assert done.exit_code == 0
    assert "9 files" in done.output
    assert (tmp_path / "out" / "site" / "index.html").is_file()
