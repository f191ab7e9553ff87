"""What speaks for and against a span being the name of a place: features of words, gazetteer and document.

No feature names a word that could be learnt by heart as a place: only classes of words (lexicon), letters'
case, spaCy's labels and tags, and figures of the gazetteer. A recogniser trained on one region's news so
knows no more of that region than of any other.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from places.recognise import lexicon
from places.recognise.line import Entity, Line, windows
from places.recognise.names import Known, Names

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
NAME_LABELS = PLACE_LABELS | {"ORG", "PERSON", "NORP", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW", "LANGUAGE"}
_DOTTED = re.compile(r"(?:\w\.){2,}")
_CLASSES: tuple[tuple[str, frozenset[str]], ...] = (
    ("landmark", lexicon.LANDMARKS),
    ("street", lexicon.STREETS),
    ("water", lexicon.WATERS),
    ("land", lexicon.LANDS),
    ("division", lexicon.DIVISIONS),
    ("body", lexicon.BODIES),
    ("title", lexicon.PERSON_TITLES),
    ("direction", lexicon.DIRECTIONS),
    ("locative", lexicon.LOCATIVE),
    ("speech", lexicon.SPEECH),
    ("day", lexicon.WEEKDAYS_MONTHS),
    ("agency", lexicon.AGENCIES),
)


ORDINARY = "ordinary.txt"


@cache
def ordinary_words() -> frozenset[str]:
    """Return the words that are both ordinary English and a place's name (training/ordinary.py)."""
    text = resources.files(__package__).joinpath(ORDINARY).read_text(encoding="utf-8")
    return frozenset(text.split())


@dataclass(slots=True)
class Memory:
    """What the whole document says of its names; keys are lower case."""

    placed: Counter[str] = field(default_factory=Counter)
    other: Counter[str] = field(default_factory=Counter)
    surnames: set[str] = field(default_factory=set)
    forenames: set[str] = field(default_factory=set)
    located: set[str] = field(default_factory=set)
    chained: set[str] = field(default_factory=set)
    common: set[str] = field(default_factory=set)


def remember(lines: Sequence[Line], names: Names) -> Memory:
    """Read the whole document once for what one mention tells of another."""
    memory = Memory()
    for line in lines:
        if not line.whispering:
            memory.common.update(w for w in line.words if w.islower())
        for entity in line.entities:
            _remember_entity(memory, line, entity)
        for start, end in windows(line):
            if end - start > 3:
                continue
            key = line.surface(start, end).lower()
            if start and line.lower[start - 1] in {"in", "near", "at"}:
                memory.located.add(key)
            if end + 1 < len(line) and line.words[end] == "," and line.capital(end + 1):
                following = names.known(line.words[end + 1])
                if following.feature.startswith(("ADM1", "PCL")):
                    memory.chained.add(key)
    return memory


def _remember_entity(memory: Memory, line: Line, entity: Entity) -> None:
    key = line.surface(entity.start, entity.end).lower()
    if entity.label in PLACE_LABELS:
        memory.placed[key] += 1
    elif entity.label in NAME_LABELS:
        memory.other[key] += 1
    if entity.label == "PERSON" and entity.end - entity.start > 1:
        memory.forenames.add(line.lower[entity.start])
        memory.surnames.add(line.lower[entity.end - 1])


@dataclass(frozen=True, slots=True)
class Span:
    """A candidate: tokens start to end of a line, what the gazetteer knows of it, and its features.

    ``personal``: it is taken for a person or a part of one's name; ``surname``: for the end of one.
    ``context`` is what an encoder says of it, or None where none was asked.
    """

    line: Line
    start: int
    end: int
    surface: str
    known: Known
    personal: bool
    surname: bool
    features: tuple[str, ...]
    context: "NDArray[np.float32] | None" = None

    @property
    def speaks_for_itself(self) -> bool:
        """Whether no context is needed: a great place, or a known name that could hardly be another thing."""
        if self.known.is_great:
            return True
        line = self.line
        if not self.known.is_place or line.whispering or not line.capital(self.start):
            return False
        if self.end - self.start == 1 and line.lower[self.start] in ordinary_words():
            return False
        located = self.start > 0 and line.lower[self.start - 1] in lexicon.LOCATIVE
        return not self.personal or (located and not self.surname)

    @property
    def may_be_an_ordinary_word(self) -> bool:
        """Whether it is one word of the language, its capital perhaps only that of a sentence."""
        alone = self.end - self.start == 1 and self.line.sentence_start[self.start]
        return alone and not self.known.is_great and self.line.lower[self.start] in ordinary_words()


def describe(
    line: Line,
    start: int,
    end: int,
    names: Names,
    memory: Memory,
    context: "NDArray[np.float32] | None" = None,
) -> Span:
    """Return a span with all its features, in a fixed order."""
    surface = line.surface(start, end)
    known = names.known(surface)
    relation, entity = _relation(line, start, end)
    found = [
        "bias",
        *_gazetteer_features(known),
        *_shape_features(line, start, end, surface),
        *_context_features(line, start, end, names),
        *_run_features(line, start, end),
        *_memory_features(surface.lower(), memory, end - start),
        *_entity_features(relation, entity, line, start, end),
    ]
    size = _size(known)
    crossed = [
        f"{relation}&{size}",
        f"{relation}&{_case(line, start, end)}",
        f"{_before(line, start)}&{size}",
    ]
    crossed.append(f"{relation}&next:{_class_of_next(line, end)}")
    crossed.append(f"{relation}&prev:{_before(line, start)}")
    crossed.append(f"{relation}&last:{_word_class(line.lower[end - 1])}")
    personal = relation in {"in:PERSON", "is:PERSON"}
    surname = relation == "in:PERSON" and f"{relation}:last" in found
    return Span(line, start, end, surface, known, personal, surname, tuple(found + crossed), context)


def _gazetteer_features(known: Known) -> Iterator[str]:
    yield _size(known)
    if known.demonym:
        yield "gaz:demonym"
    if known.is_place:
        divided = known.feature.startswith(("ADM", "PPL", "PCL"))
        yield f"gaz:class:{known.feature[:4] if divided else known.feature}"
        yield f"gaz:kind:{known.kind}"
        yield f"gaz:case:{known.same_case}"
        yield f"gaz:names:{min(known.names.bit_length(), 8)}"
        yield f"gaz:count:{min(known.count.bit_length(), 6)}"


def _size(known: Known) -> str:
    if not known.is_place:
        return "gaz:demonym-only" if known.demonym else "gaz:none"
    if known.feature.startswith(("PCL", "CONT")):
        return "gaz:country"
    if known.feature == "ADM1":
        return "gaz:adm1"
    return f"gaz:10^{len(str(known.population)) if known.population else 0}"


def _case(line: Line, start: int, end: int) -> str:
    if line.whispering:
        return "case:lower-line"
    words = [w for w in line.words[start:end] if w[:1].isalpha()]
    if all(w.isupper() and len(w) > 1 for w in words):
        return "case:upper-line" if line.shouting else "case:upper"
    return "case:title" if all(w[:1].isupper() for w in words) else "case:mixed"


def _shape_features(line: Line, start: int, end: int, surface: str) -> Iterator[str]:
    yield _case(line, start, end)
    yield f"length:{min(end - start, 5)}"
    yield f"letters:{min(len(surface) // 2, 5)}"
    yield f"tag:first:{line.tags[start]}"
    yield f"tag:last:{line.tags[end - 1]}"
    yield f"class:first:{_word_class(line.lower[start])}"
    yield f"class:last:{_word_class(line.lower[end - 1])}"
    begins = line.sentence_start[start]
    if begins:
        yield "sentence-start"
    if end - start == 1 and line.lower[start] in ordinary_words():
        yield "ordinary"
        yield f"ordinary&start:{begins}&next:{_class_of_next(line, end)}"
        yield f"ordinary&prev:{_before(line, start)}"
        yield f"ordinary&{_case(line, start, end)}&tag:{line.tags[start]}"
    if _DOTTED.fullmatch(surface):
        yield "dotted"
    elif surface.endswith("."):
        yield "dot"
    if any(w.isdigit() for w in line.words[start:end]):
        yield "digits"
    if "of" in line.lower[start:end]:
        yield "has:of"
    if "and" in line.lower[start:end]:
        yield "has:and"


_FUNCTION_WORDS = frozenset(
    "the a an of in at near from to for by with on and or , . ( ) : ; - -- — \" “ ” ' / 's 's is was are "
    "were has have had will would can could said says that who which as but into through across around "
    "outside about between his her their its our my this".split()
)


def _word_class(lower: str) -> str:
    for name, words in _CLASSES:
        if lower in words:
            return name
    return "other"


def _before(line: Line, start: int) -> str:
    if start == 0 or (start < len(line) and line.borders[start]):
        return "^"
    word = line.lower[start - 1]
    if word in _FUNCTION_WORDS:
        return word
    kind = _word_class(word)
    if kind != "other":
        return kind
    if word.isdigit():
        return "#"
    return "Xx" if line.words[start - 1][:1].isupper() else "xx"


def _class_of_next(line: Line, end: int) -> str:
    if end >= len(line) or line.borders[end]:
        return "$"
    word = line.lower[end]
    if word in _FUNCTION_WORDS:
        return word
    kind = _word_class(word)
    if kind != "other":
        return f"{kind}:{line.words[end][:1].isupper()}"
    if word.isdigit():
        return "#"
    return "Xx" if line.words[end][:1].isupper() else "xx"


def _context_features(line: Line, start: int, end: int, names: Names) -> Iterator[str]:
    before = _before(line, start)
    yield f"prev:{before}"
    yield f"next:{_class_of_next(line, end)}"
    yield f"prev2:{_before(line, start - 1) if start else '^'}&{before}"
    yield f"next2:{_class_of_next(line, end)}&{_class_of_next(line, end + 1)}"
    if start:
        yield f"tag:prev:{line.tags[start - 1]}"
    if end < len(line):
        yield f"tag:next:{line.tags[end]}"
    surface = line.surface(start, end)
    if end + 1 < len(line) and line.words[end] == ",":
        holder = _name_from(line, end + 1, names)
        yield f"comma-next:{_size(names.known(holder))}"
        yield f"comma-next-holds:{names.holds(holder, surface)}"
    if start > 1 and line.words[start - 1] == ",":
        part = _name_to(line, start - 1, names)
        yield f"comma-prev:{_size(names.known(part))}"
        yield f"comma-prev-held:{names.holds(surface, part)}"
        yield f"comma-prev-case:{line.words[start - 2][:1].isupper()}"


def _name_from(line: Line, start: int, names: Names) -> str:
    """Return the longest known name, up to three words, that begins here; "" if none does."""
    surfaces = (line.surface(start, end) for end in range(min(start + 3, len(line)), start, -1))
    return next((surface for surface in surfaces if names.known(surface).is_place), "")


def _name_to(line: Line, end: int, names: Names) -> str:
    """Return the longest known name, up to three words, that ends here; "" if none does."""
    surfaces = (line.surface(start, end) for start in range(max(0, end - 3), end))
    return next((surface for surface in surfaces if names.known(surface).is_place), "")


def _run_features(line: Line, start: int, end: int) -> Iterator[str]:
    """Describe the run of capitalised words that the span is a part of."""
    left = start
    while left and not line.borders[left] and line.capital(left - 1) and line.words[left - 1][:1].isalpha():
        left -= 1
    right = end
    while (
        right < len(line)
        and not line.borders[right]
        and line.capital(right)
        and line.words[right][:1].isalpha()
    ):
        right += 1
    yield f"run:left:{min(start - left, 3)}"
    yield f"run:right:{min(right - end, 3)}"
    if right > end:
        yield f"run:head:{_word_class(line.lower[right - 1])}"
    if left < start:
        yield f"run:first:{_word_class(line.lower[left])}"
    if right < len(line) and line.lower[right] == "of":
        yield "run:of"
    if left > 1 and line.lower[left - 1] == "of" and line.capital(left - 2):
        yield f"run:after-of:{_word_class(line.lower[left - 2])}"
    if left > 2 and line.lower[left - 1] == "the" and line.lower[left - 2] == "of":
        yield f"run:after-of-the:{_word_class(line.lower[left - 3])}"


def _memory_features(key: str, memory: Memory, length: int) -> Iterator[str]:
    placed, other = memory.placed[key], memory.other[key]
    if placed or other:
        yield f"doc:placed:{round(4 * placed / (placed + other))}"
        yield f"doc:placed-count:{min(placed, 3)}"
    else:
        yield "doc:never-entity"
    if key in memory.located:
        yield "doc:in-it"
    if key in memory.chained:
        yield "doc:chained"
    if length == 1:
        for role, group in (("surname", memory.surnames), ("forename", memory.forenames)):
            if key in group:
                yield f"doc:{role}"
                yield f"doc:{role}&placed:{min(placed, 2)}"
        if key in memory.common:
            yield "doc:common-word"


def _relation(line: Line, start: int, end: int) -> tuple[str, Entity | None]:
    """Say how the span lies to spaCy's entities: equal, inside, around, across or apart."""
    touched = {line.inside[i] for i in range(start, end)} - {-1}
    if not touched:
        return "apart", None
    entity = line.entities[min(touched)]
    label = entity.label if entity.label in NAME_LABELS else "value"
    if len(touched) > 1:
        return "two", entity
    first, last = _bare(line, entity)
    if (first, last) == (start, end) or (entity.start, entity.end) == (start, end):
        return f"is:{label}", entity
    if entity.start <= start and end <= entity.end:
        return f"in:{label}", entity
    if start <= first and last <= end:
        return f"around:{label}", entity
    return f"across:{label}", entity


def _bare(line: Line, entity: Entity) -> tuple[int, int]:
    start, end = entity.start, entity.end
    if start < end and line.lower[start] in {"the", "a", "an"}:
        start += 1
    if end > start and line.lower[end - 1] in {"'s", "'"}:
        end -= 1
    return start, end


def _entity_features(relation: str, entity: Entity | None, line: Line, start: int, end: int) -> Iterator[str]:
    yield f"entity:{relation}"
    if entity is None:
        return
    first, last = _bare(line, entity)
    if relation.startswith("in:"):
        where = "first" if start == first else "last" if end == last else "middle"
        yield f"{relation}:{where}"
        yield f"{relation}:head:{_word_class(line.lower[last - 1])}"
        yield f"{relation}:{where}:head:{_word_class(line.lower[last - 1])}"
        if start > first:
            yield f"{relation}:prev:{_before(line, start)}"
