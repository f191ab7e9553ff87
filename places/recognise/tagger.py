"""A text in any of many languages → what each of its units says: a small transformer, run by onnxruntime.

The lower half of multilingual-e5-small (Wang et al. 2024), trained by ``python -m training.multilingual`` and
quantised to int8; the vectors of its pieces stay in the 4 bits that they came in and are unpacked as they are
needed. One encoder for all languages, English left to its own (places.recognise.encoder).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Any

from places.recognise.encoded import Encoded, load_links
from places.recognise.session import loaded, opened, side_by_side
from places.recognise.unigram import Unigram, Unit, Window, breaks

if TYPE_CHECKING:
    from numpy.typing import NDArray

FOLDER = "multilingual"
MODEL, PIECES, LINKS = "model.onnx", "pieces.npz", "links.npz"
# Kinds of names by their numbers.
PERSON, BODY, OTHER, PLACE = 1, 2, 3, 4


@dataclass(frozen=True, slots=True)
class Tagged:
    """What the tagger says of a text's units.

    ``places``: the log-probabilities of no place, a place's beginning, a place going on; ``names``: those of
    kinds of names; ``words``: the units as words that events are joined by, a row each.
    """

    units: tuple[Unit, ...]
    places: "NDArray[Any]"
    names: "NDArray[Any]"
    words: Encoded


class Tagger:
    """The loaded encoder."""

    def __init__(self, folder: Traversable) -> None:
        import numpy as np

        self._session = opened(folder.joinpath(MODEL))
        with folder.joinpath(PIECES).open("rb") as file, np.load(file) as arrays:
            self.unigram = Unigram(str(arrays["pieces"]).split("\n"), arrays["scores"].tolist())
            self._scales, self._nibbles = arrays["scales"], arrays["nibbles"]
        self._links = load_links(folder.joinpath(LINKS))
        self._last: tuple[str, Tagged] | None = None

    def read(self, text: str) -> Tagged:
        """Return what is said of a text's units; the last answer is kept."""
        if self._last is None or self._last[0] != text:
            self._last = (text, self._tagged(text))
        return self._last[1]

    def _tagged(self, text: str) -> Tagged:
        import numpy as np

        units = tuple(self.unigram.units(text))
        windows = list(self.unigram.windows(units, breaks(text, units)))
        answers = side_by_side(self._read, windows)
        kinds, places, triggers, events = (
            (np.concatenate(column) for column in zip(*answers, strict=True)) if answers else _nothing()
        )
        blank = np.zeros((len(units), 0), dtype=np.float32)
        words = Encoded(
            starts=np.array([start for start, _, _ in units], dtype=np.int64),
            ends=np.array([end for _, end, _ in units], dtype=np.int64),
            first=blank, last=blank, kinds=kinds.argmax(1), places=places.argmax(1),
            triggers=triggers, events=events, links=self._links,
        )  # fmt: skip
        return Tagged(units, _log_softmax(places), _log_softmax(kinds), words)

    def _read(self, window: Window) -> "tuple[NDArray[Any], ...]":
        answers = self._session.run(None, {"vectors": self._vectors(window.ids)[None]})
        firsts = [first for _, first in window.units]
        return tuple(answer[0, firsts] for answer in answers)

    def _vectors(self, ids: Sequence[int]) -> "NDArray[Any]":
        """Return the vectors of pieces, unpacked from blocks of 4 bits that share a scale."""
        import numpy as np

        nibbles = self._nibbles[ids]
        parts = np.concatenate((nibbles & 15, nibbles >> 4), axis=2).astype(np.float32) - 8
        vectors: NDArray[Any] = (parts * self._scales[ids][:, :, None].astype(np.float32)).reshape(
            len(ids), -1
        )
        return vectors


def _nothing() -> "tuple[NDArray[Any], ...]":
    import numpy as np

    return tuple(np.zeros((0, width), dtype=np.float32) for width in (5, 3, 3, 64))


def _log_softmax(odds: "NDArray[Any]") -> "NDArray[Any]":
    import numpy as np

    lifted = odds - odds.max(axis=1, keepdims=True) if len(odds) else odds
    result: NDArray[Any] = lifted - np.log(np.exp(lifted).sum(axis=1, keepdims=True))
    return result


@cache
def tagger() -> Tagger | None:
    """Return the tagger that comes with the package, loaded once; None where onnxruntime is not installed.

    Raises:
        WeightsError: its files are missing or broken.
    """
    return loaded(Tagger, resources.files(__package__).joinpath(FOLDER))
