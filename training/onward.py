"""Trains the encoder on, beyond news: ``python -m training.onward STEP GOLD… --stories FOLDER --out FOLDER``.

It begins with the package's encoder, trained on news, and leaves its lower layers as they are. The steps:

- ``ground``: once through texts made from the gazetteer (training.made) and a part of the news (``--news``,
  ``--entities``) → OUT/ground;
- ``folds``: from there, on the gold texts of the other folds with their stories, and a little of what the
  ground was laid with, so that it is not forgotten → OUT/fold-0 …;
- ``genres``: the same without the texts of each folder → OUT/without-lives …;
- ``all``: on all gold texts → OUT/all;
- ``again``: each fold on from where it stands, with more weight on events → OUT/again/fold-0 …;
- ``blend``: the weights of one of these (``--only fold-2``) and those from which all began (``--before``) are
  averaged; then what tells events and joins places and dates to them is fitted anew to the mean, which stays
  as it is → the package. The odds are set by what the mean says of the texts held out.
"""

import argparse
import json
import pickle
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any, cast

from places.evaluate import GoldDocument
from places.recognise.classifier import load
from places.recognise.encoded import load_links
from places.recognise.encoder import HEAD, LINKS, Encoder
from places.recognise.pieces import Pieces
from training import minilm
from training.corpora import parts_of, read_gold, recased
from training.encoder import MODEL, PACKAGE, entity_documents, in_all_forms, write
from training.learner import AGAIN, EVENTS, HIDDEN, ONWARD, Plan, Trained, train
from training.made import made
from training.outcomes import OUTCOMES, calibrated, write_outcomes
from training.passages import Passage, no_links, passages
from training.recogniser import averaged, save
from training.stories import read_story

# How many texts are made; every how many documents of the news, and dozens of the sets, are read again.
MADE, NEWS, ENTITIES = 1800, 4, 3
# Of all that the ground was laid with, every how many passages are read again with the gold texts.
EVERY = 8
# How much of the mean of old and new weights is new: what keeps news as it was and most of what was won.
SHARE = 0.68
FOLDS = 3
GROUND, MORE, GOLD = "ground", "again", "gold.pickle"
MATERIAL, TRAINED = "material.pickle", "trained.pickle"

# The passages of each text, by its id.
Known = dict[str, list[Passage]]


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("step", choices=("ground", "folds", "genres", "all", "again", "blend"))
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--stories", type=Path, required=True, help="the folder of the gold stories")
    parser.add_argument("--news", nargs="*", type=Path, default=[], help="corpora of news, read again")
    parser.add_argument("--entities", nargs="*", type=Path, default=[], help="sets of named entities")
    parser.add_argument("--only", nargs="*", help="only these parts: fold-0, without-lives, …")
    parser.add_argument("--before", type=Path, default=PACKAGE, help="the encoder from which all began")
    parser.add_argument(
        "--out", type=Path, required=True, help="where all but the package's weights are kept"
    )
    options = parser.parse_args()
    if options.step == "ground":
        lay_ground(options.news, options.entities, options.out / GROUND)
        return
    documents = list(read_gold(options.gold))
    known = learnt(documents, options.stories, options.out / GOLD)
    if options.step == "blend":
        blend(options.out, options.only[0], options.before, documents, known)
        return
    if options.step == "all":
        write(*_trained(known.values(), options.out, _ground(options.out), ONWARD), options.out / "all")
        return
    for name, held in parts_of(documents, *_parted(options.step)).items():
        if not options.only or name in options.only:
            _train_part(name, documents, held, known, options)


def _parted(step: str) -> tuple[int, bool]:
    """Return into how many folds a step parts the texts, and whether by genre instead."""
    return (0, True) if step == "genres" else (FOLDS, False)


def _train_part(
    name: str, documents: Sequence[GoldDocument], held: Sequence[int], known: Known, options: Any
) -> None:
    """Train without some documents and write what comes of it, and what it says of them, into a folder."""
    out, more = options.out, options.step == "again"
    start, plan = (read_package(out / name), AGAIN) if more else (_ground(out), ONWARD)
    folder = out / MORE / name if more else out / name
    trained, material = _trained(_others(documents, held, known), out, start, plan)
    write(trained, material, folder)
    write_outcomes(folder, [documents[i] for i in held], Encoder(folder), trained.classifier)
    print(f"written: {folder}", flush=True)


def _others(documents: Sequence[GoldDocument], held: Sequence[int], known: Known) -> list[list[Passage]]:
    """Return the passages of all documents but those that are held out."""
    return [known[gold.document.id] for i, gold in enumerate(documents) if i not in set(held)]


def _ground(out: Path) -> Trained:
    ground: Trained = _unpickled(out / GROUND / TRAINED)
    return replace(ground, links=no_links())


def _trained(
    texts: Iterable[Sequence[Passage]], out: Path, start: Trained, plan: Plan
) -> tuple[Trained, list[Passage]]:
    """Return what comes of going on from a start with these texts, and what was read for it."""
    again: list[Passage] = _unpickled(out / GROUND / MATERIAL)
    material = [*(passage for text in texts for passage in text), *again[::EVERY]]
    return train(material, start, plan), material


def blend(out: Path, part: str, origin: Path, documents: Sequence[GoldDocument], known: Known) -> None:
    """Make the package's encoder of two; the odds come from the texts that the part left out."""
    held = parts_of(documents, FOLDS, leave_out=False).get(part, ())
    mean = _mean(read_package(origin), read_package(out / MORE / part))
    mean = train([p for text in _others(documents, held, known) for p in text], mean, EVENTS)
    write(mean, _unpickled(out / GROUND / MATERIAL)[::EVERY], PACKAGE)
    write_outcomes(PACKAGE, [documents[i] for i in held], Encoder(PACKAGE), mean.classifier)
    outcomes = PACKAGE / OUTCOMES
    found = json.loads(outcomes.read_text(encoding="utf-8"))
    outcomes.unlink()
    save(calibrated(mean.classifier, found) if found else mean.classifier, PACKAGE / HEAD)


def _mean(before: Trained, after: Trained) -> Trained:
    """Return the mean of two trainings; what they say of events is the later one's."""
    heads = {"triggers", "events"}
    old, new = before.encoder.state_dict(), after.encoder.state_dict()
    for name, value in new.items():
        if name.partition(".")[0] not in heads:
            new[name] = SHARE * value + (1 - SHARE) * old[name]
    after.encoder.load_state_dict(new)
    return replace(after, classifier=averaged(before.classifier, after.classifier, SHARE))


def lay_ground(news: Sequence[Path], sets: Sequence[Path], folder: Path) -> None:
    """Train the package's encoder once through made texts and news, and keep what it was trained on."""
    pieces = Pieces(minilm.vocabulary())
    read_again = in_all_forms(islice(read_gold(news), 0, None, NEWS))
    dozens = islice(entity_documents(sets), 0, None, ENTITIES)
    texts = (*map(made, range(MADE)), *read_again, *dozens)
    material = [passage for gold in texts for passage in passages(gold, pieces)]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MATERIAL).write_bytes(pickle.dumps(material))
    print(f"{len(material)} passages, {sum(len(p.window.ids) for p in material)} pieces", flush=True)
    trained = train(material, read_package(), replace(ONWARD, epochs=1))
    (folder / TRAINED).write_bytes(pickle.dumps(trained))
    write(trained, material, folder)


def read_package(folder: Path = PACKAGE) -> Trained:
    """Return what the package, or another folder, has."""
    links = load_links(folder / LINKS) if (folder / LINKS).exists() else no_links()
    return Trained(minilm.continued(folder / MODEL, HIDDEN), load(folder / HEAD), links)


def learnt(documents: Iterable[GoldDocument], stories: Path, kept: Path) -> Known:
    """Return the passages of gold texts with what they tell, some once more in another case, by their ids.

    They are kept in a file beside the weights, so that each fold need not make them again.
    """
    if kept.exists():
        return cast("Known", _unpickled(kept))
    pieces = Pieces(minilm.vocabulary())
    found: Known = {}
    for gold in documents:
        others = [passage for form in recased(gold) for passage in passages(form, pieces)]
        found[gold.document.id] = [*passages(gold, pieces, read_story(stories, gold)), *others]
    kept.write_bytes(pickle.dumps(found))
    return found


def _unpickled(path: Path) -> Any:
    return pickle.loads(path.read_bytes())  # noqa: S301 - a file that a step before has written


if __name__ == "__main__":
    main()
