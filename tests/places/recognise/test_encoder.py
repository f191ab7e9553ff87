"""The encoder: the same answers whatever stands beside, and another way where it cannot run."""

import builtins
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from places import locate
from places.errors import WeightsError
from places.gazetteer import world
from places.model import Document
from places.recognise import encoder as encoder_module
from places.recognise.encoder import Encoder, encoder, entities, proposals
from places.recognise.english import recognise, recognise_parsed
from places.recognise.words import read_lines

TEXT = "Sailors of the Swedish ship left Valparaíso for Callao on Monday. Anna Berlin stayed in Lima."


@pytest.fixture
def engine() -> Encoder:
    found = encoder()
    assert found is not None, "onnxruntime is one of the package's requirements"
    return found


@pytest.fixture
def without_onnxruntime(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    real = builtins.__import__

    def refuse(name: str, *rest: Any, **more: Any) -> Any:
        if name == "onnxruntime":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", refuse)
    encoder.cache_clear()
    yield
    encoder.cache_clear()


def test_there_is_a_row_for_every_word(engine: Encoder) -> None:
    lines = read_lines(TEXT + "\n\n" + TEXT * 30)
    encoded = engine.encode(lines)
    assert {len(column) for column in (encoded.first, encoded.last, encoded.kinds, encoded.places)} == {
        sum(map(len, lines))
    }
    assert engine.encode(()).kinds.shape == (0,)


def test_windows_do_not_change_each_other(engine: Encoder) -> None:
    long = read_lines("The ship sailed on. " * 45)
    alone, together = engine.encode(long), engine.encode((*long, *long, *read_lines(TEXT)))
    size = len(alone.kinds)
    windows = list(engine.pieces.windows(long))
    first = len(windows[0].words)
    assert np.array_equal(alone.first[:first], together.first[:first])
    assert len(together.kinds) == 2 * size + len(read_lines(TEXT)[0])


def test_the_same_text_gives_the_same_answer() -> None:
    assert locate(TEXT) == locate(TEXT)


def test_names_and_proposals_are_runs_of_labels() -> None:
    assert [(e.start, e.end, e.label) for e in entities([0, 1, 1, 4, 0, 4])] == [
        (1, 3, "PERSON"),
        (3, 4, "GPE"),
        (5, 6, "GPE"),
    ]
    assert proposals([0, 1, 2, 1, 0, 2]) == [(1, 3), (3, 4), (5, 6)]
    assert proposals([]) == []


def test_places_and_persons_are_told_apart(engine: Encoder) -> None:
    found = {m.text: m.kind for m in recognise(Document(text=TEXT), None, world())}
    assert found == {"Swedish": "demonym", "Valparaíso": "toponym", "Callao": "toponym", "Lima": "toponym"}


@pytest.mark.usefixtures("without_onnxruntime")
def test_without_onnxruntime_spacy_s_names_stand_in() -> None:
    found = recognise(Document(text=TEXT), None, world())
    assert found == recognise_parsed(Document(text=TEXT), None, world())
    assert {"Valparaíso", "Callao"} <= {mention.text for mention in found}


def test_broken_files_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / encoder_module.FOLDER).mkdir()
    (tmp_path / encoder_module.FOLDER / encoder_module.MODEL).write_bytes(b"no model")
    monkeypatch.setattr(encoder_module.resources, "files", lambda package: tmp_path)
    encoder.cache_clear()
    with pytest.raises(WeightsError, match=r"cannot be read .* install storymap anew"):
        encoder()
    encoder.cache_clear()
