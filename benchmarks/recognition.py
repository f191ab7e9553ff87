"""How well places are recognised: ``python -m benchmarks.recognition CORPUS… [--folds 3 --encoders FOLDER]``.

By the genre of each text (the folder of a gold story, or the corpus): exact spans, as in benchmarks.geoparse,
and how far the probability of a mention can be believed; nothing is put on the earth. ``--entities`` scores
sets of named entities in CoNLL's form. With ``--stories FOLDER`` also what the encoder says of the events of
gold stories: which words tell one (those more probably than not), and whether the mention and the date that
it joins to such a word before all others of the text near it are right.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

from places.evaluate import GoldDocument, Scores, Share, calibration, score_recognition
from places.gazetteer import world
from places.recognise import english
from places.recognise.classifier import load
from places.recognise.encoder import HEAD, Encoder
from training.corpora import genre_of, parts_of, read_gold
from training.entities import read_entities
from training.stories import PLACE, WHEN, Told, read_story

# A word is taken for one that tells where nothing is less probable than this.
_LIKELY = 0.5


@dataclass(slots=True)
class Tally:
    """What was counted for some texts."""

    places: Scores = field(default_factory=Scores)
    odds: list[tuple[float, bool]] = field(default_factory=list)
    said: Share = field(default_factory=Share)
    asked: Share = field(default_factory=Share)
    linked: dict[int, Share] = field(default_factory=lambda: {PLACE: Share(), WHEN: Share()})

    def add(self, other: "Tally") -> None:
        """Add what was counted for others."""
        self.places += other.places
        self.odds += other.odds
        self.said += other.said
        self.asked += other.asked
        self.linked = {kind: share + other.linked[kind] for kind, share in self.linked.items()}


def tally(gold: GoldDocument, told: Told | None) -> Tally:
    """Read one document with whatever weights are in force."""
    found = english.recognise(gold.document, None, world())
    asked = {(t.start, t.end) for t in gold.asked}
    neutral = {(t.start, t.end) for t in gold.toponyms if t.neutral} - asked
    spans = [(m.score, (m.start, m.end)) for m in found if m.kind != "demonym"]
    counted = Tally(score_recognition(gold, found), [(p, s in asked) for p, s in spans if s not in neutral])
    if told is not None:
        _count_events(counted, gold, told)
    return counted


def _count_events(counted: Tally, gold: GoldDocument, told: Told) -> None:
    words = english.words_of(gold.document.text)
    if words is None:
        return
    labels = {row: label for offset, label in told.triggers.items() if (row := words.at(offset)) is not None}
    import numpy as np

    odds = words.triggers - words.triggers.max(axis=1, keepdims=True)
    chance = 1 - np.exp(odds[:, 0]) / np.exp(odds).sum(axis=1)
    said = {int(row) for row in np.flatnonzero(chance >= _LIKELY)}
    ignored = {row for row, label in labels.items() if label < 0}
    right = {row for row, label in labels.items() if label > 0}
    counted.said += Share(len(said & right), len(said - ignored))
    counted.asked += Share(len(said & right), len(right))
    joined: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for kind, a, b, ok in told.links:
        trigger, other = words.at(a), words.at(b)
        if trigger is not None and other is not None:
            joined[kind, trigger].append((other, ok))
    for (kind, trigger), others in joined.items():
        if any(ok for _, ok in others):
            rows = [row for row, _ in others]
            odds = words.happens_at(trigger, rows) if kind == PLACE else words.happens_when(trigger, rows)
            counted.linked[kind] += Share(others[int(odds.argmax())][1], 1)


@contextmanager
def weights_of(folder: Path, documents: Sequence[GoldDocument]) -> Iterator[None]:
    """Put the encoder of a folder in force, its odds set by what the other folds said of these documents."""
    from training.outcomes import calibrated, outcomes_in

    head = load(folder / HEAD)
    outcomes = outcomes_in(folder.parent, documents)
    head = calibrated(head, outcomes) if outcomes else head
    engine = Encoder(folder)
    with ExitStack() as stack:
        stack.enter_context(patch("places.recognise.english.encoder", lambda: engine))
        stack.enter_context(patch("places.recognise.english.head", lambda: head))
        yield


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpora", nargs="*", type=Path)
    parser.add_argument("--entities", nargs="*", type=Path, default=[], help="sets of named entities")
    parser.add_argument("--stories", type=Path, help="the folder of the gold stories")
    parser.add_argument("--folds", type=int, default=0, help="cross-validate by text")
    parser.add_argument("--leave-out", action="store_true", help="each genre with weights trained without it")
    parser.add_argument("--encoders", type=Path, help="where training has left the parts' encoders")
    parser.add_argument("--weights", type=Path, help="the encoder of this folder instead of the package's")
    parser.add_argument("--only", nargs="*", help="only these parts: fold-0, …")
    options = parser.parse_args()
    documents = [*read_gold(options.corpora), *(d for path in options.entities for d in read_entities(path))]
    found: dict[str, Tally] = defaultdict(Tally)

    def read(part: Sequence[GoldDocument]) -> None:
        for gold in part:
            found[genre_of(gold)].add(
                tally(gold, read_story(options.stories, gold) if options.stories else None)
            )

    if options.folds or options.leave_out:
        for name, held in parts_of(documents, options.folds, options.leave_out).items():
            if not options.only or name in options.only:
                rest = [gold for i, gold in enumerate(documents) if i not in set(held)]
                with weights_of(options.encoders / name, rest):
                    read([documents[i] for i in held])
    elif options.weights:
        with weights_of(options.weights, ()):
            read(documents)
    else:
        read(documents)
    total = Tally()
    for genre, counted in found.items():
        print(_line(genre, counted))
        total.add(counted)
    print(_line("all", total))


def _line(name: str, counted: Tally) -> str:
    s, error = counted.places, calibration(counted.odds)[1]
    line = f"{name:12} P {s.precision.value:.3f} R {s.recall.value:.3f} F1 {s.f1:.3f} of {s.recall.whole}"
    line += f", calibration {error:.3f}"
    if counted.asked.whole:
        p, r = counted.said.value, counted.asked.value
        line += f"; triggers P {p:.2f} R {r:.2f} F1 {2 * p * r / (p + r or 1):.2f}, "
        line += f"place first {counted.linked[PLACE].value:.2f}, date first {counted.linked[WHEN].value:.2f}"
    return line


if __name__ == "__main__":
    main()
