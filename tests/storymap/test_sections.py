"""Long texts are read in sections, and tell what they would tell as a whole."""

import gc
import weakref

import pytest

from places.model import Document, Located
from places.syntax import Block
from storymap import sections
from storymap.sections import read_sections, section_spans
from storymap.story import tell, tell_sections
from tests.storymap.gazette import located
from tests.storymap.test_events import WORLD

PARAGRAPH = "Anna Berg left Rome for Naples on 4 May 1901. In 1902 Vienna was taken by the army.\n\n"


def find(document: Document, _blocks: tuple[Block, ...]) -> tuple[Located, ...]:
    return located(document.text, WORLD)


def test_sections_follow_each_other_without_gaps() -> None:
    text = PARAGRAPH * 40
    spans = section_spans(text, 500)
    assert (spans[0][0], spans[-1][1]) == (0, len(text))
    assert [a[1] for a in spans[:-1]] == [b[0] for b in spans[1:]]
    assert all(text[start : start + 4] == "Anna" for start, _ in spans)


def test_a_section_ends_before_a_chapter() -> None:
    text = PARAGRAPH * 4 + "CHAPTER II\n\n" + PARAGRAPH * 6
    assert text[section_spans(text, 500)[1][0] :].startswith("CHAPTER II")


def test_a_paragraph_longer_than_a_section_is_not_lost() -> None:
    text = "word " * 400 + "\n\n" + PARAGRAPH
    assert section_spans(text, 500)[-1][1] == len(text)


def test_a_text_in_sections_tells_nearly_what_it_tells_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    chapters = [PARAGRAPH.replace("1901", f"191{n}").replace("1902", f"192{n}") for n in range(1, 9)]
    text = "".join(f"CHAPTER {n}\n\n{chapter}" for n, chapter in enumerate(chapters, start=1))
    document = Document(text=text)
    whole = tell(document, located(text, WORLD))
    monkeypatch.setattr(sections, "section_spans", lambda text: section_spans(text, 300))
    told = tell_sections(document, read_sections(document, find))
    # The judges look at a section as a whole: at a seam they may decide otherwise.
    both = {(e.quote, e.when.edtf) for e in told.events} & {(e.quote, e.when.edtf) for e in whole.events}
    assert len(both) >= 0.8 * len(whole.events) > 0
    assert told.places == whole.places
    assert {event.part for event in whole.events} == {f"CHAPTER {n}" for n in range(1, 9)}


def test_a_section_is_let_go_before_the_next_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sections, "section_spans", lambda text: section_spans(text, 300))
    document, kept = Document(text=PARAGRAPH * 12), list[weakref.ref[object]]()

    def watched(section: Document, blocks: tuple[Block, ...]) -> tuple[Located, ...]:
        gc.collect()
        alive = sum(ref() is not None for ref in kept)
        assert alive <= 4, "parsed paragraphs of sections before"
        kept.extend(weakref.ref(block.doc) for block in blocks)
        return find(section, blocks)

    assert tell_sections(document, read_sections(document, watched)).events
    assert len(kept) == 12


def test_progress_grows_to_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sections, "section_spans", lambda text: section_spans(text, 300))
    document, told = Document(text=PARAGRAPH * 12), list[tuple[int, int]]()
    tell_sections(document, read_sections(document, find, lambda done, total: told.append((done, total))))
    assert told == sorted(told)
    assert told[-1] == (len(document.text), len(document.text))
