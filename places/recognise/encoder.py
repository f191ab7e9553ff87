"""A document's words → what each says in its context: a small transformer, run by onnxruntime.

MiniLM-L6 (Wang et al. 2020), fine-tuned by ``python -m training.encoder`` and quantised to int8. For every
word it gives two vectors (as the first and as the last word of a name), which the span classifier adds to
what the gazetteer and the letters say, and two labels: of which kind of name it is a part, and whether a
place begins or goes on there. For the events it says at the same go which words tell one, and which belong
together (places.recognise.encoded).
"""

from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Any

from places.recognise.classifier import Classifier, load
from places.recognise.encoded import Encoded, load_links
from places.recognise.line import Entity, Line
from places.recognise.pieces import Pieces, Window
from places.recognise.session import loaded, opened, side_by_side
from places.recognise.words import read_lines

if TYPE_CHECKING:
    from numpy.typing import NDArray

FOLDER = "encoder"
MODEL, VOCABULARY, HEAD, LINKS = "model.onnx", "vocabulary.txt", "head.npz", "links.npz"
# The kinds of name that it tells apart, by their numbers; spaCy's labels, places together.
LABELS = ("", "PERSON", "ORG", "NORP", "GPE", "WORK_OF_ART")
_BEGINS, _GOES_ON = 1, 2


class Encoder:
    """A loaded encoder."""

    def __init__(self, folder: Traversable) -> None:
        self._session = opened(folder.joinpath(MODEL))
        self.pieces = Pieces(folder.joinpath(VOCABULARY).read_text(encoding="utf-8").split("\n"))
        self._links = load_links(folder.joinpath(LINKS))
        self._last: tuple[str, tuple[Line, ...], Encoded] | None = None

    def read(self, text: str) -> tuple[tuple[Line, ...], Encoded]:
        """Return the lines of a text and what the encoder says of their words.

        The last answer is kept: who looks for a text's places and then for its events has it read once.
        """
        last = self._last
        if last is None or last[0] != text:
            lines = read_lines(text)
            last = self._last = (text, lines, self.encode(lines))
        return last[1], last[2]

    def encode(self, lines: Sequence[Line]) -> Encoded:
        """Return what the encoder says of the words of all lines."""
        import numpy as np

        windows = list(self.pieces.windows(lines))
        answers = side_by_side(self._read, windows)
        columns = [np.concatenate(column) for column in zip(*answers or [_nothing()], strict=True)]
        first, last, kinds, places, triggers, events = columns
        return Encoded(
            starts=np.array([start for line in lines for start in line.starts], dtype=np.int64),
            ends=np.array([end for line in lines for end in line.ends], dtype=np.int64),
            first=first,
            last=last,
            kinds=kinds,
            places=places,
            triggers=triggers,
            events=events,
            links=self._links,
        )

    def _read(self, window: Window) -> tuple["NDArray[Any]", ...]:
        import numpy as np

        inputs = {"ids": np.array([window.ids]), "cases": np.array([window.cases])}
        first, last, kinds, places, triggers, events = self._session.run(None, inputs)
        begins = [first_piece for _, first_piece, _ in window.words]
        ends = [last_piece for _, _, last_piece in window.words]
        labels = kinds[0, begins].argmax(1), places[0, begins].argmax(1)
        return first[0, begins], last[0, ends], *labels, triggers[0, begins], events[0, begins]


def _nothing() -> tuple["NDArray[Any]", ...]:
    import numpy as np

    vectors, labels = np.zeros((0, 0), dtype=np.float32), np.zeros(0, dtype=np.int64)
    return vectors, vectors, labels, labels, vectors, vectors


def entities(kinds: Iterable[int]) -> list[Entity]:
    """Return the names in the words of a line with these kinds: runs of one kind."""
    return [Entity(start, end, LABELS[kind]) for start, end, kind in _runs(kinds) if kind]


def proposals(places: Iterable[int]) -> list[tuple[int, int]]:
    """Return the spans in the words of a line that the encoder takes for places."""
    spans: list[tuple[int, int]] = []
    for i, label in enumerate(places):
        if label == _GOES_ON and spans and spans[-1][1] == i:
            spans[-1] = (spans[-1][0], i + 1)
        elif label in (_BEGINS, _GOES_ON):
            spans.append((i, i + 1))
    return spans


def _runs(kinds: Iterable[int]) -> list[tuple[int, int, int]]:
    found: list[tuple[int, int, int]] = []
    for i, kind in enumerate(kinds):
        if found and found[-1][2] == kind:
            found[-1] = (found[-1][0], i + 1, kind)
        else:
            found.append((i, i + 1, kind))
    return found


@cache
def head() -> Classifier:
    """Return the classifier of spans that goes with the package's encoder, loaded once."""
    return load(resources.files(__package__).joinpath(FOLDER, HEAD))


@cache
def encoder() -> Encoder | None:
    """Return the encoder that comes with the package, loaded once; None where onnxruntime is not installed.

    Raises:
        WeightsError: its files are missing or broken.
    """
    return loaded(Encoder, resources.files(__package__).joinpath(FOLDER))
