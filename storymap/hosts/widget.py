"""A widget for notebooks: the story map whose selection is a value of Python's, with its editor if wanted.

``pip install "geostorymap[widget]"``; shown by Jupyter, VS Code, Colab and marimo, through anywidget.
"""

from typing import Any, ClassVar

import anywidget
import traitlets

from storymap.errors import StoryFileError
from storymap.export.article import web_text
from storymap.model import Event, Story


class StoryWidget(anywidget.AnyWidget):
    """A story map in a notebook.

    ``step`` is the number of the step that is shown, 0 at the beginning; setting it goes there, and
    ``observe`` tells of it when the reader has moved. ``event`` is the id of that step's event, ``steps`` how
    many there are, ``height`` CSS pixels.
    """

    _esm: ClassVar[Any] = web_text("widget.js")

    html = traitlets.Unicode().tag(sync=True)
    title = traitlets.Unicode().tag(sync=True)
    step = traitlets.Int(0, min=0).tag(sync=True)
    event = traitlets.Unicode().tag(sync=True)
    steps = traitlets.Int(0).tag(sync=True)
    height = traitlets.Int(640, min=200).tag(sync=True)
    corrections: traitlets.List[Any] = traitlets.List().tag(sync=True)

    def __init__(self, story: Story, *, editable: bool = False, **values: Any) -> None:
        """Make the widget of a story.

        Args:
            story: what to show.
            editable: whether the page carries its editor; what is put right there is in ``story`` at once.
            values: of the traits: ``step=3``, ``height=800``.
        """
        from storymap.page import page

        self._shown = story
        title = f"Story map: {story.document.title}" if story.document.title else "Story map"
        super().__init__(html=page(story, editable=editable), title=title, **values)

    @property
    def story(self) -> Story:
        """The story, with what was put right in the widget laid over it.

        Raises:
            StoryFileError: what came from the page is no correction.
        """
        from storymap.correct import lay
        from storymap.files.fields import Fields
        from storymap.files.operations import operation_from

        if not self.corrections:
            return self._shown
        records = [one for one in self.corrections if isinstance(one, dict)]
        if len(records) != len(self.corrections):
            raise StoryFileError("the widget's corrections must be a list of objects")
        operations = [operation_from(Fields(one, f"corrections[{n}]")) for n, one in enumerate(records)]
        return lay(self._shown.uncorrected or self._shown, operations)[0]

    @property
    def selected(self) -> Event | None:
        """The event of the step that is shown; None at the beginning."""
        return next((event for event in self.story.events if event.id == self.event), None)
