"""A Word document → Document: paragraphs with their numbers, headings, pictures, notes.

python-docx opens it and knows its styles and pictures; its own text of a paragraph leaves out what stands in
links and insertions, so the runs are walked here. Deleted and hidden words are left out.
"""

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from lxml import etree

from places.model import Document
from storymap.errors import ReadError
from storymap.model import Media, Selector
from storymap.sources.archive import open_archive
from storymap.sources.blocks import assemble
from storymap.sources.model import Block, BlockKind, Input, Source
from storymap.sources.picture import data_address
from storymap.sources.text import in_words

_GONE = frozenset(map(qn, ("w:del", "w:moveFrom", "w:instrText", "w:pPr", "w:rPr")))
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_PROPERTIES = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
_SPACES = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}


def read(given: Input) -> Iterator[Source]:
    """Yield the document that a Word file is.

    Raises:
        ReadError: it is damaged, encrypted or without text.
    """
    open_archive(given.data, given.label)
    try:
        opened = docx.Document(io.BytesIO(given.data))
    except (KeyError, ValueError, AttributeError, etree.XMLSyntaxError) as error:
        raise ReadError(f"{given.label} is damaged: Word's parts are missing or broken in it") from error
    blocks = _with_captions(list(_blocks(opened)))
    title, blocks = _title(opened, blocks)
    made = assemble([*blocks, *_notes(opened)])
    if not made.text:
        raise ReadError(f"{given.label} is a Word document without any text in it")
    core = opened.core_properties
    document = Document(
        text=made.text,
        id=given.name,
        title=title or in_words(given.name),
        author=core.author or "",
        language=(core.language or "").partition("-")[0].lower(),
        source=given.address or given.name,
    )
    yield Source(document=document, origin=made.origin, figures=made.figures)


def _blocks(opened: Any) -> Iterator[Block]:
    number = 0
    for paragraph in opened.element.body.iter(qn("w:p")):
        number += 1
        if any(parent.tag in _GONE or parent.tag == _FALLBACK for parent in paragraph.iterancestors()):
            continue
        at = Selector(paragraph=number, path=paragraph.getroottree().getpath(paragraph))
        media = tuple(_pictures(paragraph, opened))
        yield Block(
            pieces=tuple((text, at) for text in _words(paragraph)), kind=_kind(paragraph, opened), media=media
        )


def _kind(paragraph: Any, opened: Any) -> BlockKind | Any:
    style = Paragraph(paragraph, opened).style
    name = (style.name or "").lower() if style is not None else ""
    if name.startswith("heading") or name in {"title", "subtitle"}:
        return "heading"
    return "caption" if name == "caption" else "paragraph"


def _words(element: Any) -> Iterator[str]:
    """Yield the words of a paragraph in order; inner paragraphs (text boxes) come by themselves."""
    for child in element:
        if child.tag in _GONE or child.tag in {_FALLBACK, qn("w:p")} or _is_hidden(child):
            continue
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in _SPACES:
            yield _SPACES[child.tag]
        else:
            yield from _words(child)


def _is_hidden(run: Any) -> bool:
    properties = run.find(qn("w:rPr")) if run.tag == qn("w:r") else None
    hidden = properties.find(qn("w:vanish")) if properties is not None else None
    return hidden is not None and hidden.get(qn("w:val")) not in {"0", "false"}


def _pictures(paragraph: Any, opened: Any) -> Iterator[Media]:
    for drawing in paragraph.iter(qn("w:drawing")):
        if any(parent.tag == _FALLBACK for parent in drawing.iterancestors()):
            continue
        blip = next(drawing.iter(_BLIP), None)
        part = opened.part.related_parts.get(blip.get(_EMBED)) if blip is not None else None
        src = data_address(part.blob) if part is not None else ""
        if src:
            said = next(drawing.iter(_PROPERTIES), None)
            alt = said.get("descr") or said.get("title") or "" if said is not None else ""
            yield Media(src=src, alt=" ".join(alt.split()))


def _with_captions(blocks: list[Block]) -> list[Block]:
    """Give a picture the words of the caption that follows it."""
    named = list(blocks)
    for number, block in enumerate(blocks[:-1]):
        after = blocks[number + 1]
        if block.media and after.kind == "caption":
            caption = " ".join(after.text.split())
            named[number] = replace(block, media=tuple(replace(one, caption=caption) for one in block.media))
    return named


def _title(opened: Any, blocks: list[Block]) -> tuple[str, list[Block]]:
    """Return the title, and the blocks without the heading that says it."""
    first = next((block for block in blocks if block.text.strip()), None)
    heading = " ".join(first.text.split()) if first is not None and first.kind == "heading" else ""
    title = (opened.core_properties.title or "").strip() or heading
    if heading and heading == title:
        return title, [block for block in blocks if block is not first]
    return title, blocks


def _notes(opened: Any) -> Iterator[Block]:
    """Yield the footnotes, behind the text."""
    for relation in opened.part.rels.values():
        if not relation.reltype.endswith("/footnotes"):
            continue
        root = etree.fromstring(relation.target_part.blob, etree.XMLParser(resolve_entities=False))
        for note in root.iter(qn("w:footnote")):
            if note.get(qn("w:type")) in {"separator", "continuationSeparator"}:
                continue
            at = Selector(file="word/footnotes.xml", path=root.getroottree().getpath(note))
            words = " ".join("".join(_words(p)) for p in note.iter(qn("w:p")))
            yield Block(pieces=((words, at),), kind="note")
