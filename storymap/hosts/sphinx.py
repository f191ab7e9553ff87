"""A directive for Sphinx and MyST: ``.. storymap:: voyage.json``.

``extensions = ["storymap.hosts.sphinx"]`` in conf.py. In HTML the page stands in its frame; builders of other
kinds (LaTeX, text, man) get the list of the story's steps.
"""

from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from storymap import __version__
from storymap.errors import StorymapError
from storymap.export.items import items_of
from storymap.hosts.placing import element, place, read_beside
from storymap.model import Story

_FOLDER = "_storymaps"


class StoryMapDirective(SphinxDirective):
    """Puts a story map into a document."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Any]] = {
        "height": directives.positive_int,
        "step": directives.positive_int,
    }

    def run(self) -> list[nodes.Node]:
        """Return the frame for HTML, and the steps for every other builder."""
        name = self.arguments[0]
        here = Path(self.env.doc2path(self.env.docname)).parent
        try:
            story = read_beside(name, here, Path(self.env.srcdir))
        except StorymapError as error:
            return [self.state.document.reporter.error(str(error), line=self.lineno)]
        self.env.note_dependency(str((here / name).resolve()))
        builder = self.env.app.builder
        if builder.format != "html":
            return [_steps(story)]
        file = place(story, name, Path(builder.outdir) / _FOLDER)
        depth = builder.get_target_uri(self.env.docname).count("/")
        html = element(story, f"{'../' * depth}{_FOLDER}/", file, **self.options)
        return [nodes.raw("", html, format="html")]


def _steps(story: Story) -> nodes.Node:
    listed = nodes.enumerated_list()
    for item in items_of(story):
        where = " → ".join(stop.name for stop in item.stops)
        words = f"{item.title} ({where})" if where else item.title
        listed += nodes.list_item("", nodes.paragraph("", words))
    return listed


def setup(app: Sphinx) -> dict[str, Any]:
    """Add the directive; called by Sphinx."""
    app.add_directive("storymap", StoryMapDirective)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
