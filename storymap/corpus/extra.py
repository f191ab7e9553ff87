"""What corpora need beyond the package, and the line that says how to get it."""

from importlib import import_module
from typing import Any

from storymap.errors import StorymapError


def needed(name: str, extra: str = "corpus") -> Any:
    """Return a module of an extra.

    Raises:
        StorymapError: it is not installed; the text says how to install it.
    """
    try:
        return import_module(name)
    except ImportError as error:
        raise StorymapError(
            f"this needs {(error.name or name).partition('.')[0]}: pip install 'geostorymap[{extra}]'"
        ) from error
