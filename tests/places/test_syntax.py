"""Paragraphs and parses: offsets stay those of the text."""

import json
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.syntax import paragraphs, parse, pipeline_name, pipeline_version


@given(st.text(alphabet="ab .\n\t\r", max_size=200))
def test_paragraphs_hold_every_word_once_and_in_order(text: str) -> None:
    spans = list(paragraphs(text))
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert sum(len("".join(text[s:e].split())) for s, e in spans) == len("".join(text.split()))


def test_a_caption_is_a_paragraph_of_its_own() -> None:
    text = "A hall in Lhasa. /AP\nThe minister arrived."
    assert [text[s:e] for s, e in paragraphs(text)] == ["A hall in Lhasa. /AP", "The minister arrived."]


def test_a_hard_wrapped_letter_is_one_paragraph() -> None:
    text = "\n".join(["We left the harbour early in the morning and saw the coast of"] * 5) + " Peru."
    assert len(list(paragraphs(text))) == 1


def test_a_text_without_line_breaks_is_cut_between_sentences() -> None:
    text = "The ship sailed on. " * 3000
    spans = list(paragraphs(text))
    assert len(spans) > 1
    assert all(end - start <= 20_000 for start, end in spans)


def test_tokens_know_their_offset_in_the_whole_text() -> None:
    text = "One line.\n\nThe second has Lima in it."
    blocks = list(parse(text, grammar=False))
    found = [(b.start + t.idx, t.text) for b in blocks for t in b.doc if t.text == "Lima"]
    assert found == [(text.index("Lima"), "Lima")]


def test_without_grammar_there_are_entities_but_no_dependencies() -> None:
    (block,) = parse("She went to Lima.", grammar=False)
    assert not block.doc.has_annotation("DEP")
    assert [e.text for e in block.doc.ents] == ["Lima"]


def test_a_long_line_is_cut_behind_a_sentence_even_if_words_follow() -> None:
    text = "We left Rome for Pisa. " * 900 + "And then some words without an end " * 20
    spans = list(paragraphs(text))

    assert text[: spans[0][1]].endswith("Pisa.")


def test_control_characters_are_no_part_of_a_word() -> None:
    text = "In Vienna\x07 the \x1b[31mred\x00 flag\u2028rose."
    tokens = [token for block in parse(text, grammar=False) for token in block.doc]

    assert "Vienna" in [token.text for token in tokens]
    assert all(
        text[token.idx : token.idx + len(token)] == token.text for token in tokens if not token.is_space
    )


@given(st.text(alphabet="ab=,. \n\t", max_size=60), st.integers(1, 1500), st.sampled_from("=,a!*'"))
def test_long_runs_are_parsed_as_short_ones_and_offsets_stay(text: str, length: int, letter: str) -> None:
    whole = f"Lima lay there {letter * length} {text} and Callao too."
    tokens = [(b.start + t.idx, t.text) for b in parse(whole, grammar=False) for t in b.doc]
    assert (whole.index("Callao"), "Callao") in tokens
    assert max(len(word) for _, word in tokens if not word.isspace()) <= 500


@pytest.mark.parametrize("blank", [" ", "\t", " \t", "\n ", "\u3000"])
def test_the_time_for_runs_of_blanks_grows_no_faster_than_they_do(blank: str) -> None:
    def seconds(length: int) -> float:
        text = f"Paris{blank * length}fell."
        begun = time.process_time()
        assert list(paragraphs(text))
        return time.process_time() - begun

    assert min(seconds(160_000) for _ in range(3)) < 6 * min(seconds(40_000) for _ in range(3)) + 0.02


def test_a_package_that_only_bears_a_pipelines_name_is_passed_by(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, described in (
        ("en_core_web_trf", None),
        ("en_core_web_lg", {"lang": "en", "version": "999.9.9"}),
    ):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("raise SystemError('loaded')\n")
        if described:
            (tmp_path / name / "meta.json").write_text(json.dumps(described))
    monkeypatch.syspath_prepend(str(tmp_path))

    assert pipeline_name() not in ("en_core_web_trf", "en_core_web_lg")
    assert pipeline_version() == f"{pipeline_name()} 3.8.0"
