"""What an encoder has said of a text's words: for the search for places, and for who joins events to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

from places.errors import WeightsError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# What a word may tell, by its number in ``Encoded.triggers``.
TRIGGERS = ("", "event", "movement")
LINK_WIDTH = 64
# How far apart two words are, in powers of two, before and behind.
FARTHEST = 7
DISTANCES = 2 * FARTHEST + 1


def distance(words: int) -> int:
    """Return the number of a distance in words, negative before: 0…DISTANCES - 1, the middle one is none."""
    far = min(abs(words).bit_length(), FARTHEST)
    return FARTHEST + (far if words > 0 else -far)


@dataclass(frozen=True, slots=True)
class Links:
    """Which words belong together: trigger · matrix · other, and how far apart they are, as log-odds.

    ``place_near`` and ``when_near`` have the log-odds of each distance (``distances``).
    """

    place: "NDArray[np.float32]"
    place_near: "NDArray[np.float32]"
    when: "NDArray[np.float32]"
    when_near: "NDArray[np.float32]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoded:
    """What the encoder says of a document's words, numbered through: a row each.

    ``starts`` and ``ends``: where each word stands in the text; ``first`` and ``last``: the word as the first
    and as the last of a name; ``kinds``: numbers of LABELS; ``places``: 1 where a place begins, 2 where it
    goes on; ``triggers``: the log-odds of TRIGGERS; ``events``: the word as one that ``links`` can join.
    """

    starts: "NDArray[np.int64]"
    ends: "NDArray[np.int64]"
    first: "NDArray[np.float32]"
    last: "NDArray[np.float32]"
    kinds: "NDArray[np.int64]"
    places: "NDArray[np.int64]"
    triggers: "NDArray[np.float32]"
    events: "NDArray[np.float32]"
    links: Links

    def at(self, offset: int) -> int | None:
        """Return the number of the word that covers an offset of the text, or None: white space."""
        row = int(self.starts.searchsorted(offset, side="right")) - 1
        return row if row >= 0 and offset < self.ends[row] else None

    def happens_at(self, trigger: int, mentions: Sequence[int]) -> "NDArray[np.float32]":
        """Return the log-odds that what a word tells happened at the places that begin at these words."""
        return _joined(self.events, trigger, mentions, self.links.place, self.links.place_near)

    def happens_when(self, trigger: int, dates: Sequence[int]) -> "NDArray[np.float32]":
        """Return the log-odds that what a word tells happened on the dates that begin at these words."""
        return _joined(self.events, trigger, dates, self.links.when, self.links.when_near)


def _joined(
    vectors: "NDArray[np.float32]",
    trigger: int,
    others: Sequence[int],
    matrix: "NDArray[np.float32]",
    near: "NDArray[np.float32]",
) -> "NDArray[np.float32]":
    rows = list(others)
    joined: NDArray[np.float32] = vectors[rows] @ (vectors[trigger] @ matrix)
    joined += near[[distance(row - trigger) for row in rows]]
    return joined


def load_links(path: Traversable) -> Links:
    """Return the links of a file.

    Raises:
        WeightsError: the arrays of the file do not fit the vectors.
    """
    import numpy as np

    with path.open("rb") as file, np.load(file) as arrays:
        shapes = {arrays[name].shape for name in ("place", "when")}
        near = {arrays[f"{name}_near"].shape for name in ("place", "when")}
        if shapes != {(LINK_WIDTH, LINK_WIDTH)} or near != {(DISTANCES,)}:
            raise WeightsError(f"the links in {path} do not fit the encoder's vectors: install storymap anew")
        return Links(
            place=arrays["place"].astype(np.float32),
            place_near=arrays["place_near"].astype(np.float32),
            when=arrays["when"].astype(np.float32),
            when_near=arrays["when_near"].astype(np.float32),
        )
