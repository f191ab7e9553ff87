"""The judges of events against gold stories, by judges that have not seen the text or its genre."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks.tally import Tally, Trusted, calibration, table, tally, total
from places.model import Located
from storymap.events import Section
from storymap.events.judges import model, trust
from storymap.events.judges.model import Judge, judge
from storymap.story import tell_sections
from training.judges import Read, Samples, Weights, fit, own_samples, read_all, samples_of, train, write

_RIDGE = 1.0  # of the judge of trust: it has few weights and many outcomes


def report(
    folder: Path,
    *,
    folds: int,
    leave_genre_out: bool,
    given: bool,
    cache: Path | None = None,
    fit_trust: bool = False,
) -> None:
    """Print how well the stories below a folder are told, by genre.

    Args:
        folder: the gold stories.
        folds: into how many parts they are divided by text; 0 asks the package's own judges.
        leave_genre_out: the judges of a text have seen no text of its genre.
        given: give the gold's places, to judge the events alone.
        cache: where the reading of the texts is kept.
        fit_trust: make the judge of trust from what came of this cross-validation, and write it.
    """
    reads = read_all(folder, cache)
    found: dict[str, list[Tally]] = {}
    outcomes: dict[int, list[Trusted]] = {0: [], 1: []}
    for read, judges in _judged_by(reads, folder, folds, leave_genre_out=leave_genre_out):
        located = read.story.given if given else read.located
        judges = _as_told(judges or judge) if fit_trust else judges
        one = tell(read, located, judges)
        found.setdefault(read.story.genre, []).append(one)
        outcomes[read.story.fold(2)] += one.trust
    if fit_trust:
        apart = [*_weighed(outcomes[1], outcomes[0]), *_weighed(outcomes[0], outcomes[1])]
        print(f"calibration of trust fitted on one half of the texts, on the other: {calibration(apart):.3f}")
        write({"trust": _fitted([*outcomes[0], *outcomes[1]])}, Path(model.__file__).parent)
    rows = [(genre, total(tallies)) for genre, tallies in sorted(found.items())]
    print(table([*rows, ("all", total([t for _, t in rows]))]))


def _as_told(judges: Callable[[str], Judge]) -> Callable[[str], Judge]:
    return lambda name: trust.AS_TOLD if name == "trust" else judges(name)


def _fitted(outcomes: Sequence[Trusted]) -> Weights:
    rows = [trust.evidence(t.confidence, t.basis) for t in outcomes]
    return fit([(tuple(f), numbers) for f, numbers in rows], [t.right for t in outcomes], ridge=_RIDGE)


def _weighed(others: Sequence[Trusted], outcomes: Sequence[Trusted]) -> list[tuple[float, bool]]:
    fitted = Judge(_fitted(others))
    return [(fitted.probability(*trust.evidence(t.confidence, t.basis)), t.right) for t in outcomes]


def tell(read: Read, located: Sequence[Located], judges: Callable[[str], Judge] | None) -> Tally:
    """Return how the story that is told of a text compares with the editor's."""
    section = Section(read.blocks, located)
    story = tell_sections(read.story.document, [section], **({} if judges is None else {"judges": judges}))
    return tally(story, read.story)


def _judged_by(
    reads: Sequence[Read], folder: Path, folds: int, *, leave_genre_out: bool
) -> Iterator[tuple[Read, Callable[[str], Judge] | None]]:
    """Yield each text with judges that have not seen it."""
    if not folds and not leave_genre_out:
        yield from ((read, None) for read in reads)
        return
    samples = [samples_of(read) for read in reads]
    own = own_samples(folder)
    names = sorted({r.story.genre for r in reads}) if leave_genre_out else list(range(folds))
    for name in names:
        held = [(r.story.genre if leave_genre_out else r.story.fold(folds)) == name for r in reads]
        judges = _trained([*(s for s, out in zip(samples, held, strict=True) if not out), *own])
        yield from ((read, judges) for read, out in zip(reads, held, strict=True) if out)


def _trained(samples: Sequence[Samples]) -> Callable[[str], Judge]:
    judges = {name: Judge(weights) for name, weights in train(samples).items()}
    return lambda name: judges[name] if name in judges else judge(name)
