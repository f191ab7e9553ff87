"""web/page.html filled in: everything is escaped but what is marked as the page's own script or style."""

import json
from functools import cache
from typing import Any

from jinja2 import Environment, StrictUndefined
from jinja2 import Template as JinjaTemplate
from markupsafe import Markup

from storymap.page.assets import web_file

_UNSAFE = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def data_block(value: Any) -> Markup:
    """Return a value as JSON that can stand in a script element: nothing in it can end or open one."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(_UNSAFE))  # noqa: S704 - no character that HTML knows is left


def render_page(values: dict[str, Any]) -> str:
    """Return the page's HTML."""
    return _template().render(values)


@cache
def _template() -> JinjaTemplate:
    environment = Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
    return environment.from_string(web_file("page.html"))
