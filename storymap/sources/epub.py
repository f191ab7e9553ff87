"""An e-book (EPUB) → Document: its chapters in reading order, each through the reader of HTML."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import unquote

from lxml import etree

from places.model import Document
from storymap.errors import ReadError
from storymap.model import Media
from storymap.sources.archive import Archive, open_archive
from storymap.sources.blocks import assemble
from storymap.sources.model import Block, Figure, Input, Source
from storymap.sources.picture import data_address
from storymap.sources.text import in_words
from storymap.sources.tree import parse_html, read_tree
from storymap.sources.xml import inner_text, local_name, parse_xml

_CONTAINER = "META-INF/container.xml"
_FONTS = "http://www.idpf.org/2008/embedding"
_AROUND = frozenset({"nav"})


@dataclass(frozen=True, slots=True)
class _Package:
    """The book's list of contents: its folder, its elements, its members by id with href and properties."""

    folder: str
    root: etree._Element
    items: dict[str, tuple[str, str]]


def read(given: Input) -> Iterator[Source]:
    """Yield the one document that a book is.

    Raises:
        ReadError: it is damaged, locked by its seller, or without text.
    """
    archive = open_archive(given.data, given.label)
    _check_unlocked(archive, given.label)
    package = _package(archive, given.label)
    made = assemble(_blocks(archive, package))
    if not made.text:
        raise ReadError(f"{given.label} is an e-book without any text in it")
    said = _said(package)
    document = Document(
        text=made.text,
        id=given.name,
        title=said.get("title") or in_words(given.name),
        author=said.get("creator", ""),
        language=said.get("language", "").partition("-")[0].lower(),
        published=_day(said.get("date", "")),
        source=given.address or given.name,
    )
    yield Source(document=document, origin=made.origin, figures=(*_cover(archive, package), *made.figures))


def _check_unlocked(archive: Archive, label: str) -> None:
    """Raise ReadError for a book that only its seller's programs open; scrambled fonts do not matter."""
    if "META-INF/encryption.xml" not in archive.names():
        return
    root = parse_xml(archive.read("META-INF/encryption.xml"), label)
    methods = [e.get("Algorithm", "") for e in root.iter() if local_name(e) == "EncryptionMethod"]
    if any(method != _FONTS and "pdf/enc#RC" not in method for method in methods):
        raise ReadError(f"{label} is locked by its seller (DRM); a book that is not can be read")


def _package(archive: Archive, label: str) -> _Package:
    container = parse_xml(archive.read(_CONTAINER), label)
    path = next((e.get("full-path", "") for e in container.iter() if local_name(e) == "rootfile"), "")
    root = parse_xml(archive.read(path), label)
    items = {
        e.get("id", ""): (unquote(e.get("href", "")), e.get("properties", ""))
        for e in root.iter()
        if local_name(e) == "item"
    }
    return _Package(posixpath.dirname(path), root, items)


def _blocks(archive: Archive, package: _Package) -> Iterator[Block]:
    for reference in package.root.iter():
        if local_name(reference) != "itemref" or reference.get("linear") == "no":
            continue
        href, properties = package.items.get(reference.get("idref", ""), ("", "nav"))
        if "nav" in properties.split():
            continue
        name = posixpath.normpath(posixpath.join(package.folder, href))
        tree = parse_html(_letters(archive.read(name)))
        if tree is not None:
            yield from _chapter(tree, name, archive)


def _letters(data: bytes) -> bytes:
    """Return a chapter as UTF-8, which it nearly always is."""
    from storymap.sources.letters import bom_encoding

    mark = bom_encoding(data)
    return data.decode(mark, errors="replace").encode() if mark else data


def _chapter(tree: etree._Element, name: str, archive: Archive) -> Iterator[Block]:
    folder, names = posixpath.dirname(name), set(archive.names())

    def load(src: str) -> str:
        member = posixpath.normpath(posixpath.join(folder, unquote(src.partition("#")[0])))
        return data_address(archive.read(member)) if member in names else ""

    body = next(tree.iter("body"), tree)
    for block, _ in read_tree(body, file=name, around=_AROUND, load=load):
        yield block


def _cover(archive: Archive, package: _Package) -> tuple[Figure, ...]:
    meta = next((e.get("content", "") for e in package.root.iter() if e.get("name") == "cover"), "")
    href = next(
        (
            href
            for key, (href, properties) in package.items.items()
            if "cover-image" in properties or key == meta
        ),
        "",
    )
    name = posixpath.normpath(posixpath.join(package.folder, href))
    src = data_address(archive.read(name)) if href and name in archive.names() else ""
    return (Figure(media=Media(src=src)),) if src else ()


def _said(package: _Package) -> dict[str, str]:
    said: dict[str, str] = {}
    for element in package.root.iter():
        name = local_name(element)
        if name in {"title", "creator", "language", "date"} and inner_text(element):
            said.setdefault(name, inner_text(element))
    return said


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if len(value) >= 10 else None
    except ValueError:
        return None
