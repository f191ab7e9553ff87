"""E-mail (.eml, .mbox) → Documents: what the sender wrote; quoted replies and signatures are left out."""

import re
from collections.abc import Iterator
from datetime import date
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr

from places.model import Document
from storymap.errors import ReadError
from storymap.model import Media, Selector
from storymap.sources.blocks import assemble
from storymap.sources.model import Block, Figure, Input, Source
from storymap.sources.picture import data_address
from storymap.sources.tree import parse_html, read_tree

_BETWEEN = re.compile(rb"(?m)^From [^\n]*\d{4}\r?\n")
# The line that programs write over the message to which is answered, in the languages they speak.
_QUOTES = re.compile(
    r"^\s*(?:On\b.{5,200}\bwrote:|Am\b.{5,200}\bschrieb\b.{0,100}:|Le\b.{5,200}\ba écrit\s*:"
    r"|El\b.{5,200}\bescribió:|Il\b.{5,200}\bha scritto:|Em\b.{5,200}\bescreveu:"
    r"|Op\b.{5,200}\bschreef\b.{0,100}:"
    r"|-{3,}\s*(?:Original Message|Ursprüngliche Nachricht|Message d'origine|Mensaje original"
    r"|Messaggio originale|Mensagem original|Forwarded message)\s*-{3,}|_{20,})\s*$"
)
_LONGEST_LINE = 78


def read(given: Input) -> Iterator[Source]:
    """Yield a document for each message, in the mailbox's order.

    Raises:
        ReadError: no message has any text.
    """
    found = False
    for data in _messages(given.data):
        source = _message(data, given)
        if source is not None:
            found = True
            yield source
    if not found:
        raise ReadError(f"{given.label} is e-mail without any text of its own in it")


def _messages(data: bytes) -> list[bytes]:
    if not data.startswith(b"From "):
        return [data]
    return [part for part in _BETWEEN.split(data) if part.strip()]


def _message(data: bytes, given: Input) -> Source | None:
    message = message_from_bytes(data, _class=EmailMessage, policy=default)
    made = assemble(_blocks(message))
    if not made.text:
        return None
    name, address = parseaddr(_header(message, "From"))
    document = Document(
        text=made.text,
        id=_header(message, "Message-ID").strip("<>") or given.name,
        title=_header(message, "Subject") or "A letter",
        author=name or address,
        published=_day(message),
        source=given.address or given.name,
    )
    return Source(document=document, origin=made.origin, figures=tuple(_pictures(message)))


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message.get(name, "")).split())
    except (ValueError, TypeError, IndexError, AttributeError):  # a header that breaks the rules
        return ""


def _day(message: EmailMessage) -> date | None:
    try:
        header = message["Date"]
        return header.datetime.date() if header is not None and header.datetime else None
    except (ValueError, TypeError, AttributeError, IndexError):
        return None


def _blocks(message: EmailMessage) -> Iterator[Block]:
    body = message.get_body(preferencelist=("plain", "html"))
    if not isinstance(body, EmailMessage):
        return
    text = _content(body)
    if body.get_content_type() == "text/html":
        tree = parse_html(text)
        for block, element in read_tree(tree) if tree is not None else ():
            quoted = any(
                "quote" in (e.get("class") or "") or e.tag == "blockquote"
                for e in (element, *element.iterancestors())
            )
            if not quoted:
                yield block
        return
    yield from _paragraphs(text)


def _content(body: EmailMessage) -> str:
    try:
        return str(body.get_content())
    except (LookupError, UnicodeError, ValueError):  # a charset that does not exist, or is not the one named
        payload = body.get_payload(decode=True)
        return payload.decode("utf-8", errors="replace") if isinstance(payload, bytes) else str(payload)


def _paragraphs(text: str) -> Iterator[Block]:
    """Yield the paragraphs of a plain message; lines that are as long as mail allows go on in the next."""
    pieces: list[tuple[str, Selector]] = []
    before = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if line.rstrip("\r") in {"-- ", "--"} or _QUOTES.match(line):
            break
        if line.startswith(">"):
            continue
        at = Selector(line=number)
        ends = not line.strip() or (before and len(before) + len(line.partition(" ")[0]) < _LONGEST_LINE - 10)
        if ends and pieces:
            yield Block(pieces=tuple(pieces))
            pieces = []
        if line.strip():
            pieces += [*([(" ", at)] if pieces else []), (line.removesuffix("=").strip(), at)]
        before = line.rstrip()
    if pieces:
        yield Block(pieces=tuple(pieces))


def _pictures(message: EmailMessage) -> Iterator[Figure]:
    for part in message.walk():
        if part.get_content_maintype() == "image":
            payload = part.get_payload(decode=True)
            src = data_address(payload) if isinstance(payload, bytes) else ""
            if src:
                yield Figure(media=Media(src=src), at=0)
