"""Words found again by what stands around them."""

import pytest

from storymap.correct import anchor, find

TEXT = (
    "The Paris of the north, people say. In 1911 she left Paris for Lima, as a cook's mate.\n"
    "Nobody in Paris heard of her again until a letter came from the harbour of Callao in 1913."
)


def held(words, number=0, text=TEXT):
    start = -1
    for _ in range(number + 1):
        start = text.index(words, start + 1)
    return anchor(text, start, start + len(words))


def words_at(text, found):
    return None if found is None else (text[found[0] : found[1]], found[0])


@pytest.mark.parametrize("number", range(3))
def test_each_of_several_words_is_told_by_its_surroundings(number):
    start = [4, 53, 97][number]

    assert find(TEXT, held("Paris", number)) == (start, start + 5)


def test_a_text_set_in_other_lines_is_the_same_text():
    again = TEXT.replace(" ", "\n").replace("\n\n", "\n")

    assert words_at(again, find(again, held("left Paris for"))) == ("left\nParis\nfor", 48)


def test_words_are_found_where_a_part_of_their_surroundings_has_changed():
    again = TEXT.replace("In 1911 she left", "In May 1911 Marta left")

    assert words_at(again, find(again, held("Paris", 1)))[1] == 59


def test_words_that_are_gone_are_not_looked_for_in_others_of_the_same_letters():
    again = TEXT.replace("Nobody in Paris heard of her again", "Nobody remembered her")

    assert find(again, held("Paris", 2)) is None


def test_a_sentence_with_a_mended_letter_is_found():
    sentence = held("In 1911 she left Paris for Lima, as a cook's mate.")
    again = TEXT.replace("Lima, as a cook's mate", "Lima as a cooks mate")

    assert words_at(again, find(again, sentence)) == ("In 1911 she left Paris for Lima as a cooks mate.", 36)


def test_another_sentence_in_its_place_is_not_taken_for_it():
    sentence = held("In 1911 she left Paris for Lima, as a cook's mate.")
    again = TEXT.replace(
        "In 1911 she left Paris for Lima, as a cook's mate.", "Nothing is known of all these years."
    )

    assert find(again, sentence) is None


def test_what_stands_twice_with_the_same_words_around_it_is_not_guessed():
    once = "A bell rang in the tower of the town of Ely at noon on that day, and nobody knew why it did. "
    sentence = anchor(once, 40, 43)

    assert find(once * 2, sentence) is None
    assert find(once, sentence) == (40, 43)


def test_no_words_are_nowhere():
    assert find(TEXT, anchor(TEXT, 3, 3)) is None
    assert find("", held("Paris")) is None
