"""Reads names of places in many languages: sets of named entities, each in its own form, as marked texts."""

import json
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from places.evaluate import GoldDocument
from training.stories import Told

# Kinds of names by their numbers: training.e5.KINDS.
PERSON, BODY, OTHER, PLACE = 1, 2, 3, 4
# Sentences that are read together, and words where a set knows no sentences.
SENTENCES, WORDS = 8, 160

_KINDS = {
    "loc": PLACE, "location": PLACE, "gpe": PLACE, "local": PLACE, "facility": PLACE, "gpe_loc": PLACE,
    "gpe_org": PLACE, "per": PERSON, "pers": PERSON, "person": PERSON, "pessoa": PERSON, "org": BODY,
    "organization": BODY, "organizacao": BODY,
}  # fmt: skip
_TIGHT_BEFORE = frozenset(". , ; : ! ? ) ] } % » ” … ’ '".split())
_TIGHT_AFTER = frozenset("( [ { « „ “ ¿ ¡ $ #".split())
# What stands behind a name in some sets: marks, and the Turkish case behind its apostrophe.
_ENDING = re.compile(r"(?:['’][a-zçğıöşü]{1,5})?[\s.,;:)/^¬-]*$")

# A word, its tag ("B-LOC", "O"), and whether no space follows; None where nobody says so.
Token = tuple[str, str, bool | None]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with its places; what is ``ignored`` is neither a place nor none.

    ``kinds``: the spans of all names by kind, or None where only places are known. ``told``: what is told.
    """

    id: str
    text: str
    places: tuple[Span, ...]
    ignored: tuple[Span, ...] = ()
    kinds: tuple[tuple[int, int, int], ...] | None = None
    told: Told | None = None


def marked(gold: GoldDocument, told: Told | None = None) -> Marked:
    """Return a gold document as a marked text."""
    asked = tuple((t.start, t.end) for t in gold.asked)
    neutral = tuple((t.start, t.end) for t in gold.toponyms if t.neutral)
    return Marked(gold.document.id, gold.document.text, asked, neutral, told=told)


def read_set(path: Path) -> Iterator[Marked]:
    """Yield the sentences of a file (its form is known by its folder and name), some of them together."""
    if path.is_dir():
        yield from _facts(path)
        return
    form = _FORMS[path.suffix] if path.parent.name != "germeval" else _germeval
    for number, group in enumerate(_groups(form(path.read_text(encoding="utf-8")))):
        yield _written(f"{path.parent.name}-{path.stem}-{number}", group)


def _groups(sentences: Iterable[Sequence[Token]]) -> Iterator[list[list[Token]]]:
    group: list[list[Token]] = []
    parts = (s[begin : begin + WORDS] for s in sentences for begin in range(0, len(s), WORDS))
    for part in parts:
        group.append(list(part))
        if len(group) >= SENTENCES or sum(map(len, group)) >= WORDS:
            yield group
            group = []
    if group:
        yield group


def _blocks(text: str) -> Iterator[list[str]]:
    for block in re.split(r"\n\s*\n", text):
        lines = [line for line in block.split("\n") if line.strip()]
        if lines:
            yield lines


def _columns(text: str) -> Iterator[list[Token]]:
    """Read "word … TAG" lines, with blank ones between sentences."""
    for lines in _blocks(text):
        rows = [line.split("\t") if "\t" in line else line.split() for line in lines]
        yield [(row[0], row[-1] if len(row) > 1 else "O", None) for row in rows if row[0] != "-DOCSTART-"]


def _germeval(text: str) -> Iterator[list[Token]]:
    for lines in _blocks(text):
        rows = [line.split("\t") for line in lines if not line.startswith("#")]
        yield [(row[1], "O" if "deriv" in row[2] or "part" in row[2] else row[2], None) for row in rows]


def _hipe(text: str) -> Iterator[list[Token]]:
    for lines in _blocks(text):
        rows = [line.split("\t") for line in lines if not line.startswith(("#", "TOKEN"))]
        yield [(row[0], row[1], "NoSpaceAfter" in row[-1]) for row in rows]


def _conllu(text: str) -> Iterator[list[Token]]:
    for lines in _blocks(text):
        rows = [line.split("\t") for line in lines if not line.startswith("#")]
        yield [(row[1], _named(row[9]), "SpaceAfter=No" in row[9]) for row in rows if row[0].isdigit()]


def _named(misc: str) -> str:
    return next((part[5:] for part in misc.split("|") if part.startswith("name=")), "O")


def _ronec(text: str) -> Iterator[list[Token]]:
    for entry in json.loads(text):
        yield [
            (word, tag, not spaced)
            for word, tag, spaced in zip(
                entry["tokens"], entry["ner_tags"], entry["space_after"], strict=True
            )
        ]


_FORMS: dict[str, Callable[[str], Iterator[list[Token]]]] = {
    ".tsv": _hipe, ".conllu": _conllu, ".json": _ronec, **dict.fromkeys((".bio", ".conll", ".txt"), _columns),
}  # fmt: skip


def _written(name: str, sentences: Sequence[Sequence[Token]]) -> Marked:
    """Return sentences as people write them, one a line, with the spans of their names."""
    text = ""
    spans: list[tuple[int, int, int]] = []
    for sentence in sentences:
        tight: bool | None = True
        before = "O"
        for word, tag, follows in sentence:
            if tight is None:
                tight = word in _TIGHT_BEFORE or text[-1:] in _TIGHT_AFTER
            text += "" if tight else " "
            start, text = len(text), text + word
            kind = _kind(tag)
            if kind and spans and _goes_on(tag, before) and spans[-1][2] == kind:
                spans[-1] = (spans[-1][0], len(text), kind)
            elif kind:
                spans.append((start, len(text), kind))
            tight, before = follows, tag
        text += "\n"
    bare = [(start, start + len(_ENDING.sub("", text[start:end])), kind) for start, end, kind in spans]
    places = tuple((start, end) for start, end, kind in bare if kind == PLACE and start < end)
    return Marked(name, text, places, kinds=tuple(bare))


def _kind(tag: str) -> int:
    bare = tag[2:] if tag[:2] in {"B-", "I-", "E-", "S-"} else tag
    if not bare or bare in {"O", "0", "_", "X"}:
        return 0
    return _KINDS.get(bare.lower(), OTHER)


def _goes_on(tag: str, before: str) -> bool:
    return not tag.startswith("B-") and _kind(before) == _kind(tag)


def _facts(folder: Path) -> Iterator[Marked]:
    """Read factRuEval: a text, its spans, and the objects that they make up."""
    for path in sorted(folder.glob("*.txt")):
        spans = {}
        for line in path.with_suffix(".spans").read_text(encoding="utf-8").split("\n"):
            cells = line.split()
            if len(cells) > 3:
                spans[cells[0]] = (int(cells[2]), int(cells[2]) + int(cells[3]), cells[1])
        kinds = []
        for line in path.with_suffix(".objects").read_text(encoding="utf-8").split("\n"):
            head = line.split("#")[0].split()
            parts = [spans[number] for number in head[2:] if number in spans]
            kind = (
                {"Person": PERSON, "Org": BODY, "Location": PLACE, "LocOrg": PLACE}.get(head[1])
                if head
                else None
            )
            named = [part for part in parts if part[2] != "loc_descr"] if kind == PLACE else parts
            if kind and named:
                kinds.append((min(s for s, *_ in named), max(e for _, e, _ in named), kind))
        inside = [k for k in kinds if not any(o != k and o[0] <= k[0] and k[1] <= o[1] for o in kinds)]
        text = path.read_text(encoding="utf-8").replace("\r", "")
        places = tuple((start, end) for start, end, kind in inside if kind == PLACE)
        yield Marked(f"factrueval-{path.stem}", text, places, kinds=tuple(inside))


def some(texts: Iterable[Marked], share: float) -> Iterator[Marked]:
    """Yield about this share of texts, the same ones each time; those with places rather than others."""
    for text in texts:
        chance = zlib.crc32(text.id.encode()) % 1000 / 1000
        if chance < (share if text.places else share / 3):
            yield text
