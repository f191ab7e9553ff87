"""A tree of HTML → blocks, each with the XPath of the element that holds it; what is not read is left out."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree, html

from storymap.model import Media, Selector
from storymap.sources.model import Block, BlockKind
from storymap.sources.table import media_kind

BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section "
    "summary table tbody tfoot thead tr ul".split()
)
LEFT_OUT = frozenset(
    "script style noscript template svg math iframe object embed select button input textarea head link meta "
    "canvas dialog".split()
)
"""Elements that hold no words of the text."""

FURNITURE = frozenset("nav aside footer form menu".split())
"""Elements around an article."""

_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_CELLS = frozenset("td th".split())
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NOT_READ = re.compile(
    r"(?:^|[\s_-])(?:editsection|sr-only|visually-hidden|screen-reader-text|noprint|hatnote)(?:$|[\s_-])"
)
"""Classes of what is there for the page's machinery or for programs, not for readers."""

_NOTE_MARK = re.compile(r"^\W*(?:\d{1,3}|[a-z*†‡])\W*$")
_MOST_DEPTH = 400

Load = Callable[[str], str]
"""A picture's address as it stands in the document → one that can be used, "" if there is none."""


@dataclass(slots=True)
class _Walk:
    """The state of a walk: the pieces of the block that is being read, its element and its pictures."""

    file: str
    around: frozenset[str]
    load: Load
    pieces: list[tuple[str, Selector]] = field(default_factory=list)
    media: list[Media] = field(default_factory=list)
    kind: BlockKind = "paragraph"
    home: etree._Element | None = None


def read_tree(
    root: etree._Element, *, file: str = "", around: frozenset[str] = FURNITURE, load: Load = lambda src: src
) -> Iterator[tuple[Block, etree._Element]]:
    """Yield the blocks of a tree in order, each with the element that holds it.

    Args:
        root: where to begin.
        file: the member of an archive that the tree is of.
        around: elements that stand around the text and are not read.
        load: makes pictures' addresses usable.
    """
    walk = _Walk(file=file, around=around, load=load)
    yield from _element(root, walk, 0)
    yield from _flush(walk)


def parse_html(data: bytes | str) -> etree._Element | None:
    """Return the tree of an HTML text, None if there is none; nothing outside of it is asked for."""
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    source = data.encode("utf-8", errors="replace") if isinstance(data, str) else data
    try:
        return html.document_fromstring(source, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _element(element: etree._Element, walk: _Walk, depth: int) -> Iterator[tuple[Block, etree._Element]]:
    tag = element.tag if isinstance(element.tag, str) else ""
    name = tag.rpartition("}")[2].lower()
    if not name or _is_left_out(element, name, walk) or depth > _MOST_DEPTH:
        return
    if name in BLOCKS:
        yield from _flush(walk)
        walk.home, walk.kind = element, _kind(name, walk.kind)
    if name == "br":
        _add(walk, "\n", element)
    elif name in {"img", "audio", "video"}:
        _picture(element, name, walk)
    else:
        yield from _inside(element, name, walk, depth)
    if name in BLOCKS:
        yield from _flush(walk)
        walk.home, walk.kind = element.getparent(), "paragraph"


def _inside(
    element: etree._Element, name: str, walk: _Walk, depth: int
) -> Iterator[tuple[Block, etree._Element]]:
    if walk.home is None:
        walk.home = element
    kind, home = walk.kind, walk.home
    if element.text:
        _add(walk, element.text, element)
    for child in element:
        yield from _element(child, walk, depth + 1)
        if name in BLOCKS:
            walk.home = element
        walk.kind = kind
        if child.tail:
            _add(walk, child.tail, home)
    if name in _CELLS and element.getnext() is not None:
        _add(walk, " · ", element)


def _kind(name: str, outer: BlockKind) -> BlockKind:
    if name in _HEADINGS:
        return "heading"
    if name in {"figcaption", "caption"}:
        return "caption"
    return outer if outer == "caption" else "paragraph"


def _is_left_out(element: etree._Element, name: str, walk: _Walk) -> bool:
    if name in LEFT_OUT or name in walk.around:
        return True
    hidden = element.get("hidden") is not None or element.get("aria-hidden") == "true"
    if hidden or _HIDDEN.search(element.get("style") or "") or _NOT_READ.search(element.get("class") or ""):
        return True
    # A note's mark is no word of the sentence: "Lima¹ was taken".
    is_mark = name == "sup" or (name == "a" and "noteref" in " ".join(element.attrib.values()))
    return is_mark and bool(_NOTE_MARK.match("".join(element.itertext())))


def _add(walk: _Walk, text: str, element: etree._Element) -> None:
    home = walk.home if walk.home is not None else element
    walk.pieces.append((text if text == "\n" else " ".join(re.split(r"\s+", text)), _at(home, walk)))


def _at(element: etree._Element, walk: _Walk) -> Selector:
    return Selector(file=walk.file, path=element.getroottree().getpath(element))


def _flush(walk: _Walk) -> Iterator[tuple[Block, etree._Element]]:
    pieces, media = tuple(walk.pieces), tuple(walk.media)
    has_words = any(text.strip(" \n·") for text, _ in pieces)
    if walk.home is not None and (has_words or media):
        yield Block(pieces=pieces if has_words else (), kind=walk.kind, media=media), walk.home
    walk.pieces, walk.media = [], []


def _picture(element: etree._Element, name: str, walk: _Walk) -> None:
    src = _source(element, name)
    loaded = walk.load(src) if src else ""
    if not loaded or _is_tiny(element):
        return
    kind = "image" if name == "img" else media_kind(src)
    alt = " ".join((element.get("alt") or "").split())
    caption, credit = _said_of(element)
    walk.media.append(Media(src=loaded, kind=kind, alt=alt, caption=caption, credit=credit))


def _source(element: etree._Element, name: str) -> str:
    """Return the address of a picture; pages that load pictures late keep it elsewhere than in src."""
    src = element.get("data-src") or element.get("src") or ""
    if name != "img" and not src:
        return next((child.get("src") or "" for child in element if child.tag == "source"), "")
    return src.strip()


def _is_tiny(element: etree._Element) -> bool:
    """Tell a counter's or a layout's picture: a few pixels wide."""
    sizes = (element.get("width"), element.get("height"))
    return any(size is not None and size.isdigit() and int(size) < 50 for size in sizes)


_CREDIT_CLASS = re.compile(r"credit|copyright|source|author|byline", re.IGNORECASE)


def _said_of(element: etree._Element) -> tuple[str, str]:
    """Return caption and credit of a picture, as the figure around it has them."""
    figure = next((a for a in element.iterancestors() if a.tag == "figure"), None)
    caption = next(figure.iter("figcaption"), None) if figure is not None else None
    if caption is None:
        return "", ""
    marked = (e for e in caption.iterdescendants() if _CREDIT_CLASS.search(e.get("class") or ""))
    credit = next(("".join(e.itertext()) for e in (*marked, *caption.iter("cite", "small"))), "")
    words = " ".join("".join(caption.itertext()).split())
    bare = " ".join(credit.split())
    return (words.removesuffix(bare).rstrip(" |–—-") if bare else words), bare
