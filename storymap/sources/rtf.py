"""Rich text (RTF) → Document: striprtf takes the words out; a line of them is a paragraph."""

import re
from collections.abc import Iterator

from striprtf.striprtf import rtf_to_text

from places.model import Document
from storymap.errors import ReadError
from storymap.model import Selector
from storymap.sources.blocks import assemble
from storymap.sources.model import Block, Input, Source
from storymap.sources.text import guess_title

_INFO = re.compile(r"\{\\(title|author)\s([^{}\\]{1,300})\}")


def read(given: Input) -> Iterator[Source]:
    """Yield the document that a rich text is; pictures in it are not read.

    Raises:
        ReadError: it is damaged or without text.
    """
    raw = given.data.decode("latin-1")
    if raw.count("{") > raw.count("}") + 2:
        raise ReadError(f"{given.label} is damaged: it breaks off in the middle")
    try:
        text: str = rtf_to_text(raw, errors="ignore")  # type: ignore[no-untyped-call]
    except (ValueError, IndexError, KeyError, LookupError, RecursionError) as error:
        raise ReadError(f"{given.label} is damaged: it is no readable RTF") from error
    lines = [line for line in text.replace("\r", "\n").split("\n") if line.strip()]
    made = assemble(
        Block(pieces=((line, Selector(paragraph=number)),)) for number, line in enumerate(lines, start=1)
    )
    if not made.text:
        raise ReadError(f"{given.label} is an RTF document without any text in it")
    said = dict(_INFO.findall(raw[:20_000]))
    document = Document(
        text=made.text,
        id=given.name,
        title=said.get("title", "").strip() or guess_title(made.text, given.name),
        author=said.get("author", "").strip(),
        source=given.address or given.name,
    )
    notes = ("its pictures were left out",) if "\\pict" in raw else ()
    yield Source(document=document, origin=made.origin, notes=notes)
