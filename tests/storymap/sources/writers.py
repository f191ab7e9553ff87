"""The same paragraphs as a file of every kind, written by libraries other than those that read them."""

import io
import zipfile
from collections.abc import Sequence
from email.message import EmailMessage
from html import escape

import docx
import odfdo
import webvtt
import xlsxwriter
from lxml import etree
from PIL import Image
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph
from reportlab.platypus import Image as PdfImage

TEI = "http://www.tei-c.org/ns/1.0"


def picture(width: int = 300, height: int = 200, kind: str = "PNG") -> bytes:
    made = io.BytesIO()
    image = Image.new("RGB", (width, height))
    image.putdata([(x % 256, y % 256, 120) for y in range(height) for x in range(width)])
    image.save(made, kind)
    return made.getvalue()


def pdf(
    paragraphs: Sequence[str], *, title: str = "", columns: int = 2, image: bytes = b"", size: float = 9.5
) -> bytes:
    """Two columns, justified, with a running head and a page number on every page."""
    made = io.BytesIO()
    width, height = A4
    room = (width - 30 * mm) / columns
    frames = [
        Frame(15 * mm + n * room, 25 * mm, room, height - 50 * mm, leftPadding=8, rightPadding=8)
        for n in range(columns)
    ]

    def furniture(canvas, document):  # type: ignore[no-untyped-def]
        canvas.setFont("Helvetica", 8)
        canvas.drawString(15 * mm, height - 12 * mm, "THE DAILY PAPER OF LONDON")
        canvas.drawCentredString(width / 2, 10 * mm, str(document.page))

    template = BaseDocTemplate(made, pagesize=A4, title=title, author="Ann Writer")
    template.addPageTemplates([PageTemplate(frames=frames, onPage=furniture)])
    style = ParagraphStyle(
        "body", fontName="Times-Roman", fontSize=size, leading=size * 1.3, alignment=TA_JUSTIFY, spaceAfter=6
    )
    flow: list[object] = [PdfImage(io.BytesIO(image), 200, 130)] if image else []
    flow += [Paragraph(escape(text, quote=False), style) for text in paragraphs]
    template.build(flow)
    return made.getvalue()


def word(paragraphs: Sequence[str], *, title: str = "", image: bytes = b"", alt: str = "") -> bytes:
    document = docx.Document()
    document.core_properties.title = title
    document.core_properties.author = "Ann Writer"
    if title:
        document.add_heading(title, 0)
    if image:
        document.add_picture(io.BytesIO(image))
        document.inline_shapes[0]._inline.docPr.set("descr", alt)
    for number, text in enumerate(paragraphs):
        document.add_paragraph(text, style="Caption" if image and number == 0 else None)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def writer(paragraphs: Sequence[str], *, title: str = "") -> bytes:
    document = odfdo.Document("text")
    document.body.clear()
    document.meta.title = title
    if title:
        document.body.append(odfdo.Header(1, title))
    for text in paragraphs:
        document.body.append(odfdo.Paragraph(text))
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def rich(paragraphs: Sequence[str]) -> bytes:
    """Rich text by hand, as its specification has it: the writer of it that there is, is under the GPL."""
    body = "\\par\n".join(map(_rtf, paragraphs))
    return f"{{\\rtf1\\ansi\\deff0{{\\fonttbl{{\\f0 Times;}}}}\n\\pard {body}\\par}}".encode("ascii")


def _rtf(text: str) -> str:
    return "".join(char if ord(char) < 128 else f"\\u{ord(char)}?" for char in text)


def book(
    chapters: Sequence[Sequence[str]], *, title: str = "", more: dict[str, bytes] | None = None
) -> bytes:
    """An EPUB by hand, as its specification has it: no writer of EPUB is under a free licence that fits."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), "application/epub+zip")
        archive.writestr("META-INF/container.xml", _container())
        names = [f"chapter{n}.xhtml" for n in range(1, len(chapters) + 1)]
        archive.writestr("OEBPS/content.opf", _contents(names, title))
        archive.writestr("OEBPS/nav.xhtml", "<html><body><nav><a href='x'>Paris</a></nav></body></html>")
        for name, paragraphs in zip(names, chapters, strict=True):
            archive.writestr(f"OEBPS/{name}", _xhtml(paragraphs))
        for name, data in (more or {}).items():
            archive.writestr(name, data)
    return made.getvalue()


def _container() -> str:
    return (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
        '<rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/>'
        "</rootfiles></container>"
    )


def _contents(names: Sequence[str], title: str) -> str:
    items = "".join(f'<item id="{n}" href="{n}" media-type="application/xhtml+xml"/>' for n in names)
    spine = "".join(f'<itemref idref="{n}"/>' for n in ("nav", *names))
    return (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>Ann Writer</dc:creator>"
        "<dc:language>en-GB</dc:language><dc:date>2020-05-06</dc:date></metadata><manifest>"
        '<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>'
        f"{items}</manifest><spine>{spine}</spine></package>"
    )


def _xhtml(paragraphs: Sequence[str]) -> str:
    body = "".join(
        text if text.startswith("<") else f"<p>{escape(text, quote=False)}</p>" for text in paragraphs
    )
    return f"<?xml version='1.0' encoding='utf-8'?><html xmlns='http://www.w3.org/1999/xhtml'><body>{body}</body></html>"


def captions(paragraphs: Sequence[str], *, srt: bool = False, words: int = 9) -> str:
    """Subtitles, three seconds a cue and two of silence between paragraphs."""
    made = webvtt.WebVTT()
    second = 0.0
    for text in paragraphs:
        parts = text.split()
        for start in range(0, len(parts), words):
            shown = " ".join(parts[start : start + words])
            made.captions.append(webvtt.Caption(_stamp(second), _stamp(second + 3), shown))
            second += 3
        second += 2
    out = io.StringIO()
    made.write(out, format="srt" if srt else "vtt")
    return out.getvalue()


def _stamp(second: float) -> str:
    return f"{int(second // 3600):02d}:{int(second % 3600 // 60):02d}:{second % 60:06.3f}"


def letter(paragraphs: Sequence[str], *, html: bool = False) -> bytes:
    message = EmailMessage()
    message["From"] = "Ann Writer <ann@example.org>"
    message["To"] = "bob@example.org"
    message["Subject"] = "From Perú"
    message["Date"] = "Wed, 06 May 2020 10:52:00 +0000"
    message["Message-ID"] = "<1@example.org>"
    if html:
        message.set_content(
            "".join(f"<p>{escape(text, quote=False)}</p>" for text in paragraphs), subtype="html"
        )
    else:
        message.set_content("\n\n".join(paragraphs))
    return message.as_bytes()


def workbook(rows: Sequence[Sequence[object]]) -> bytes:
    made = io.BytesIO()
    book_ = xlsxwriter.Workbook(made, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    book_.add_worksheet("notes").write(0, 0, "nothing here")
    sheet = book_.add_worksheet("events")
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book_.close()
    return made.getvalue()


def tei(body: str, *, header: str = "") -> bytes:
    root = etree.fromstring(
        f'<TEI xmlns="{TEI}"><teiHeader><fileDesc><titleStmt><title>A journal</title>'
        f"<author>Ann Writer</author></titleStmt>{header}</fileDesc></teiHeader>"
        f"<text><body>{body}</body></text></TEI>"
    )
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8"))
