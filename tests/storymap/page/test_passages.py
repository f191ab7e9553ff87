from hypothesis import given
from hypothesis import strategies as st

from storymap.page.passages import Mark, Piece, paragraphs
from storymap.page.visible import visible


def mark(start, end, kind="event", number=0):
    return Mark(start=start, end=end, kind=kind, number=number)


def test_a_place_inside_an_event_cuts_it_in_three():
    text = "In Suva it rained.\n\nThen it stopped."

    result = paragraphs(text, [mark(0, 18), mark(3, 7, "place", 5)])

    assert result == [
        (
            Piece(text="In ", events=(0,), begins=(0,)),
            Piece(text="Suva", events=(0,), place=5),
            Piece(text=" it rained.", events=(0,)),
        ),
        (Piece(text="Then it stopped."),),
    ]


def test_an_event_over_two_paragraphs_begins_once():
    result = paragraphs("one\ntwo", [mark(0, 7)])

    assert [piece.begins for paragraph in result for piece in paragraph] == [(0,), ()]


def test_of_overlapping_names_the_inner_one_is_the_link():
    (pieces,) = paragraphs("Paris, Texas", [mark(0, 12, "place", 0), mark(0, 5, "place", 1)])

    assert [(piece.text, piece.place) for piece in pieces] == [("Paris", 1), (", Texas", 0)]


def test_marks_beyond_the_text_are_left_out():
    assert paragraphs("abc", [mark(2, 9), mark(-1, 2), mark(1, 1)]) == [(Piece(text="abc"),)]


LETTERS = st.text(alphabet="ab \n\r\t\u2028é\x00", max_size=60)
MARKS = st.lists(
    st.builds(
        mark,
        st.integers(0, 60),
        st.integers(0, 60),
        st.sampled_from(["event", "place", "trigger"]),
        st.integers(0, 5),
    ),
    max_size=8,
)


@given(LETTERS, MARKS)
def test_whatever_the_marks_the_text_stays_the_text(text, marks):
    told = ["".join(piece.text for piece in paragraph) for paragraph in paragraphs(text, marks)]

    kept = [
        line.rstrip("\r\n\x1c\x1d\x1e\x85\u2028\u2029")
        for line in text.splitlines(keepends=True)
        if line.strip()
    ]
    assert told == [visible(line) for line in kept]


@given(LETTERS, MARKS)
def test_a_piece_carries_what_covers_its_first_letter(text, marks):
    events = {}
    for each in marks:
        if each.kind == "event" and 0 <= each.start < each.end <= len(text):
            for position in range(each.start, each.end):
                events.setdefault(position, set()).add(each.number)
    position = 0
    for line, pieces in zip(
        [x for x in text.splitlines(keepends=True) if x.strip()], paragraphs(text, marks), strict=True
    ):
        position = text.index(line, position)
        at = position
        for piece in pieces:
            assert set(piece.events) == events.get(at, set())
            at += len(piece.text)
        position += len(line)


@given(st.text())
def test_visible_text_keeps_every_offset_and_can_be_written(text):
    shown = visible(text)

    assert len(shown) == len(text)
    shown.encode("utf-8")
    assert not any(ord(char) < 32 and char not in "\t\n" for char in shown)
