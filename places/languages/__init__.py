"""Languages: which one a text is in, and what is known of each one that is read."""

from dataclasses import replace

from places.languages.detect import language_of
from places.model import Document

ENGLISH = "en"


def settled(document: Document) -> Document:
    """Return a document whose language is known: what it says itself, else what its text tells.

    A few names and numbers are no language's; they are read as English.
    """
    if document.language:
        return document
    return replace(document, language=language_of(document.text) or ENGLISH)


def code_of(document: Document) -> str:
    """Return the bare code of a document's language: "pt" of "pt-BR"."""
    return document.language.replace("_", "-").partition("-")[0].lower()
