import gzip
import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import folium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import escape

from places.model import Document
from storymap.model import Story
from storymap.page import page, story_map
from storymap.page.policy import content_hash, content_policy
from storymap.page.template import data_block, linked
from storymap.page.tiles import TilesError, safe_attribution, tile_layer


class Parsed(HTMLParser):
    """The page as a browser reads it: its elements, the text in each script and style, and its metas."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict]] = []
        self.inside: dict[str, list[str]] = {"script": [], "style": []}
        self.open = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self.open = tag if tag in self.inside else ""
        if self.open:
            self.inside[tag].append("")

    def handle_endtag(self, tag):
        self.open = ""

    def handle_data(self, data):
        if self.open:
            self.inside[self.open][-1] += data

    def meta(self, name):
        return next(a["content"] for t, a in self.elements if t == "meta" and name in a.values())


@pytest.fixture(scope="module")
def html(crossing):
    return page(crossing)


def test_the_same_story_gives_the_same_bytes(crossing, html):
    assert page(crossing) == html


def test_the_page_asks_nobody_for_anything(html):
    parsed = Parsed(html)

    fetched = [
        (tag, attrs)
        for tag, attrs in parsed.elements
        if "src" in attrs or (tag in ("link", "base", "iframe", "object") and attrs)
    ]
    assert [attrs["href"][:18] for _, attrs in fetched] == ["data:image/svg+xml"]
    assert "url(" not in "".join(parsed.inside["style"])


def test_the_policy_names_every_script_and_style_of_the_page(html):
    parsed = Parsed(html)
    policy = parsed.meta("Content-Security-Policy")

    kinds = [attrs.get("type") for tag, attrs in parsed.elements if tag == "script"]
    scripts = [text for text, kind in zip(parsed.inside["script"], kinds, strict=True) if kind is None]
    assert len(scripts) == 3
    assert all(content_hash(text) in policy for text in [*scripts, *parsed.inside["style"]])
    assert "'unsafe-inline'" not in policy
    assert "https:" not in policy
    assert policy.startswith("default-src 'none'")
    assert "connect-src 'self';" in policy


def test_the_page_is_light(crossing, html):
    parsed = Parsed(html)

    def weight(text):
        return len(gzip.compress(text.encode(), 9))

    kinds = [attrs.get("type") for tag, attrs in parsed.elements if tag == "script"]
    scripts = [text for text, kind in zip(parsed.inside["script"], kinds, strict=True) if kind is None]
    assert weight(html) <= 300_000
    assert sum(map(weight, scripts)) <= 95_000
    assert sum(map(weight, parsed.inside["style"])) <= 15_000


def test_the_head_tells_what_the_page_is(html):
    parsed = Parsed(html)
    told = json.loads(parsed.inside["script"][0])

    assert parsed.meta("og:title") == "The cook’s mate who drew the sea"
    assert parsed.meta("description") == "12 events in 6 countries, 1911–1957"
    assert told["@type"] == "Article"
    assert told["about"][1]["startDate"] == "1911-03-03"
    assert told["contentLocation"][0]["geo"]["latitude"] == -33.036


def test_the_data_is_the_story(crossing, html):
    data = json.loads(Parsed(html).inside["script"][2])

    assert [event["step"] for event in data["events"]] == list(range(1, 13))
    assert [place["name"] for place in data["places"]] == [entry.place.name for entry in crossing.places]
    assert data["routes"] == [{"name": "The voyage of the Aurelia", "colour": "", "events": [1, 3, 5, 6]}]
    custom_house = next(place for place in data["places"] if place["name"] == "Custom House")
    assert custom_house["precision"] == "near"
    assert custom_house["within"] == "Callao"


def test_a_story_without_anything_is_still_a_page():
    parsed = Parsed(page(Story(document=Document(text=""))))

    assert parsed.meta("og:title") == "A story map"


def test_a_reader_s_interface_is_in_the_language_of_the_text(crossing):
    arabic = page(replace(crossing, document=replace(crossing.document, language="ar")))

    assert '<html lang="ar" dir="rtl"' in arabic
    assert "12 حدثًا في 6 بلدان" in arabic


def test_an_author_s_own_styles_come_last_and_cannot_end_their_element(crossing):
    parsed = Parsed(page(crossing, css=":root { --accent: teal } </style><script>alert(1)</script>"))

    assert parsed.inside["style"][-1].startswith(":root { --accent: teal }")
    assert len(parsed.inside["script"]) == 5


@given(st.text() | st.sampled_from(["</script>", "<!--", "]]>", "\u2028", "&lt;"]))
def test_a_data_block_gives_back_what_went_in_and_holds_nothing_of_html(text):
    block = str(data_block({"text": text}).encode("utf-8", "surrogatepass").decode("utf-8", "surrogatepass"))

    assert json.loads(block) == {"text": text}
    assert not re.search(r"[<>&\u2028\u2029]", block)


EVIL = st.text(alphabet="<>/&\"'`${}%!-scriptonelad= \x00\u2028{", max_size=40)


@settings(max_examples=8, deadline=None)
@given(EVIL)
def test_no_title_adds_an_element(text):
    usual = page(Story(document=Document(text="x", title="x")))

    hostile = page(Story(document=Document(text=text or "x", title=text or "x", author=text, source=text)))

    extra = len(Parsed(hostile).inside["script"]) - len(Parsed(usual).inside["script"])
    assert extra == 0


def test_a_story_map_is_a_folium_map_and_takes_folium_s_layers(crossing):
    drawn = story_map(crossing)
    folium.Marker([0, 0], popup="<b>Equator</b>", tooltip="here", icon=folium.Icon(color="red")).add_to(drawn)
    folium.LayerControl().add_to(drawn)

    html = drawn.get_root().render()

    assert isinstance(drawn, folium.Map)
    assert ".addTo(story_map)" in html
    assert "cdn" not in html
    parsed = Parsed(html)
    policy = parsed.meta("Content-Security-Policy")
    assert all(content_hash(text) in policy for text in parsed.inside["script"][3:])


def test_folium_s_random_names_do_not_reach_the_page(crossing):
    def drawn():
        story = story_map(crossing)
        group = folium.FeatureGroup("more").add_to(story)
        folium.CircleMarker([1, 2], popup="a").add_to(group)
        return story.get_root().render()

    assert drawn() == drawn()


def test_a_plugin_s_servers_are_in_the_policy_and_no_others(crossing):
    from folium.plugins import MarkerCluster

    drawn = story_map(crossing)
    MarkerCluster().add_to(drawn)
    policy = Parsed(drawn.get_root().render()).meta("Content-Security-Policy")

    assert "markercluster.js" in policy
    assert "connect-src 'none'" in policy
    assert "jquery" not in policy


def test_a_notebook_shows_the_page_in_a_frame(crossing):
    shown = story_map(crossing)._repr_html_()

    assert "<iframe srcdoc=" in shown
    assert "story-data" in shown


def test_a_story_map_can_be_saved_as_any_folium_map(crossing, html, tmp_path):
    story_map(crossing).save(tmp_path / "map.html")

    assert (tmp_path / "map.html").read_text(encoding="utf-8") == html


def test_tiles_are_asked_only_of_the_servers_that_the_author_chose(crossing):
    policy = Parsed(page(crossing, tiles="OpenStreetMap")).meta("Content-Security-Policy")

    images = re.search(r"img-src ([^;]*)", policy).group(1).split()
    assert images == ["data:", "https://tile.openstreetmap.org"]


def test_each_subdomain_of_a_tile_server_is_named():
    layer = tile_layer("https://{s}.example.org/{z}/{x}/{y}.png")

    assert layer["hosts"] == ["https://a.example.org", "https://b.example.org", "https://c.example.org"]


def test_an_address_of_tiles_will_do():
    layer = tile_layer("https://tiles.example.org/{z}/{x}/{y}.png")

    assert layer["hosts"] == ["https://tiles.example.org"]
    assert layer["name"] == "tiles.example.org"


@pytest.mark.parametrize("name", ["Nobody.Knows", "Thunderforest.Atlas"])
def test_tiles_that_are_unknown_or_need_a_key_are_an_error(name):
    with pytest.raises(TilesError):
        tile_layer(name)


def test_an_attribution_keeps_its_links_and_loses_the_rest():
    html = (
        '&copy; <a href="https://x.org" onclick="evil()">X</a> <img src=x onerror=evil()>'
        ' <a href="javascript:evil()">Y</a> <b>Z'
    )

    assert safe_attribution(html) == '© <a href="https://x.org" rel="noopener" target="_blank">X</a>  Y Z'


def test_a_policy_without_scripts_allows_none():
    assert "script-src 'none'" in content_policy(scripts=[], styles=[])


@pytest.mark.parametrize(
    "tiles",
    [
        "https://x.example;script-src 'unsafe-inline' https:…/{z}/{x}/{y}",
        "https://x.example/{z}/{x}/{y};connect-src *",
        "tile.example/{z}/{x}/{y}",
        "http://tile.example/{z}/{x}/{y}",
        "{z}",
        "file:///{z}/{x}/{y}",
        "javascript:{z}{x}{y}",
        "data:image/png,{z}{x}{y}",
        "https://tile.example/{z}/{x}/{y}/{foo}",
        "https://tile.example/{z}/{x}",
        "https://[/{z}/{x}/{y}",
    ],
)
def test_what_is_no_address_of_tiles_is_refused(tiles):
    with pytest.raises(TilesError, match="no address of tiles"):
        tile_layer(tiles)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            "See https://example.org/a?b=1&c=2.",
            'See <a class="address" href="https://example.org/a?b=1&amp;c=2"',
        ),
        ("Ask ana@example.org!", '<a class="address" href="mailto:ana@example.org"'),
        ("javascript:alert(1) <b>", "javascript:alert(1) &lt;b&gt;"),
        ('https://example.org/"onclick="x', 'href="https://example.org/"'),
    ],
)
def test_addresses_in_the_text_are_links_and_nothing_else_of_it_is_html(text, html):
    made = linked(text)

    assert html in made
    assert "<b>" not in made
    assert "onclick=" not in re.sub("&#34;onclick=", "", made)


@given(st.text())
def test_a_text_with_links_says_what_it_said(text):
    assert re.sub("<[^>]*>", "", linked(text)) == str(escape(text))
