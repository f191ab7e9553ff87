"""A PDF file → Document with the page and rectangle of every line.

Running heads, page numbers and marks of notes are left out, parted words made whole, notes put at the end.
"""

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

import pypdfium2

from places.model import Document
from storymap.errors import ReadError
from storymap.model import Media, Selector
from storymap.sources.blocks import assemble
from storymap.sources.model import Block, BlockKind, Figure, Input, Source
from storymap.sources.pdfwords import Line, page_lines
from storymap.sources.picture import data_address
from storymap.sources.text import in_words

_MOST_PAGES = 3000
_MARGIN = 0.11  # of the page's height: where running heads and page numbers stand
_NUMBER = re.compile(
    r"^[\W_]*(?:\d{1,4}|[ivxlc]{1,7}|(?:page|seite|p\.)\s*\d+(?:\s*(?:of|/|von)\s*\d+)?)[\W_]*$", re.I
)
_NOTE = re.compile(r"^(?:\d{1,3}|[*†‡])[.)]?\s*\S")
_ENDED = re.compile(r"[.!?:…][\"”’»)\]]*$")
_HYPHENS = ("-", "\x02", "\u00ad", "‐")
_CAPTION = re.compile(
    r"^(?:fig(?:ure|\.)?|abb(?:ildung|\.)?|photo|image|plate|map|tafel|карта|рис\.)\b", re.I
)
_LEAST_PICTURE = 60  # points
_MOST_PICTURES = 60


@dataclass(frozen=True, slots=True)
class _Page:
    number: int
    height: float
    lines: tuple[Line, ...]
    pictures: tuple[tuple[float, Media], ...]


def read(given: Input) -> Iterator[Source]:
    """Yield the document that a PDF file is.

    Raises:
        ReadError: it is damaged, locked by a password, or a scan without text.
    """
    opened = _opened(given)
    try:
        pages = [_page(opened, number, given.label) for number in range(len(opened))]
        said = {key: str(opened.get_metadata_value(key)).strip() for key in ("Title", "Author")}
    finally:
        opened.close()
    if not any(page.lines for page in pages):
        raise ReadError(
            f"{given.label} is a PDF file of {len(pages)} pages without any text: scanned pictures; "
            "make text of them first, for example with: ocrmypdf IN.pdf OUT.pdf"
        )
    kept = _without_running_heads(pages)
    blocks = list(_blocks(kept))
    title = said["Title"] or next((b.text.strip() for b in blocks if b.kind == "heading"), "")
    if blocks and blocks[0].kind == "heading" and blocks[0].text.split() == title.split():
        blocks = blocks[1:]
    made = assemble(blocks)
    document = Document(
        text=made.text,
        id=given.name,
        title=title or in_words(given.name),
        author=said["Author"],
        source=given.address or given.name,
    )
    empty = sum(not page.lines for page in pages)
    notes = (f"{empty} of {len(pages)} pages hold no text (pictures?)",) if empty else ()
    yield Source(document=document, origin=made.origin, figures=_figures(made.figures), notes=notes)


def _opened(given: Input) -> Any:
    try:
        opened = pypdfium2.PdfDocument(given.data, password=given.options.password or None)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            wrong = "the password is wrong" if given.options.password else "give it with --password"
            raise ReadError(f"{given.label} is locked by a password; {wrong}") from error
        raise ReadError(f"{given.label} is damaged: it breaks off or is no complete PDF file") from error
    if len(opened) > _MOST_PAGES:
        raise ReadError(
            f"{given.label} has {len(opened)} pages, and at most {_MOST_PAGES} are read; split it"
        )
    return opened


def _page(opened: Any, number: int, label: str) -> _Page:
    try:
        page = opened[number]
        lines, height = tuple(page_lines(page)), page.get_height()
        pictures = tuple(_pictures(page, height))
        page.close()
    except pypdfium2.PdfiumError as error:
        raise ReadError(f"{label} is damaged: page {number + 1} cannot be read") from error
    return _Page(number + 1, height, lines, pictures)


def _pictures(page: Any, height: float) -> Iterator[tuple[float, Media]]:
    """Yield the pictures of a page that are no rules or icons, each with the height at which it ends."""
    for item in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = item.get_bounds()
        if min(right - left, top - bottom) < _LEAST_PICTURE:
            continue
        src = _picture_address(item)
        if src:
            yield height - bottom, Media(src=src)


def _picture_address(item: Any) -> str:
    """Return a picture as it stands in the file, if that is a JPEG, else as PNG."""
    data = io.BytesIO()
    try:
        item.extract(data, fb_format="png")
    except (pypdfium2.PdfiumError, ImportError, ValueError, OSError, NotImplementedError):
        return ""
    return data_address(data.getvalue())


def _without_running_heads(pages: Sequence[_Page]) -> list[_Page]:
    """Leave out page numbers, and lines of the margins that come back on other pages or are set smaller."""
    body = _body_size([line for page in pages for line in page.lines])
    counted = Counter(key for page in pages for key in {_key(line, page) for line in _margin(page)})
    often = max(2, len(pages) // 10)
    kept = []
    for page in pages:
        margin = set(map(id, _margin(page)))
        lines = tuple(
            line
            for line in page.lines
            if id(line) not in margin
            or not _is_furniture(line, page, body, counted[_key(line, page)] >= often)
        )
        kept.append(_Page(page.number, page.height, lines, page.pictures))
    return kept


def _is_furniture(line: Line, page: _Page, body: float, comes_back: bool) -> bool:
    if not _stands_alone(line, page.lines):
        return False
    is_head = line.bottom < page.height / 2 and line.size < 0.92 * body and not _ENDED.search(line.text)
    return comes_back or is_head or bool(_NUMBER.match(line.text))


def _stands_alone(line: Line, lines: Sequence[Line]) -> bool:
    """Tell whether no line of the same size follows or goes before at the distance of a text's lines."""
    return not any(
        other is not line
        and abs(other.size - line.size) < 0.1 * line.size
        and abs(other.top - line.top) < 1.9 * line.size
        and other.left < line.right
        and line.left < other.right
        for other in lines
    )


def _body_size(lines: Sequence[Line]) -> float:
    """Return the size in which most letters are set, in points."""
    sizes = Counter(round(line.size, 1) for line in lines for _ in range(len(line.text)))
    return sizes.most_common(1)[0][0] if sizes else 10.0


def _margin(page: _Page) -> list[Line]:
    room = _MARGIN * page.height
    return [line for line in page.lines if line.bottom < room or line.top > page.height - room]


def _key(line: Line, page: _Page) -> tuple[str, int]:
    """Return what a running head has on all its pages: its words without numbers, and its height."""
    return re.sub(r"\d+|\b[ivxlc]+\b", "#", line.text.lower()), round(line.top / page.height * 40)


def _blocks(pages: Sequence[_Page]) -> Iterator[Block]:
    lines = [line for page in pages for line in page.lines]
    body = _body_size(lines)
    notes: list[Block] = []
    open_lines: list[tuple[Line, int]] = []
    waiting: list[Media] = []
    for page in pages:
        text, foot = _without_notes(page, body)
        notes += [_block([(line, page.number) for line in note], "note") for note in foot]
        pictures = list(page.pictures)
        for line in text:
            if open_lines and _begins(open_lines, line, page.number, body):
                yield _paragraph(open_lines, body, waiting)
                open_lines, waiting = [], []
            while pictures and pictures[0][0] <= line.bottom:
                waiting.append(pictures.pop(0)[1])
            open_lines.append((line, page.number))
        waiting += [media for _, media in pictures]
    if open_lines:
        yield _paragraph(open_lines, body, waiting)
    yield from notes


def _without_notes(page: _Page, body: float) -> tuple[list[Line], list[list[Line]]]:
    """Return the lines of the text, and the notes at the page's foot: smaller, beginning with a mark."""
    start = len(page.lines)
    for index in range(len(page.lines) - 1, -1, -1):
        line = page.lines[index]
        if line.size > 0.93 * body or line.top < page.height / 2:
            break
        if _NOTE.match(line.text):
            start = index
    notes: list[list[Line]] = []
    for line in page.lines[start:]:
        if _NOTE.match(line.text) or not notes:
            notes.append([])
        notes[-1].append(line)
    return list(page.lines[:start]), notes


def _begins(before: Sequence[tuple[Line, int]], line: Line, page: int, body: float) -> bool:
    """Tell whether a line begins a paragraph: by its size, an indent, a gap, or a short line before."""
    last, last_page = before[-1]
    if abs(last.size - line.size) > 0.08 * body:
        return True
    ended = bool(_ENDED.search(last.text))
    if page != last_page or line.top < last.top:  # a new page or column
        return ended and not line.text[:1].islower()
    gap = line.top - last.bottom
    if gap > max(0.75 * line.size, 1.45 * _usual_gap(before)):
        return True
    column = [one for one, number in before if number == page]
    left, right = min(one.left for one in column), max(one.right for one in column)
    indented = line.left > left + 0.8 * line.size and len(column) > 1 and last.left < left + 0.5 * line.size
    short = (
        last.right < right - 0.15 * (right - left)
        if len(column) > 1
        else last.right < line.right - 4 * line.size
    )
    return (indented and ended) or (short and ended)


def _usual_gap(lines: Sequence[tuple[Line, int]]) -> float:
    gaps = [
        after.top - one.bottom
        for (one, page), (after, other) in pairwise(lines)
        if page == other and after.top > one.top
    ]
    return median(gaps) if gaps else 0.6 * lines[-1][0].size


def _paragraph(lines: Sequence[tuple[Line, int]], body: float, media: Sequence[Media]) -> Block:
    size = median(line.size for line, _ in lines)
    words = " ".join(line.text for line, _ in lines)
    is_heading = size > 1.12 * body and len(words) < 250
    is_caption = bool(media) and (size < 0.95 * body or bool(_CAPTION.match(words)))
    kind: BlockKind = "heading" if is_heading else "caption" if is_caption else "paragraph"
    caption = words if is_caption else ""
    shown = tuple(
        Media(src=one.src, caption=caption if n == len(media) - 1 else "") for n, one in enumerate(media)
    )
    return _block(lines, kind, shown)


def _block(lines: Sequence[tuple[Line, int]], kind: BlockKind, media: tuple[Media, ...] = ()) -> Block:
    pieces: list[tuple[str, Selector]] = []
    for number, (line, page) in enumerate(lines):
        after = lines[number + 1][0].text if number + 1 < len(lines) else ""
        text = line.text
        if text.endswith(_HYPHENS) and after[:1].islower():
            text = text[:-1]
        elif after:
            text = f"{text} "
        pieces.append((text.replace("\x02", "-"), Selector(page=page, boxes=(line.box,))))
    return Block(pieces=tuple(pieces), kind=kind, media=media)


def _figures(figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """Return the figures, each picture once: a logo that stands on every page is none."""
    counted = Counter(figure.media.src for figure in figures)
    return tuple(figure for figure in figures if counted[figure.media.src] == 1)[:_MOST_PICTURES]
