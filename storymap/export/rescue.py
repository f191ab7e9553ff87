"""A story of a service that may end → one with everything in it: the files of StoryMapJS and its pictures."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from storymap.errors import ReadError
from storymap.export.door import open_story
from storymap.export.items import compose
from storymap.export.media import data_address, is_web
from storymap.export.storymapjs import read_folder
from storymap.model import Event, Media, Story

Fetch = Callable[[str], tuple[bytes, str]]

_MOST_FILES, _MOST_BYTES = 2_000, 200_000_000


def rescue(path: Path, fetch: Fetch | None = None) -> Story:
    """Return the story of a folder, a ZIP archive or a file, its pictures inside of it.

    Args:
        path: a folder with published.json or draft.json and the pictures beside it, or such a file.
        fetch: gets the bytes and the name of a picture that is only linked; None leaves links as they are.

    Raises:
        ReadError: there is no story there.
    """
    story = compose(read_folder(_files(path), str(path))) if path.is_dir() else open_story(path)
    return story if fetch is None else with_pictures(story, fetch)


def with_pictures(story: Story, fetch: Fetch) -> Story:
    """Return the story with the linked pictures inside; one that is not to be had stays a link."""
    known: dict[str, str] = {}

    def held(one: Media) -> Media:
        if one.kind != "image" or not is_web(one.src):
            return one
        if one.src not in known:
            known[one.src] = _inside(one.src, fetch)
        return replace(one, src=known[one.src], link=one.link or one.src)

    def event(one: Event) -> Event:
        return replace(one, media=tuple(map(held, one.media)))

    return replace(story, events=tuple(map(event, story.events)), media=tuple(map(held, story.media)))


def _inside(src: str, fetch: Fetch) -> str:
    try:
        content, name = fetch(src)
    except ReadError:
        return src
    address = data_address(content, name)
    return address if address.startswith("data:image/") else src


def _files(folder: Path) -> dict[str, bytes]:
    """Return the files under a folder by their paths within it; links that lead elsewhere are passed over."""
    files: dict[str, bytes] = {}
    room = _MOST_BYTES
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not path.is_file():
            continue
        room -= path.stat().st_size
        if room < 0 or len(files) >= _MOST_FILES:
            raise ReadError(f"{folder}: holds more than {_MOST_FILES} files or {_MOST_BYTES // 1_000_000} MB")
        try:
            files[path.relative_to(folder).as_posix()] = path.read_bytes()
        except OSError as error:
            raise ReadError(f"{path} cannot be read: {error.strerror or error}") from error
    return files
