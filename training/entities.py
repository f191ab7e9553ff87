"""Reads sets of named entities (CoNLL's form, or Universal NER's) as documents; only places count."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from places.evaluate import GoldDocument, GoldToponym
from places.model import Document

# Sentences of these sets are read together in documents of this many.
SENTENCES = 12
# Universal NER has a number before the word, and an annotator behind the tag.
_UNER_COLUMNS = 4
_PLACES = frozenset({"LOC", "LOCATION"})
_NO_SPACE_BEFORE = frozenset(". , ; : ! ? ) % 's ’s n't 're 've 'll 'm 'd".split())
_NO_SPACE_AFTER = frozenset("( $ #".split())

Sentence = list[tuple[str, str]]


def read_entities(path: Path) -> Iterator[GoldDocument]:
    """Yield a file's sentences in documents, with their places as toponyms without coordinates."""
    sentences = _sentences(path)
    number = 0
    while part := list(islice(sentences, SENTENCES)):
        text, toponyms = "", []
        for sentence in part:
            written, spans = _written(sentence)
            toponyms += [_toponym(written, start, end, len(text)) for start, end in spans]
            text += written + "\n"
        document = Document(text=text, id=f"{path.stem}-{number}")
        yield GoldDocument(document=document, corpus=path.stem, toponyms=tuple(toponyms))
        number += 1


def _sentences(path: Path) -> Iterator[Sentence]:
    sentence: Sentence = []
    for line in (*path.read_text(encoding="utf-8").split("\n"), ""):
        fields = line.split("\t") if "\t" in line else line.split(" ")
        if not line.strip() or line.startswith(("-DOCSTART-", "# ")):
            if sentence:
                yield sentence
            sentence = []
        else:
            numbered = len(fields) >= _UNER_COLUMNS and fields[0].isdigit()
            sentence.append((fields[1], fields[2]) if numbered else (fields[0], fields[-1]))


def _written(sentence: Sentence) -> tuple[str, list[tuple[int, int]]]:
    """Return a sentence as people write it, and the spans of its places."""
    text, before, quoted = "", "", False
    spans: list[tuple[int, int]] = []
    inside = False
    for word, tag in sentence:
        closes = word == '"' and quoted
        opened = before == '"' and quoted
        if before and not (closes or opened or word in _NO_SPACE_BEFORE or before in _NO_SPACE_AFTER):
            text += " "
        quoted = quoted != (word == '"')
        start, text = len(text), text + word
        place = tag[2:].upper() in _PLACES
        if place and inside and not tag.startswith("B"):
            spans[-1] = (spans[-1][0], len(text))
        elif place:
            spans.append((start, len(text)))
        inside, before = place, word
    return text, spans


def _toponym(text: str, start: int, end: int, offset: int) -> GoldToponym:
    words = text[start:end]
    start += len(words) - len(words.removeprefix("the ").removeprefix("The "))
    end -= len(words) - len(words.removesuffix("'s").removesuffix("’s"))
    return GoldToponym(start=start + offset, end=end + offset, text=text[start:end])
