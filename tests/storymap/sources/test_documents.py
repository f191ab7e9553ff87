"""Documents of every kind: the same words out of all of them, each with the way back; faults are named."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pypdf
import pytest
from docx.oxml.parser import OxmlElement

from storymap.errors import ReadError
from storymap.sources import Source
from tests.storymap.sources import sample, writers
from tests.storymap.sources.reading import at, check_origin, read_bytes, read_one

LANGUAGES = {
    "en": ["Ada left Lisbon on 3 May 1893, alone.", "“Horta,” she wrote, “is white.”"],
    "de": ["Ada verließ Lissabon am 3. Mai 1893 allein.", "„Horta“, schrieb sie, „ist weiß wie Schnee.“"],
    "fr": ["Ada quitta Lisbonne le 3 mai 1893, seule.", "« Horta », écrivit-elle, « est blanche. »"],
    "es": ["Ada salió de Lisboa el 3 de mayo de 1893.", "¿Dónde está Horta?, preguntó al niño."],
    "pt": ["Ada partiu de Lisboa a 3 de maio de 1893.", "Horta é branca, escreveu à irmã, e não há ninguém."],
    "it": ["Ada lasciò Lisbona il 3 maggio 1893.", "Horta è bianca, scrisse, perché c’è la calce."],
    "sv": ["Ada lämnade Lissabon den 3 maj 1893.", "Horta är vitt, skrev hon från ön."],
    "ru": ["Ада покинула Лиссабон 3 мая 1893 года.", "«Орта бела», — написала она сестре."],
    "el": ["Η Άντα έφυγε από τη Λισαβόνα στις 3 Μαΐου 1893.", "Η Όρτα είναι λευκή."],
    "zh": ["1893年5月3日，艾达离开里斯本。", "她写道：“奥尔塔是白色的。”"],
    "ja": ["1893年5月3日、エイダはリスボンを発った。", "オルタは白い、と彼女は書いた。"],
    "ar": ["غادرت آدا لشبونة في 3 مايو 1893.", "كتبت أن أورتا بيضاء."],
}
LATIN = ("en", "de", "fr", "es", "pt", "it", "sv")

WRITERS: dict[str, Callable[[list[str]], bytes]] = {
    "docx": writers.word,
    "odt": writers.writer,
    "rtf": writers.rich,
    "epub": lambda text: writers.book([text]),
    "vtt": lambda text: writers.captions(text).encode(),
    "srt": lambda text: writers.captions(text, srt=True).encode(),
    "mail": writers.letter,
    "mail of HTML": lambda text: writers.letter(text, html=True),
    "html": lambda text: f"<article>{''.join(f'<p>{line}</p>' for line in text)}</article>".encode(),
    "tei": lambda text: writers.tei("".join(f"<p>{line}</p>" for line in text)),
    "pdf": writers.pdf,
}


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_gives_the_words_of_every_language(tmp_path: Path, kind: str, language: str) -> None:
    if kind == "pdf" and language not in LATIN:
        pytest.skip("the fonts that every PDF reader has know Latin letters only")
    paragraphs = LANGUAGES[language]
    source = read_one(tmp_path, WRITERS[kind](paragraphs))

    assert source.document.text == "\n\n".join(paragraphs)
    check_origin(source)


SAMPLE: dict[str, Callable[[list[str]], bytes]] = {
    "pdf": lambda text: writers.pdf(text, title=sample.TITLE, size=14),
    "docx": lambda text: writers.word(text, title=sample.TITLE),
    "odt": lambda text: writers.writer(text, title=sample.TITLE),
    "epub": lambda text: writers.book([text], title=sample.TITLE),
    "vtt": lambda text: writers.captions(text).encode(),
}
SAYS: dict[str, Callable[[Source, str], bool]] = {
    "pdf": lambda source, words: at(source, words).at.page is not None and bool(at(source, words).at.boxes),
    "docx": lambda source, words: at(source, words).at.paragraph is not None,
    "odt": lambda source, words: at(source, words).at.paragraph is not None,
    "epub": lambda source, words: at(source, words).at.path.startswith("/html/body/p["),
    "vtt": lambda source, words: at(source, words).at.second is not None,
}


@sample.needs_sample
@pytest.mark.parametrize("kind", SAMPLE)
def test_the_sample_tells_the_same_nine_events_from_every_kind(tmp_path: Path, kind: str) -> None:
    from dataclasses import replace

    source = read_one(tmp_path, SAMPLE[kind](sample.paragraphs()))
    told = sample.told(replace(source.document, title=sample.TITLE, published=sample.DAY))

    assert len(told) == 9
    assert told == sample.plain()
    assert all(SAYS[kind](source, quotation) for _, quotation, _, _ in told)


LONG = [
    f"Paragraph {n} tells of Lima, and of the coal that was carried there by ship. " * 4 for n in range(40)
]


def test_columns_and_pages_of_a_pdf_are_read_in_order_without_their_furniture(tmp_path: Path) -> None:
    source = read_one(tmp_path, writers.pdf(LONG))

    assert source.document.text == "\n\n".join(text.strip() for text in LONG)
    assert at(source, "Paragraph 0 ").at.page == 1
    assert (at(source, "Paragraph 39 ").at.page or 0) > 1


def test_rectangles_of_a_pdf_hold_their_words(tmp_path: Path) -> None:
    data = writers.pdf(LONG)
    source = read_one(tmp_path, data)
    pages = pypdf.PdfReader(io.BytesIO(data)).pages
    height = float(pages[0].mediabox.height)
    found: list[tuple[float, float]] = []

    def note(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        if text.lstrip().startswith("Paragraph 7 "):
            found.append((cm[4] + tm[4], height - cm[5] - tm[5]))

    stretch = at(source, "Paragraph 7 tells")
    pages[(stretch.at.page or 1) - 1].extract_text(visitor_text=note)
    left, top, right, bottom = stretch.at.boxes[0]
    assert found
    x, y = found[0]
    assert left - 3 <= x <= right
    assert top - 3 <= y <= bottom + 3


def test_words_parted_at_line_ends_are_whole(tmp_path: Path) -> None:
    narrow = ["The Trans-Siberian train was extraordinarily comfor-", "table and went to Vladivostok."]
    from reportlab.pdfgen.canvas import Canvas

    made = io.BytesIO()
    canvas = Canvas(made)
    for number, line in enumerate(narrow):
        canvas.drawString(72, 700 - 14 * number, line)
    canvas.save()
    text = read_one(tmp_path, made.getvalue()).document.text
    assert text == "The Trans-Siberian train was extraordinarily comfortable and went to Vladivostok."


def test_notes_of_a_pdf_come_behind_the_text_and_their_marks_are_no_words(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    made = io.BytesIO()
    canvas = Canvas(made)
    for page in range(2):
        canvas.setFont("Times-Roman", 11)
        for number in range(30):
            canvas.drawString(
                72, 740 - 15 * number, f"On day {page * 30 + number} we were in Lima and it rained on us."
            )
        canvas.setFont("Times-Roman", 6)
        canvas.drawString(318, 744, "1")
        canvas.setFont("Times-Roman", 8)
        canvas.drawString(72, 110, f"1 See the letter of {page + 1} May.")
        canvas.showPage()
    canvas.save()
    text = read_one(tmp_path, made.getvalue()).document.text

    assert "rained on us.1" not in text
    assert text.endswith("1 See the letter of 1 May.\n\n1 See the letter of 2 May.")


def test_pictures_of_a_pdf_a_word_file_and_a_book_come_along(tmp_path: Path) -> None:
    image = writers.picture()
    text = ["Fig. 1. The quay of Lima.", "We left Lima in the morning, and nobody waved."]

    (shown,) = read_one(tmp_path, writers.pdf(text, image=image)).figures
    assert shown.media.src.startswith("data:image/")
    (shown,) = read_one(tmp_path, writers.word(text, image=image, alt="A quay")).figures
    assert (shown.media.alt, shown.media.caption) == ("A quay", "Fig. 1. The quay of Lima.")
    figure = '<figure><img src="../img/a.png" alt="A quay"/><figcaption>The quay</figcaption></figure>'
    (shown,) = read_one(tmp_path, writers.book([[figure, *text]], more={"img/a.png": image})).figures
    assert (shown.media.alt, shown.media.caption) == ("A quay", "The quay")
    assert shown.media.src.startswith("data:image/png;base64,")


def test_deleted_and_hidden_words_of_a_word_file_are_not_read(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("We left ")
    gone = OxmlElement("w:del")
    run = OxmlElement("w:r")
    text = OxmlElement("w:delText")
    text.text = "Paris "
    run.append(text)
    gone.append(run)
    paragraph._p.append(gone)
    moved = OxmlElement("w:moveFrom")
    inner = OxmlElement("w:r")
    words = OxmlElement("w:t")
    words.text = "London "
    inner.append(words)
    moved.append(inner)
    paragraph._p.append(moved)
    added = OxmlElement("w:ins")
    last = OxmlElement("w:r")
    fresh = OxmlElement("w:t")
    fresh.text = "Lima"
    last.append(fresh)
    added.append(last)
    paragraph._p.append(added)
    hidden = paragraph.add_run(" Berlin")
    hidden.font.hidden = True
    paragraph.add_run(".")
    made = io.BytesIO()
    document.save(made)

    assert read_one(tmp_path, made.getvalue()).document.text == "We left Lima."


def test_headings_and_tables_of_a_word_file_are_read(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("The voyage", 0)
    document.add_heading("Callao", 1)
    document.add_paragraph("We came.")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Lima", "1893"
    made = io.BytesIO()
    document.save(made)
    source = read_one(tmp_path, made.getvalue())

    assert source.document.title == "The voyage"
    assert source.document.text == "Callao\n\nWe came.\n\nLima\n\n1893"


def test_what_a_book_says_of_itself(tmp_path: Path) -> None:
    document = read_one(tmp_path, writers.book([["One."], ["Two."]], title="A journal")).document

    assert (document.title, document.author, document.language) == ("A journal", "Ann Writer", "en")
    assert document.published == sample.DAY
    assert document.text == "One.\n\nTwo."


ROLLING = """WEBVTT

00:00:00.000 --> 00:00:02.000
we left lima

00:00:02.000 --> 00:00:04.000
we left lima
in the morning

00:00:04.000 --> 00:00:06.000
in the morning
and came to <c>callao</c> &amp; rested

00:00:10.000 --> 00:00:12.000
<v Ann>Then it rained.

00:00:12.000 --> 00:00:14.000
<v Bob>It did.
"""


def test_rolling_captions_are_taken_once_and_voices_part_paragraphs(tmp_path: Path) -> None:
    source = read_one(tmp_path, ROLLING)

    assert source.document.text.split("\n\n") == [
        "we left lima in the morning and came to callao & rested",
        "Ann: Then it rained.",
        "Bob: It did.",
    ]
    assert (at(source, "callao").at.second, at(source, "callao").at.until) == (4.0, 6.0)


MAIL = """From: =?utf-8?q?Ana_Mu=C3=B1oz?= <ana@example.org>
To: bob@example.org
Subject: =?utf-8?b?UGVyw7o=?=
Date: Sat, 3 May 2025 10:00:00 -0500
Content-Type: text/plain; charset=utf-8

We left Lima this morning with the doctor and went down the long road to
Callao, where a ship lay.

> Are you in Paris?

On Fri, 2 May 2025, Bob wrote:
> In London.
--
Ana, Berlin
"""


def test_of_a_mail_only_what_its_sender_wrote_is_read(tmp_path: Path) -> None:
    source = read_one(tmp_path, MAIL)

    assert source.document.text == (
        "We left Lima this morning with the doctor and went down the long road to Callao, where a ship lay."
    )
    assert (source.document.title, source.document.author) == ("Perú", "Ana Muñoz")
    assert str(source.document.published) == "2025-05-03"
    assert at(source, "Callao").at.line == 2


def test_a_mailbox_is_a_document_a_letter(tmp_path: Path) -> None:
    box = f"From ana Sat May  3 10:00:00 2025\n{MAIL}\nFrom bob Sat May  3 11:00:00 2025\n{MAIL}"
    assert [s.document.title for s in read_bytes(tmp_path, box)] == ["Perú", "Perú"]


def test_a_tei_edition_gives_the_edited_text_with_page_and_line(tmp_path: Path) -> None:
    body = (
        '<div><head>May</head><p><pb n="12"/><lb n="1"/>We <del>saw Paris and</del> left '
        '<choice><sic>Lyma</sic><corr>Lima</corr></choice> in the mor<lb n="2" break="no"/>ning of '
        "<choice><abbr>S<hi>t</hi></abbr>"
        "<expan>Saint</expan></choice> John<note>An editor in London</note>.</p>"
        "<lg><l>The sea,</l></lg></div>"
    )
    source = read_one(tmp_path, writers.tei(body))

    assert source.document.text == "May\n\nWe left Lima in the morning of Saint John.\n\nThe sea,"
    assert (at(source, "Saint").at.page, at(source, "Saint").at.line) == (12, 2)
    assert (source.document.title, source.document.author) == ("A journal", "Ann Writer")


def test_scans_in_alto_and_page_have_rectangles(tmp_path: Path) -> None:
    alto = (
        '<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Layout>'
        '<Page PHYSICAL_IMG_NR="7"><PrintSpace><TextBlock>'
        '<TextLine ID="l1" HPOS="10" VPOS="20" WIDTH="100" HEIGHT="12"><String CONTENT="We"/>'
        '<String CONTENT="car"/><HYP CONTENT="-"/></TextLine>'
        '<TextLine ID="l2" HPOS="10" VPOS="34" WIDTH="90" '
        'HEIGHT="12"><String CONTENT="ried"/><SP/><String CONTENT="coal."/></TextLine></TextBlock>'
        "</PrintSpace></Page></Layout></alto>"
    )
    source = read_one(tmp_path, alto)
    assert source.document.text == "We carried coal."
    assert at(source, "coal").at.boxes == ((10.0, 34.0, 100.0, 46.0),)
    assert (at(source, "coal").at.page, at(source, "coal").at.path) == (7, "id('l2')")

    page = (
        '<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"><Page>'
        '<TextRegion><TextLine id="a"><Coords points="1,2 50,2 50,9 1,9"/><TextEquiv>'
        "<Unicode>We left</Unicode></TextEquiv></TextLine>"
        '<TextLine id="b"><Coords points="1,12 50,19"/><TextEquiv>'
        "<Unicode>Lima.</Unicode></TextEquiv></TextLine></TextRegion></Page></PcGts>"
    )
    source = read_one(tmp_path, page)
    assert source.document.text == "We left Lima."
    assert at(source, "Lima").at.boxes == ((1.0, 12.0, 50.0, 19.0),)


def test_a_workbook_is_read_from_the_sheet_with_headings(tmp_path: Path) -> None:
    rows = [["Titel", "Datum", "Breite", "Länge"], ["Die Abfahrt", "1893-05-03", 38.7, -9.15]]
    (row,) = read_one(tmp_path, writers.workbook(rows)).rows or ()

    assert row.point == (38.7, -9.15)
    assert row.when is not None
    assert row.when.text == "1893-05-03"


def test_a_track_of_another_program_is_its_story(tmp_path: Path) -> None:
    gpx = (
        '<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><wpt lat="-12.05" lon="-77.04">'
        "<name>Lima</name><time>2020-05-06T10:00:00Z</time></wpt></gpx>"
    )
    story = read_one(tmp_path, gpx).story
    assert story is not None
    assert [place.place.name for place in story.places] == ["Lima"]


def encrypted(password: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(writers.pdf(LANGUAGES["en"])))
    writer.encrypt(password, algorithm="RC4-128")
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def test_a_password_opens_a_pdf(tmp_path: Path) -> None:
    data = encrypted("quay")
    opened = read_one(tmp_path, data, password="quay")  # noqa: S106
    assert opened.document.text == "\n\n".join(LANGUAGES["en"])
    with pytest.raises(ReadError, match="is locked by a password; give it with --password"):
        read_one(tmp_path, data)
    with pytest.raises(ReadError, match="the password is wrong"):
        read_one(tmp_path, data, password="ship")  # noqa: S106


def scanned() -> bytes:
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    made = io.BytesIO()
    canvas = Canvas(made)
    for _ in range(3):
        canvas.drawImage(ImageReader(io.BytesIO(writers.picture())), 0, 0, 500, 700)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def bomb(name: str, member: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        if name == "epub":
            archive.writestr("mimetype", "application/epub+zip")
        archive.writestr(member, b"0" * 60_000_000)
    return made.getvalue()


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
LOCKED = '<encryption><EncryptedData><EncryptionMethod Algorithm="http://ns.adobe.com/adept"/></EncryptedData></encryption>'
PARAGRAPHS = ["We left Lima.", "We came to Callao."]

FAULTS: dict[str, tuple[Callable[[], bytes | str], str]] = {
    "a PDF that breaks off": (lambda: writers.pdf(PARAGRAPHS)[:600], "is damaged"),
    "a PDF of scanned pages": (scanned, "a PDF file of 3 pages without any text: scanned pictures"),
    "no PDF at all": (lambda: b"%PDF-1.7 and nothing else", "is damaged"),
    "a Word file that breaks off": (lambda: writers.word(PARAGRAPHS)[:-900], "is damaged"),
    "a Word file without words": (lambda: writers.word([]), "without any text"),
    "an ODT that breaks off": (lambda: writers.writer(PARAGRAPHS)[:-900], "is damaged"),
    "a book that breaks off": (lambda: writers.book([PARAGRAPHS])[:-300], "is damaged"),
    "a book without words": (lambda: writers.book([[]]), "without any text"),
    "a locked book": (
        lambda: writers.book([PARAGRAPHS], more={"META-INF/encryption.xml": LOCKED.encode()}),
        "is locked by its seller (DRM)",
    ),
    "an RTF that breaks off": (lambda: b"{\\rtf1{\\fonttbl{\\f0 Times;}}{{{ We left", "is damaged"),
    "a bomb as Word file": (lambda: bomb("docx", "word/document.xml"), "unpacks to 60 MB"),
    "a bomb as book": (lambda: bomb("epub", "META-INF/container.xml"), "unpacks to 60 MB"),
    "a bomb as workbook": (lambda: bomb("xlsx", "xl/workbook.xml"), "unpacks to 60 MB"),
    "a ZIP of no kind": (lambda: bomb("zip", "a.bin"), "a ZIP archive of no kind that is known"),
    "TEI that breaks off": (lambda: writers.tei("<p>We left</p>")[:-20], "is damaged"),
    "TEI without words": (lambda: writers.tei(""), "TEI without any text"),
    "subtitles without words": (
        lambda: "WEBVTT\n\n00:00.000 --> 00:01.000\n\n",
        "subtitles without any words",
    ),
    "a mail without words": (
        lambda: MAIL.partition("\n\n")[0] + "\n\n> Paris\n",
        "without any text of its own",
    ),
    "a workbook without a table": (lambda: writers.workbook([]), "without a table"),
    "a workbook of strange headings": (
        lambda: writers.workbook([["A", "B"], [1, 2]]),
        "are not understood (A, B)",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_named_in_one_line(tmp_path: Path, fault: str) -> None:
    make, message = FAULTS[fault]
    with pytest.raises(ReadError) as caught:
        read_bytes(tmp_path, make())
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_bomb_of_entities_stays_small(tmp_path: Path) -> None:
    bomb_ = f'{ENTITIES}]><TEI xmlns="{writers.TEI}"><text><body><p>Lima &i; fell.</p></body></text></TEI>'
    try:
        assert len(read_one(tmp_path, bomb_.replace("DOCTYPE x", "DOCTYPE TEI")).document.text) < 100
    except ReadError as error:
        assert "is damaged" in str(error)  # noqa: PT017 - either is right: left out, or refused


@pytest.mark.parametrize("kind", ["pdf", "docx", "odt", "epub", "rtf"])
def test_a_file_that_breaks_off_anywhere_is_an_error_or_fewer_words(tmp_path: Path, kind: str) -> None:
    whole = WRITERS[kind](PARAGRAPHS)
    for share in range(1, 10):
        try:
            sources = read_bytes(tmp_path, whole[: len(whole) * share // 10])
        except ReadError:
            continue
        assert all(len(source.document.text) <= 40 for source in sources)
