"""Which kinds of places are found and placed: what ``benchmarks.geoparse --kinds`` prints."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from places import feature
from places.evaluate import GoldDocument, GoldToponym, Share, is_right
from places.gazetteer import world
from places.model import Located
from places.recognise.lexicon import LANDMARKS, STREETS
from places.recognise.names import names_of

_GROUPS = {
    "country": "country", "continent": "continent", "adm1": "division", "adm2": "division",
    "adm3+": "division", "settlement": "settlement", "section": "settlement", "water": "water",
    "land": "land", "spot": "building or site",
}  # fmt: skip


def kind_of(toponym: GoldToponym) -> str:
    """Return what the gazetteer knows a gold toponym's name for, or what an unknown one ends in."""
    known = names_of(world()).known(toponym.text)
    if known.is_place:
        return _GROUPS[feature.kind_of(known.feature)]
    head = toponym.text.rsplit(" ", 1)[-1].lower()
    if head in STREETS or any(c.isdigit() for c in toponym.text):
        return "unknown street"
    return "unknown building or site" if head in LANDMARKS else "unknown name"


def by_kind(results: Iterable[tuple[GoldDocument, Sequence[Located]]]) -> Iterator[str]:
    """Yield a line for each corpus and kind: how many are found, and how many end at the right place."""
    found: dict[tuple[str, str], Share] = defaultdict(Share)
    right: dict[tuple[str, str], Share] = defaultdict(Share)
    for gold, located in results:
        places = {(i.mention.start, i.mention.end): i for i in located if i.mention.kind != "demonym"}
        for toponym in gold.asked:
            row = gold.corpus, kind_of(toponym)
            item = places.get((toponym.start, toponym.end))
            found[row] += Share(int(item is not None), 1)
            if toponym.lat is not None:
                right[row] += Share(int(item is not None and is_right(toponym, item.place)), 1)
    for row in sorted(found, key=lambda row: (row[0], -found[row].whole)):
        corpus, kind = row
        yield (
            f"{corpus:8} {kind:26} found {found[row].value:.3f} of {found[row].whole:4}  "
            f"right place {right[row].value:.3f} of {right[row].whole:4}"
        )
