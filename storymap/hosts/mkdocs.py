"""A hook for MkDocs: ``{{ storymap("voyage.json") }}`` on a line of its own becomes the story map.

``hooks: [storymap_hook.py]`` in mkdocs.yml, and in storymap_hook.py the one line
``from storymap.hosts.mkdocs import on_page_markdown``.
"""

import re
from pathlib import Path
from typing import Any

from storymap.hosts.placing import element, place, read_beside

_CALL = re.compile(
    r'^\{\{ *storymap\("([^"\n]+)"(?:, *height=(\d{2,4}))?(?:, *step=(\d{1,4}))?\) *\}\} *$', re.M
)
_BLANK = re.compile(r"\n\s*\n")
_FOLDER = "_storymaps"


def on_page_markdown(markdown: str, page: Any, config: Any, files: Any) -> str:  # noqa: ARG001 - MkDocs calls it
    """Return the page's Markdown with story maps for the calls in it; called by MkDocs.

    Raises:
        ReadError: a story that is named is not there, or is none.
    """
    root, target = Path(config["docs_dir"]), Path(config["site_dir"]) / _FOLDER
    here = (root / page.file.src_uri).parent
    up = "../" * page.url.count("/")

    def shown(call: re.Match[str]) -> str:
        story = read_beside(call[1], here, root)
        file = place(story, call[1], target)
        height, step = (int(value) if value else None for value in call.groups()[1:])
        html = element(story, f"{up}{_FOLDER}/", file, height=height, step=step)
        return "\n" + _BLANK.sub("\n", html) + "\n"  # a blank line would end the block of HTML

    return _CALL.sub(shown, markdown)
