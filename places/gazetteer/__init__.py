"""Names → places: one read-only file made at build time, and the user's own.

``places.gazetteer()`` is the gazetteer that comes with the package, ``places.gazetteer.file`` and its
neighbours are the modules that make it up. Python knows only one ``places.gazetteer``, so the module can
be called.
"""

import sys
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from places.gazetteer.base import Gazetteer


@cache
def world() -> "Gazetteer":
    """Return the gazetteer that comes with the package, opened once.

    Raises:
        GazetteerError: its file is not there or cannot be read.
    """
    from places.gazetteer.file import WORLD, FileGazetteer

    return FileGazetteer(WORLD)


class _Callable(ModuleType):
    def __call__(self) -> "Gazetteer":
        return world()


sys.modules[__name__].__class__ = _Callable
