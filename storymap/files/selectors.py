"""Where quotations stand in the original, as W3C selectors, and the map that leads there.

https://www.w3.org/TR/annotation-model/#selectors; fragments of PDF by RFC 3778, of tables by RFC 7111, of
plain text by RFC 5147, of recordings by https://www.w3.org/TR/media-frags/.
"""

from collections.abc import Sequence
from typing import Any

from storymap.files.fields import Fields
from storymap.model import Box, Selector, Span, Stretch

Json = dict[str, Any]

_AROUND = 32
"""Characters before and after a quotation that tell it from the same words elsewhere."""

_PDF = "http://tools.ietf.org/rfc/rfc3778"
_TABLE = "http://tools.ietf.org/rfc/rfc7111"
_LINES = "http://tools.ietf.org/rfc/rfc5147"
_MEDIA = "http://www.w3.org/TR/media-frags/"


def selector_records(span: Span, text: str, found: Sequence[Selector]) -> list[Json]:
    """Return the selectors of a quotation: its words with what stands around them, and where they stand."""
    quote = {
        "type": "TextQuoteSelector",
        "exact": span.text,
        "prefix": text[max(span.start - _AROUND, 0) : span.start],
        "suffix": text[span.end : span.end + _AROUND],
    }
    if not found:
        return [quote]
    return [quote, *_pages(found), *_times(found), *_rows(found), *_lines(found), *_paths(found)]


def _fragment(value: str, conforms: str) -> Json:
    return {"type": "FragmentSelector", "conformsTo": conforms, "value": value}


def _pages(found: Sequence[Selector]) -> list[Json]:
    return [_fragment(f"page={at.page}{_view(at.boxes)}", _PDF) for at in found if at.page is not None]


def _view(boxes: Sequence[Box]) -> str:
    """Return the rectangle around all boxes as left, top, width, height in points."""
    if not boxes:
        return ""
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
    return "&viewrect=" + ",".join(
        f"{value:g}" for value in map(_tenth, (left, top, right - left, bottom - top))
    )


def _tenth(value: float) -> float:
    return round(value, 1)


def _times(found: Sequence[Selector]) -> list[Json]:
    seconds = [at.second for at in found if at.second is not None]
    if not seconds:
        return []
    ends = [at.until for at in found if at.until is not None]
    until = f",{max(ends):g}" if ends else ""
    return [_fragment(f"t={min(seconds):g}{until}", _MEDIA)]


def _rows(found: Sequence[Selector]) -> list[Json]:
    rows = [at.row for at in found if at.row is not None]
    if not rows:
        return []
    first, last = min(rows), max(rows)
    return [_fragment(f"row={first}" if first == last else f"row={first}-{last}", _TABLE)]


def _lines(found: Sequence[Selector]) -> list[Json]:
    # RFC 5147 counts the gaps between lines: the first line lies between 0 and 1.
    lines = [at.line for at in found if at.line is not None]
    return [_fragment(f"line={min(lines) - 1},{max(lines)}", _LINES)] if lines else []


def _paths(found: Sequence[Selector]) -> list[Json]:
    paths = [at for at in found if at.path]
    if not paths:
        return []
    first, last = _path(paths[0]), _path(paths[-1])
    return [
        first if first == last else {"type": "RangeSelector", "startSelector": first, "endSelector": last}
    ]


def _path(at: Selector) -> Json:
    path = {"type": "XPathSelector", "value": at.path}
    return {"type": "FragmentSelector", "value": at.file, "refinedBy": path} if at.file else path


def stretch_record(stretch: Stretch) -> Json:
    """Return a stretch with those members of its selector that say anything."""
    at = stretch.at
    said = {
        "source": at.source,
        "file": at.file,
        "page": at.page,
        "boxes": [[_tenth(value) for value in box] for box in at.boxes],
        "path": at.path,
        "paragraph": at.paragraph,
        "line": at.line,
        "row": at.row,
        "second": at.second,
        "until": at.until,
    }
    kept = {key: value for key, value in said.items() if value not in ("", None, [])}
    return {"start": stretch.start, "end": stretch.end, **kept}


def stretch_from(fields: Fields, length: int) -> Stretch:
    """Return a stretch of a text of ``length`` characters."""
    start, end = fields.integer("start"), fields.integer("end")
    if not 0 <= start < end <= length:
        raise fields.fail("start", f"and end ({start}–{end}) are no stretch of document.text")
    return Stretch(
        start=start,
        end=end,
        at=Selector(
            source=fields.text("source", ""),
            file=fields.text("file", ""),
            page=fields.optional_integer("page"),
            boxes=_boxes(fields),
            path=fields.text("path", ""),
            paragraph=fields.optional_integer("paragraph"),
            line=fields.optional_integer("line"),
            row=fields.optional_integer("row"),
            second=_seconds(fields, "second"),
            until=_seconds(fields, "until"),
        ),
    )


def _seconds(fields: Fields, key: str) -> float | None:
    return None if fields.data.get(key) is None else fields.number(key, 0, 1e7)


def _boxes(fields: Fields) -> tuple[Box, ...]:
    boxes = fields.data.get("boxes")
    if boxes is None:
        return ()
    if not isinstance(boxes, list):
        raise fields.fail("boxes", "must be a list of boxes")
    read = [
        Fields({"box": box}, f"{fields.at('boxes')}[{n}]").numbers("box", 4) for n, box in enumerate(boxes)
    ]
    return tuple((one[0], one[1], one[2], one[3]) for one in read if one is not None)
