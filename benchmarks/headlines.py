"""Whether headlines are fit to print: a lint of every headline, against the source's own words.

    python -m benchmarks.headlines ../shared/corpora/gold/logs.jsonl… [--every N] [--list]

Each line of a file is a text with its places ({"id", "text", "published", "toponyms": [{"start", "end",
"lat", "lon", "kind"}]}): these are given, so that only the headlines are judged. A clean headline has

* no reference marks, bullets, Markdown or unpaired brackets and quotation marks;
* no end that hangs in the air ("of", "at", "were");
* no word that neither the sentence nor, for a name, the text before it has;
* every modifier, number, negation, object and complement of the words that it keeps, hyphenated words whole;
* no place that was only carried to the event.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING, Any

from places.marks import without_marks
from places.model import Candidate, Document, Located, Mention, MentionKind, Place
from places.syntax import Block, parse
from storymap.events import inflect, tree
from storymap.letters import read_times
from storymap.model import Event
from storymap.story import tell

if TYPE_CHECKING:
    from spacy.tokens import Token

_WORD = re.compile(r"\w+(?:[-–‑'’.]\w+)*")
_MARKS = re.compile(r"\[\w{1,3}\]|[*_#|•·◦▪=~^{}<>]|^[^\w\"“‘'(\[£$€¿¡«]|https?:|\s{2,}")
_HANGING = frozenset(
    "of at were was the a an to and or but from with into for by his her their its that which who is are be"
    " had has in on".split()
)
_MODIFIERS = frozenset("amod nummod compound poss neg prt nmod quantmod predet".split())
_COMPLEMENTS = frozenset({"dobj", "attr", "acomp", "oprd", "dative", "pobj", "pcomp", "xcomp"})
_NEARLY = frozenset(
    "not never almost nearly hardly barely scarcely falsely allegedly reportedly no n't".split()
)
_ADDED = frozenset("was were the 's and".split())
_WIDE_KM = 150


@dataclass(frozen=True, slots=True, kw_only=True)
class Linted:
    """A headline and what is wrong with it."""

    story: str
    title: str
    quote: str
    faults: tuple[str, ...]


def texts(path: Path, every: int) -> Iterator[dict[str, Any]]:
    """Yield every n-th text of a file."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        if number % every == 0:
            yield json.loads(line)


def located(entry: dict[str, Any]) -> tuple[Located, ...]:
    """Return the places that a text is given with."""
    return tuple(_located(spot) for spot in entry["toponyms"] if spot.get("lat") is not None)


def _located(spot: dict[str, Any]) -> Located:
    wide = spot.get("radius_km", 0) > _WIDE_KM
    landmark = spot.get("kind") == "landmark"
    place = Place(
        id=f"given:{spot['lat']},{spot['lon']}",
        name=spot["text"],
        lat=spot["lat"],
        lon=spot["lon"],
        feature="BLDG" if landmark else "RGN" if wide else "PPL",
        precision="area" if wide else "exact",
    )
    kind: MentionKind = "landmark" if landmark else "toponym"
    mention = Mention(start=spot["start"], end=spot["end"], text=spot["text"], kind=kind)
    return Located(mention=mention, candidates=(Candidate(place=place, score=1.0),), confidence=1.0)


def lint_text(entry: dict[str, Any], blocks: Sequence[Block] | None = None) -> Iterator[Linted]:
    """Yield the headlines of a text's story, each with its faults."""
    day = entry.get("published") or ""
    document = Document(text=entry["text"], published=date.fromisoformat(day) if len(day) == 10 else None)
    parsed = tuple(parse(document.text)) if blocks is None else blocks
    dated = {i for t in read_times(document) for i in range(t.span.start, t.span.end)}
    for event in tell(document, located(entry), blocks=parsed).events:
        faults = tuple(faults_of(event, document.text, parsed, dated))
        yield Linted(story=entry["id"], title=event.title, quote=event.quote.text, faults=faults)


def faults_of(event: Event, text: str, blocks: Sequence[Block], dated: set[int]) -> Iterator[str]:
    """Yield what is wrong with an event's headline; ``dated`` are the offsets of all words of dates."""
    title = event.title
    if _MARKS.search(title) or any(title.count(a) != title.count(b) for a, b in ("()", "[]", "“”")):
        yield "marks"
    words, text = _WORD.findall(title), without_marks(text)
    sentence, start = _sentence(event, blocks)
    if sentence is None or not words:
        yield "no sentence"
        return
    source = list(_WORD.finditer(text, start + sentence[0].idx, start + sentence[-1].idx + len(sentence[-1])))
    kept = _kept([w.lower() for w in words], [m[0].lower() for m in source])
    pasts = {inflect.past(tree.lemma(t)) for t in sentence if tree.is_verb(t)}
    yield from _foreign(words, kept, text[: event.quote.end], pasts)
    offsets = [source[n].start() for n in kept.values()]
    yield from _lost(
        sentence, start, event, {o for n in kept.values() for o in range(*source[n].span())}, dated
    )
    if words[-1].lower() in _HANGING and _goes_on(
        text, source[max(kept.values())].end() if offsets else 0, event
    ):
        yield "hanging end"
    for where in event.where:
        carried = where.basis in ("carried", "dateline") and where.place.name.lower() in title.lower()
        if carried and where.place.name.lower() not in event.quote.text.lower():
            yield "carried place"


def _sentence(event: Event, blocks: Sequence[Block]) -> "tuple[list[Token] | None, int]":
    """Return the words of the sentence that tells the event, and the offset that theirs are counted from."""
    at = (event.trigger or event.quote).start
    for block in blocks:
        if block.start <= at < block.end:
            for sentence in block.doc.sents:
                if block.start + sentence.start_char <= at < block.start + sentence.end_char:
                    low = min(sentence.start_char, event.quote.start - block.start)
                    tokens = [
                        t
                        for t in block.doc
                        if low <= t.idx < max(sentence.end_char, event.quote.end - block.start)
                    ]
                    return tokens, block.start
    return None, 0


def _kept(title: list[str], source: list[str]) -> dict[int, int]:
    """Map the words of a headline to those of its sentence, in order."""
    pairs = SequenceMatcher(a=title, b=source, autojunk=False).get_matching_blocks()
    return {pair.a + n: pair.b + n for pair in pairs for n in range(pair.size)}


def _foreign(words: Sequence[str], kept: dict[int, int], before: str, pasts: set[str]) -> Iterator[str]:
    """Yield words that the text has not said; names come from before, a participle may become a past."""
    known = {word.lower() for word in _WORD.findall(before)} | _ADDED | pasts
    for number, word in enumerate(words):
        plain = re.sub(r"['’]s$", "", word.lower())
        if number not in kept and word.lower() not in known and plain not in known:
            yield f"foreign word {word}"


def _lost(
    sentence: "Sequence[Token]", start: int, event: Event, kept: set[int], dated: set[int]
) -> Iterator[str]:
    """Yield the modifiers, negations, objects and complements that kept words have lost."""
    quote = range(event.quote.start, event.quote.end)
    here = {t.i: start + t.idx in kept for t in sentence}
    bracketed = _bracketed(sentence)
    for token in sentence:
        at = start + token.idx
        if here[token.i] or not token.text.strip("-—–")[:1].isalnum() or at in dated or at not in quote:
            continue
        if token.tag_ in ("PRP$", "WP$", "WDT", "WP") or token.i in bracketed:
            continue  # a name stands for it, or nothing needs to
        if not here.get(token.head.i, False) or token.head.i == token.i:
            continue
        near = token.lower_ in _NEARLY or (token.dep_ == "advmod" and token.head.pos_ in ("ADJ", "NUM"))
        needed = token.dep_ in _MODIFIERS or token.dep_ in _COMPLEMENTS or near
        if needed and not any(start + t.idx in dated for t in token.subtree):
            yield f"lost {token.dep_} {token.text} of {token.head.text}"


def _bracketed(sentence: "Sequence[Token]") -> set[int]:
    """Return the positions of the words in brackets."""
    found, depth = set(), 0
    for token in sentence:
        depth += (token.text in ("(", "[")) - (token.text in (")", "]"))
        if depth > 0:
            found.add(token.i)
    return found


def _goes_on(text: str, end: int, event: Event) -> bool:
    """Tell whether the words told go on behind the headline's last word."""
    return bool(re.match(r"[^\w.;:!?\n]*\w", text[end : event.quote.end + 1]))


def report(paths: Sequence[Path], *, every: int, verbose: bool) -> None:
    """Print the share of clean headlines by file, and what is wrong with the others."""
    everything: list[Linted] = []
    for path in paths:
        found = [one for entry in texts(path, every) for one in lint_text(entry)]
        everything += found
        print(f"{path.stem:14}{_row(found)}", flush=True)
    print(f"{'all':14}{_row(everything)}")
    kinds = Counter(" ".join(fault.split()[:2]) for one in everything for fault in one.faults)
    for kind, count in kinds.most_common():
        print(f"  {kind:28}{count:5}")
    for one in everything if verbose else ():
        if one.faults:
            print(
                f"{one.story} | {one.title} | {'; '.join(one.faults)} | {' '.join(one.quote.split())[:200]}"
            )


def _row(found: Sequence[Linted]) -> str:
    clean = sum(not one.faults for one in found)
    return f"{len(found):6} headlines, clean {clean / len(found) if found else 0:.3f}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line, print the report."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.headlines", description="A lint of headlines."
    )
    parser.add_argument("paths", nargs="+", type=Path, help=".jsonl files of texts with their places")
    parser.add_argument("--every", type=int, default=1, help="take only every n-th text")
    parser.add_argument("--list", action="store_true", help="print the headlines that are not clean")
    given = parser.parse_args(arguments)
    report(given.paths, every=given.every, verbose=given.list)


if __name__ == "__main__":
    main()
