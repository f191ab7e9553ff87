"""Languages: which one a text is in, and what is known of each one that is read.

A language is told in ``common.toml`` by its small words; ``XX.toml`` has what it does to names. READ
says which ones are read.
"""

from dataclasses import replace

from places.errors import LanguageError
from places.languages.detect import UNDETERMINED, common, language_of, name_of
from places.model import Document

ENGLISH = "en"
# What is read in texts of each language, and how well that is known: measured on stories by editors
# (docs/languages.md), or only tried.
MEASURED = ("en", "de", "fr", "es", "it", "pt", "nl", "ru", "pl", "zh", "ja", "ar")
TRIED = ("bg", "cs", "da", "fi", "hi", "hr", "hu", "ko", "nb", "nn", "ro", "sk", "sv", "tr", "uk")
READ = frozenset(MEASURED + TRIED)


def settled(document: Document) -> Document:
    """Return a document whose language is known: what it says itself, else what its text tells.

    A few names and numbers are no language's; they are read as English. What no language is called ("mul",
    "x-default") says nothing.
    """
    if code_of(document) in (*common(), "nb"):
        return document
    told = language_of(document.text)
    if document.language and told in ("", UNDETERMINED):
        return document
    return replace(document, language=told or ENGLISH)


def code_of(document: Document) -> str:
    """Return the bare code of a document's language: "pt" of "pt-BR", and nb of any Norwegian."""
    code = document.language.replace("_", "-").partition("-")[0].lower()
    return "nb" if code == "no" else code


def is_english(document: Document) -> bool:
    """Tell whether a document is read as English: one that does not say its language is."""
    return code_of(document) in ("", ENGLISH)


def check_is_read(document: Document) -> None:
    """Let a document pass whose language is read.

    Raises:
        LanguageError: it is not.
    """
    code = code_of(document)
    if code and code not in READ:
        known, which = ", ".join(sorted(READ)), document.id or "the text"
        raise LanguageError(
            f"{which} is in {name_of(code)} ({code}), which is not read; read are {known}. "
            f"With --language {code} its places are looked for all the same"
        )
