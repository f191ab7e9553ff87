"""Make the gallery, a site of story maps of our own texts: ``python -m tools.gallery FOLDER URL [TEXT …]``.

Without texts it has those of examples/ and tests/stories, eleven of them; reading each takes some seconds.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

import storymap
from storymap.export.publish import site
from storymap.export.write import write

ROOT = Path(__file__).resolve().parent.parent


def texts() -> list[Path]:
    """Return the texts of the gallery: voyages, lives, letters, sieges, fires, an epidemic, news."""
    return [*sorted((ROOT / "examples").glob("*.txt")), *sorted((ROOT / "tests" / "stories").glob("*.txt"))]


def main(folder: Path, address: str, chosen: Sequence[Path]) -> list[str]:
    """Write the site into a folder, and return the names of its files."""
    stories = [storymap.read(path) for path in chosen]
    folder.mkdir(parents=True, exist_ok=True)
    files = site(stories, address, title="Stories on maps")
    for name, content in files.items():
        write(folder / name, content)
    return list(files)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        raise SystemExit(__doc__)
    named = [Path(name) for name in sys.argv[3:]]
    print(*main(Path(sys.argv[1]), sys.argv[2], named or texts()), sep="\n")
