"""English recognition: what an encoder and the gazetteer take for places, judged by a classifier of spans.

Every name that the encoder proposes and every name of the gazetteer is a candidate; the classifier says how
probably it names a place; of those that overlap the most probable ones are kept; what they are a part of says
the kind. Where there is no encoder, spaCy's names and a classifier of their own stand in for it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from places.gazetteer.base import Gazetteer
from places.model import Document, Mention, MentionKind
from places.recognise import kinds
from places.recognise.aliases import is_full_name, is_obvious, repeats_the_name_before
from places.recognise.candidates import candidates
from places.recognise.classifier import Classifier, classifier
from places.recognise.demonyms import demonyms
from places.recognise.encoded import Encoded
from places.recognise.encoder import Encoder, encoder, entities, head, proposals
from places.recognise.features import Span, describe, remember
from places.recognise.landmarks import landmarks
from places.recognise.line import Line, bare, read_line, with_entities
from places.recognise.listed import listed
from places.recognise.names import Names, names_of
from places.recognise.parted import parted
from places.recognise.refused import is_refused
from places.recognise.select import best_apart
from places.syntax import Block, parse

# How much the other mentions of a name weigh, and how loud one may be.
_SHARE = 0.7
_LOUDEST = 4.0
_SURE_ENOUGH = 1.0
# What else a text calls Washington makes no place of George Washington: such an end must be sure by itself.
_SURE_OF_SURNAME = 2.5
# It names its country or division behind a comma, which holds a place of that name: Washington, D.C.
_HELD = "comma-next-holds:True"
# A doubtful name is taken: on the page it stands as doubtful, while one that is left out is lost for good.
_BENEFIT_OF_DOUBT = 0.15


@dataclass(frozen=True, slots=True)
class Reading:
    """A document read as far as no classifier is needed: its lines and the candidate spans of each."""

    document: Document
    lines: tuple[Line, ...]
    spans: tuple[Span, ...]
    names: Names


def recognise(
    document: Document, blocks: tuple[Block, ...] | None, gazetteer: Gazetteer
) -> tuple[Mention, ...]:
    """Return the mentions of an English document in text order; within one kind none overlap."""
    engine = encoder()
    if engine is None:
        return recognise_parsed(document, blocks, gazetteer)
    return mentions(read_encoded(document, engine, gazetteer), head())


def recognise_parsed(
    document: Document, blocks: tuple[Block, ...] | None, gazetteer: Gazetteer
) -> tuple[Mention, ...]:
    """Return the mentions as far as spaCy's names and the gazetteer tell them, without an encoder.

    Raises:
        PipelineError: the text is not parsed yet, and no English pipeline is installed.
    """
    parsed = parse(document.text, grammar=False) if blocks is None else blocks
    lines = tuple(read_line(block) for block in parsed)
    return mentions(read(document, lines, gazetteer), classifier())


def read_encoded(document: Document, engine: Encoder, gazetteer: Gazetteer) -> Reading:
    """Return the candidates of a document with their features and what an encoder says of them."""
    lines, encoded = engine.read(document.text)
    return read(document, lines, gazetteer, encoded)


def words_of(text: str) -> Encoded | None:
    """Return what the encoder says of a text's words, which tells events too; None where there is no encoder.

    Of the text whose places were looked for last it is there already.
    """
    engine = encoder()
    return None if engine is None else engine.read(text)[1]


def read(
    document: Document, lines: Sequence[Line], gazetteer: Gazetteer, encoded: Encoded | None = None
) -> Reading:
    """Return the candidates of a document with their features; ``encoded`` is what is said of all words."""
    names = names_of(gazetteer)
    bases = list(accumulate(map(len, lines), initial=0))
    if encoded is not None:
        lines = [
            with_entities(line, entities(encoded.kinds[base : base + len(line)]))
            for line, base in zip(lines, bases, strict=False)
        ]
    memory = remember(lines, names)
    spans: list[Span] = []
    for line, base in zip(lines, bases, strict=False):
        more = () if encoded is None else proposals(encoded.places[base : base + len(line)])
        for start, end in candidates(line, names, more):
            context = None if encoded is None else encoded.first[base + start] + encoded.last[base + end - 1]
            spans.append(describe(line, start, end, names, memory, context))
    return Reading(document, tuple(lines), tuple(spans), names)


def offsets(span: Span) -> tuple[int, int]:
    """Return where a span begins and ends in the document's text."""
    return span.line.starts[span.start], span.line.ends[span.end - 1]


def mentions(reading: Reading, model: Classifier) -> tuple[Mention, ...]:
    """Return what the classifier and the rules for kinds make of the candidates."""
    chosen = [(span, model.probability(logit)) for span, logit in chosen_spans(reading, model)]
    by_line: dict[int, list[tuple[int, int, float]]] = {}
    for span, score in chosen:
        start, end = span.start, span.end
        if not span.known.users:
            start, end = bare(span.line, start, end)
        by_line.setdefault(id(span.line), []).extend(
            (first, last, score) for first, last in parted(span.line, start, end, reading.names)
        )
    text = reading.document.text
    found: dict[tuple[int, int], Mention] = {}
    for line in reading.lines:
        places = by_line.get(id(line), [])
        for start, end, kind, score in _line_mentions(line, places, reading.names):
            begin, stop = line.starts[start], line.ends[end - 1]
            found[begin, stop] = Mention(
                start=begin, end=stop, text=text[begin:stop], kind=kind, score=round(score, 4)
            )
    return tuple(found[key] for key in sorted(found))


def chosen_spans(reading: Reading, model: Classifier) -> list[tuple[Span, float]]:
    """Return the candidates that name places, none overlapping, each with its log-odds."""
    spans = [span for span in reading.spans if not span.known.only_demonym]
    if not spans:
        return []
    logits = _agreed(spans, [float(x) for x in model.logits(spans)])
    for i, span in enumerate(spans):
        if is_refused(span, reading.document.text):
            logits[i] = -_LOUDEST
        elif is_full_name(span) or repeats_the_name_before(span.line, span.start, span.end, reading.names):
            logits[i] = max(logits[i], _LOUDEST)
        elif span.known.users or is_obvious(span):
            logits[i] = max(logits[i], _SURE_ENOUGH)
        elif span.surname and _HELD not in span.features and logits[i] < _SURE_OF_SURNAME:
            logits[i] = -_LOUDEST
    # A long name weighs more than each part, so that it wins over two: Trinidad and Tobago.
    gains = [
        (logit + _BENEFIT_OF_DOUBT) * (span.end - span.start) ** 0.5
        for span, logit in zip(spans, logits, strict=True)
    ]
    taken = best_apart([offsets(span) for span in spans], gains)
    return [(spans[i], logits[i]) for i in taken]


def _agreed(spans: Sequence[Span], logits: Sequence[float]) -> list[float]:
    """Let the mentions of one name vote for each other: what is a place once mostly is one again."""
    votes: dict[str, list[float]] = {}
    for span, logit in zip(spans, logits, strict=True):
        # George Washington says nothing of Washington, but what no gazetteer knows is the same man again.
        if not (span.personal and span.known.is_place):
            votes.setdefault(span.surface.lower(), []).append(_quietened(logit))
    agreed = []
    for span, logit in zip(spans, logits, strict=True):
        mine = votes.get(span.surface.lower(), [])
        if span.personal or len(mine) < 2:
            agreed.append(logit)
        else:
            agreed.append(logit + _SHARE * (sum(mine) - _quietened(logit)) / (len(mine) - 1))
    return agreed


def _quietened(logit: float) -> float:
    return max(-_LOUDEST, min(_LOUDEST, logit))


def _line_mentions(
    line: Line, places: Sequence[tuple[int, int, float]], names: Names
) -> Iterator[tuple[int, int, MentionKind, float]]:
    places = [*places, *listed(line, places, names)]
    halls = landmarks(line, places, names)
    yield from ((start, end, "landmark", score) for start, end, score in halls)
    inner = [(start, end) for start, end, _ in halls]
    taken = set(inner)
    for start, end, score in places:
        if (start, end) not in taken:
            yield start, end, kinds.kind_of(line, start, end, inner), score
    occupied = [(start, end) for start, end, _ in places]
    yield from ((start, end, "demonym", 1.0) for start, end in demonyms(line, occupied, names))
