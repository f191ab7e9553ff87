"""The weights of the recogniser: they fit the features that the code computes."""

from pathlib import Path

import numpy as np
import pytest

from places.errors import WeightsError
from places.gazetteer import world
from places.model import Document
from places.recognise import classifier as classifier_module
from places.recognise.classifier import classifier, load
from places.recognise.english import read
from places.recognise.line import read_line
from places.syntax import parse

TEXT = (
    "On Monday the mayor of Lyon, France, flew to northern Syria. Anna Paris of the Berlin Philharmonic "
    "stayed in Springfield, Illinois, near the Sangamon River. German officials said nothing.\n"
    "MOSCOW (AP) -- A mobile home burned down in Reading on Friday.\n"
)


def test_nearly_all_features_of_a_text_have_weights() -> None:
    reading = read(Document(text=TEXT), [read_line(b) for b in parse(TEXT, grammar=False)], world())
    features = [feature for span in reading.spans for feature in span.features]
    known = [feature in classifier().vocabulary for feature in features]
    assert sum(known) / len(known) > 0.95


def test_no_kind_of_feature_is_new_to_the_weights() -> None:
    reading = read(Document(text=TEXT), [read_line(b) for b in parse(TEXT, grammar=False)], world())
    kinds = {feature.partition(":")[0] for span in reading.spans for feature in span.features[:40]}
    trained = {feature.partition(":")[0] for feature in classifier().vocabulary}
    assert {kind for kind in kinds if "&" not in kind} <= trained


def test_weights_whose_arrays_do_not_fit_are_refused(tmp_path: Path) -> None:
    packaged = Path(classifier_module.__file__).with_name(classifier_module.WEIGHTS)
    with np.load(packaged) as arrays:
        cut = {name: arrays[name] for name in arrays.files} | {"vocabulary": arrays["vocabulary"][:-1]}
    np.savez(tmp_path / "cut.npz", **cut)
    with pytest.raises(WeightsError, match="do not fit"):
        load(tmp_path / "cut.npz")
