"""A page of a PDF file → its lines in reading order, each with its words and rectangle.

Text in a PDF file is letters at places. Letters are made words and lines by where they stand; lines are put
in order by cutting the page at its widest white gaps, first between columns, then between what stands above
and below (Nagy and Seth's XY cut, 1984).
"""

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

import pypdfium2.raw as pdfium

_HYPHEN = "\x02"  # what PDFium makes of a hyphen at a line's end
_NEW_WORD = 0.22  # of the letters' size: a gap wider than this parts words that no space parts
_NEW_LINE = 1.7  # of the letters' size: a gap wider than this parts columns and cells
_RAISED = 0.82  # of the line's size: smaller digits above the line are marks of notes
_GUTTER = 0.6  # of the letters' size: the narrowest gap between two columns


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter and its rectangle in points from the page's upper left corner; ``size`` is its font's."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    base: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a column."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float

    @property
    def box(self) -> tuple[float, float, float, float]:
        """The rectangle, to a tenth of a point."""
        return (round(self.left, 1), round(self.top, 1), round(self.right, 1), round(self.bottom, 1))


def page_lines(page: Any) -> list[Line]:
    """Return the lines of a page of pypdfium2, in reading order."""
    letters = list(_letters(page))
    return in_reading_order(lines_of(letters))


def _letters(page: Any) -> Iterator[Letter]:
    height = page.get_height()
    text = page.get_textpage()
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if code == 0 or (code < 32 and code != ord(_HYPHEN)) or 0xD800 <= code < 0xE000:
            continue
        pdfium.FPDFText_GetCharBox(text, index, left, right, bottom, top)
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        size = pdfium.FPDFText_GetFontSize(text, index) or 10.0
        base = height - y.value
        yield Letter(
            chr(code), left.value, height - top.value, right.value, height - bottom.value, size, base
        )
    text.close()


def lines_of(letters: Sequence[Letter]) -> list[Line]:
    """Return the lines that letters make, in the order of the file; far gaps and new heights part them."""
    lines: list[Line] = []
    run: list[Letter] = []
    space = False
    for letter in letters:
        if letter.text.isspace():
            space = True
            continue
        if run and not _goes_on(run, letter):
            lines += _finished(run)
            run = []
        elif run and (space or letter.left - run[-1].right > _NEW_WORD * letter.size):
            run.append(
                Letter(" ", run[-1].right, letter.top, letter.left, letter.bottom, letter.size, run[-1].base)
            )
        run.append(letter)
        space = False
    return lines + _finished(run)


def _goes_on(run: Sequence[Letter], letter: Letter) -> bool:
    last = run[-1]
    size = max(last.size, letter.size)
    level = abs(letter.base - last.base) < 0.55 * size
    return level and -0.5 * size < letter.left - last.right < _NEW_LINE * size


def _finished(run: Sequence[Letter]) -> list[Line]:
    if not run:
        return []
    size = median(letter.size for letter in run)
    base = median(letter.base for letter in run)
    kept = [one for one in run if not _is_mark(one, size, base)]
    text = "".join(letter.text for letter in kept).strip()
    if not text:
        return []
    solid = [letter for letter in kept if not letter.text.isspace()]
    return [
        Line(
            text,
            min(letter.left for letter in solid),
            min(letter.top for letter in solid),
            max(letter.right for letter in solid),
            max(letter.bottom for letter in solid),
            size,
        )
    ]


def _is_mark(letter: Letter, size: float, base: float) -> bool:
    """Tell the mark of a note: a small raised digit or star."""
    small = letter.size < _RAISED * size or letter.base < base - 0.2 * size
    return small and letter.base < base - 0.1 * size and (letter.text.isdigit() or letter.text in "*†‡")


def in_reading_order(lines: Sequence[Line]) -> list[Line]:
    """Return lines column after column, what stands across all columns in its place."""
    if len(lines) < 2:
        return list(lines)
    size = median(line.size for line in lines)
    across = _cut([(line.left, line.right) for line in lines], _GUTTER * size)
    if across is not None:
        sides = (
            [line for line in lines if line.right <= across],
            [line for line in lines if line.right > across],
        )
        if all(_is_column(side) for side in sides) and _stand_beside(*sides):
            return [*in_reading_order(sides[0]), *in_reading_order(sides[1])]
    down = _widest_cut([(line.top, line.bottom) for line in lines])
    if down is None:
        return sorted(lines, key=lambda line: (round(line.top), line.left))
    above, below = [x for x in lines if x.bottom <= down], [x for x in lines if x.bottom > down]
    return [*in_reading_order(above), *in_reading_order(below)]


def _is_column(lines: Sequence[Line]) -> bool:
    return len({round(line.top) for line in lines}) > 1


def _stand_beside(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Tell whether two groups share most of the height of the shorter, as columns do."""
    top = max(min(line.top for line in left), min(line.top for line in right))
    bottom = min(max(line.bottom for line in left), max(line.bottom for line in right))
    heights = [max(x.bottom for x in side) - min(x.top for x in side) for side in (left, right)]
    return bottom - top > 0.4 * min(heights)


def _cut(spans: Sequence[tuple[float, float]], least: float) -> float | None:
    """Return the middle of the first gap that is wide enough and that nothing crosses."""
    end = None
    for start, stop in sorted(spans):
        if end is not None and start - end >= least:
            return (start + end) / 2
        end = stop if end is None else max(end, stop)
    return None


def _widest_cut(spans: Sequence[tuple[float, float]]) -> float | None:
    """Return the middle of the widest gap that nothing crosses, None without one."""
    best, width, end = None, 0.0, None
    for start, stop in sorted(spans):
        if end is not None and start - end > width:
            best, width = (start + end) / 2, start - end
        end = stop if end is None else max(end, stop)
    return best
