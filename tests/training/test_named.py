"""Sets of names in several forms become texts as people write them, with the spans of their places."""

from pathlib import Path

import pytest

from training.named import BODY, PERSON, PLACE, read_set, some

FORMS = {
    "europeana/a.bio": "Aus O\nWien B-LOC\n, O\nam O\n1. O\n",
    "germeval/a.tsv": "# source\n1\tAus\tO\tO\n2\tWien\tB-LOC\tO\n3\tWiener\tB-LOCderiv\tO\n",
    "newseye/a.tsv": "TOKEN\tNE\nAus\tO\tx\t_\nWien\tB-LOC\tx\tNoSpaceAfter\n,\tO\tx\t_\nam\tO\tx\t_\n",
    "norne/a.conllu": "1\tI\ti\tADP\t_\t_\t0\t_\t_\tname=O\n"
    "2\tWien\tWien\tPROPN\t_\t_\t0\t_\t_\tname=B-GPE_LOC\n",
    "ronec/a.json": '[{"tokens": ["În", "Wien", "."], "ner_tags": ["O", "B-GPE", "O"], '
    '"space_after": [true, false, false]}]',
}


@pytest.mark.parametrize("form", FORMS)
def test_each_form_is_read(tmp_path: Path, form: str) -> None:
    path = tmp_path / form
    path.parent.mkdir()
    path.write_text(FORMS[form], encoding="utf-8")
    (text,) = read_set(path)

    assert [text.text[start:end] for start, end in text.places] == ["Wien"]
    assert " ," not in text.text


def test_a_case_behind_an_apostrophe_is_no_part_of_a_name(tmp_path: Path) -> None:
    path = tmp_path / "twnertc-tr" / "dev.txt"
    path.parent.mkdir()
    path.write_text("Ayşe X B-X B-PERSON\nİsrail'in X B-X B-LOCATION\nkuzeyinde X B-X O\n", encoding="utf-8")
    (text,) = read_set(path)

    assert [text.text[start:end] for start, end in text.places] == ["İsrail"]
    assert [kind for *_, kind in text.kinds or ()] == [PERSON, PLACE]


def test_a_part_of_a_set_is_the_same_each_time(tmp_path: Path) -> None:
    path = tmp_path / "europeana" / "a.bio"
    path.parent.mkdir()
    path.write_text("\n\n".join(f"In O\nOrt{i} B-LOC\nVerein{i} B-ORG" for i in range(400)), encoding="utf-8")
    texts = list(read_set(path))
    part = list(some(texts, 0.5))

    assert 0.2 < len(part) / len(texts) < 0.8
    assert part == list(some(texts, 0.5))
    assert {kind for text in texts for *_, kind in text.kinds or ()} == {PLACE, BODY}
