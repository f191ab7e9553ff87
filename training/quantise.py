"""A model in ONNX → the same with int8 weights, smoothed before and optimised after."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray
from onnx import helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

# How much of the outliers goes from what is multiplied into the weights (alpha of SmoothQuant).
SMOOTHNESS = 0.75
_LEAST = 1e-4

Inputs = dict[str, NDArray[np.int64]]


def quantise(plain: Path, path: Path, samples: Sequence[Inputs]) -> None:
    """Write a model with int8 weights, a scale for each column; ``samples`` are inputs as they will be.

    The weights get seven bits: on processors without VNNI, sums of eight would overflow and answers differ.
    What is written is optimised already, so that it is loaded in hundredths of a second.
    """
    with tempfile.TemporaryDirectory() as temporary:
        smooth, small = Path(temporary) / "smooth.onnx", Path(temporary) / "small.onnx"
        onnx.save(smoothed(plain, samples), smooth)
        quantize_dynamic(smooth, small, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        # Not further: what comes next is for this processor only.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
        options.optimized_model_filepath = str(path)
        onnxruntime.InferenceSession(small, options, providers=["CPUExecutionProvider"])


def smoothed(plain: Path, samples: Sequence[Inputs]) -> onnx.ModelProto:
    """Return a model that computes the same with fewer outliers (SmoothQuant, Xiao et al. 2023).

    Whole tensors of activations share one scale when they are quantised, so a few large columns would leave
    the others no digits. Each column is divided by what its row of the weights is multiplied with.
    """
    model = onnx.load(plain)
    weights = {tensor.name: tensor for tensor in model.graph.initializer}
    products = {n.name: n for n in model.graph.node if n.op_type == "MatMul" and n.input[1] in weights}
    largest = _largest(model, [node.input[0] for node in products.values()], samples)
    nodes = []
    for node in model.graph.node:
        if node.name in products:
            entered, name = node.input
            weight = numpy_helper.to_array(weights[name])
            by_row = np.maximum(np.abs(weight).max(axis=1), _LEAST)
            scale = np.maximum(largest[entered], _LEAST) ** SMOOTHNESS / by_row ** (1 - SMOOTHNESS)
            weights[name].CopyFrom(
                numpy_helper.from_array((weight * scale[:, None]).astype(np.float32), name)
            )
            model.graph.initializer.append(
                numpy_helper.from_array((1 / scale).astype(np.float32), f"{name}_smoothing")
            )
            node.input[0] = f"{node.name}_smoothed"
            nodes.append(helper.make_node("Mul", [entered, f"{name}_smoothing"], [node.input[0]]))
        nodes.append(node)
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    return model


def dequantised(path: Path) -> dict[str, NDArray[np.float32]]:
    """Return the weights of a model that ``quantise`` has written, by what they are called in torch.

    Those of its products are exact but for the seven bits: the smoothing is undone, rows are columns again.
    Tables that are looked up in (the vectors of words) are as coarse as they stand in the file.
    """
    model = onnx.load(path)
    arrays = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
    made = {output: node for node in model.graph.node for output in node.output}
    found = {name: value for name, value in arrays.items() if name.endswith((".weight", ".bias"))}
    for node in model.graph.node:
        if node.op_type == "DynamicQuantizeMatMul":
            entered, name, scale, zero = node.input[:4]
            weight = (arrays[name].astype(np.float32) - arrays[zero]) * arrays[scale]
            smoothing = arrays[made[entered].input[1]]
            module = node.output[0].strip("/").rsplit("/", 1)[0].replace("/", ".")
            found[f"{module}.weight"] = (weight * smoothing[:, None]).T.astype(np.float32)
    for name in [name for name in arrays if name.endswith(".weight_quantized")]:
        table = name.removesuffix("_quantized")
        zero, scale = arrays[f"{table}_zero_point"].astype(np.float32), arrays[f"{table}_scale"]
        found[table] = ((arrays[name].astype(np.float32) - zero) * scale).astype(np.float32)
    return found


def _largest(
    model: onnx.ModelProto, names: Sequence[str], samples: Sequence[Inputs]
) -> dict[str, NDArray[np.float32]]:
    """Return how large each column of some inner tensors gets."""
    watched = onnx.ModelProto()
    watched.CopyFrom(model)
    wanted = list(dict.fromkeys(names))
    watched.graph.output.extend(helper.make_empty_tensor_value_info(name) for name in wanted)
    session = onnxruntime.InferenceSession(watched.SerializeToString(), providers=["CPUExecutionProvider"])
    found: dict[str, NDArray[np.float32]] = {}
    for sample in samples:
        for name, value in zip(wanted, session.run(wanted, sample), strict=True):
            columns = np.abs(value).reshape(-1, value.shape[-1]).max(axis=0)
            found[name] = np.maximum(found[name], columns) if name in found else columns
    return found
