"""Edited and scanned texts in XML (TEI, ALTO, PAGE) → Document with page and line of every word."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from lxml import etree

from places.model import Document
from storymap.errors import ReadError
from storymap.model import Box, Selector, Span
from storymap.sources.blocks import assemble
from storymap.sources.model import Block, BlockKind, Input, Marked, MarkedKind, Source
from storymap.sources.text import in_words
from storymap.sources.xml import inner_text, local_name, parse_xml

_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_BLOCKS = frozenset(
    "p head ab l item label stage speaker salute dateline opener closer signed byline cell".split()
)
# Of two readings the edited one counts; what the writer struck out and who edits it are no words of the text.
_LEFT_OUT = frozenset("teiHeader del sic abbr orig note fw facsimile standOff figDesc gap back".split())
_INSTEAD = {"sic": "corr", "abbr": "expan", "orig": "reg"}
_HYPHENS = ("-", "\u00ad", "¬", "⸗")

Piece = tuple[str, Selector]


@dataclass(slots=True)
class _Tei:
    """Where the walk is: the page and the line that its last breaks named."""

    page: int | None = None
    line: int | None = None


def read_tei(given: Input) -> Iterator[Source]:
    """Yield the text of a TEI edition: its paragraphs and lines of verse, of two readings the edited one.

    Raises:
        ReadError: it is damaged or without text.
    """
    root = parse_xml(given.data, given.label)
    body = next((e for e in root.iter() if local_name(e) == "text"), None)
    made = assemble(_tei_blocks(body, _Tei()) if body is not None else ())
    if not made.text:
        raise ReadError(f"{given.label} is TEI without any text in it")
    header = next((e for e in root.iter() if local_name(e) == "titleStmt"), None)
    said = {local_name(e): inner_text(e) for e in (reversed(header) if header is not None else ())}
    document = Document(
        text=made.text,
        id=given.name,
        title=said.get("title") or in_words(given.name),
        author=said.get("author", ""),
        language=(root.get(_XML_LANG) or (body.get(_XML_LANG) if body is not None else "") or "")[:2].lower(),
        published=_tei_day(root),
        source=given.address or given.name,
    )
    marked = tuple(_tei_marked(body, made.text)) if body is not None else ()
    yield Source(document=document, origin=made.origin, marked=marked)


def _tei_marked(body: etree._Element, text: str) -> Iterator[Marked]:
    """Yield what the edition says of its words, found in their order; what it does not hold is passed by."""
    kinds: dict[str, tuple[MarkedKind, Callable[[etree._Element], str]]] = {
        "placeName": ("place", _tei_address),
        "date": ("date", _tei_date),
        "persName": ("person", inner_text),
    }
    at = 0
    for element in body.iter():
        kind, told = kinds.get(local_name(element), (None, inner_text))
        words = inner_text(element)
        start = text.find(words, at) if kind and words else -1
        if kind is None or start < 0 or any(local_name(e) in _LEFT_OUT for e in element.iterancestors()):
            continue
        # A name may hold another, so the next is looked for from where this one begins.
        at = start
        if value := told(element):
            yield Marked(span=Span(start=start, end=start + len(words), text=words), kind=kind, value=value)


def _tei_address(element: etree._Element) -> str:
    """Return the address of a place: its own, or that of the entry in the edition's list that it names."""
    ref = (element.get("ref") or "").strip()
    if not ref.startswith("#"):
        return ref
    key = ref[1:]
    entry = next((e for e in element.getroottree().iter() if e.get(_XML_ID) == key), None)
    if entry is None:
        return ""
    parts = {local_name(e): inner_text(e) for e in entry.iter()}
    if "geo" in parts:
        return parts["geo"]
    number = parts.get("idno", "")
    return f"geonames:{number}" if number.isdigit() else number


def _tei_date(element: etree._Element) -> str:
    first, last = element.get("from"), element.get("to")
    return element.get("when") or (f"{first}/{last}" if first and last else "")


def _tei_day(root: etree._Element) -> date | None:
    """Return the day that the description of the source gives, if it is a whole day."""
    for element in root.iter():
        if local_name(element) in {"date", "docDate"} and _is_of_header(element):
            try:
                return date.fromisoformat(element.get("when", ""))
            except ValueError:
                continue
    return None


def _is_of_header(element: etree._Element) -> bool:
    names = {local_name(parent) for parent in element.iterancestors()}
    return bool(names & {"sourceDesc", "correspAction", "creation"})


def _tei_blocks(element: etree._Element, walk: _Tei) -> Iterator[Block]:
    for child in element:
        name = local_name(child)
        if name in {"pb", "lb"}:
            _break(child, name, walk)
        elif name in _LEFT_OUT or not name:
            continue
        elif name in _BLOCKS and not any(local_name(inner) in _BLOCKS for inner in child.iterdescendants()):
            kind: BlockKind = "heading" if name == "head" else "paragraph"
            yield Block(pieces=tuple(_joined_lines(list(_tei_words(child, walk)))), kind=kind)
        else:
            yield from _tei_blocks(child, walk)


def _break(element: etree._Element, name: str, walk: _Tei) -> None:
    number = re.search(r"\d+", element.get("n") or "")
    if name == "pb":
        walk.page = int(number[0]) if number else (walk.page or 0) + 1
        walk.line = None
    else:
        walk.line = int(number[0]) if number else (walk.line or 0) + 1


def _tei_words(element: etree._Element, walk: _Tei) -> Iterator[Piece]:
    path = element.getroottree().getpath(_block_of(element))
    if element.text:
        yield element.text, Selector(page=walk.page, line=walk.line, path=path)
    for child in element:
        name = local_name(child)
        if name in {"pb", "lb"}:
            _break(child, name, walk)
            yield (
                ("" if child.get("break") == "no" else "\n"),
                Selector(page=walk.page, line=walk.line, path=path),
            )
        elif name and (name not in _LEFT_OUT or _is_only_reading(child, name)):
            yield from _tei_words(child, walk)
        if child.tail:
            yield child.tail, Selector(page=walk.page, line=walk.line, path=path)


def _block_of(element: etree._Element) -> etree._Element:
    return next((e for e in (element, *element.iterancestors()) if local_name(e) in _BLOCKS), element)


def _is_only_reading(element: etree._Element, name: str) -> bool:
    """Tell whether a reading stands alone: an abbreviation that nobody wrote out is read as it is."""
    if name not in _INSTEAD:
        return False
    return all(local_name(other) != _INSTEAD[name] for other in element.getparent())


def _joined_lines(pieces: list[Piece]) -> Iterator[Piece]:
    """Yield the pieces with spaces for line breaks, and words that were parted at them whole again."""
    for number, (text, at) in enumerate(pieces):
        after = next((words for words, _ in pieces[number + 1 :] if words), "")
        if text == "\n":
            before = next((words for words, _ in reversed(pieces[:number]) if words.strip()), "")
            yield ("" if before.rstrip().endswith(_HYPHENS) else " "), at
        elif after == "\n" and text.rstrip().endswith(_HYPHENS):
            yield text.rstrip()[:-1].replace("\n", " "), at
        else:
            yield text.replace("\n", " "), at


def read_alto(given: Input) -> Iterator[Source]:
    """Yield the text of a scan in ALTO: its blocks, each line with its rectangle.

    Raises:
        ReadError: it is damaged or without text.
    """
    root = parse_xml(given.data, given.label)
    yield _scan(_alto_blocks(root), given, "ALTO")


def _alto_blocks(root: etree._Element) -> Iterator[Block]:
    pages = [e for e in root.iter() if local_name(e) == "Page"]
    for number, page in enumerate(pages, start=1):
        printed = page.get("PHYSICAL_IMG_NR") or ""
        for block in page.iter():
            if local_name(block) == "TextBlock":
                lines = [line for line in block.iter() if local_name(line) == "TextLine"]
                at = int(printed) if printed.isdigit() else number
                yield Block(pieces=tuple(_as_paragraph([_alto_line(line, at) for line in lines])))


def _alto_line(line: etree._Element, page: int) -> Piece:
    words = [e for e in line if local_name(e) in {"String", "HYP"}]
    text = " ".join(e.get("CONTENT", "") for e in words if local_name(e) == "String")
    hyphen = "-" if any(local_name(e) == "HYP" for e in words) and not text.endswith(_HYPHENS) else ""
    left, top, width, height = (_number(line.get(key)) for key in ("HPOS", "VPOS", "WIDTH", "HEIGHT"))
    return text + hyphen, Selector(
        page=page, boxes=((left, top, left + width, top + height),), path=_path(line)
    )


def _number(value: str | None) -> float:
    try:
        return round(float(value or 0), 1)
    except ValueError:
        return 0.0


def _path(element: etree._Element) -> str:
    key = element.get("ID") or element.get("id") or element.get(_XML_ID)
    return f"id('{key}')" if key else str(element.getroottree().getpath(element))


def read_page(given: Input) -> Iterator[Source]:
    """Yield the text of a scan in PAGE: its regions, each line with its rectangle.

    Raises:
        ReadError: it is damaged or without text.
    """
    root = parse_xml(given.data, given.label)
    yield _scan(_page_blocks(root), given, "PAGE")


def _page_blocks(root: etree._Element) -> Iterator[Block]:
    for number, page in enumerate((e for e in root.iter() if local_name(e) == "Page"), start=1):
        for region in page.iter():
            if local_name(region) == "TextRegion":
                lines = [line for line in region if local_name(line) == "TextLine"]
                pieces = _as_paragraph([_page_line(line, number) for line in lines])
                heading = "head" in (region.get("type") or "")
                yield Block(pieces=tuple(pieces), kind="heading" if heading else "paragraph")


def _page_line(line: etree._Element, page: int) -> Piece:
    told = next((e for e in line if local_name(e) == "TextEquiv"), None)
    text = next((e.text or "" for e in told if local_name(e) == "Unicode"), "") if told is not None else ""
    coordinates = next((e.get("points", "") for e in line if local_name(e) == "Coords"), "")
    return text, Selector(page=page, boxes=_around(coordinates), path=_path(line))


def _around(points: str) -> tuple[Box, ...]:
    numbers = [_number(value) for value in re.findall(r"-?\d+(?:\.\d+)?", points)]
    if len(numbers) < 4:
        return ()
    across, down = numbers[0::2], numbers[1::2]
    return ((min(across), min(down), max(across), max(down)),)


def _as_paragraph(lines: list[Piece]) -> list[Piece]:
    """Return lines as running text: with spaces between them, words parted at line ends whole again."""
    pieces: list[Piece] = []
    for number, (text, at) in enumerate(lines):
        bare = text.strip()
        goes_on = number + 1 < len(lines) and lines[number + 1][0].lstrip()[:1].islower()
        parted = bare.endswith(_HYPHENS) and goes_on
        pieces.append((bare[:-1] if parted else f"{bare} ", at))
    return pieces


def _scan(blocks: Iterator[Block], given: Input, what: str) -> Source:
    made = assemble(blocks)
    if not made.text:
        raise ReadError(f"{given.label} is {what} without any text in it")
    document = Document(
        text=made.text, id=given.name, title=in_words(given.name), source=given.address or given.name
    )
    return Source(document=document, origin=made.origin)
