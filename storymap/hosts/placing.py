"""What every host needs: a story's page among the host's files, and the HTML that shows it there."""

from html import escape
from pathlib import Path

from storymap.errors import ReadError
from storymap.export.article import article
from storymap.export.door import open_story
from storymap.export.publish import slug
from storymap.export.write import write
from storymap.model import Story

SCRIPT = "storymap-embed.js"


def read_beside(name: str, folder: Path, root: Path) -> Story:
    """Return the story that a document names, from its own folder or from the root of all documents.

    Raises:
        ReadError: there is no such file, it lies outside of the root, or it is no story.
    """
    for base in (folder, root):
        path = (base / name.lstrip("/")).resolve()
        if path.is_file():
            if not path.is_relative_to(root.resolve()):
                raise ReadError(f"{name}: lies outside of {root}")
            return open_story(path)
    raise ReadError(f"{name}: is neither in {folder} nor in {root}; `storymap story` makes a story file")


def place(story: Story, name: str, folder: Path) -> str:
    """Write a story's page into a folder, and the element's script once; return the page's file name."""
    from storymap.export.article import web_text
    from storymap.page import page

    file = f"{slug(Path(name).name.partition('.')[0]) or 'story'}.html"
    folder.mkdir(parents=True, exist_ok=True)
    write(folder / file, page(story))
    write(folder / SCRIPT, web_text("embed.js"))
    return file


def element(story: Story, base: str, file: str, *, height: int | None = None, step: int | None = None) -> str:
    """Return the element that shows a page in a host's page; inside of it is the article, without scripts.

    Args:
        story: what the page tells.
        base: the way from the host's page to the folder, with a slash at its end.
        file: the page in that folder.
        height: CSS pixels, if it is to be fixed.
        step: the step to begin with.
    """
    given = "".join(f' {key}="{value}"' for key, value in (("height", height), ("step", step)) if value)
    title = escape(f"Story map: {story.document.title}")
    return (
        f'<script src="{escape(base)}{SCRIPT}" async></script>\n'
        f'<story-map src="{escape(base + file)}" title="{title}"{given}>\n'
        f"{article(story)}</story-map>\n"
    )
