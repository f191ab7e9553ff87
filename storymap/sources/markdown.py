"""Markdown → Document: headings, paragraphs, lists, quotations, tables and pictures, without their marks."""

import re
from collections.abc import Iterator
from datetime import date

from markdown_it import MarkdownIt
from markdown_it.token import Token

from places.model import Document
from storymap.errors import ReadError
from storymap.model import Media, Selector
from storymap.sources.blocks import assemble
from storymap.sources.letters import decoded
from storymap.sources.model import Block, BlockKind, Figure, Input, Source
from storymap.sources.table import media_kind
from storymap.sources.text import hints, in_words
from storymap.sources.tree import parse_html, read_tree

_FRONT = re.compile(r"---[ \t]*\n(?P<lines>.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_ENTRY = re.compile(r"(?P<key>[\w-]+)[ \t]*:[ \t]*(?P<value>.*)")
_NOTE = re.compile(r"\[\^[^\]\s]+\]:?")
_KEYS = {"subtitle": "", "by": "author", "authors": "author", "language": "lang", "published": "date"}


def read(given: Input) -> Iterator[Source]:
    """Yield the one document that Markdown is; stretches lead back to its lines."""
    text, guessed = decoded(
        given.data, source=given.label, encoding=given.options.encoding, hints=hints(given)
    )
    front, skipped = _front_matter(text)
    blocks = list(_blocks(_without(text, skipped)))
    title = front.get("title") or next((b.text for b in blocks if b.kind == "heading"), "")
    if blocks and blocks[0].kind == "heading" and blocks[0].text == title:
        blocks = blocks[1:]
    made = assemble(blocks)
    if not made.text:
        raise ReadError(f"{given.label} is Markdown without any text in it")
    cover = (Figure(media=Media(src=front["cover"])),) if front.get("cover") else ()
    document = Document(
        text=made.text,
        id=given.name,
        title=title or in_words(given.name),
        author=front.get("author", ""),
        language=front.get("lang") or "",
        published=_day(front.get("date", ""), given.label),
        source=given.address or front.get("source") or given.name,
    )
    notes = (f"read as {guessed}; if letters look wrong, give --encoding",) if guessed else ()
    yield Source(document=document, origin=made.origin, figures=(*cover, *made.figures), notes=notes)


def _front_matter(text: str) -> tuple[dict[str, str], int]:
    """Return what stands between the two lines of dashes at the top, and where they end."""
    match = _FRONT.match(text)
    if match is None:
        return {}, 0
    found: dict[str, str] = {}
    for line in (match["lines"] or "").split("\n"):
        entry = _ENTRY.fullmatch(line)
        if entry:
            key = entry["key"].lower()
            found[_KEYS.get(key, key)] = entry["value"].strip().strip("\"'[]")
    return found, match.end()


def _without(text: str, skipped: int) -> str:
    """Return the text with blank lines for its front matter, so that lines keep their numbers."""
    return "\n" * text.count("\n", 0, skipped) + text[skipped:]


def _day(value: str, label: str) -> date | None:
    if not value:
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError as error:
        raise ReadError(f"{label}: the front matter's date must be as 2020-05-06, not {value!r}") from error


def _blocks(text: str) -> Iterator[Block]:
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    kind: BlockKind = "paragraph"
    row: list[tuple[str, Selector]] | None = None
    for token in tokens:
        at = _lines(token)
        if token.type == "heading_open":
            kind = "heading"
        elif token.type == "heading_close":
            kind = "paragraph"
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            yield Block(pieces=tuple(row))
            row = None
        elif token.type == "inline" and row is not None:
            row += [*([(" · ", at)] if row else []), *_inline(token, at)[0]]
        elif token.type == "inline":
            pieces, media = _inline(token, at)
            yield Block(pieces=tuple(pieces), kind=kind, media=tuple(media))
        elif token.type in {"code_block", "fence"}:
            yield Block(pieces=((token.content, at),))
        elif token.type == "html_block":
            yield from _html(token.content, at)


def _lines(token: Token) -> Selector:
    return Selector(line=token.map[0] + 1) if token.map else Selector()


def _inline(token: Token, at: Selector) -> tuple[list[tuple[str, Selector]], list[Media]]:
    """Return the words of a paragraph and the pictures in it."""
    pieces: list[tuple[str, Selector]] = []
    media: list[Media] = []
    for child in token.children or ():
        if child.type == "image":
            media.append(_image(child))
        elif child.type == "softbreak":
            pieces.append((" ", at))
        elif child.type == "hardbreak" or (child.type == "html_inline" and child.content[:3] == "<br"):
            pieces.append(("\n", at))
        elif child.type in {"text", "code_inline"}:
            pieces.append((_NOTE.sub("", child.content), at))
    return pieces, media


def _image(token: Token) -> Media:
    """Return a picture; what stands in quotation marks behind its address is its caption."""
    src = str(token.attrs.get("src", ""))
    title = str(token.attrs.get("title", ""))
    caption, _, credit = title.partition(" | ")
    return Media(src=src, kind=media_kind(src), alt=token.content, caption=caption, credit=credit)


def _html(text: str, at: Selector) -> Iterator[Block]:
    tree = parse_html(text)
    if tree is None:
        return
    for block, _ in read_tree(tree, around=frozenset()):
        yield Block(
            pieces=tuple((words, at) for words, _ in block.pieces), kind=block.kind, media=block.media
        )
