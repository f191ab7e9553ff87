"""How well places are found and placed: ``python -m benchmarks.geoparse CORPUS.jsonl… [--json]``.

Without ``--folds`` the weights of the package are scored as they are: an honest figure only on texts that
they were not trained on. ``--folds 3`` trains anew without each third of the documents and scores on it;
``--leave-out`` trains without each corpus and scores on it; the encoders for both come from ``--encoders``,
the folder in which ``python -m training.encoder`` has left them. ``--parsed`` scores the recogniser that
stands in where no encoder can run. Three tracks, each over what it says:

- recognition: exact spans; precision over mentions that are no demonyms, recall over gold toponyms asked for;
- resolution: gold spans given; right record or within 161 km, over all gold toponyms with coordinates;
- end to end: exact span and right place, over all gold toponyms with coordinates.
"""

import argparse
import json
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from unittest.mock import patch

from benchmarks.kinds import by_kind
from places import locate
from places.evaluate import (
    GoldDocument,
    Scores,
    Share,
    calibration,
    is_right,
    score_end_to_end,
    score_recognition,
    score_resolution,
)
from places.model import Located
from training.corpora import parts_of, read_gold


@dataclass(frozen=True, slots=True)
class Run:
    """What was answered to one document: from raw text, with gold spans, in how many seconds."""

    gold: GoldDocument
    found: tuple[Located, ...]
    given: tuple[Located, ...]
    seconds: float


def run(gold: GoldDocument) -> Run:
    """Read one document both ways, with whatever weights are loaded."""
    # Processor time, not the clock's: what else the machine does is not counted.
    begin = time.process_time()
    found = locate(gold.document)
    seconds = time.process_time() - begin
    spans = [(item.start, item.end) for item in gold.toponyms]
    return Run(gold, found, locate(gold.document, spans=spans), seconds)


def runs(
    documents: Sequence[GoldDocument], parts: Mapping[str, Sequence[int]], encoders: Path | None
) -> Iterator[Run]:
    """Yield the runs of all documents; each part is read with weights trained on the documents outside it."""
    from training.weights import trained_on

    for name, part in parts.items():
        rest = [d for i, d in enumerate(documents) if i not in set(part)]
        with trained_on(rest, encoders / name if encoders else None):
            yield from (run(documents[i]) for i in part)


def scores_of(results: Sequence[Run]) -> dict[str, Scores]:
    """Return the scores of each corpus, in the order in which the corpora come."""
    scores: dict[str, Scores] = defaultdict(Scores)
    for item in results:
        scores[item.gold.corpus] += (
            score_recognition(item.gold, [one.mention for one in item.found])
            + score_resolution(item.gold, item.given)
            + score_end_to_end(item.gold, item.found)
        )
    return dict(scores)


def confidences(results: Sequence[Run]) -> tuple[list[tuple[float, bool]], list[tuple[float, bool]]]:
    """Return (confidence, right) of every place given: to gold spans, and from raw text."""
    given, found = [], []
    for item in results:
        gold = {(t.start, t.end): t for t in item.gold.toponyms if not t.neutral}
        open_spans = {(t.start, t.end) for t in item.gold.toponyms if t.neutral or t.lat is None}
        for one in item.given:
            toponym = gold.get((one.mention.start, one.mention.end))
            if one.place is not None and toponym is not None and toponym.lat is not None:
                given.append((one.confidence, is_right(toponym, one.place)))
        for one in item.found:
            span = (one.mention.start, one.mention.end)
            if (
                one.place is not None
                and one.mention.kind != "demonym"
                and (span not in open_spans or (span in gold and gold[span].lat is not None))
            ):
                found.append((one.confidence, span in gold and is_right(gold[span], one.place)))
    return given, found


def _read(paths: Sequence[Path], by_file: bool) -> list[GoldDocument]:
    """Return the documents of all files, each of the corpus it names or of its file."""
    if not by_file:
        return list(read_gold(paths))
    return [replace(gold, corpus=path.stem) for path in paths for gold in read_gold([path])]


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--folds", type=int, default=0, help="cross-validate by document")
    parser.add_argument("--leave-out", action="store_true", help="train without each corpus in turn")
    parser.add_argument("--encoders", type=Path, help="where training.encoder has left the parts' encoders")
    parser.add_argument("--parsed", action="store_true", help="without an encoder, on spaCy's names")
    parser.add_argument("--by-file", action="store_true", help="scores of each file, not of each corpus")
    parser.add_argument("--every", type=int, default=1, help="only every n-th document")
    parser.add_argument("--kinds", action="store_true", help="also what is found of each kind of place")
    parser.add_argument("--json", action="store_true", help="one JSON object for programs")
    options = parser.parse_args()
    documents = [d for i, d in enumerate(_read(options.corpora, options.by_file)) if i % options.every == 0]
    if (options.folds or options.leave_out) and not (options.encoders or options.parsed):
        parser.error("cross-validation needs --encoders FOLDER (see python -m training.encoder) or --parsed")
    with patch("places.recognise.english.encoder", lambda: None) if options.parsed else nullcontext():
        if options.folds or options.leave_out:
            parts = parts_of(documents, options.folds, options.leave_out)
            results = list(runs(documents, parts, options.encoders))
        else:
            results = [run(document) for document in documents]
    print(_json(results) if options.json else _text(results))
    for line in by_kind((item.gold, item.found) for item in results) if options.kinds else ():
        print(line)


def _percent(share: Share) -> str:
    return f"{share.value:.3f} ({share.part}/{share.whole})"


def _text(results: Sequence[Run]) -> str:
    lines = []
    for corpus, s in scores_of(results).items():
        lines += [
            corpus,
            f"  recognition  P {_percent(s.precision)}  R {_percent(s.recall)}  F1 {s.f1:.3f}",
            f"  resolution   {_percent(s.resolution)}  same record {_percent(s.resolution_id)}",
            f"  end to end   {_percent(s.end_to_end)}  of what is placed {_percent(s.emitted)}",
        ]
    for name, pairs in zip(("gold spans", "raw text"), confidences(results), strict=True):
        table, error = calibration(pairs)
        lines.append(
            f"calibration, {name}: expected calibration error {error:.3f} of {len(pairs)} places given"
        )
        lines += [
            f"  {b.low:.1f}-{b.high:.1f}  {b.count:5}  confidence {b.confidence:.3f}  right {b.accuracy:.3f}"
            for b in table
        ]
    lines.append(
        f"{_speed(results):.1f} documents a second of processor time, {_words(results)} words each; the "
        f"first took {results[0].seconds:.2f} s with loading; at most {_megabytes()} MB of memory"
    )
    return "\n".join(lines)


def _json(results: Sequence[Run]) -> str:
    given, found = confidences(results)
    return json.dumps(
        {
            "corpora": {name: asdict(s) | {"f1": s.f1} for name, s in scores_of(results).items()},
            "calibration": {
                name: {"bins": [asdict(b) for b in calibration(pairs)[0]], "error": calibration(pairs)[1]}
                for name, pairs in (("gold_spans", given), ("raw_text", found))
            },
            "documents_per_second": _speed(results),
            "first_document_seconds": results[0].seconds,
            "megabytes": _megabytes(),
            "words_per_document": _words(results),
        }
    )


def _speed(results: Sequence[Run]) -> float:
    # The first document pays for loading the pipeline and the weights.
    rest = results[1:] or results
    return len(rest) / sum(item.seconds for item in rest)


def _megabytes() -> int:
    """Return the most memory that the process has held (training included, where there was any)."""
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held // (1_000_000 if sys.platform == "darwin" else 1000)


def _words(results: Sequence[Run]) -> int:
    return round(sum(len(item.gold.document.text.split()) for item in results) / len(results))


if __name__ == "__main__":
    main()
