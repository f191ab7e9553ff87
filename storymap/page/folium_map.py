"""The story page as a folium.Map: the map that users know, to which any folium layer can be added.

folium's own page is not used: it takes four libraries from other people's servers, has random names in it
and writes text into scripts. StoryFigure draws the page from web/page.html; StoryMap only holds what users
add. Their layers come as folium writes them, after our script, which has made the map they are added to.
"""

import re
from typing import Any

import folium
from branca.element import CssLink, Element, Figure, JavascriptLink
from markupsafe import Markup

from storymap.errors import StorymapError
from storymap.page.assets import web_file
from storymap.page.policy import content_policy
from storymap.page.template import render_page

_RANDOM_NAME = re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")
_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)

MAP_NAME = "story_map"


class StoryFigure(Figure):
    """The whole page; what users' layers put into head, body and script comes with it."""

    def __init__(self, page: dict[str, Any]) -> None:
        super().__init__(height="640px", title=page["title"])
        self.page = page

    def render(self, **kwargs: Any) -> str:
        """Return the page's HTML, the same for the same story and the same layers."""
        for child in self._children.values():
            child.render(**kwargs)
        head, html, script = (_as_text(part, kwargs) for part in (self._head(), self.html, self.script))
        head, html, script = _with_steady_names(head, html, script)
        scripts = [*self.page["scripts"]]
        if script.strip() or head.strip():
            scripts += [web_file("js/folium-layers.js"), script]
        return render_page(
            {
                **self.page,
                "folium_head": Markup(head),  # noqa: S704 - the author's own layers, not the story
                "folium_html": Markup(html),  # noqa: S704
                "scripts": [Markup(text) for text in scripts],  # noqa: S704
                "policy": self._policy(scripts, head),
            }
        )

    def _head(self) -> Element:
        """Return what layers put into the head, without branca's own line on the character set."""
        head = Element()
        for name, child in self.header._children.items():
            if name != "meta_http":
                head.add_child(child, name=name)
                child._parent = self.header
        return head

    def _policy(self, scripts: list[str], head: str) -> str:
        children = list(self.header._children.values())
        links = [child.url for child in children if isinstance(child, JavascriptLink)]
        styles = [child.url for child in children if isinstance(child, CssLink)]
        layered = len(scripts) > len(self.page["scripts"])
        return content_policy(
            scripts=[self.page["early_script"], *scripts, *_SCRIPT.findall(head), *links],
            styles=[*self.page["styles"], *styles],
            images=[*self.page["image_hosts"], *self.page["media_hosts"], *(["https:"] if layered else [])],
            recordings=self.page["media_hosts"],
            loose_styles=layered,
        )


class StoryMap(folium.Map):
    """A story as a folium.Map: add layers, plugins and controls to it as to any other."""

    default_js = []  # noqa: RUF012 - folium's way to name what a class needs
    default_css = []  # noqa: RUF012

    def __init__(self, page: dict[str, Any]) -> None:
        super().__init__(tiles=None)
        self._name, self._id = "StoryMap", ""
        StoryFigure(page).add_child(self, name=MAP_NAME)

    def get_name(self) -> str:
        """Return the name of the map in the page's scripts."""
        return MAP_NAME

    def render(self, **kwargs: Any) -> str:
        """Let the layers that users added write themselves into the page."""
        if not isinstance(self.get_root(), StoryFigure):
            raise StorymapError("a story map is a page of its own; it cannot be drawn inside another figure")
        for child in self._children.values():
            child.render(**kwargs)
        return ""


def _as_text(element: Element, kwargs: dict[str, Any]) -> str:
    return "".join(child.render(**kwargs) for child in element._children.values())


def _with_steady_names(*texts: str) -> list[str]:
    """Replace folium's random names by counted ones, in the order in which they first appear."""
    counted: dict[str, str] = {}

    def steady(match: re.Match[str]) -> str:
        return counted.setdefault(match.group(), f"{len(counted) + 1:032x}")

    return [_RANDOM_NAME.sub(steady, text) for text in texts]
