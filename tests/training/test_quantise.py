"""Weights that were quantised can be trained on: they come back nearly as they were."""

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("onnx", reason="onnx is of the group training")

import onnx
from onnx import TensorProto, helper, numpy_helper

from training.quantise import dequantised, quantise

CHANCE = np.random.default_rng(0)
WEIGHTS = {
    "word.weight": CHANCE.normal(size=(50, 16)).astype(np.float32),
    "first.weight": CHANCE.normal(size=(8, 16)).astype(np.float32),
    "first.bias": CHANCE.normal(size=8).astype(np.float32),
    "last.weight": CHANCE.normal(size=(8, 16)).astype(np.float32),
}


def model() -> onnx.ModelProto:
    """Return a table that is looked up in, and two products on top of it, as torch would export them."""
    nodes = [
        helper.make_node("Gather", ["word.weight", "ids"], ["/word/Gather_output_0"], name="/word/Gather"),
        helper.make_node("Tanh", ["/word/Gather_output_0"], ["/Tanh_output_0"], name="/Tanh"),
        helper.make_node("MatMul", ["/Tanh_output_0", "a"], ["/first/MatMul_output_0"], name="/first/MatMul"),
        helper.make_node("Add", ["first.bias", "/first/MatMul_output_0"], ["first"], name="/first/Add"),
        helper.make_node("MatMul", ["/Tanh_output_0", "b"], ["last"], name="/last/MatMul"),
    ]
    arrays = {
        "word.weight": WEIGHTS["word.weight"],
        "first.bias": WEIGHTS["first.bias"],
        "a": WEIGHTS["first.weight"].T,
        "b": WEIGHTS["last.weight"].T,
    }
    shape = [None, None]
    graph = helper.make_graph(
        nodes,
        "small",
        [helper.make_tensor_value_info("ids", TensorProto.INT64, shape)],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, [*shape, 8]) for name in ("first", "last")],
        [numpy_helper.from_array(np.ascontiguousarray(array), name) for name, array in arrays.items()],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def test_weights_come_back_from_seven_bits(tmp_path: Path) -> None:
    plain, path = tmp_path / "plain.onnx", tmp_path / "model.onnx"
    onnx.save(model(), plain)
    quantise(plain, path, [{"ids": np.array([[1, 7, 30, 2]])}])
    found = dequantised(path)
    assert set(found) == set(WEIGHTS)
    for name, expected in WEIGHTS.items():
        coarseness = np.abs(expected).max() / 63
        assert found[name].shape == expected.shape
        assert np.abs(found[name] - expected).max() <= 1.5 * coarseness, name
