"""Words and their offsets: nothing of the text is lost, nothing is joined over white space."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.recognise.words import read_lines, words


def split(text: str) -> list[str]:
    return [word for _, _, word in words(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("VLADIVOSTOK, April 25 (Reuters)", "VLADIVOSTOK|,|April|25|(|Reuters|)"),
        ("Ontario/Quebec's Afghan-Pakistani", "Ontario|/|Quebec|'s|Afghan|-|Pakistani"),
        ("St. John’s, N.L.", "St.|John|’s|,|N.L.|"),
        ("a U.S.-led raid in W.Va. ...", "a|U.S.|-|led|raid|in|W.Va.|..."),
        ("Coeur d'Alene, Xi'an, N'Djamena", "Coeur|d'Alene|,|Xi'an|,|N'Djamena"),
        ("$1,000.50 at 10:30.", "$|1,000.50|at|10:30|."),
        ("Mr. Smith of Mass. said.", "Mr.|Smith|of|Mass|.|said|."),
        ("Québec—Go\u0308ttingen", "Québec|—|Go\u0308ttingen"),
        (
            "See https://www.london.gov.uk/paris?x=1. Or a@b.rome.it!",
            "See|https://www.london.gov.uk/paris?x=1|.|Or|a@b.rome.it|!",
        ),
        ("平壤 и Владивосток", "平壤|и|Владивосток"),
    ],
)
def test_words_are_split_as_people_would(text: str, expected: str) -> None:
    assert split(text) == [word for word in expected.split("|") if word]


@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_every_letter_is_in_exactly_one_word_at_its_offset(text: str) -> None:
    found = list(words(text, 0, len(text)))
    assert all(text[start:end] == word and word for start, end, word in found)
    assert all(not any(c.isspace() for c in word) for _, _, word in found)
    assert "".join(word for _, _, word in found) == "".join(text.split())
    assert [start for start, _, _ in found] == sorted(start for start, _, _ in found)


def test_paragraphs_become_lines_and_sentences_are_told() -> None:
    lines = read_lines("Ships left Oslo. Ships came.\n\nBERGEN (AP) -- It rained.\n   \n")
    assert [line.words[0] for line in lines] == ["Ships", "BERGEN"]
    starts = [lines[0].words[i] for i in range(len(lines[0])) if lines[0].sentence_start[i]]
    assert starts == ["Ships", "Ships"]
