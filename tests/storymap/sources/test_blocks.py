"""Blocks become one text, and every stretch of it leads back to its piece."""

from hypothesis import given
from hypothesis import strategies as st

from storymap.model import Selector
from storymap.sources.blocks import assemble, single_spaced, squeezed
from storymap.sources.model import Block

WORDS = st.text(st.sampled_from(" \t\n\u00a0\u00ad\u200bábcé–日."), max_size=12)
PIECES = st.lists(WORDS, max_size=5)


@given(st.lists(PIECES, max_size=6))
def test_every_stretch_leads_back_to_the_characters_of_its_piece(listed: list[list[str]]) -> None:
    pieces = {(b, p): words for b, block in enumerate(listed) for p, words in enumerate(block)}
    blocks = [
        Block(pieces=tuple((words, Selector(page=b + 1, line=p + 1)) for p, words in enumerate(block)))
        for b, block in enumerate(listed)
    ]
    made = assemble(blocks)

    found: dict[tuple[int, int], str] = {}
    end = 0
    for one in made.origin:
        assert end <= one.start < one.end <= len(made.text)
        end = one.end
        key = ((one.at.page or 0) - 1, (one.at.line or 0) - 1)
        found[key] = found.get(key, "") + made.text[one.start : one.end]
    assert {key: squeezed(words) for key, words in pieces.items() if squeezed(words)} == {
        key: squeezed(words) for key, words in found.items()
    }


@given(PIECES)
def test_a_paragraph_has_single_spaces_and_none_at_its_ends(words: list[str]) -> None:
    text = "".join(text for text, _ in single_spaced([(word, Selector()) for word in words]))

    assert text == text.strip()
    assert "  " not in text
    assert " \n" not in text
    assert "\n " not in text
    assert squeezed(text) == squeezed("".join(words))


def test_stretches_of_the_same_place_are_one() -> None:
    here = Selector(page=1)
    made = assemble([Block(pieces=(("We left ", here), ("Lima", here))), Block(pieces=(("by sea.", here),))])

    assert made.text == "We left Lima\n\nby sea."
    assert [(one.start, one.end) for one in made.origin] == [(0, len(made.text))]
