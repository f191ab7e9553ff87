"""web/page.html filled in: everything is escaped but what is marked as the page's own script or style."""

import json
import re
from functools import cache
from typing import Any

from jinja2 import Environment, StrictUndefined
from jinja2 import Template as JinjaTemplate
from markupsafe import Markup, escape

from storymap.page.assets import web_file

_UNSAFE = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def data_block(value: Any) -> Markup:
    """Return a value as JSON that can stand in a script element: nothing in it can end or open one."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(_UNSAFE))  # noqa: S704 - no character that HTML knows is left


def linked(text: str) -> Markup:
    """Return text as HTML, in which web and e-mail addresses are links; nothing else of it is HTML."""
    parts: list[Markup] = []
    position = 0
    for match in _ADDRESS.finditer(text):
        found = match.group().rstrip(".,;:!?'’”")
        target = found if "://" in found or found.startswith("mailto:") else f"mailto:{found}"
        parts.append(escape(text[position : match.start()]))
        parts.append(
            Markup('<a class="address" href="{}" rel="noopener nofollow">{}</a>').format(target, found)
        )
        position = match.start() + len(found)
    return Markup("").join([*parts, escape(text[position:])])


_ADDRESS = re.compile(r"https?://[^\s<>\"()\[\]{}|\\^`]+|(?:mailto:)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def render_page(values: dict[str, Any]) -> str:
    """Return the page's HTML."""
    return _template().render(values)


@cache
def _template() -> JinjaTemplate:
    environment = Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
    environment.filters["linked"] = linked
    return environment.from_string(web_file("page.html"))
