"""The whole of places as one call: text in, places out."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from places.languages import code_of, is_english, settled
from places.model import Document, Located, Mention
from places.options import Options

if TYPE_CHECKING:
    from places.gazetteer.base import Gazetteer
    from places.recognise import Recogniser
    from places.syntax import Block


def locate(
    text: str | Document,
    *,
    gazetteer: "Gazetteer | None" = None,
    spans: Sequence[tuple[int, int]] | None = None,
    blocks: "tuple[Block, ...] | None" = None,
    options: Options | None = None,
    recogniser: "Recogniser | None" = None,
) -> tuple[Located, ...]:
    """Return the places that a text names, in text order, each with where it most probably is.

    Args:
        text: The text, or a document; its date tells which historical places exist.
        gazetteer: Where names are looked up; the package's own by default.
        spans: Exactly these stretches are resolved, and nothing is recognised.
        blocks: The text as ``places.syntax.parse`` has parsed it, so that it is parsed only once.
        options: What the user knows of the text.
        recogniser: What finds the mentions; the package's own by default.

    Raises:
        GazetteerError: the package's gazetteer is missing or broken.
        PipelineError: no English pipeline is installed, and mentions are to be recognised.
        ValueError: a span lies outside the text.
    """
    from places.gazetteer import world
    from places.gazetteer.inflected import inflected
    from places.recognise.institutions import with_institutions
    from places.resolve.called import called_as_told
    from places.resolve.decide import resolve
    from places.resolve.namesakes import holds_a_town
    from places.resolve.points import with_points

    document = settled(text if isinstance(text, Document) else Document(text=text))
    names = gazetteer if gazetteer is not None else world()
    if not is_english(document):
        names = inflected(names, code_of(document))
    if spans is not None:
        mentions = _given(document, spans, names)
    else:
        found = _found(document, blocks, names, recogniser)
        if is_english(document):
            found = tuple(with_institutions(document.text, found, lambda name: holds_a_town(name, names)))
        mentions = tuple(with_points(document, found))
    options = options or Options()
    excluded = {name.casefold() for name in options.exclude}
    kept = [mention for mention in mentions if mention.text.casefold() not in excluded]
    located = resolve(document, kept, names, options)
    return located if is_english(document) else called_as_told(located, names)


def _found(
    document: Document,
    blocks: "tuple[Block, ...] | None",
    gazetteer: "Gazetteer",
    recogniser: "Recogniser | None",
) -> tuple[Mention, ...]:
    from places.recognise import english, multilingual

    recognise = english.recognise if is_english(document) else multilingual.recognise
    return (recogniser or recognise)(document, blocks, gazetteer)


def _given(
    document: Document, spans: Sequence[tuple[int, int]], gazetteer: "Gazetteer"
) -> tuple[Mention, ...]:
    from places.recognise.kinds import kind_of_given
    from places.recognise.names import names_of

    names = names_of(gazetteer)
    mentions = []
    for start, end in sorted(spans):
        if not 0 <= start < end <= len(document.text):
            raise ValueError(
                f"the span {start}…{end} lies outside the text, which has {len(document.text)} characters"
            )
        text = document.text[start:end]
        mentions.append(Mention(start=start, end=end, text=text, kind=kind_of_given(text, names)))
    return tuple(mentions)
