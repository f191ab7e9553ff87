"""HTML pages: the article and nothing around it, with the way back to every paragraph."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storymap.errors import ReadError
from storymap.sources.blocks import assemble, squeezed
from storymap.sources.tree import parse_html, read_tree
from tests.storymap.sources import sample
from tests.storymap.sources.reading import at, check_origin, read_one

STORY = [
    "Passengers wave from the deck of the steamer Aurora at Valparaíso, 3 May 1893. / Photo archive",
    "The steamer Aurora left Valparaíso on 3 May 1893 with forty passengers and copper for the north.",
    "Four days later she reached Callao, where a doctor came on board and found two men with fever.",
    "The harbour master of Callao refused the ship, and the captain turned towards Guayaquil.",
    "At Guayaquil the sick were carried to the hospital on the hill, and the copper was sold.",
]


def test_the_article_is_read_and_nothing_around_it(tmp_path: Path) -> None:
    source = read_one(tmp_path, sample.page(STORY, title="The voyage of the Aurora"))

    document = source.document
    for line in STORY:
        assert line in document.text
    for word in ("Paris", "London", "Madrid", "Lisbon", "Berlin", "Privacy", "color"):
        assert word not in document.text
    assert (document.title, document.author) == ("The voyage of the Aurora", "Ann Writer")
    assert (document.published, document.language) == (date(2020, 5, 6), "en")
    check_origin(source)


def test_a_figure_comes_with_its_words(tmp_path: Path) -> None:
    (tmp_path / "medal.jpg").write_bytes(b"\xff\xd8\xff")
    (figure,) = read_one(tmp_path, sample.page(STORY)).figures

    assert (figure.media.src, figure.media.alt) == ("data:image/jpeg;base64,/9j/", "Two men and a medal")
    assert figure.media.caption == STORY[0]


def test_every_stretch_leads_to_its_element(tmp_path: Path) -> None:
    html = sample.page(STORY)
    source = read_one(tmp_path, html)
    tree = parse_html(html)

    assert at(source, "harbour master").at.path.endswith("/article/div/p[3]")
    for one in source.origin:
        (element,) = tree.getroottree().xpath(one.at.path)
        words = squeezed("".join(element.itertext()))
        assert squeezed(source.document.text[one.start : one.end]) in words


@sample.needs_sample
def test_the_sample_tells_the_same_nine_events(tmp_path: Path) -> None:
    told = sample.told(read_one(tmp_path, sample.page(sample.paragraphs())).document)

    assert len(told) == 9
    assert told == sample.plain()


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Valpara&iacute;so &amp; Callao</p>", "Valparaíso & Callao"),
        ("<p>From<br>Lima</p>", "From\nLima"),
        ("<p>From <b>Li</b>ma,\n  by <i>sea</i> .</p>", "From Lima, by sea ."),
        ("<div>One<p>two</p>three</div>", "One\n\ntwo\n\nthree"),
        ("<ul><li>Lima<li>Callao</ul>", "Lima\n\nCallao"),
        ("<table><tr><td>Lima</td><td>1893</td></tr></table>", "Lima · 1893"),
        ("<p>Lima<sup>1</sup> fell.</p>", "Lima fell."),
        ("<p>The 2<sup>nd</sup> of May</p>", "The 2nd of May"),
        ("<p hidden>Paris</p><p>Lima</p>", "Lima"),
        ('<p style="display:none">Paris</p><p>Lima</p>', "Lima"),
        ("<p>Lima<script>Paris</script></p><nav>Paris</nav>", "Lima"),
        ("<p>Ли́ма 平壤</p>", "Ли́ма 平壤"),
        ("<p>shy\u00adphen</p>", "shyphen"),
        ("<blockquote>Lima<cite>Ann</cite></blockquote>", "LimaAnn"),
        ("<p>Lima", "Lima"),
        ('<h2>Lima<span class="mw-editsection">[<a href="/e">edit</a>]</span></h2>', "Lima"),
        ('<p>Lima<sup class="reference"><a href="#1">[1]</a></sup>.</p>', "Lima."),
        ('<p class="sr-only">Skip to Paris</p><p class="editorial">Lima</p>', "Lima"),
    ],
)
def test_words_come_out_as_a_browser_shows_them(html: str, text: str) -> None:
    tree = parse_html(html)
    assert tree is not None
    assert assemble(block for block, _ in read_tree(tree)).text == text


@pytest.mark.parametrize(
    ("html", "message"),
    [
        ("<html><body></body></html>", "without a paragraph of text"),
        ("<!doctype html><div id=app></div><script>run()</script>", "without a paragraph of text"),
    ],
)
def test_a_page_without_text_says_so(tmp_path: Path, html: str, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        read_one(tmp_path, html)


def test_letters_are_those_of_the_bytes_not_of_a_wrong_header(tmp_path: Path) -> None:
    page = sample.page(STORY).replace('charset="utf-8"', 'charset="iso-8859-1"')
    assert "Valparaíso" in read_one(tmp_path, page.encode()).document.text


def test_letters_are_those_that_the_page_names(tmp_path: Path) -> None:
    page = sample.page(STORY).replace('charset="utf-8"', 'charset="cp1252"').encode("cp1252")
    assert "Valparaíso" in read_one(tmp_path, page).document.text


def test_a_bomb_of_entities_is_no_bomb(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><p>Lima &b;&b; fell to the sea.</p>'
    assert len(read_one(tmp_path, bomb).document.text) < 100


def test_deep_nesting_ends(tmp_path: Path) -> None:
    html = "<div>" * 5000 + "<p>Lima</p>"
    with pytest.raises(ReadError):
        read_one(tmp_path, f"<html>{html}</html>")


def test_a_hundred_megabytes_are_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="is an HTML page of 100 MB, and at most 20 MB of that are read"):
        read_one(tmp_path, b"<!doctype html><p>" + b"Lima. " * 16_666_664)


INLINE = st.recursive(
    st.text(st.sampled_from("abc é日<&> \n"), max_size=8),
    lambda inner: st.tuples(
        st.sampled_from(["b", "a", "p", "div", "li", "td", "br"]), st.lists(inner, max_size=4)
    ),
    max_leaves=6,
)


def markup(node: object) -> str:
    if isinstance(node, str):
        return node.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    tag, inner = node  # type: ignore[misc]
    return "<br>" if tag == "br" else f"<{tag}>{''.join(map(markup, inner))}</{tag}>"


@settings(max_examples=40, deadline=None)
@given(st.lists(INLINE, max_size=3))
def test_of_any_tree_every_stretch_leads_back_to_its_characters(nodes: list[object]) -> None:
    tree = parse_html(f"<body>{''.join(map(markup, nodes))}</body>")
    if tree is None:
        return
    made = assemble(block for block, _ in read_tree(tree))
    for one in made.origin:
        (element,) = tree.getroottree().xpath(one.at.path)
        words = squeezed("".join(element.itertext()))
        assert squeezed(made.text[one.start : one.end].replace("·", "")) in words
    assert squeezed(made.text.replace("·", "")) == squeezed("".join(tree.itertext()))
