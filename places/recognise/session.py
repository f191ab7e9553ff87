"""How the encoders' files are run: by onnxruntime, with the same answers on any number of cores."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

from places.errors import WeightsError

Loaded = TypeVar("Loaded")
Window = TypeVar("Window")
Answer = TypeVar("Answer")


def opened(file: Traversable) -> Any:
    """Return a file's session."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    # One thread a window, and windows side by side: the number of cores changes no answer.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # The files have been optimised when they were made.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    with resources.as_file(file) as path:
        return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def side_by_side(read: Callable[[Window], Answer], windows: Sequence[Window]) -> list[Answer]:
    """Return what is read in each window, in their order.

    They are read one by one, as many at a time as OMP_NUM_THREADS allows, else one a core: what stands beside
    a window must not change it.
    """
    with ThreadPoolExecutor(max_workers=min(len(windows), _threads()) or 1) as pool:
        return list(pool.map(read, windows))


def _threads() -> int:
    allowed = os.environ.get("OMP_NUM_THREADS", "")
    return int(allowed) if allowed.isdecimal() and int(allowed) else os.cpu_count() or 1


def loaded(make: Callable[[Traversable], Loaded], folder: Traversable) -> Loaded | None:
    """Return what is made of a folder of the package; None where onnxruntime is not installed.

    Raises:
        WeightsError: its files are missing or broken.
    """
    try:
        return make(folder)
    except ImportError:
        return None
    except Exception as error:  # onnxruntime has errors of its own kinds
        raise WeightsError(
            f"the encoder in {folder} cannot be read ({error}); install storymap anew"
        ) from error
