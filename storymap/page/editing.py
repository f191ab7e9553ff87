"""What an editable page carries more than another: the editor's script and style, and the whole story."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from storymap.correct.operations import Operation
from storymap.files.editable import editable_record
from storymap.model import Story
from storymap.page.assets import web_file, web_names
from storymap.page.kinds import kind_tables
from storymap.page.modules import join_modules


@dataclass(frozen=True, slots=True, kw_only=True)
class Editor:
    """The chunk of an editable page."""

    script: str
    style: str
    data: dict[str, Any]


def editor_of(story: Story, undone: Sequence[Operation], server: str) -> Editor:
    """Return the editor of a story; ``server`` is the path of the server behind it, "" without one."""
    return Editor(
        script=_script(),
        style=web_file("edit/edit.css"),
        data={
            **editable_record(story, undone),
            "words": json.loads(web_file("edit/words.json")),
            "kinds": kind_tables(),
            "server": server or None,
        },
    )


@cache
def _script() -> str:
    """Return the editor as one script; what it shares with the page's own modules comes with it."""
    own = frozenset(web_names("edit"))
    return join_modules("start.js", lambda name: web_file(f"edit/{name}" if name in own else f"js/{name}"))
