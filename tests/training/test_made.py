"""Texts made for training: what is marked as a place in them is one, and they come out the same again."""

from pathlib import Path

import pytest

from training import made as made_module
from training.made import made, names, templates


def test_places_are_where_they_are_said_to_be() -> None:
    for number in range(60):
        gold = made(number)
        assert all(gold.document.text[t.start : t.end] == t.text for t in gold.toponyms)
        assert all(t.text == t.text.strip() for t in gold.toponyms)
    assert sum(bool(made(number).toponyms) for number in range(60)) > 50


def test_a_number_gives_the_same_text_again() -> None:
    assert made(7) == made(7)
    assert made(7) != made(8)


def test_every_kind_of_text_is_made() -> None:
    texts = [made(number).document.text for number in range(200)]
    assert any("\t" in text for text in texts)
    assert any(text.isupper() for text in texts)
    assert any(text.islower() for text in texts)
    assert {"news", "old", "voyage", "caption"} <= set(templates())


def test_names_are_in_latin_letters_and_of_the_world() -> None:
    known = names().by_slot
    assert {"London", "Japan"} <= set(known["great"])
    assert any("'" in name or "’" in name for name in known["marked"])


@pytest.mark.parametrize("line", ["A {town} before any section", "[a]\nA {river} of no kind"])
def test_a_sentence_that_cannot_be_filled_is_refused(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "made.txt"
    path.write_text(line, encoding="utf-8")
    monkeypatch.setattr(made_module, "TEMPLATES", path)
    templates.cache_clear()
    with pytest.raises(ValueError, match="line"):
        templates()
    templates.cache_clear()
