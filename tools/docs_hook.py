"""What MkDocs does beside its own work: the README is the first page; other files are not linked."""

import re
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
_DOCS = re.compile(r"\]\(docs/")
_OUTSIDE = re.compile(r"\[([^\]\n]*)\]\((?!https?://|#)([^)\s]+)\)")


def on_files(files: Any, config: Any) -> Any:
    """Add the README as index.md; called by MkDocs."""
    from mkdocs.structure.files import File

    readme = _DOCS.sub("](", (ROOT / "README.md").read_text(encoding="utf-8"))
    files.append(File.generated(config, "index.md", content=readme))
    return files


def on_page_markdown(markdown: str, page: Any, config: Any, files: Any) -> str:  # noqa: ARG001 - MkDocs calls it
    """Return a page whose links lead to pages of the site; a link to another file is its words alone."""

    def linked(found: re.Match[str]) -> str:
        target = found[2].partition("#")[0]
        path = (Path(page.file.src_uri).parent / target).as_posix()
        return found[0] if not target or files.get_file_from_path(path) else found[1]

    return _OUTSIDE.sub(linked, markdown)
