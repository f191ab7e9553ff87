"""What an input is, by its first bytes; its name decides only between kinds of plain text."""

import io
import re
import zipfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath

from places.untrusted import parse_json
from storymap.sources.letters import bom_encoding

HEAD = 65_536
"""How many bytes are looked at."""

_UNREADABLE = {
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"RIFF": "a picture or recording",
    b"ID3": "a recording",
    b"OggS": "a recording",
    b"\x1f\x8b": "a gzip archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"Rar!": "a RAR archive",
    b"\xd0\xcf\x11\xe0": "an old or encrypted office document",
    b"SQLite format 3": "an SQLite database",
    b"\x7fELF": "a program",
    b"%!PS": "PostScript",
    b"PK\x03\x04": "a ZIP archive of no kind that is known",
}
_SAVE_AS = "save its text as a .txt, .docx or .pdf file first"

_TAG = re.compile(r"<(?P<tag>[A-Za-z_][\w.:-]{0,80})")
_DOCTYPE = re.compile(r"<!doctype\s+(?P<name>[\w.:-]{1,80})", re.IGNORECASE)
_MEMBERS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "META-INF/container.xml": "epub"}
_MIMETYPES = {
    b"application/epub+zip": "epub",
    b"application/vnd.oasis.opendocument.text": "odt",
}
_SUBRIP = re.compile(r"\s*\d{1,6}[ \t]*\n\d{1,2}:\d{2}:\d{2}[,.]\d{1,3}[ \t]*-->")
_HEADER = re.compile(r"(?P<name>[A-Za-z][A-Za-z-]{1,40}):[ \t]?\S")
_MAIL_HEADERS = frozenset(
    "from to date subject received return-path message-id mime-version content-type delivered-to cc".split()
)
_HTML_TAGS = frozenset(
    "html head body title meta link style script main article section div header nav aside footer p h1 h2 h3 "
    "h4 h5 h6 ul ol dl table figure blockquote pre span a b i em strong img center font form hr br".split()
)
_END_TAG = re.compile(r"</(?P<tag>[A-Za-z][\w:-]*)\s*>")
_FRONT_MATTER = re.compile(
    r"---[ \t]*\n(?:\w[\w -]*:.*\n|[ \t]+\S.*\n|#.*\n|[ \t]*\n)+(?:---|\.\.\.)[ \t]*(?:\n|$)"
)
_MARKDOWN_LINK = re.compile(
    r"!?\[[^\[\]\n]{0,300}\]\([^()\s]{1,1000}(?:\s\"[^\"\n]{0,1000}\")?\)|^\[[^\[\]\n]{1,300}\]:[ \t]*\S",
    re.MULTILINE,
)
_MARKDOWN_NAMES = frozenset({".md", ".markdown", ".mkd", ".mdown"})
_HEADING = re.compile(r"^#{1,6}[ \t]+\S", re.MULTILINE)
_MARKUPS = (
    (re.compile(r"^[ \t]*\\documentclass|^[ \t]*\\begin\{document\}", re.MULTILINE), "LaTeX"),
    (
        re.compile(r"(?:^\{\{[^{}\n]+\}\}|\[\[[^\[\]\n|]+\|[^\[\]\n]+\]\]|^==+[^=\n]+==+\s*$)", re.MULTILINE),
        "wikitext",
    ),
)
_MOST_WIKI = 3
_DELIMITERS = ",;\t|"


@dataclass(frozen=True)
class Head:
    """The beginning of an input, as bytes and as text, and its name ("" where it has none).

    ``whole`` is all of it, which only archives and JSON need: what they are stands inside or at the end.
    """

    data: bytes
    name: str = ""
    label: str = ""
    encoding: str | None = None
    whole: bytes = b""

    @cached_property
    def text(self) -> str:
        """The first characters, as well as they can be read."""
        name = self.encoding or bom_encoding(self.data) or "utf-8"
        try:
            return self.data[:HEAD].decode(name, errors="replace").lstrip("\ufeff")
        except LookupError:
            return self.data[:HEAD].decode("utf-8", errors="replace")

    @cached_property
    def _beginning(self) -> tuple[str, str]:
        """The document type and the name of the first element, as far as the text begins with markup."""
        text, at, kind = self.text, 0, ""
        while True:
            at += len(text) - at - len(text[at:].lstrip())
            doctype = _DOCTYPE.match(text, at)
            kind = doctype["name"].lower() if doctype else kind
            end = _end_of_prologue(text, at)
            if end == at:
                break
            at = end
        tag = _TAG.match(text, at)
        return kind, tag["tag"].rpartition(":")[2] if tag else ""

    @property
    def doctype(self) -> str:
        """The name that the document type declaration gives, in small letters, "" without one."""
        return self._beginning[0]

    @property
    def root(self) -> str:
        """The name of the first element without its prefix, "" if the text does not begin with one."""
        return self._beginning[1]

    @cached_property
    def zipped(self) -> str:
        """What kind of archive it is: docx, odt, epub, xlsx, or only "zip"; "" for no archive."""
        if not self.data.startswith(b"PK\x03\x04"):
            return ""
        try:
            with zipfile.ZipFile(io.BytesIO(self.whole or self.data)) as archive:
                names = set(archive.namelist())
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            names = set()
        for name, kind in _MEMBERS.items():
            if name in names or (not names and name.encode() in self.data):
                return kind
        first = self.data[
            30:120
        ]  # an e-book and an OpenDocument file say what they are in their first member
        return next((kind for sign, kind in _MIMETYPES.items() if sign in first), "zip")

    @property
    def suffix(self) -> str:
        """The name's ending in small letters: ".md"."""
        return PurePath(self.name).suffix.lower()


def is_story_file(head: Head) -> bool:
    """Tell a story file: GeoJSON with a member "storymap"."""
    text = head.text.lstrip()
    return text.startswith("{") and bool(re.search(r'"storymap"\s*:\s*\d', text))


def is_json_lines(head: Head) -> bool:
    """Tell JSON lines: an object in the first line that is not blank."""
    if head.suffix in {".jsonl", ".ndjson"}:
        return True
    first = head.text.lstrip().partition("\n")[0]
    if not first.startswith("{"):
        return False
    try:
        return isinstance(parse_json(first), dict)
    except ValueError:
        return False


def is_html(head: Head) -> bool:
    """Tell HTML: its doctype, or a first element that HTML has."""
    if head.doctype == "html":
        return True
    root = head.root.lower()
    if root in {"html", "head", "body"}:
        return True
    if head.suffix in _MARKDOWN_NAMES:  # Markdown may begin with HTML
        return False
    return root in _HTML_TAGS and bool(
        _END_TAG.search(head.text) or re.search(r"<(?:br|img|hr)\b", head.text)
    )


def is_pdf(head: Head) -> bool:
    """Tell a PDF file; some programs write a few bytes before its signature."""
    return b"%PDF-" in head.data[:1024]


def is_subtitles(head: Head) -> bool:
    """Tell WebVTT by its signature and SubRip by its first time."""
    return head.text.startswith("WEBVTT") or bool(_SUBRIP.match(head.text))


def is_mail(head: Head) -> bool:
    """Tell e-mail: lines of a head, of which two or more only e-mail has, before the first blank line."""
    lines = re.split(r"\r?\n", head.text[:20_000])
    if lines[0].startswith("From ") and len(lines) > 1:
        lines = lines[1:]
    names = set()
    for line in lines:
        match = _HEADER.match(line)
        if match:
            names.add(match["name"].lower())
        elif not line.startswith((" ", "\t")):
            break
    return len(names & _MAIL_HEADERS) >= 3


def is_importable(head: Head) -> bool:
    """Tell a file that `storymap import` takes: KML, GPX, GeoJSON, StoryMapJS …, but no table and no text."""
    if head.root in {"kml", "gpx"} or (head.zipped == "zip" and head.whole):
        return _detected(head) not in {"", "tei", "xlsx"}
    return head.text.lstrip().startswith(("{", "[")) and _detected(head) not in {"", "csv"}


def _detected(head: Head) -> str:
    from storymap.export.detect import detect

    return detect(head.whole or head.data, head.name)


def is_table(head: Head) -> bool:
    """Tell a table: by its name, or by headings of which storymap knows the meaning of several."""
    if head.suffix in {".csv", ".tsv"}:
        return _is_plain(head)
    if head.suffix in {".txt", ".md", ".markdown"} or not _is_plain(head):
        return False
    from storymap.sources.columns import known_headings

    first = head.text.lstrip().partition("\n")[0]
    return any(len(known_headings(first.split(delimiter))) >= 2 for delimiter in _DELIMITERS)


def is_markdown(head: Head) -> bool:
    """Tell Markdown: by its name, front matter, a link or picture, or several headings."""
    if not _is_plain(head) or (_strange(head) and head.suffix not in _MARKDOWN_NAMES):
        return False
    if head.suffix in _MARKDOWN_NAMES or _FRONT_MATTER.match(head.text):
        return True
    return bool(_MARKDOWN_LINK.search(head.text)) or len(_HEADING.findall(head.text)) > 1


def is_text(head: Head) -> bool:
    """Tell plain text: no signature of another kind, no markup."""
    return _is_plain(head) and not _strange(head)


def refusal(head: Head) -> str:
    """Return the line that says why an input is not read."""
    for signature, what in _UNREADABLE.items():
        if head.data.startswith(signature):
            return f"{head.label} is {what}, which is not read; {_SAVE_AS}"
    return f"{head.label} looks like {_strange(head)}, which is not read; {_SAVE_AS}"


def _end_of_prologue(text: str, at: int) -> int:
    """Return the end of a comment, an instruction or a document type that stands at ``at``, else ``at``."""
    for begin, end in (("<!--", "-->"), ("<?", "?>")):
        if text.startswith(begin, at):
            found = text.find(end, at)
            return found + len(end) if found >= 0 else at
    if not _DOCTYPE.match(text, at):
        return at
    close, bracket = text.find(">", at), text.find("[", at)
    if 0 <= bracket < close:  # a declaration of its own entities stands in brackets
        close = text.find(">", max(text.find("]", bracket), bracket))
    return close + 1 if close >= 0 else at


def _is_plain(head: Head) -> bool:
    return not head.data.startswith(tuple(_UNREADABLE))


def _strange(head: Head) -> str:
    """Return what kind of markup the text is in, "" if it seems to be none."""
    if head.root:
        known = head.text.count(f"</{head.root}")
        if head.text.lstrip().startswith("<?xml") or known:
            return f"XML (<{head.root}>)"
    if head.text.lstrip().startswith(("{", "[{", "[\n")) and head.suffix == ".json":
        return "JSON without a member “storymap”"
    for pattern, what in _MARKUPS:
        found = len(pattern.findall(head.text))
        if found > (_MOST_WIKI if what == "wikitext" else 0):
            return what
    ends = _END_TAG.findall(head.text)
    if len(ends) >= 3 and len(ends) * 400 > len(head.text):
        return "markup"
    return ""
