"""hatchling's build hook: the gazetteer is made whenever the package is built.

A wheel and an editable install get the finished file; a source distribution does without it, and the wheel
made from that builds it again.
"""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FILE = "places/gazetteer/data/world.sqlite"


class GazetteerBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Builds the gazetteer before a wheel is put together."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Build the file and have it packed although git ignores it."""
        if self.target_name != "wheel":
            return
        sys.path.insert(0, self.root)
        try:
            from places.gazetteer.build import build

            build(Path(self.root) / FILE)
        finally:
            sys.path.remove(self.root)
        build_data["artifacts"].append(FILE)
