"""How well stories are told: the events found, their dates and places, against editors' stories of texts.

    python -m benchmarks.events [GOLD.json…] [--places] [--join CORPUS.jsonl] [--list]
    python -m benchmarks.events FOLDER [--folds 5] [--leave-genre-out] [--places] [--cache FILE]

Without files it takes the stories in tests/stories. A folder holds gold stories by genre (``training.gold``):
with ``--folds`` or ``--leave-genre-out`` each text is judged by judges that have not seen it or its genre,
without by the package's own. ``--join`` cross-checks the weights that choose a verb's
places. ``--list`` prints what is missing, wrong or too much.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from benchmarks.stories import Gold, Score, given_places, judge, read_gold
from storymap.model import Story

STORIES = Path(__file__).parents[1] / "tests" / "stories"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("gold", nargs="*", type=Path)
    parser.add_argument("--join", type=Path, help="sentences with verbs and their places (event-places)")
    parser.add_argument(
        "--places", action="store_true", help="give the gold's places, to judge the events alone"
    )
    parser.add_argument("--list", action="store_true", help="print what is missing, wrong or too much")
    parser.add_argument("--folds", type=int, default=0, help="cross-validate by text, in so many parts")
    parser.add_argument("--leave-genre-out", action="store_true", help="cross-validate by genre")
    parser.add_argument("--cache", type=Path, help="where the reading of a folder's texts is kept")
    parser.add_argument("--trust", action="store_true", help="make the judge of trust from the outcomes")
    options = parser.parse_args(arguments)
    if options.join:
        from benchmarks.join import report

        report(options.join)
        return
    if len(options.gold) == 1 and options.gold[0].is_dir():
        from benchmarks.judged import report as report_judged

        report_judged(
            options.gold[0],
            folds=options.folds,
            leave_genre_out=options.leave_genre_out,
            given=options.places,
            cache=options.cache,
            fit_trust=options.trust,
        )
        return
    _score_stories(options.gold or sorted(STORIES.glob("*.json")), given=options.places, verbose=options.list)


def _score_stories(paths: Sequence[Path], *, given: bool, verbose: bool) -> None:
    scores = []
    columns = ("gold", 5), ("found", 7), ("dates", 9), ("places", 9), ("all of them", 12), ("told", 6)
    print(f"{'story':22}" + "".join(f"{c:>{w}}" for c, w in (*columns, ("extra", 6), ("wrong", 6))))
    for path in paths:
        gold = read_gold(path)
        score = judge(tell(gold, given=given), gold)
        scores.append(score)
        print(f"{path.stem:22}{_row([score])}")
        if verbose:
            _print_list(score)
    print(f"{'all':22}{_row(scores)}")


def tell(gold: Gold, *, given: bool = False) -> Story:
    """Return the story that the program tells of the text, with the gold's places if they are ``given``."""
    if given:
        from storymap.story import tell as tell_story

        return tell_story(gold.document, given_places(gold))
    from storymap.api import tell_document

    return tell_document(gold.document)


def _row(scores: Sequence[Score]) -> str:
    judged = [j for s in scores for j in s.judged]
    found = [j for j in judged if j.event is not None]
    dates = [j.date for j in found if j.date is not None]
    some = [j.place for j in found if j.place is not None]
    exact = [j.exact for j in found if j.exact is not None]
    return (
        f"{len(judged):5}{_share(len(found), len(judged)):>7}{_share(sum(dates), len(dates)):>9}"
        f"{_share(sum(some), len(some)):>9}{_share(sum(exact), len(exact)):>12}"
        f"{sum(s.events for s in scores):6}{sum(len(s.extra) for s in scores):6}"
        f"{sum(len(s.wrong) for s in scores):6}"
    )


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "–"


def _print_list(score: Score) -> None:
    for one in score.judged:
        quote = one.gold["quote"]["text"][:90]
        if one.event is None:
            print(f"    missing   {quote}")
            continue
        if one.date is False:
            print(f"    date      {one.gold['when']['edtf']} told as {one.event.when.edtf}: {quote}")
        if not one.exact:
            told = ", ".join(f"{w.place.name} ({w.role}, {w.basis})" for w in one.event.where)
            names = ", ".join(w["name"] for w in one.gold["where"])
            print(f"    {'places' if one.place else 'PLACE '}    {names} told as {told}: {quote}")
    for event in score.extra:
        print(f"    too much  {event.title} [{event.kind}] {event.quote.text[:60]}")
    for event in score.wrong:
        print(f"    WRONG     {event.title} [{event.kind}] {event.quote.text[:60]}")


if __name__ == "__main__":
    main()
