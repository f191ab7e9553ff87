"""An OpenDocument text → Document: paragraphs, headings, pictures, notes; deleted words are left out."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from places.model import Document
from storymap.errors import ReadError
from storymap.model import Media, Selector
from storymap.sources.archive import Archive, open_archive
from storymap.sources.blocks import assemble
from storymap.sources.model import Block, Input, Source
from storymap.sources.picture import data_address
from storymap.sources.text import in_words
from storymap.sources.xml import inner_text, local_name, parse_xml

_LEFT_OUT = frozenset({"tracked-changes", "annotation", "annotation-end", "note-citation", "sequence-decls"})
_HREF = "{http://www.w3.org/1999/xlink}href"
_SPACES = {"s": " ", "tab": " ", "line-break": "\n"}


@dataclass(slots=True)
class _Walk:
    archive: Archive
    number: int = 0
    notes: tuple[Block, ...] = ()


def read(given: Input) -> Iterator[Source]:
    """Yield the document that an OpenDocument text is.

    Raises:
        ReadError: it is damaged, encrypted or without text.
    """
    archive = open_archive(given.data, given.label)
    if "META-INF/manifest.xml" in archive.names() and b"encryption-data" in archive.read(
        "META-INF/manifest.xml"
    ):
        raise ReadError(f"{given.label} is encrypted; save it without a password")
    root = parse_xml(archive.read("content.xml"), given.label)
    body = next(
        (e for e in root.iter() if local_name(e) == "text" and local_name(e.getparent()) == "body"), None
    )
    if body is None:
        raise ReadError(f"{given.label} is an OpenDocument file that holds no text")
    walk = _Walk(archive)
    blocks = list(_blocks(body, walk))
    said = _said(archive, given.label)
    heading = blocks[0].text.strip() if blocks and blocks[0].kind == "heading" else ""
    title = said.get("title") or heading
    made = assemble([*(blocks[1:] if heading and heading == title else blocks), *walk.notes])
    if not made.text:
        raise ReadError(f"{given.label} is an OpenDocument file without any text in it")
    document = Document(
        text=made.text,
        id=given.name,
        title=title or in_words(given.name),
        author=said.get("initial-creator") or said.get("creator", ""),
        language=(said.get("language") or "").partition("-")[0].lower(),
        source=given.address or given.name,
    )
    yield Source(document=document, origin=made.origin, figures=made.figures)


def _said(archive: Archive, label: str) -> dict[str, str]:
    if "meta.xml" not in archive.names():
        return {}
    root = parse_xml(archive.read("meta.xml"), label)
    return {local_name(element): inner_text(element) for element in root.iter() if not len(element)}


def _blocks(element: etree._Element, walk: _Walk) -> Iterator[Block]:
    for child in element:
        name = local_name(child)
        if name in _LEFT_OUT or not name:
            continue
        if name in {"p", "h"}:
            yield _paragraph(child, name, walk)
        else:
            yield from _blocks(child, walk)


def _paragraph(element: etree._Element, name: str, walk: _Walk) -> Block:
    walk.number += 1
    at = Selector(file="content.xml", paragraph=walk.number, path=element.getroottree().getpath(element))
    media = tuple(_pictures(element, walk.archive))
    kind = (
        "heading" if name == "h" or (element.get(_style(element)) or "").startswith("Title") else "paragraph"
    )
    words = tuple((text, at) for text in _words(element, walk))
    return Block(pieces=words, kind="heading" if kind == "heading" else "paragraph", media=media)


def _style(element: etree._Element) -> str:
    return f"{{{etree.QName(element).namespace}}}style-name"


def _words(element: etree._Element, walk: _Walk) -> Iterator[str]:
    if element.text:
        yield element.text
    for child in element:
        name = local_name(child)
        if name == "note":
            at = Selector(file="content.xml", path=child.getroottree().getpath(child))
            body = next((e for e in child if local_name(e) == "note-body"), None)
            walk.notes = (*walk.notes, Block(pieces=((inner_text(body), at),), kind="note"))
        elif name in _SPACES:
            yield _SPACES[name]
        elif name == "frame":
            yield from _boxed(child, walk)
        elif name and name not in _LEFT_OUT:
            yield from _words(child, walk)
        if child.tail:
            yield child.tail


def _boxed(frame: etree._Element, walk: _Walk) -> Iterator[str]:
    """Yield the words of a text box, as Writer makes them for captions."""
    for child in frame:
        if local_name(child) == "text-box":
            for paragraph in child:
                yield from _words(paragraph, walk)


def _pictures(element: etree._Element, archive: Archive) -> Iterator[Media]:
    names = archive.names()
    for frame in element.iter():
        if local_name(frame) != "frame":
            continue
        said = {local_name(child): child for child in frame}
        href = said["image"].get(_HREF, "").removeprefix("./") if "image" in said else ""
        src = data_address(archive.read(href)) if href in names else ""
        if src:
            alt = inner_text(said.get("desc")) or inner_text(said.get("title"))
            yield Media(src=src, alt=alt)
