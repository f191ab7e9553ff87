"""Text that breaks out of where it was put, if it is not escaped, and stories that are full of it."""

import itertools
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from places.model import Mention
from storymap.model import Span, Story
from tests.storymap.stories import journey

# What ends the place where a text stands: elements, attributes, comments, strings of code, cells, lines.
_OPENERS = (
    "", '"', "'", '">', "'>", "</script>", "</style>", "</title>", "</textarea>", "</svg>", "-->", "]]>",
    "\\", "`", "\n\n", "\r\nEND:VEVENT\r\n", "</description>", ";", ")", "](",
)  # fmt: skip
# What would then do something: elements, handlers, addresses, formulas, entities, templates.
_BODIES = (
    "<script>mark(1)</script>",
    "<img src=x onerror=mark(1)>",
    "<svg/onload=mark(1)>",
    "<a href='javascript:mark(1)'>x</a>",
    " onfocus=mark(1) autofocus x=",
    "javascript:mark(1)",
    "=HYPERLINK('http://example.org','x')",
    "@SUM(1+1)",
    "+mark(1)//",
    "-2+3",
    "\t=1+1",
    "&x;<!ENTITY x SYSTEM 'file:///etc/hostname'>",
    "${mark(1)}{{7*7}}{% raw %}",
    "<iframe srcdoc='&lt;script>mark(1)&lt;/script>'>",
)
PAYLOADS = tuple(map("".join, itertools.product(_OPENERS, _BODIES)))

# What is no text but a word of ours, a date or an address inside of the story: another word would be refused.
_WORDS = {"kind", "role", "basis", "status", "extent", "precision", "edtf"}
_NAMES = {"id", "within", "events"}

Value = TypeVar("Value")


def hostile(payload: str) -> Story:
    """Return a story that has a payload in each of its fields, and in its text before and behind."""
    story = _filled(journey(), payload)
    document = replace(story.document, text=f"{payload}{journey().document.text}{payload}")
    words = Span(start=0, end=len(payload), text=payload)
    quoted = replace(story.events[0], id="e4", quote=words, mentions=(words,), narrative=4, chronological=4)
    return replace(story, document=document, events=(*story.events, quoted))


def _filled(value: Value, payload: str) -> Value:
    if isinstance(value, Span | Mention):
        by = len(payload)
        return replace(value, start=value.start + by, end=value.end + by)  # type: ignore[return-value]
    if is_dataclass(value) and not isinstance(value, type):
        changed = {f.name: _field(f.name, getattr(value, f.name), payload) for f in fields(value)}
        if {"start", "end", "at"} <= changed.keys():  # the stretches of the original move with the text
            changed |= {name: changed[name] + len(payload) for name in ("start", "end")}
        return replace(value, **changed)  # type: ignore[return-value]
    if isinstance(value, tuple) and type(value) is tuple:
        return tuple(_filled(item, payload) for item in value)  # type: ignore[return-value]
    return value


def _field(name: str, value: Any, payload: str) -> Any:
    if name in _WORDS:
        return value
    if isinstance(value, str):
        return f"{value}{payload}" if value and name in _NAMES else "" if name == "within" else payload
    if isinstance(value, tuple) and value and all(isinstance(item, str) for item in value):
        return tuple(f"{item}{payload}" if name in _NAMES else payload for item in value)
    return _filled(value, payload)
