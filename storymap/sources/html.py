"""An HTML page → Document: trafilatura chooses the article, our own walk of the tree gives its words.

trafilatura's text is rebuilt, so that nothing in it leads back to the page; it only says which paragraphs
are the article's. Its date is not used: without the page's own data it takes a caption's (htmldate does
the same, unless it is told not to search the text).
"""

import logging
import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from places.model import Document
from storymap.errors import ReadError
from storymap.model import Media
from storymap.sources.blocks import assemble, squeezed
from storymap.sources.letters import decoded
from storymap.sources.model import Block, Figure, Input, Source
from storymap.sources.text import in_words
from storymap.sources.tree import parse_html, read_tree

_META_CHARSET = re.compile(
    rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)|<\?xml[^>]+encoding=[\"']([\w-]+)", re.I
)
_LEAST = 0.3
"""A choice that holds less of the page's main part than this is not trusted."""

# What the two say of a page that they cannot use is no news to a user: our own walk reads it.
for _name in ("trafilatura", "htmldate"):
    logging.getLogger(_name).addHandler(logging.NullHandler())

Found = tuple[Block, etree._Element]


def read(given: Input) -> Iterator[Source]:
    """Yield the article of a page.

    Raises:
        ReadError: there is no text in the page.
    """
    text, guessed = decoded(
        given.data, source=given.label, encoding=given.options.encoding, hints=_hints(given)
    )
    tree = parse_html(text)
    if tree is None:
        raise ReadError(f"{given.label} is an HTML page without any text in it")
    said = _metadata(text, tree)
    blocks = _article(text, tree, given, said.get("title", ""))
    made = assemble(blocks)
    if not made.text:
        raise ReadError(
            f"{given.label} is an HTML page without a paragraph of text (is it made by a script?)"
        )
    document = Document(
        text=made.text,
        id=given.name,
        title=said.get("title") or in_words(given.name),
        author=said.get("author", ""),
        language=_language(tree),
        published=_published(text),
        source=given.address or said.get("url") or given.name,
    )
    notes = (f"read as {guessed}; if letters look wrong, give --encoding",) if guessed else ()
    yield Source(document=document, origin=made.origin, figures=_with_cover(made.figures, said), notes=notes)


def _hints(given: Input) -> tuple[str, ...]:
    """Return what the server and the page say of the letters; they err often, and only count after UTF-8."""
    match = _META_CHARSET.search(given.data[:4096])
    own = (match[1] or match[2]).decode("ascii") if match else ""
    return tuple(name for name in (given.charset, own) if name)


def _article(text: str, tree: etree._Element, given: Input, title: str) -> list[Block]:
    base = given.address

    def load(src: str) -> str:
        return urljoin(base, src) if base else src

    found = list(read_tree(tree, load=load))
    main = _main_part(tree, load) or found
    chosen = _chosen(text, found)
    size = sum(len(block.text) for block in chosen)
    blocks = chosen if size >= _LEAST * sum(len(block.text) for block, _ in main) else [b for b, _ in main]
    return [block for block in blocks if not _is_title(block, title)]


def _main_part(tree: etree._Element, load: Any) -> list[Found]:
    """Return the blocks of the one element that says it holds the page's main text; empty without one."""
    for path in ("//article", "//main", "//*[@itemprop='articleBody']"):
        elements = tree.xpath(path)
        if len(elements) == 1:
            return list(read_tree(elements[0], load=load))
    return []


def _chosen(text: str, found: Sequence[Found]) -> list[Block]:
    """Return the blocks that trafilatura takes for the article, and what belongs to them.

    Between the first and the last paragraph chosen, headings, captions and pictures are taken too, and what
    stands beside a chosen one under the same element, unless it is only a link.
    """
    rebuilt = _rebuilt(text)
    if not rebuilt:
        return []
    kept = [bool(block.text.strip()) and squeezed(block.text) in rebuilt for block, _ in found]
    if not any(kept):
        return []
    first, last = kept.index(True), len(kept) - kept[::-1].index(True)
    parents = {element.getparent() for (_, element), keep in zip(found, kept, strict=True) if keep}
    first -= _lead_figures(found, first, parents)
    return [
        block
        for (block, element), keep in zip(found[first:last], kept[first:last], strict=True)
        if keep or (_belongs(block, element, parents))
    ]


def _lead_figures(found: Sequence[Found], first: int, parents: set[Any]) -> int:
    """Return how many pictures and captions right before the first paragraph are the article's."""
    count = 0
    for block, element in reversed(found[:first]):
        if not (block.kind == "caption" or block.media) or not _is_inside(element, parents):
            break
        count += 1
    return count


def _belongs(block: Block, element: etree._Element, parents: set[Any]) -> bool:
    if block.kind in ("heading", "caption") or block.media:
        return _is_inside(element, parents)
    links = sum(len(squeezed("".join(link.itertext()))) for link in element.iter("a"))
    return element.getparent() in parents and links < 0.8 * len(squeezed(block.text))


def _is_inside(element: etree._Element, parents: set[Any]) -> bool:
    return any(ancestor in parents for ancestor in element.iterancestors())


def _rebuilt(text: str) -> str:
    """Return the article as trafilatura rebuilds it, without white space."""
    import trafilatura

    try:
        told = trafilatura.extract(text, include_comments=False, include_tables=True, favor_recall=True)
    except (ValueError, RecursionError):  # a page on which it stumbles is read without its help
        return ""
    # Cells of tables come between bars, list items behind dashes.
    return squeezed((told or "").replace("|", "").replace("·", ""))


def _metadata(text: str, tree: etree._Element) -> dict[str, str]:
    import trafilatura

    try:
        told = trafilatura.extract_metadata(text, extensive=False)
    except (ValueError, AttributeError, RecursionError):
        told = None
    said = told.as_dict() if told is not None else {}
    kept = {key: str(said[key]) for key in ("title", "author", "url", "image") if said.get(key)}
    heading = next(tree.iter("h1"), None)
    if heading is not None and "title" not in kept:
        kept["title"] = " ".join("".join(heading.itertext()).split())
    kept["title"] = " ".join(kept.get("title", "").split())
    return kept


def _published(text: str) -> date | None:
    """Return the day that the page's own data gives; never one that a search of its text would guess."""
    from htmldate import find_date

    try:
        found = find_date(text, extensive_search=False, original_date=True)
        return date.fromisoformat(found) if found else None
    except (ValueError, RecursionError):
        return None


def _language(tree: etree._Element) -> str:
    said = tree.getroottree().getroot().get("lang") or ""
    return said.replace("_", "-").partition("-")[0].lower()


def _is_title(block: Block, title: str) -> bool:
    return block.kind == "heading" and bool(title) and squeezed(block.text) == squeezed(title)


def _with_cover(figures: tuple[Figure, ...], said: dict[str, str]) -> tuple[Figure, ...]:
    """Return the figures with the picture that the page shows of itself, if it is none of them."""
    image = said.get("image", "")
    if not image or any(figure.media.src == image for figure in figures):
        return figures
    return (Figure(media=Media(src=image)), *figures)
