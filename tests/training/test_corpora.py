"""What is trained on: entity sets read as running text, articles once more with other names or cases."""

from dataclasses import replace
from pathlib import Path

from places.evaluate import GoldDocument, GoldToponym
from places.model import Document
from training.corpora import fold_of, parts_of, recased, renamed
from training.entities import read_entities

CONLL = """-DOCSTART- O

The O
ship O
left O
New I-LOC
York I-LOC
's O
port O
( O
the B-LOC
Bronx I-LOC
) O
. O

" O
Hull B-location
, O
" O
she O
said O
. O
"""


def test_entities_are_read_as_people_write_them(tmp_path: Path) -> None:
    path = tmp_path / "set.conll"
    path.write_text(CONLL, encoding="utf-8")
    (gold,) = read_entities(path)
    assert gold.document.text == 'The ship left New York\'s port (the Bronx).\n"Hull," she said.\n'
    assert [t.text for t in gold.toponyms] == ["New York", "Bronx", "Hull"]
    assert all(gold.document.text[t.start : t.end] == t.text for t in gold.toponyms)


def test_entities_of_universal_ner_are_read_too(tmp_path: Path) -> None:
    lines = "# text = In Hull we ate", "1\tIn\tO\t-\t-", "2\tHull\tB-LOC\t-\tstephen", "3\twe\tO\t-\t-"
    path = tmp_path / "set.iob2"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    (gold,) = read_entities(path)
    assert gold.document.text == "In Hull we\n"
    assert [t.text for t in gold.toponyms] == ["Hull"]


def article(number: int) -> GoldDocument:
    text = (
        "LYON, France -- The mayor of Lyon left France for the Rhine on Monday. German trains were late. " * 9
    )
    spans = [("LYON", 0), ("France", 6), ("Lyon", 29), ("France", 39), ("Rhine", 54)]
    toponyms = [GoldToponym(start=at, end=at + len(name), text=name) for name, at in spans]
    return GoldDocument(document=Document(text=text, id=f"a-{number}"), corpus="a", toponyms=tuple(toponyms))


def test_some_articles_are_read_once_more_with_other_names() -> None:
    again = [new for number in range(30) for new in renamed(article(number))]
    assert 3 < len(again) < 20
    for gold in again:
        assert all(gold.document.text[t.start : t.end] == t.text for t in gold.toponyms)
        capital, france, lyon, again_france, rhine = (t.text for t in gold.toponyms)
        assert (capital, rhine) == ("LYON", "Rhine")
        assert france == again_france
        assert (lyon, france) != ("Lyon", "France")


def test_some_articles_are_read_once_more_in_another_case() -> None:
    for gold in (new for number in range(30) for new in recased(article(number))):
        assert gold.document.text in (gold.document.text.upper(), gold.document.text.lower())
        assert len(gold.document.text) <= 500


def test_every_document_is_held_out_once() -> None:
    documents = [article(number) for number in range(10)]
    parts = parts_of(documents, 3, leave_out=False)
    assert sorted(number for part in parts.values() for number in part) == list(range(10))
    assert list(parts_of(documents, 0, leave_out=True)) == ["without-a"]


def test_a_text_falls_into_the_same_fold_whatever_stands_beside_it() -> None:
    documents = [article(number) for number in range(10)]
    parts = parts_of(documents[3:], 3, leave_out=False)
    for name, numbers in parts.items():
        assert {f"fold-{fold_of(documents[3:][i].document.id)}" for i in numbers} <= {name}


def test_documents_of_news_fall_into_folds_by_their_number() -> None:
    documents = [replace(article(n), document=replace(article(n).document, id=f"lgl-{n}")) for n in range(6)]
    assert parts_of(documents, 3, leave_out=False)["fold-1"] == [1, 4]
